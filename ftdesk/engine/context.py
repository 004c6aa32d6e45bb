"""What every route works with: one object, handed in when the server is built."""

import threading
from dataclasses import dataclass, field

from starlette.requests import Request

from ftdesk.engine.job_queue import JobQueue
from ftdesk.engine.models import Models
from ftdesk.engine.moderation import WordList
from ftdesk.engine.store.store import Store


@dataclass(frozen=True, slots=True)
class Context:
    """The parts of a running engine. `stopping` is set when it is to end: streams look at it."""

    store: Store
    models: Models
    queue: JobQueue
    words: WordList
    stopping: threading.Event = field(default_factory=threading.Event)


def context_of(request: Request) -> Context:
    """The context of the engine that got this request."""
    context: Context = request.app.state.context
    return context
