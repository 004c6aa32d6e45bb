"""The changes that an edit of many rows would make: where, what goes and what comes, in plain text with colours."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ftdesk.dataset.text_replacement import Change
from ftdesk.dataset.word_diff import Part, diff_words
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.change_model import CHANGE_ROLE, ChangeModel, ShownChange
from ftdesk.desktop.dataset_tab.visible_text import marked, one_line

_MARGIN = 8
_GAP = 6
_LEADING_SHOWN = 28
"""So much of what stands before a change is shown, so that the change itself is always in sight."""


class ChangeList(QTableView):
    """Space ticks the selected changes, or unticks them."""

    def __init__(self, model: ChangeModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("change_list")
        self.setAccessibleName(self.tr("Changes"))
        self.setModel(model)
        self.setItemDelegate(_ChangePainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.notifier().theme_changed.connect(self._dress)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space: the others as the current one then is."""
        current = self.currentIndex()
        if event.key() != Qt.Key.Key_Space or not current.isValid():
            super().keyPressEvent(event)
            return
        role = Qt.ItemDataRole.CheckStateRole
        ticked = current.data(role) == Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        for index in self.selectionModel().selectedIndexes():
            self.model().setData(index, state, role)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or in place of them what will stand here."""
        super().paintEvent(event)
        if self.model().rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        room = self.viewport().rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        words = self.tr("Each change will be listed here before anything is done.")
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
        painter.end()

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(2 * theme.row_height() - 8)
        self.viewport().update()


class _ChangePainter(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The box and the ground as the style has them; the words are ours."""
        shown = index.data(CHANGE_ROLE)
        self.initStyleOption(option, index)
        option.text = " "
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if not isinstance(shown, ShownChange):
            return
        area = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
        area = QRect(
            area.left(), option.rect.top(), option.rect.right() - area.left() - _MARGIN, option.rect.height()
        )
        half = area.height() // 2
        painter.save()
        painter.setClipRect(area)
        painter.setFont(theme.ui_font(0.85))
        painter.setPen(theme.color("text_muted"))
        role = shown.change.role if shown.change is not None else None
        where = self.tr("Line {line}").format(line=f"{shown.line:,}")
        words = f"{where} · {one_line(role, 24)}" if role else where
        upper = QRect(area.left(), area.top() + 4, area.width(), half - 4)
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(theme.color("text"))
        if shown.change is not None:
            lower = QRect(area.left(), area.top() + half - 2, area.width(), half)
            _draw_change(painter, shown.change, lower)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Never measured."""
        return QSize(0, 2 * theme.row_height() - 8)


def _draw_change(painter: QPainter, change: Change, area: QRect) -> None:
    """One line: some of what stands before, what goes struck out, what comes, some of what stands after."""
    pieces: list[tuple[str, QTextCharFormat]] = [(_tail(change.leading), _look("text_muted"))]
    looks = {
        Part.SAME: _look("text"),
        Part.REMOVED: _look("error", "error_soft", struck=True),
        Part.ADDED: _look("success", "success_soft"),
    }
    pieces += [(_visible(span.text), looks[span.part]) for span in diff_words(change.old, change.new)]
    pieces.append((_visible(change.trailing), _look("text_muted")))
    layout = QTextLayout("".join(text for text, _ in pieces), theme.ui_font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    formats, at = [], 0
    for text, look in pieces:
        piece = QTextLayout.FormatRange()
        length = len(text.encode("utf-16-le")) // 2
        piece.start, piece.length, piece.format = at, length, look
        formats.append(piece)
        at += length
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(100_000)
    layout.endLayout()
    layout.draw(painter, QPointF(area.left(), area.top()), clip=QRectF(area))


def _look(ink: str, ground: str = "", *, struck: bool = False) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(theme.color(ink))
    if ground:
        look.setBackground(theme.color(ground))
    look.setFontStrikeOut(struck)
    return look


def _tail(text: str) -> str:
    shown = _visible(text)
    return shown if len(shown) <= _LEADING_SHOWN else "…" + shown[-_LEADING_SHOWN:]


def _visible(text: str) -> str:
    """On one line, with its spaces, which may be the change; what cannot be seen has a mark."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else marked(letter) for letter in text)
