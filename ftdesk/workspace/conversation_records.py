"""What is remembered of a conversation: frozen records; None means unknown, or that the server decides."""

from dataclasses import dataclass, field


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
