"""What is wrong with the current example and with the file: a list whose lines jump to their place and may mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ftdesk.dataset.rules.finding import Finding
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.finding_words import by_weight, sentence, severity_word
from ftdesk.desktop.dataset_tab.fix_edit import fix_words
from ftdesk.desktop.dataset_tab.severity_mark import SeverityMark
from ftdesk.desktop.labels import plain_label

MOST_SHOWN = 100
_FINDING = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Shown:
    """What the list shows now: findings of the row, and of the file as a whole."""

    row: tuple[Finding, ...]
    file: tuple[Finding, ...]


class FindingsPanel(QWidget):
    """Signals:
    place_chosen(object): Finding whose place should be shown.
    fix_requested(object): Finding to mend.
    """

    place_chosen = Signal(object)  # Finding
    fix_requested = Signal(object)  # Finding

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Shown((), ())
        self._title = plain_label(self.tr("Findings"), "section", parent=self)
        self._count = plain_label("", "small", parent=self)
        self.list = _FindingsList(self)
        self.list.setObjectName("findings_list")
        self.list.setAccessibleName(self.tr("Findings"))
        self._none = plain_label("", "muted", wrap=True, parent=self)
        self._none.setObjectName("no_findings_label")
        header = QHBoxLayout()
        header.addWidget(self._title, 1)
        header.addWidget(self._count)
        header.setContentsMargins(12, 10, 12, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(header)
        self._none.setContentsMargins(12, 2, 12, 8)
        layout.addWidget(self._none)
        layout.addWidget(self.list, 1)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)

    def show_findings(self, row: Sequence[Finding], file: Sequence[Finding], *, checked: bool) -> None:
        """Show what is known; `checked` is false while the row has not been looked at."""
        shown = Shown(tuple(by_weight(row)), tuple(by_weight(file)))
        calm = self.tr("Nothing to mend in this example.") if checked else self.tr("Not checked yet.")
        self._none.setText(calm)
        self._none.setVisible(not shown.row)
        self._count.setText(f"{len(shown.row):,}" if shown.row else "")
        if shown != self._shown:
            self._shown = shown
            self._fill()

    def step(self, *, forward: bool) -> bool:
        """Go to the next or previous finding of this example; false when there is none."""
        here = self.list.currentRow()
        if here < 0 and not forward:
            return False
        return self._go_to(here + (1 if forward else -1))

    def step_from_edge(self, *, forward: bool) -> None:
        """Go to the first or the last finding of this example."""
        self._go_to(0 if forward else min(len(self._shown.row), MOST_SHOWN) - 1)

    def _go_to(self, row: int) -> bool:
        if not 0 <= row < min(len(self._shown.row), MOST_SHOWN):
            return False
        self.list.setCurrentRow(row)
        self._choose(self.list.item(row))
        return True

    def _fill(self) -> None:
        self.list.clear()
        for finding in self._shown.row[:MOST_SHOWN]:
            self._add(finding)
        if len(self._shown.row) > MOST_SHOWN:
            more = self.tr("{count} more in this example").format(
                count=f"{len(self._shown.row) - MOST_SHOWN:,}"
            )
            self._add_heading(more)
        if self._shown.file:
            self._add_heading(self.tr("In the whole file"))
            for finding in self._shown.file[:MOST_SHOWN]:
                self._add(finding)
        self.list.fit()
        QTimer.singleShot(
            0, self.list, self.list.fit
        )  # again once the labels have their fonts and the scroll bar

    def _add(self, finding: Finding) -> None:
        text = sentence(finding)
        item = QListWidgetItem(f"{severity_word(finding.severity)}: {text}", self.list)
        item.setData(_FINDING, finding)
        item.setToolTip(finding.code)
        row = FindingRow(finding, text, self.list)
        row.fix_requested.connect(self.fix_requested)
        self.list.setItemWidget(item, row)

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text, self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        label = plain_label(text, "section")
        label.setContentsMargins(3, 10, 2, 2)
        self.list.setItemWidget(item, label)

    def _choose(self, item: QListWidgetItem | None) -> None:
        finding = item.data(_FINDING) if item is not None else None
        if isinstance(finding, Finding):
            self.place_chosen.emit(finding)


class FindingRow(QWidget):
    """One finding: mark, word and sentence, its code in small type, and its fix as a button."""

    fix_requested = Signal(object)  # Finding

    def __init__(self, finding: Finding, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        word = plain_label(severity_word(finding.severity), "strong", finding.severity.value, parent=self)
        code = plain_label(finding.code, "small", parent=self)
        words = plain_label(text, wrap=True, parent=self)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(word)
        top.addWidget(code, 1)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addLayout(top)
        column.addWidget(words)
        if finding.fix is not None:
            column.addWidget(self._make_button(finding), alignment=Qt.AlignmentFlag.AlignLeft)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3, 6, 2, 6)
        layout.setSpacing(8)
        layout.addWidget(SeverityMark(finding.severity, self), alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column, 1)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _make_button(self, finding: Finding) -> QPushButton:
        button = QPushButton(fix_words(finding.fix or ""), self)
        button.setObjectName("fix_button")
        theme.set_icon(button, "wand", "accent")
        button.clicked.connect(lambda: self.fix_requested.emit(finding))
        return button


class _FindingsList(QListWidget):
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
        width = self.viewport().width()
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
