"""What the playground hands to the dataset: a conversation that ends with an answer worth learning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftdesk.api.types import ChatTurn


@dataclass(frozen=True, slots=True)
class MadeExample:
    """The turns of one new example; `completion` asks for a prompt and completion pair instead of messages."""

    turns: tuple[ChatTurn, ...]
    completion: bool = False
    tools_json: str = ""
