"""The engine's HTTP application: OpenAI's routes behind one gate."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from ftdesk.engine import routes_files, routes_jobs, routes_models, routes_moderations, routes_replies
from ftdesk.engine.context import Context
from ftdesk.engine.envelope import answer_defect, answer_refusal, answer_routing
from ftdesk.engine.errors import RequestRefused
from ftdesk.engine.gate import Gate


def build_application(context: Context, *, port: int, token: str) -> Starlette:
    """The application that answers on `port` to those who know `token`."""
    application = Starlette(
        routes=(
            *routes_files.ROUTES,
            *routes_jobs.ROUTES,
            *routes_models.ROUTES,
            *routes_replies.ROUTES,
            *routes_moderations.ROUTES,
        ),
        middleware=[Middleware(Gate, port=port, token=token)],
        exception_handlers={
            RequestRefused: answer_refusal,
            HTTPException: answer_routing,
            Exception: answer_defect,
        },
    )
    application.router.redirect_slashes = False
    application.state.context = context
    return application
