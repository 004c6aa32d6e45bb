"""The conditions of a filter as chips; a click on one takes it away."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.flow_layout import FlowLayout
from ftdesk.desktop.stylesheet import set_look


class FilterChips(QWidget):
    """Signals: `removed(object)`: what stood for the chip that was clicked."""

    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filter_chips")
        self._shown: list[tuple[str, object]] = []
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_chips(self, chips: Iterable[tuple[str, object]]) -> None:
        """Show these words; each stands for something."""
        chips = list(chips)
        if chips == self._shown:
            return
        had_keyboard = self.focusWidget() is not None and self.isAncestorOf(
            self.window().focusWidget() or self
        )
        self._shown = chips
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for words, value in chips:
            self._flow.addWidget(self._make_chip(words, value))
        self.setVisible(bool(chips))
        self.updateGeometry()
        if had_keyboard and chips and (last := self._flow.itemAt(len(chips) - 1)) is not None:
            widget = last.widget()
            if widget is not None:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def texts(self) -> list[str]:
        """The words that are shown."""
        return [words for words, _ in self._shown]

    def _make_chip(self, words: str, value: object) -> QToolButton:
        chip = QToolButton(self)
        chip.setObjectName("filter_chip")
        set_look(chip, "chip")
        chip.setText(words.replace("&", "&&"))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setIconSize(QSize(12, 12))
        theme.set_icon(chip, "close", "text_muted")
        tip = self.tr("Remove: {condition}").format(condition=words)
        chip.setToolTip(tip)
        chip.setAccessibleName(tip)
        chip.clicked.connect(lambda: self.removed.emit(value))
        return chip
