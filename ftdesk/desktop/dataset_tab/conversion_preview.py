"""The first rows of a conversion, one at a time, before and after; plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.small_button import small_button
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.stylesheet import set_look

if TYPE_CHECKING:
    from ftdesk.dataset.conversion.conversion_pass import Preview

_LINES = 6


class ConversionPreview(QWidget):
    """Shows one of some rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Preview, ...] = ()
        self._place = 0
        self._head = plain_label("", "section")
        self._head.setObjectName("preview_head")
        self._back = small_button("preview_back", "chevron-left", self.tr("Previous row"), self)
        self._next = small_button("preview_next", "chevron-right", self.tr("Next row"), self)
        self._back.clicked.connect(lambda: self._step(-1))
        self._next.clicked.connect(lambda: self._step(1))
        self.before = self._pane("preview_before", self.tr("Before"))
        self.after = self._pane("preview_after", self.tr("After"))
        self._lay_out()
        self.show_rows(())

    def show_rows(self, rows: tuple[Preview, ...]) -> None:
        """Show these rows; the place among them stays."""
        self._rows = rows
        self._place = min(self._place, max(0, len(rows) - 1))
        self._show()

    def _step(self, by: int) -> None:
        self._place = max(0, min(self._place + by, len(self._rows) - 1))
        self._show()

    def _show(self) -> None:
        row = self._rows[self._place] if self._rows else None
        self._back.setEnabled(self._place > 0)
        self._next.setEnabled(self._place < len(self._rows) - 1)
        if row is None:
            self._head.setText(self.tr("First rows"))
            texts = ("", "")
        else:
            self._head.setText(self.tr("Row {row}").format(row=f"{row.row:,}"))
            after = self.tr("This row cannot be converted.") if row.after is None else row.after
            texts = (row.before, self.tr("The same.") if row.after == row.before else after)
        for pane, text in zip((self.before, self.after), texts, strict=True):
            if pane.toPlainText() != text:
                pane.setPlainText(text)

    def _pane(self, object_name: str, name: str) -> QPlainTextEdit:
        pane = QPlainTextEdit()
        pane.setObjectName(object_name)
        pane.setAccessibleName(name)
        pane.setReadOnly(True)
        pane.setFont(theme.code_font(0.96))
        set_look(pane, "code")
        pane.setTabChangesFocus(True)
        pane.setMinimumHeight(pane.fontMetrics().lineSpacing() * _LINES)
        return pane

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._head, 1)
        head.addWidget(self._back)
        head.addWidget(self._next)
        panes = QHBoxLayout()
        panes.setSpacing(12)
        for pane in (self.before, self.after):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(plain_label(pane.accessibleName(), "small"))
            column.addWidget(pane, 1)
            panes.addLayout(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(panes, 1)
