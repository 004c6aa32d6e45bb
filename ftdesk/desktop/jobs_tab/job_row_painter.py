"""Paints a row of the job list: title and age above; the state's pill, a bar and the progress below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ftdesk.desktop import theme
from ftdesk.desktop.jobs_tab import wording
from ftdesk.desktop.jobs_tab.job_rows import ROW_ROLE, JobRow
from ftdesk.desktop.jobs_tab.pill import paint_pill, pill_size

MARGIN = 12
GAP = 8
_BAR_HEIGHT = 4
_BAR_WIDTH = 72


class JobRowPainter(QStyledItemDelegate):
    """Asks the model once a row: for the `JobRow`."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, JobRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        area = option.rect.adjusted(MARGIN, 6, -MARGIN, -6)
        half = area.height() // 2
        self._paint_title(painter, QRect(area.left(), area.top(), area.width(), half), row)
        below = QRect(area.left(), area.top() + half, area.width(), half)
        self._paint_state(painter, below, row, chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines."""
        return QSize(200, 2 * theme.row_height())

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.color("accent_soft"))
            painter.fillRect(
                QRect(option.rect.topLeft(), QSize(3, option.rect.height())), theme.color("accent")
            )
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, theme.color("hover"))
        line = QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1)
        painter.fillRect(line, theme.color("border"))

    def _paint_title(self, painter: QPainter, area: QRect, row: JobRow) -> None:
        small = theme.ui_font(0.92)
        painter.setFont(small)
        painter.setPen(theme.color("text_muted"))
        age = wording.ago(row.created_at)
        age_width = QFontMetrics(small).horizontalAdvance(age)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, age)
        bold = theme.ui_font(bold=True)
        painter.setFont(bold)
        painter.setPen(theme.color("text"))
        title = QFontMetrics(bold).elidedText(
            row.title, Qt.TextElideMode.ElideMiddle, area.width() - age_width - GAP
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)

    def _paint_state(self, painter: QPainter, area: QRect, row: JobRow, *, chosen: bool) -> None:
        pill = pill_size(row.look)
        top = area.top() + (area.height() - pill.height()) // 2
        paint_pill(painter, QRect(area.left(), top, pill.width(), pill.height()), row.look, on_accent=chosen)
        left = area.left() + pill.width() + GAP
        font = theme.tabular(theme.ui_font(0.92))
        metrics = QFontMetrics(font)
        if row.fraction is not None:
            width = min(
                _BAR_WIDTH, max(24, area.right() - left - metrics.horizontalAdvance(row.progress) - GAP)
            )
            self._paint_bar(painter, QRectF(left, area.center().y() - 1, width, _BAR_HEIGHT), row)
            left += width + GAP
        rest = QRect(left, area.top(), area.right() - left + 1, area.height())
        words = metrics.elidedText(row.progress or row.model, Qt.TextElideMode.ElideRight, rest.width())
        painter.setFont(font)
        painter.setPen(theme.color("text_muted"))
        painter.drawText(rest, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_bar(self, painter: QPainter, area: QRectF, row: JobRow) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("pressed"))
        painter.drawRoundedRect(area, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
        filled = QRectF(area.topLeft(), area.size())
        filled.setWidth(max(_BAR_HEIGHT, area.width() * (row.fraction or 0.0)))
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(filled, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
