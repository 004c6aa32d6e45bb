"""Quiet news about the open file, above it: a sentence, what can be done about it, and no dialog in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ftdesk.desktop import theme
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.stylesheet import set_look

READ_ONLY = "read_only"
"""The key under which it is said why nothing may be edited; whoever knows better replaces the notice."""
_NARROWEST_WORDS = 200


class Severity(StrEnum):
    """How much a notice wants to be seen; the values are tones of the style sheet and names of icons."""

    INFO = "info"
    ATTENTION = "warning"


@dataclass(frozen=True, slots=True)
class NoticeAction:
    """A button of a notice. Pressing it takes the notice away and calls `do`; one that `stays` does not take it."""

    text: str
    do: Callable[[], None]
    name: str = ""
    """The button's object name."""
    stays: bool = False


class NoticeBar(QWidget):
    """Shows the notices of the open file under each other, in the order they came; empty, it takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice_bar")
        self.setAccessibleName(self.tr("Notices"))
        self._notices: dict[str, _Notice] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        theme.notifier().theme_changed.connect(self._dress)
        self.hide()

    def show_notice(
        self,
        key: str,
        sentence: str,
        actions: Sequence[NoticeAction] = (),
        *,
        lasting: bool,
        severity: Severity = Severity.INFO,
    ) -> None:
        """Say `sentence` (plain text); an earlier notice of the same key gives its place to it.

        A `lasting` notice stays until `withdraw`, one of its actions or another file; others can also be dismissed.
        """
        earlier = self._notices.pop(key, None)
        notice = self._notices[key] = _Notice(sentence, actions, severity, dismissible=not lasting)
        notice.done_with.connect(lambda: self._take_away(notice))
        self._layout.insertWidget(-1 if earlier is None else self._layout.indexOf(earlier), notice)
        if earlier is not None:
            self._take_away(earlier)
        self.show()
        notice.show()
        QAccessible.updateAccessibility(QAccessibleEvent(notice, QAccessible.Event.Alert))

    def sentence(self, key: str) -> str:
        """What the notice of that key says; empty where there is none."""
        return self._notices[key].sentence if key in self._notices else ""

    def withdraw(self, key: str) -> None:
        """What the notice said is no longer so; without such a notice nothing happens."""
        if key in self._notices:
            self._take_away(self._notices[key])

    def clear(self) -> None:
        """Another file is open, or none."""
        for notice in tuple(self._notices.values()):
            self._take_away(notice)

    def _take_away(self, notice: _Notice) -> None:
        self._notices = {key: other for key, other in self._notices.items() if other is not notice}
        self._layout.removeWidget(notice)
        notice.hide()
        notice.deleteLater()
        self.setVisible(bool(self._notices))

    def _dress(self) -> None:
        for notice in self._notices.values():
            notice.dress()


class _Notice(QFrame):
    """One notice. `done_with` is emitted when an action or the person ends it."""

    done_with = Signal()

    def __init__(
        self, sentence: str, actions: Sequence[NoticeAction], severity: Severity, *, dismissible: bool
    ) -> None:
        super().__init__()
        self.sentence = sentence
        self._severity = severity
        self._dismissible = dismissible
        self._picture = QLabel()
        self.setAccessibleName(sentence)
        set_look(self, "notice", severity.value)
        words = plain_label(sentence, wrap=True)
        words.setObjectName("notice_text")
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        words.setMinimumWidth(_NARROWEST_WORDS)  # a long name must not make the window wider
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 8, 4)
        layout.setSpacing(8)
        layout.addWidget(self._picture)
        layout.addWidget(words, 1)
        for action in actions:
            layout.addWidget(self._make_button(action))
        if dismissible:
            layout.addWidget(self._make_dismissal())
        self.setMinimumHeight(theme.row_height() + 8)
        self.dress()

    def dress(self) -> None:
        """The picture in the colours of the theme."""
        colour = getattr(theme.colors(), self._severity.value)
        self._picture.setPixmap(
            theme.pixmap(self._severity.value, colour, 16, max(2.0, self.devicePixelRatioF()))
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape dismisses what may be dismissed."""
        if self._dismissible and event.key() == Qt.Key.Key_Escape:
            self.done_with.emit()
        else:
            super().keyPressEvent(event)

    def _make_button(self, action: NoticeAction) -> QPushButton:
        button = QPushButton(action.text)
        button.setObjectName(action.name)
        button.setAccessibleDescription(self.sentence)

        def press() -> None:
            if not action.stays:
                self.done_with.emit()
            action.do()

        button.clicked.connect(press)
        return button

    def _make_dismissal(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("dismiss_notice_button")
        button.setToolTip(self.tr("Dismiss"))
        button.setAccessibleName(self.tr("Dismiss"))
        theme.set_icon(button, "close", "text_muted")
        button.clicked.connect(self.done_with)
        return button
