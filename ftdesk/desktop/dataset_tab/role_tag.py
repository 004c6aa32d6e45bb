"""Who speaks: a combo box painted as a coloured tag. The words are those of the file, so they are not translated."""

from functools import lru_cache

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.visible_text import one_line

ROLES = ("system", "developer", "user", "assistant", "tool", "function")
_COLOR_OF = {
    "system": "role_system",
    "developer": "role_system",
    "user": "role_user",
    "assistant": "role_assistant",
    "tool": "role_tool",
    "function": "role_tool",
}
_ARROW = 16


def role_color(role: str | None, *, soft: bool = False) -> QColor:
    """The colour of a role; one that is not known is neutral."""
    name = _COLOR_OF.get(role or "", "neutral")
    return theme.color(f"{name}_soft" if soft else name)


class RoleTag(QComboBox):
    """Signals: `role_chosen(str)` when the person picks another role."""

    role_chosen = Signal(str)

    def __init__(self, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(self.tr("Role"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.addItems(list(ROLES))
        self._hovered = False
        self.activated.connect(self._tell)
        theme.notifier().theme_changed.connect(self.updateGeometry)

    def role(self) -> str:
        """The role shown."""
        return str(self.currentData() or self.currentText())

    def show_role(self, role: str | None) -> None:
        """Show a role; one that no format knows is added to the choice, a missing one shows as a dash."""
        known = role in ROLES
        while self.count() > len(ROLES):
            self.removeItem(self.count() - 1)
        if not known:
            self.addItem(one_line(role, 24) if role else "—", role or "")
        self.setCurrentIndex(ROLES.index(role) if role in ROLES else len(ROLES))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the word."""
        return _size(self.currentText(), theme.text_size())

    def minimumSizeHint(self) -> QSize:
        """Never narrower than the word."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A soft ground in the role's colour, the word, a chevron, and the focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = self.role()
        strong, ground = role_color(role), role_color(role, soft=True)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
        elif self._hovered and self.isEnabled():
            painter.setPen(QPen(strong, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(area, 5, 5)
        painter.setPen(strong)
        painter.setFont(_font())
        words = area.adjusted(7, 0, -_ARROW, 0)
        painter.drawText(
            words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.currentText()
        )
        arrow = theme.pixmap("chevron-down", strong.name(), 16, self.devicePixelRatioF())
        painter.drawPixmap(int(area.right() - _ARROW - 1), int(area.center().y() - 7.5), arrow)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the tag can be changed."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Back to the calm look."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling over a role must not change it."""
        event.ignore()

    def _tell(self) -> None:
        self.updateGeometry()
        self.role_chosen.emit(self.role())


def _font() -> QFont:
    font = theme.ui_font(0.9, bold=True)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.3)
    return font


@lru_cache(maxsize=64)
def _size(word: str, _text_size: int) -> QSize:
    """Kept, because a layout asks many times; `_text_size` is what the font depends on."""
    metrics = QFontMetrics(_font())
    return QSize(metrics.horizontalAdvance(word) + 2 * 8 + _ARROW, metrics.height() + 8)
