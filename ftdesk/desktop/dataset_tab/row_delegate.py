"""Paints one row of the example table in one call: mark, line, preview, who speaks, tokens."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.example_model import ROW_ROLE, RowView
from ftdesk.desktop.dataset_tab.role_tag import role_color
from ftdesk.desktop.dataset_tab.severity_mark import severity_pixmap

_MARK = 16
_EDGE = 3
_TICK = 3
_TICK_GAP = 2
_TICKS_SHOWN = 6
_TOKEN_DIGITS = 7
_WIDE_ENOUGH = 320
"""Below this width the text needs the room of the ticks."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RowLook:
    """Fonts and colours of a row, made once a theme, because making them again for each row is felt."""

    def __init__(self) -> None:
        self.small = theme.tabular(theme.ui_font(0.92))
        self.text = theme.ui_font()
        self.code = theme.code_font(0.92)
        self.text_metrics = QFontMetrics(self.text)
        self.code_metrics = QFontMetrics(self.code)
        self.digit = QFontMetrics(self.small).horizontalAdvance("0")
        self.muted = theme.color("text_muted")
        self.ink = theme.color("text")
        self.accent = theme.color("accent")
        self.selected = theme.color("accent_soft")
        self.hover = theme.color("hover")
        self.faint = theme.color("border_strong")
        self.well = theme.color("success").name()


class Columns:
    """Where each part of a row lies; the header above the table uses the same figures."""

    def __init__(self, width: int, rows: int, digit: int) -> None:
        self.number = (8, max(3, len(str(rows))) * digit + 2)
        self.mark = (sum(self.number) + 8, _MARK)
        self.tokens = (width - 12 - _TOKEN_DIGITS * digit, _TOKEN_DIGITS * digit)
        ticks = _TICKS_SHOWN * (_TICK + _TICK_GAP) if width >= _WIDE_ENOUGH else 0
        self.roles = (self.tokens[0] - ticks - 6, ticks)
        start = sum(self.mark) + 8
        self.preview = (start, max(20, self.roles[0] - start - 8))


class RowDelegate(QStyledItemDelegate):
    """Asks the model once a row and paints everything; fixed height, so nothing is ever measured."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = RowLook()
        theme.notifier().theme_changed.connect(self._dress)

    def columns(self, width: int, rows: int) -> Columns:
        """The columns of a table of that width."""
        return Columns(width, rows, self.look.digit)

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
        columns = self.columns(area.width(), index.model().rowCount())
        painter.save()
        self._paint_ground(painter, option, area)
        painter.setFont(self.look.small)
        painter.setPen(self.look.muted)
        painter.drawText(_part(area, columns.number), _RIGHT, str(view.line_number))
        if view.figures.tokens is not None:
            painter.drawText(_part(area, columns.tokens), _RIGHT, f"{view.figures.tokens:,}")
        self._paint_mark(painter, _part(area, columns.mark), view)
        self._paint_roles(painter, _part(area, columns.roles), view)
        if view.edited:
            self._paint_edited(painter, area)
        self._paint_preview(painter, _part(area, columns.preview), view)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
        """The selection, and a ring around the row that has the keyboard."""
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self.look.selected)
            painter.fillRect(QRect(area.left(), area.top(), _EDGE, area.height()), self.look.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, self.look.hover)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self.look.accent, 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    def _paint_edited(self, painter: QPainter, area: QRect) -> None:
        """A dot at the edge: the row differs from the file."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.accent)
        painter.drawEllipse(QRectF(area.left() + 5, area.center().y() - 1.5, 4, 4))

    def _paint_mark(self, painter: QPainter, area: QRect, view: RowView) -> None:
        top = area.center().y() - _MARK // 2 + 1
        scale = painter.device().devicePixelRatioF()
        if view.severity is not None:
            painter.drawPixmap(area.left(), top, severity_pixmap(view.severity, scale))
        elif view.figures.known:
            painter.setOpacity(0.55)
            painter.drawPixmap(area.left(), top, theme.pixmap("check", self.look.well, _MARK, scale))
            painter.setOpacity(1.0)
        else:
            painter.setPen(QPen(self.look.faint, 2))
            painter.drawPoint(area.center())

    def _paint_roles(self, painter: QPainter, area: QRect, view: RowView) -> None:
        """One tick a message in the colour of who speaks: the shape of the conversation at a glance."""
        roles = view.preview.roles[:_TICKS_SHOWN] if area.width() else ()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        left = area.right() - len(roles) * (_TICK + _TICK_GAP)
        for place, role in enumerate(roles):
            painter.setBrush(role_color(role))
            tick = QRectF(left + place * (_TICK + _TICK_GAP), area.center().y() - 4, _TICK, 10)
            painter.drawRoundedRect(tick, 1.5, 1.5)

    def _paint_preview(self, painter: QPainter, area: QRect, view: RowView) -> None:
        look, raw = self.look, view.preview.is_raw
        shown = view.preview.text
        if not shown.strip():  # an empty row would look like a fault of the list
            raw, shown = False, self.tr("blank line") if raw else self.tr("no text")
        painter.setFont(look.code if raw else look.text)
        painter.setPen(look.ink if shown is view.preview.text and not raw else look.muted)
        metrics = look.code_metrics if raw else look.text_metrics
        text = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, _LEFT | Qt.TextFlag.TextSingleLine, text)

    def _dress(self) -> None:
        self.look = RowLook()


def _part(area: QRect, column: tuple[int, int]) -> QRect:
    return QRect(area.left() + column[0], area.top(), column[1], area.height())
