"""The list of findings and its rows: mark, word, sentence and code, and below them what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ftdesk.dataset.rules.finding import Finding
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.finding_words import sentence, severity_word
from ftdesk.desktop.dataset_tab.fix_edit import fix_words
from ftdesk.desktop.dataset_tab.severity_mark import SeverityMark
from ftdesk.desktop.flow_layout import FlowLayout
from ftdesk.desktop.labels import plain_label

_ITEM_PADDING = 8
"""Of every list's items, in the style sheet: left and right."""


class FindingRow(QWidget):
    """One finding: mark, word and sentence, its code in small type, and buttons for its fix.

    Signals:
        fix_requested(object): Finding to mend in this example.
        fix_everywhere_requested(object): Finding to mend in others too.
        line_requested(int): another line that the finding names is to be shown.
    """

    fix_requested = Signal(object)  # Finding
    fix_everywhere_requested = Signal(object)  # Finding
    line_requested = Signal(int)

    def __init__(self, finding: Finding, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        word = plain_label(severity_word(finding.severity), "strong", finding.severity.value, parent=self)
        self._code = plain_label(finding.code, "small", parent=self)
        self._code.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole_code = finding.code
        words = plain_label(sentence(finding), wrap=True, parent=self)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(word)
        top.addWidget(self._code, 1)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addLayout(top)
        column.addWidget(words)
        self._fixes: list[QPushButton] = []
        buttons = FlowLayout(spacing=6)
        for button in self._make_buttons(finding):
            buttons.addWidget(button)
        if buttons.count():
            column.addSpacing(4)
            column.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3, 6, 2, 6)
        layout.setSpacing(8)
        layout.addWidget(SeverityMark(finding.severity, self), alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column, 1)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_locked(self, *, locked: bool) -> None:
        """Whether nothing may be mended."""
        for button in self._fixes:
            button.setDisabled(locked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the code where there is no room for it; the tool tip has all of it."""
        super().resizeEvent(event)
        self._code.setText(self._whole_code)
        if (layout := self.layout()) is not None:
            layout.activate()
        metrics, room = self._code.fontMetrics(), self._code.contentsRect().width()
        self._code.setText(metrics.elidedText(self._whole_code, Qt.TextElideMode.ElideMiddle, room))

    def _make_buttons(self, finding: Finding) -> list[QPushButton]:
        buttons = []
        if finding.fix is not None:
            words = fix_words(finding.fix)
            fix = QPushButton(self.tr("{fix}…").format(fix=words) if finding.whole_file else words, self)
            fix.setObjectName("fix_button")
            theme.set_icon(fix, "wand", "accent")
            fix.clicked.connect(lambda: self.fix_requested.emit(finding))
            self._fixes.append(fix)
        if finding.fix is not None and not finding.whole_file:
            everywhere = QPushButton(self.tr("Everywhere…"), self)
            everywhere.setObjectName("fix_everywhere_button")
            everywhere.setToolTip(self.tr("Fix this in the selected examples, or in all that have it"))
            everywhere.clicked.connect(lambda: self.fix_everywhere_requested.emit(finding))
            self._fixes.append(everywhere)
        buttons += self._fixes
        other = dict(finding.arguments).get("line", "")
        if other.isdigit():
            go = QPushButton(self.tr("Show line {line}").format(line=f"{int(other):,}"), self)
            go.setObjectName("show_line_button")
            go.clicked.connect(lambda: self.line_requested.emit(int(other)))
            buttons.append(go)
        return buttons


class FindingsList(QListWidget):
    """A list whose rows are as high as their wrapped words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_GroundOnly(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setStyleSheet(
            "QListWidget { background: transparent; } QListWidget:!focus { border-color: transparent; }"
        )

    def fit(self) -> None:
        """Give each row the height that its words need at this width."""
        width = self.viewport().width() - 2 * _ITEM_PADDING
        for place in range(self.count()):
            item = self.item(place)
            widget = self.itemWidget(item)
            if widget is not None:
                widget.ensurePolished()
                height = (
                    widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
                )
                item.setSizeHint(QSize(0, max(28, height)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return jumps to the place."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.itemActivated.emit(self.currentItem())
            return
        super().keyPressEvent(event)


class _GroundOnly(QStyledItemDelegate):
    """Paints hover and selection; the words are the row widget's."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground alone."""
        state, area = option.state, option.rect
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.color("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver and state & QStyle.StateFlag.State_Enabled:
            painter.fillRect(area, theme.color("hover"))
