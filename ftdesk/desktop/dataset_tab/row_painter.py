"""Paints the rows of the example table: mark, line, preview, who speaks, tokens."""

import re
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from ftdesk.dataset.rules.finding import Severity
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.example_model import RowView
from ftdesk.desktop.dataset_tab.role_tag import role_color
from ftdesk.desktop.dataset_tab.severity_mark import severity_pixmap

_MARK = 16
_EDGE = 3
_TICK = 3
_TICK_GAP = 2
_TICKS_HEIGHT = 10
_TICKS_SHOWN = 6
_TOKEN_DIGITS = 7
_WIDE_ENOUGH = 320
"""Below this width the text needs the room of the ticks."""
_BAR = (0.62, 8)
"""How much of the preview's width, and how many pixels high, the bar of a row that is not read yet takes."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SIMPLE = re.compile("[ -~\u00a1-\u024f\u2010-\u2027\u3000-\u3098\u309b-\u30ff\u4e00-\u9fff\uff00-\uffef]*")
"""Text whose characters stand side by side as they come: it is painted without working out how they join."""


@dataclass(frozen=True, slots=True)
class RowState:
    """What the table knows of a row besides its example."""

    selected: bool
    focused: bool
    hovered: bool


class RowLook:
    """Fonts and colours of a row, made once a theme, because making them again for each row is felt."""

    def __init__(self) -> None:
        self.small = theme.tabular(theme.ui_font(0.92))
        self.text, self.code = Face(theme.ui_font()), Face(theme.code_font(0.92))
        metrics = QFontMetrics(self.small)
        self.digit = metrics.horizontalAdvance("0")
        self.comma = metrics.horizontalAdvance(",")
        self.small_ascent, self.small_height = metrics.ascent(), metrics.height()
        self.muted = theme.color("text_muted")
        self.ink = theme.color("text")
        self.accent = theme.color("accent")
        self.selected = theme.color("accent_soft")
        self.hover = theme.color("hover")
        self.faint = theme.color("border_strong")
        self.bar = theme.color("border")
        self.role = cache(role_color)
        self.ticks = cache(self._ticks)
        self.mark = cache(self._mark)

    def _ticks(self, roles: tuple[str, ...], scale: float) -> QPixmap:
        """One tick a message in the colour of who speaks: the shape of the conversation at a glance."""
        step = _TICK + _TICK_GAP
        picture = _blank(max(1, len(roles)) * step, _TICKS_HEIGHT, scale)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, role in enumerate(roles):
            painter.setBrush(self.role(role))
            painter.drawRoundedRect(QRectF(place * step, 0, _TICK, _TICKS_HEIGHT), 1.5, 1.5)
        painter.end()
        return picture

    def _mark(self, severity: Severity | None, scale: float) -> QPixmap:
        """The worst finding's icon; a faint tick where there is none."""
        if severity is not None:
            return severity_pixmap(severity, scale)
        picture = _blank(_MARK, _MARK, scale)
        painter = QPainter(picture)
        painter.setOpacity(0.55)
        painter.drawPixmap(0, 0, theme.pixmap("check", theme.color("success").name(), _MARK, scale))
        painter.end()
        return picture


class Face:
    """A font for previews: as it is, and without the shaping that most text can do without."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.simple = QFont(font)
        self.simple.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
        self.simple.setKerning(False)
        self.metrics, self.simple_metrics = QFontMetrics(font), QFontMetrics(self.simple)
        self.ascent, self.height = self.metrics.ascent(), self.metrics.height()


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


class RowPainter(QObject):
    """Paints whole rows of fixed height, so nothing is ever measured but the preview's length."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.look = RowLook()
        theme.notifier().theme_changed.connect(self._dress)

    def columns(self, width: int, rows: int) -> Columns:
        """The columns of a table of that width."""
        return Columns(width, rows, self.look.digit)

    def paint(self, painter: QPainter, area: QRect, columns: Columns, view: RowView, state: RowState) -> None:
        """Paint one row. The painter's font, pen and brush are others afterwards."""
        look, top, left = self.look, area.top(), area.left()
        middle = top + area.height() // 2
        scale = painter.device().devicePixelRatioF()
        self._paint_ground(painter, area, state)
        painter.setFont(look.small)
        painter.setPen(look.muted)
        baseline = top + (area.height() - look.small_height) // 2 + look.small_ascent
        self._paint_number(painter, str(view.line_number), left + sum(columns.number), baseline)
        if view.figures.tokens is not None:
            self._paint_number(painter, f"{view.figures.tokens:,}", left + sum(columns.tokens), baseline)
        if view.severity is not None or view.figures.known:
            painter.drawPixmap(left + columns.mark[0], middle - _MARK // 2, look.mark(view.severity, scale))
        else:
            painter.fillRect(left + columns.mark[0] + _MARK // 2 - 1, middle - 1, 2, 2, look.faint)
        preview = QRect(left + columns.preview[0], top, columns.preview[1], area.height())
        if view.preview is None:
            width, height = round(_BAR[0] * preview.width()), _BAR[1]
            painter.fillRect(preview.left(), middle - height // 2, width, height, look.bar)
            return
        roles = view.preview.roles[:_TICKS_SHOWN] if columns.roles[1] else ()
        if roles:
            start = left + sum(columns.roles) - len(roles) * (_TICK + _TICK_GAP)
            painter.drawPixmap(start, middle - _TICKS_HEIGHT // 2, look.ticks(roles, scale))
        if view.edited:
            self._paint_edited(painter, left, middle)
        self._paint_preview(painter, preview, view.preview.text, raw=view.preview.is_raw)

    def _paint_ground(self, painter: QPainter, area: QRect, state: RowState) -> None:
        """The selection, and a ring around the row that has the keyboard."""
        if state.selected:
            painter.fillRect(area, self.look.selected)
            painter.fillRect(QRect(area.left(), area.top(), _EDGE, area.height()), self.look.accent)
        elif state.hovered:
            painter.fillRect(area, self.look.hover)
        if state.focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.look.accent, 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    def _paint_number(self, painter: QPainter, digits: str, right: int, baseline: int) -> None:
        commas = digits.count(",")
        width = (len(digits) - commas) * self.look.digit + commas * self.look.comma
        painter.drawText(QPointF(right - width, baseline), digits)

    def _paint_edited(self, painter: QPainter, left: int, middle: int) -> None:
        """A dot at the edge: the row differs from the file."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.accent)
        painter.drawEllipse(QRectF(left + 5, middle - 2, 4, 4))
        painter.restore()

    def _paint_preview(self, painter: QPainter, area: QRect, text: str, *, raw: bool) -> None:
        look = self.look
        ink: QColor = look.muted if raw else look.ink
        if not text.strip():  # an empty row would look like a fault of the list
            text, ink, raw = (self.tr("blank line") if raw else self.tr("no text")), look.muted, False
        face = look.code if raw else look.text
        painter.setPen(ink)
        if _SIMPLE.fullmatch(text):
            painter.setFont(face.simple)
            baseline = area.top() + (area.height() - face.height) // 2 + face.ascent
            text = face.simple_metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(QPointF(area.left(), baseline), text)
            return
        painter.setFont(face.font)
        text = face.metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, _LEFT | Qt.TextFlag.TextSingleLine, text)

    def _dress(self) -> None:
        self.look = RowLook()


def _blank(width: int, height: int, scale: float) -> QPixmap:
    picture = QPixmap(round(width * scale), round(height * scale))
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    return picture
