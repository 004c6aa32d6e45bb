"""Above the table: find rows by text, show only those with errors or warnings, and say how many there are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from ftdesk.dataset.rules.finding import Severity
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.severity_mark import ICONS
from ftdesk.desktop.file_drops import LineEdit
from ftdesk.desktop.labels import ElidedLabel

_TYPING_RESTS_MS = 180
_ICONS_INSIDE = (
    "QToolButton { min-width: 0; min-height: 0; padding: 0; border: none; background: transparent; }"
)
"""The icons within the box are not buttons of 28 px."""


@dataclass(frozen=True, slots=True)
class RowFilter:
    """What the person wants to see; nothing set shows every row."""

    text: str = ""
    severities: frozenset[Severity] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.text or self.severities)


class _FilterEdit(LineEdit):
    """Down and Return go on to the rows, Escape takes the filter away.

    Signals:
        rows_wanted(), clear_wanted(): the keys.
    """

    rows_wanted = Signal()
    clear_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that leave the box."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.rows_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear_wanted.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QFrame):
    """Signals:
    filter_changed(): once typing rests; `filter()` has it.
    rows_wanted(): the person goes on to the rows.
    """

    filter_changed = Signal()
    rows_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "surface")
        self.edit = _FilterEdit(self)
        self.edit.rows_wanted.connect(self.rows_wanted)
        self.edit.clear_wanted.connect(self._leave)
        self.edit.setObjectName("filter_edit")
        self.edit.setAccessibleName(self.tr("Filter examples"))
        self.edit.setPlaceholderText(self.tr("Filter examples"))
        self.edit.setClearButtonEnabled(True)
        self.edit.setStyleSheet(_ICONS_INSIDE)
        clear = self.edit.findChild(QAction, "_q_qlineeditclearaction")
        if clear is not None:
            theme.set_icon(clear, "close", "text_muted")
        search = QAction(self.edit)
        theme.set_icon(search, "search", "text_muted")
        self.edit.addAction(search, QLineEdit.ActionPosition.LeadingPosition)
        self._buttons = {severity: self._make_button(severity) for severity in ICONS}
        self._count = ElidedLabel("row_count_label", "small", self)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING_RESTS_MS)
        self._timer.timeout.connect(self.filter_changed)
        self.edit.textChanged.connect(lambda _text: self._timer.start())
        self._lay_out()

    def filter(self) -> RowFilter:
        """What is chosen now."""
        chosen = frozenset(severity for severity, button in self._buttons.items() if button.isChecked())
        return RowFilter(self.edit.text().strip(), chosen)

    def clear(self) -> None:
        """Show every row again."""
        self.edit.clear()
        for button in self._buttons.values():
            button.setChecked(False)
        self._timer.stop()
        self.filter_changed.emit()

    def _leave(self) -> None:
        """Escape: first the filter goes, then the box is left."""
        if self.filter():
            self.clear()
        else:
            self.rows_wanted.emit()

    def show_counts(self, counts: dict[Severity, int]) -> None:
        """Show how many findings of each severity the file has."""
        for severity, button in self._buttons.items():
            count = counts.get(severity, 0)
            button.setText(f"{count:,}")
            button.setEnabled(count > 0 or button.isChecked())

    def show_rows(self, shown: int, total: int) -> None:
        """Say how many rows there are, and how many of them the filter shows."""
        if shown == total:
            text = (
                self.tr("1 example") if total == 1 else self.tr("{count} examples").format(count=f"{total:,}")
            )
        else:
            text = self.tr("{shown} of {count}").format(shown=f"{shown:,}", count=f"{total:,}")
        self._count.setText(text)

    def _make_button(self, severity: Severity) -> QToolButton:
        words = {
            Severity.ERROR: self.tr("Show only examples with errors"),
            Severity.WARNING: self.tr("Show only examples with warnings"),
            Severity.INFO: self.tr("Show only examples with notes"),
        }
        button = QToolButton(self)
        button.setObjectName(f"filter_{severity.value}_button")
        button.setCheckable(True)
        button.setToolTip(words[severity])
        button.setAccessibleName(words[severity])
        button.setText("0")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        theme.set_icon(button, ICONS[severity], severity.value)
        button.clicked.connect(lambda _checked: self.filter_changed.emit())
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2)
        for button in self._buttons.values():
            row.addWidget(button)
        row.addWidget(self._count, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 6)
        layout.setSpacing(6)
        layout.addWidget(self.edit)
        layout.addLayout(row)
