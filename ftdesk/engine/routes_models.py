"""/v1/models: base models and what was tuned here."""

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from ftdesk.engine.context import context_of
from ftdesk.engine.wire import deleted_object, model_object


def list_models(request: Request) -> JSONResponse:
    """GET: base models, then tuned models; checkpoints are named by their job."""
    models = [model_object(model) for model in context_of(request).models.all()]
    return JSONResponse({"object": "list", "data": models})


def retrieve_model(request: Request) -> JSONResponse:
    """GET: one model, also a checkpoint."""
    return JSONResponse(model_object(context_of(request).models.get(request.path_params["model"])))


def delete_model(request: Request) -> JSONResponse:
    """DELETE: a tuned model with its checkpoints, or one checkpoint."""
    name = request.path_params["model"]
    context_of(request).models.delete(name)
    return JSONResponse(deleted_object(name, "model"))


ROUTES = (
    Route("/v1/models", list_models),
    Route("/v1/models/{model}", retrieve_model),
    Route("/v1/models/{model}", delete_model, methods=["DELETE"]),
)
