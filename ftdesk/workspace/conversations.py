"""Conversations of the playground, kept on this machine only.

Every method may be called from any thread; each raises DatabaseError when the database cannot be used.
"""

from dataclasses import dataclass, field

from ftdesk.workspace.database import Database


@dataclass(frozen=True, slots=True)
class ChatParameters:
    """How an answer was (or is to be) asked for; None means that the server decides."""

    temperature: float | None = None
    top_p: float | None = None
    max_tokens: int | None = None
    seed: int | None = None
    stop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptToolCall:
    """A call that a model asked for; `arguments` is JSON text as it came."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One message. Usage, times and price are known for answers only, and only as far as the server told."""

    role: str
    content: str
    name: str | None = None
    tool_calls: tuple[KeptToolCall, ...] = ()
    tool_call_id: str | None = None
    model: str | None = None
    parameters: ChatParameters | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    first_token_seconds: float | None = None
    duration_seconds: float | None = None
    price: str | None = None
    """Decimal text and currency as shown, such as "0.0012 USD"; None when unknown."""
    finish_reason: str | None = None
    """"stopped" and "cut" mark answers that the person or the line ended early."""
    created_at: float = 0.0
    id: int | None = None
    """Given by the database."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation without its turns; the settings can be edited without a network."""

    id: int
    title: str
    created_at: float
    used_at: float
    model: str | None = None
    system_prompt: str = ""
    parameters: ChatParameters = field(default_factory=ChatParameters)
    tools: str = ""
    """Tool definitions as JSON text."""


class Conversations:
    """All conversations, the last used one first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(
        self,
        title: str = "",
        *,
        model: str | None = None,
        system_prompt: str = "",
        parameters: ChatParameters | None = None,
        tools: str = "",
    ) -> Conversation:
        """Start a conversation."""
        raise NotImplementedError

    def list(self) -> tuple[Conversation, ...]:
        """All conversations, the last used one first."""
        raise NotImplementedError

    def get(self, conversation_id: int) -> Conversation:
        """One conversation. Raises RecordMissing."""
        raise NotImplementedError

    def rename(self, conversation_id: int, title: str) -> Conversation:
        """Give another title. Raises RecordMissing."""
        raise NotImplementedError

    def set_up(
        self,
        conversation_id: int,
        *,
        model: str | None,
        system_prompt: str,
        parameters: ChatParameters,
        tools: str = "",
    ) -> Conversation:
        """Change the settings that the next turn uses. Raises RecordMissing."""
        raise NotImplementedError

    def delete(self, conversation_id: int) -> None:
        """Forget a conversation and its turns."""
        raise NotImplementedError

    def turns(self, conversation_id: int) -> tuple[Turn, ...]:
        """The turns in order."""
        raise NotImplementedError

    def append(self, conversation_id: int, turn: Turn) -> Turn:
        """Add a turn at the end and return it with its id. Raises RecordMissing."""
        raise NotImplementedError

    def replace(self, turn: Turn) -> Turn:
        """Overwrite the turn of that id (an edit, or a streamed answer growing). Raises RecordMissing."""
        raise NotImplementedError

    def delete_from(self, conversation_id: int, turn_id: int) -> None:
        """Remove that turn and all after it (before an edited question or a new answer)."""
        raise NotImplementedError
