"""A text field that is as tall as its text."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ftdesk.desktop.dataset_tab.plain_editor import PlainEditor

_TALLEST = 620


class ContentSizedEditor(PlainEditor):
    """As tall as its text, up to a screenful; beyond that it scrolls, but only while it has the focus."""

    def __init__(self, object_name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(object_name, accessible_name, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new width wraps anew, so the height follows."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the form, not the field, unless the person is inside a field that is longer than shown."""
        if self.hasFocus() and self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        """The height of the wrapped text."""
        return QSize(super().sizeHint().width(), self._content_height())

    def _fit(self) -> None:
        height = self._content_height()
        if height == self.minimumHeight() == self.maximumHeight():
            return
        self.setFixedHeight(height)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if height >= _TALLEST else policy.ScrollBarAlwaysOff
        )

    def _content_height(self) -> int:
        # the margin above; Qt counts the one below into the last block
        height = self.document().documentMargin() + self.height() - self.viewport().height()
        block = self.document().firstBlock()
        while block.isValid() and height < _TALLEST:
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return min(_TALLEST, int(height + 0.99))
