"""How ftdesk looks: own palettes on Fusion, the system's fonts, one stylesheet; switched while it runs.

A colour scheme request to Qt does nothing on many desktops, so the palettes are ours, and the system's
scheme is only the hint that AUTO follows. Widgets that paint themselves ask `colors()` at paint time and
repaint on `theme_changed`.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from ftdesk.desktop import palettes
from ftdesk.desktop.icons import application_icon, icon, pixmap, refresh_icons, set_icon
from ftdesk.desktop.palettes import Colors, ThemeName, colors
from ftdesk.desktop.stylesheet import stylesheet

__all__ = [
    "BASE_SIZE",
    "CORNER",
    "TEXT_SIZES",
    "Colors",
    "ThemeName",
    "application_icon",
    "apply_theme",
    "code_font",
    "color",
    "colors",
    "icon",
    "notifier",
    "pixmap",
    "row_height",
    "set_icon",
    "tabular",
    "text_size",
    "ui_font",
]

BASE_SIZE = 13
TEXT_SIZES = (11, 12, 13, 14, 15, 16, 18, 20)
CORNER = 6
_ROW_HEIGHT_AT_BASE = 28
_INTERFACE_FAMILIES = (
    "Hiragino Sans",
    "Hiragino Kaku Gothic ProN",
    "Yu Gothic UI",
    "Meiryo",
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "IPAexGothic",
)


class ThemeNotifier(QObject):
    """Tells self-painting widgets that colours or text size changed, and follows the system while AUTO is
    chosen.
    """

    theme_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chosen = ThemeName.AUTO
        self.text_size = BASE_SIZE
        self.dressed = False
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @Slot()
    def _follow_system(self) -> None:
        application = QApplication.instance()
        if self.chosen is ThemeName.AUTO and isinstance(application, QApplication):
            apply_theme(application, self.chosen, self.text_size)


@cache
def notifier() -> ThemeNotifier:
    """The one notifier (made at first use, after QApplication)."""
    return ThemeNotifier()


def text_size() -> int:
    """Base text size in pixels, as the person set it."""
    return notifier().text_size


def row_height() -> int:
    """Height of a table row at the current text size: 28 px at 13 px text."""
    return max(24, round(_ROW_HEIGHT_AT_BASE * text_size() / BASE_SIZE))


def color(name: str) -> QColor:
    """The semantic colour `name` of the palette in use."""
    return QColor(str(getattr(colors(), name)))


def apply_theme(application: QApplication, name: str = ThemeName.AUTO, size: int = BASE_SIZE) -> None:
    """Dress the whole application; may be called at any time.

    Args:
        name: auto, light, dark or contrast; anything else counts as auto.
        size: base text size in pixels.
    """
    told = notifier()
    told.chosen = ThemeName(name) if name in tuple(ThemeName) else ThemeName.AUTO
    told.text_size = min(max(size, TEXT_SIZES[0]), TEXT_SIZES[-1])
    palettes.use(_palette_for(told.chosen))
    if not told.dressed:
        application.setStyle(QStyleFactory.create("Fusion"))
        told.dressed = True
    application.setPalette(_qt_palette(colors()))
    application.setFont(ui_font())
    application.setStyleSheet(stylesheet(colors(), told.text_size))
    refresh_icons()
    told.theme_changed.emit()


def ui_font(scale: float = 1.0, *, bold: bool = False) -> QFont:
    """The system's interface font at `scale` times the base size, with Japanese families behind it."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setFamilies([*font.families(), *_INTERFACE_FAMILIES])
    font.setPixelSize(round(text_size() * scale))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def code_font(scale: float = 1.0) -> QFont:
    """The system's fixed font at the same height."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setFamilies([*font.families(), "Noto Sans Mono CJK JP", *_INTERFACE_FAMILIES])
    font.setPixelSize(round(text_size() * scale))
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font


def tabular(font: QFont) -> QFont:
    """`font` with figures of equal width, for columns of numbers."""
    result = QFont(font)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


def _palette_for(chosen: ThemeName) -> Colors:
    if chosen is ThemeName.AUTO:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        chosen = ThemeName.DARK if dark else ThemeName.LIGHT  # Unknown counts as light
    return palettes.BY_NAME[chosen]


def _qt_palette(palette: Colors) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: palette.window,
        QPalette.ColorRole.WindowText: palette.text,
        QPalette.ColorRole.Base: palette.surface,
        QPalette.ColorRole.AlternateBase: palette.card,
        QPalette.ColorRole.Text: palette.text,
        QPalette.ColorRole.PlaceholderText: palette.text_muted,
        QPalette.ColorRole.Button: palette.window,
        QPalette.ColorRole.ButtonText: palette.text,
        QPalette.ColorRole.BrightText: palette.error,
        QPalette.ColorRole.ToolTipBase: palette.card,
        QPalette.ColorRole.ToolTipText: palette.text,
        QPalette.ColorRole.Highlight: palette.accent,
        QPalette.ColorRole.HighlightedText: palette.on_accent,
        QPalette.ColorRole.Link: palette.accent,
        QPalette.ColorRole.LinkVisited: palette.accent,
        QPalette.ColorRole.Accent: palette.accent,
        QPalette.ColorRole.Light: palette.card,
        QPalette.ColorRole.Midlight: palette.hover,
        QPalette.ColorRole.Mid: palette.border,
        QPalette.ColorRole.Dark: palette.border_strong,
        QPalette.ColorRole.Shadow: palette.shadow,
    }
    result = QPalette()
    for role, value in roles.items():
        result.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.text_disabled))
    return result
