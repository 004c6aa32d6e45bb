"""Counts the tokens of system prompts in a worker process: each text once for each vocabulary."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from ftdesk.desktop.background import Background

_TYPING_RESTS_MS = 250


class PromptCounter(QObject):
    """Signals: `counted()` when the tokens of more texts are known."""

    counted = Signal()

    def __init__(self, background: Background, vocabulary_directory: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._directory = vocabulary_directory
        self._encoding = ""
        self._known: dict[tuple[str, str], int] = {}
        self._wanted: tuple[str, ...] = ()
        self._timer = QTimer(self, singleShot=True, interval=_TYPING_RESTS_MS)
        self._timer.timeout.connect(self._ask)

    def use(self, encoding: str) -> None:
        """Count with this vocabulary from now on."""
        self._encoding = encoding

    def tokens(self, text: str) -> int | None:
        """The tokens of a message with this text, 0 for no message; None until counted."""
        return self._known.get((self._encoding, text))

    def want(self, texts: Iterable[str]) -> None:
        """Count the texts that are not known yet, once typing rests."""
        self._wanted = tuple(text for text in dict.fromkeys(texts) if self.tokens(text) is None)
        if self._wanted:
            self._timer.start()

    def _ask(self) -> None:
        from ftdesk.dataset.prompt_texts import count_prompts

        texts, encoding = self._wanted, self._encoding

        def take(counts: list[int]) -> None:
            self._known.update(zip(((encoding, text) for text in texts), counts, strict=True))
            self.counted.emit()

        self._background.compute(
            self, count_prompts, texts, encoding, self._directory, done=take, failed=_ignore
        )


def _ignore(_error: Exception) -> None:
    """Without its vocabulary nothing is counted, of which the check tells."""
