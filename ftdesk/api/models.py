"""The models that a server offers; the cheapest question to test a connection with."""

from ftdesk.api.client import ApiClient
from ftdesk.api.paging import page_from
from ftdesk.api.parsing import JsonObject, as_moment, as_optional_text, as_text
from ftdesk.api.types import Model
from ftdesk.cancellation import Cancellation


def list_models(client: ApiClient, *, cancellation: Cancellation | None = None) -> tuple[Model, ...]:
    """All models in the server's order."""
    return page_from(client.get_json("models", cancellation=cancellation), model_from).items


def model_from(answer: JsonObject) -> Model | None:
    """One model, None where it has no id."""
    name = as_text(answer.get("id"))
    if not name:
        return None
    return Model(
        id=name,
        owned_by=as_text(answer.get("owned_by")),
        created=as_moment(answer.get("created")),
        shutdown_date=as_optional_text(answer.get("shutdown_date")),
    )
