"""One row of the palette: the menu's name muted, the matched letters in the accent, the shortcut at the
right.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ftdesk.desktop.theme import CORNER, color, row_height, ui_font

_MARGIN = 12
Index = QModelIndex | QPersistentModelIndex


class PaletteRow(QStyledItemDelegate):
    """Paints a `FoundCommand`."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, row_height() + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent_soft"))
            painter.drawRoundedRect(rect, CORNER, CORNER)
        enabled = found.command.action.isEnabled()
        text, keys = found.command.text, found.command.keys
        room = rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(ui_font(0.92))
        painter.setPen(color("text_muted" if enabled else "text_disabled"))
        painter.drawText(room, right, keys)
        prefix = len(found.command.group) + 1
        painter.setClipRect(room.adjusted(0, 0, -QFontMetrics(painter.font()).horizontalAdvance(keys) - 8, 0))
        _draw_letters(painter, room, text, prefix, frozenset(found.match.positions), enabled=enabled)
        painter.restore()


def _draw_letters(
    painter: QPainter, room: QRect, text: str, prefix: int, meant: frozenset[int], *, enabled: bool
) -> None:
    """Draw `text` in runs of equal look, so that letters keep their spacing."""
    left = room.left()
    start = 0
    while start < len(text):
        look = (start in meant, start < prefix)
        end = start + 1
        while end < len(text) and (end in meant, end < prefix) == look:
            end += 1
        font = ui_font(bold=look[0])
        painter.setFont(font)
        painter.setPen(_colour(matched=look[0], in_prefix=look[1], enabled=enabled))
        run = text[start:end]
        painter.drawText(
            QRect(left, room.top(), room.width(), room.height()), int(Qt.AlignmentFlag.AlignVCenter), run
        )
        left += QFontMetrics(font).horizontalAdvance(run)
        start = end


def _colour(*, matched: bool, in_prefix: bool, enabled: bool) -> QColor:
    if not enabled:
        return color("text_disabled")
    if matched:
        return color("accent")
    return color("text_muted" if in_prefix else "text")
