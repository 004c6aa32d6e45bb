"""Every failure in a person's words: one sentence, the cause, what to do next; and the only message box.

Nothing here may show a key: details come from the fields of an error that are meant to be shown, and are
redacted once more.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a person reads about a failure; all plain text."""

    sentence: str
    cause: str = ""
    next_step: str = ""
    details: str = ""


def explain(error: BaseException) -> Explanation:
    """Word `error` for a person."""
    return Explanation(str(error) or type(error).__name__, details=f"{type(error).__name__}: {error}")


def show_failure(parent: QWidget | None, error: BaseException) -> None:
    """Show `error` in a box that does not block; `Cancelled` shows nothing."""
