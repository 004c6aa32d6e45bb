"""From a conversation to a request, and from an answer's figures to the line below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ftdesk.dataset.encodings import UTF8_BYTES, encoding_for_model
from ftdesk.desktop.money import money
from ftdesk.desktop.playground_tab.settings_panel import AskSettings
from ftdesk.workspace.conversations import KeptToolCall, Turn

if TYPE_CHECKING:
    from ftdesk.api.types import ChatRequest, ChatTurn, CompletionRequest
    from ftdesk.dataset.cost import Prices


translate = QCoreApplication.translate


def request_for(turns: tuple[Turn, ...], settings: AskSettings) -> ChatRequest | CompletionRequest:
    """What is sent: all turns after the system prompt, or for a completion the last text alone."""
    from ftdesk.api.types import ChatRequest, CompletionRequest

    asked = settings.parameters
    if settings.completion:
        return CompletionRequest(
            settings.model,
            turns[-1].content,
            temperature=asked.temperature,
            top_p=asked.top_p,
            max_tokens=asked.max_tokens,
            seed=asked.seed,
            stop=asked.stop,
        )
    return ChatRequest(
        settings.model,
        chat_turns(turns, settings.system_prompt),
        temperature=asked.temperature,
        top_p=asked.top_p,
        max_tokens=asked.max_tokens,
        seed=asked.seed,
        stop=asked.stop,
    )


def chat_turns(turns: tuple[Turn, ...], system_prompt: str) -> tuple[ChatTurn, ...]:
    """The messages as the interface has them, the system prompt first where there is one."""
    from ftdesk.api.types import ChatTurn, ToolCall

    system = (ChatTurn("system", system_prompt),) if system_prompt.strip() else ()
    return system + tuple(
        ChatTurn(
            turn.role,
            turn.content,
            turn.name,
            tuple(ToolCall(call.id, call.name, call.arguments) for call in turn.tool_calls),
            turn.tool_call_id,
        )
        for turn in turns
    )


def price_text(turn: Turn, prices: Prices, provider: str) -> str | None:
    """What an answer cost, as "$0.0012"; None when tokens or price are unknown."""
    from ftdesk.dataset.cost import estimate_answer

    if turn.prompt_tokens is None or turn.completion_tokens is None or turn.model is None:
        return None
    cost = estimate_answer(turn.prompt_tokens, turn.completion_tokens, turn.model, prices, provider=provider)
    if cost.amount is None:
        return None
    return money(cost.amount, cost.currency)


def figures(turn: Turn) -> str:
    """The line below an answer: tokens, times, price. What the server did not tell is left out.

    It goes by the turn alone, which may be shown long after another provider was chosen.
    """
    local = encoding_for_model(turn.model or "") == UTF8_BYTES
    parts = []
    if turn.completion_tokens is not None:
        count = f"{turn.completion_tokens:,}"
        asked = f"{turn.prompt_tokens or 0:,}"
        # One token of the built-in model is one byte; saying "tokens" alone would invite a wrong comparison.
        text = (
            translate("Answer", "{asked} → {count} bytes")
            if local
            else translate("Answer", "{asked} → {count} tokens")
        )
        parts.append(text.format(asked=asked, count=count))
    if turn.first_token_seconds is not None:
        parts.append(
            translate("Answer", "first text after {seconds} s").format(
                seconds=f"{turn.first_token_seconds:.2f}"
            )
        )
    if turn.duration_seconds is not None:
        parts.append(translate("Answer", "{seconds} s in all").format(seconds=f"{turn.duration_seconds:.1f}"))
    if local:
        parts.append(translate("Answer", "free on this machine"))
    elif turn.completion_tokens is not None:
        parts.append(translate("Answer", "price unknown") if turn.price is None else turn.price)
    endings = {
        "stopped": translate("Answer", "stopped"),
        "cut": translate("Answer", "incomplete: the connection ended"),
        "length": translate("Answer", "ended at the length limit"),
        "content_filter": translate("Answer", "ended by the content filter"),
    }
    ending = endings.get(turn.finish_reason or "")
    return " · ".join([*parts, ending] if ending else parts)


def shown_text(content: str, calls: tuple[KeptToolCall, ...]) -> str:
    """An answer with its tool calls below as code: they are shown, never carried out."""
    shown = [content] if content else []
    shown += [f"```json\n{call.name}({call.arguments})\n```" for call in calls]
    return "\n\n".join(shown)
