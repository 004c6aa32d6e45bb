"""Paints one row of the example table in one call: mark, line, preview, who speaks, tokens."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.example_model import ROW_ROLE, RowView
from ftdesk.desktop.dataset_tab.role_tag import role_color
from ftdesk.desktop.dataset_tab.severity_mark import severity_pixmap

_MARK = 16
_EDGE = 3
_TICK = 3
_TICK_GAP = 2
_TICKS_MOST = 12
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Columns:
    """Where each part of a row lies; the header above the table uses the same figures."""

    def __init__(self, width: int, rows: int) -> None:
        metrics = QFontMetrics(theme.tabular(theme.ui_font(0.92)))
        digits = metrics.horizontalAdvance("0")
        self.number = (8, max(3, len(str(rows))) * digits + 2)
        self.mark = (sum(self.number) + 8, _MARK)
        self.tokens = (width - 12 - 7 * digits, 7 * digits)
        ticks = 6 * (_TICK + _TICK_GAP)
        self.roles = (self.tokens[0] - ticks - 6, ticks)
        start = sum(self.mark) + 8
        self.preview = (start, max(20, self.roles[0] - start - 8))


class RowDelegate(QStyledItemDelegate):
    """Asks the model once a row and paints everything; fixed height, so nothing is ever measured."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The fixed row height."""
        return QSize(0, theme.row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the row."""
        view = index.data(ROW_ROLE)
        if not isinstance(view, RowView):
            return
        area: QRect = option.rect
        painter.save()
        self._paint_ground(painter, option, area)
        columns = Columns(area.width(), index.model().rowCount())
        small = theme.tabular(theme.ui_font(0.92))
        muted = theme.color("text_muted")
        painter.setFont(small)
        painter.setPen(muted)
        painter.drawText(_part(area, columns.number), _RIGHT, str(view.line_number))
        if view.edited:
            self._paint_edited(painter, area)
        self._paint_mark(painter, _part(area, columns.mark), view)
        if view.figures.tokens is not None:
            painter.drawText(_part(area, columns.tokens), _RIGHT, f"{view.figures.tokens:,}")
        self._paint_roles(painter, _part(area, columns.roles), view)
        self._paint_preview(painter, _part(area, columns.preview), view)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
        """The selection, and a ring around the row that has the keyboard."""
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.color("accent_soft"))
            painter.fillRect(QRect(area.left(), area.top(), _EDGE, area.height()), theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.color("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    def _paint_edited(self, painter: QPainter, area: QRect) -> None:
        """A dot at the edge: the row differs from the file."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(QRectF(area.left() + 5, area.center().y() - 1.5, 4, 4))
        painter.restore()

    def _paint_mark(self, painter: QPainter, area: QRect, view: RowView) -> None:
        top = area.center().y() - _MARK // 2 + 1
        scale = painter.device().devicePixelRatioF()
        if view.severity is not None:
            painter.drawPixmap(area.left(), top, severity_pixmap(view.severity, scale))
        elif view.figures.known:
            painter.setOpacity(0.55)
            check = theme.pixmap("check", theme.color("success").name(), 16, scale)
            painter.drawPixmap(area.left(), top, check)
            painter.setOpacity(1.0)
        else:
            painter.setPen(QPen(theme.color("border_strong"), 1))
            painter.drawPoint(area.center())
            painter.setPen(theme.color("text_muted"))

    def _paint_roles(self, painter: QPainter, area: QRect, view: RowView) -> None:
        """One tick a message in the colour of who speaks: the shape of the conversation at a glance."""
        roles = view.preview.roles
        room = max(1, area.width() // (_TICK + _TICK_GAP))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        left = area.right() - min(len(roles), room) * (_TICK + _TICK_GAP)
        for place, role in enumerate(roles[:room]):
            painter.setBrush(role_color(role))
            painter.drawRoundedRect(
                QRectF(left + place * (_TICK + _TICK_GAP), area.center().y() - 4, _TICK, 10), 1.5, 1.5
            )
        painter.restore()

    def _paint_preview(self, painter: QPainter, area: QRect, view: RowView) -> None:
        font: QFont = theme.code_font(0.92) if view.preview.is_raw else theme.ui_font()
        painter.setFont(font)
        painter.setPen(theme.color("text_muted" if view.preview.is_raw else "text"))
        text = QFontMetrics(font).elidedText(view.preview.text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, _LEFT | Qt.TextFlag.TextSingleLine, text)


def _part(area: QRect, column: tuple[int, int]) -> QRect:
    return QRect(area.left() + column[0], area.top(), column[1], area.height())
