"""Labels that show text as it is: no HTML, no links, no images, whatever a file or a server put into it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ftdesk.desktop.stylesheet import set_look

LONGEST = 2_000
"""More than this in one label says nothing and costs time."""


def plain_label(
    text: str = "", look: str = "", tone: str = "", *, wrap: bool = False, parent: QWidget | None = None
) -> QLabel:
    """A label for plain text, with a look and tone of the style sheet; `wrap` breaks lines at words."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    label.setText(shortened(text))
    set_look(label, look, tone)
    return label


def shortened(text: str, longest: int = LONGEST) -> str:
    """`text`, cut with an ellipsis if it is longer than `longest`."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def in_the_middle(text: str, longest: int = 32) -> str:
    """A long id shortened in its middle, so that both of its ends can be compared."""
    if len(text) <= longest:
        return text
    head = (longest - 1) * 2 // 3
    return f"{text[:head]}…{text[-(longest - 1 - head) :]}"
