"""Testing a connection with the cheapest question there is: which models the server has."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ftdesk.cancellation import Cancellation

if TYPE_CHECKING:
    from ftdesk.api.client import ApiClient
    from ftdesk.api.types import Endpoint
    from ftdesk.desktop.background import Background, Task


def try_connection(
    background: Background,
    owner: QObject,
    make_client: Callable[[], AbstractContextManager[ApiClient]],
    done: Callable[[int], None],
    failed: Callable[[Exception], None],
) -> Task:
    """Ask for the models in the background, with a client for this question; `done` gets their number."""

    def ask(cancellation: Cancellation) -> int:
        from ftdesk.api.models import list_models

        with make_client() as client:
            return len(list_models(client, cancellation=cancellation))

    return background.run(owner, ask, done, failed)


def client_for(endpoint: Endpoint) -> AbstractContextManager[ApiClient]:
    """A client that asks once, as who tests a connection wants to hear of the first failure, and is closed."""
    from ftdesk.api.client import ApiClient

    return closing(ApiClient(endpoint, read_attempts=1))
