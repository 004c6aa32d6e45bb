"""How token counts are shown that are near, not certain: with "≈" before the figure and the reasons beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

NEAR = "≈ "


def nearly(words: str, reasons: Sequence[str]) -> str:
    """A figure in words, with "≈" before it where there are reasons for doubt."""
    return NEAR + words if reasons else words


def in_sentences(reasons: Sequence[str]) -> str:
    """The reasons (`token_doubts.reasons_of`) in the person's language, one a line."""
    return "\n".join(QCoreApplication.translate("Encoding", reason) for reason in reasons)
