"""Our own line icons from resources/icons, drawn in the theme's colours and anew when they change."""

from __future__ import annotations

import weakref
from functools import cache
from typing import Protocol

import shiboken6
from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ftdesk.desktop import palettes
from ftdesk.resource_files import resource_directory

SIZES = (16, 20)


class _HasIcon(Protocol):
    def setIcon(self, icon: QIcon, /) -> None: ...


_followers: weakref.WeakKeyDictionary[QObject, tuple[str, str]] = weakref.WeakKeyDictionary()


def icon(name: str, colour: str = "text") -> QIcon:
    """The icon `name` in the semantic colour `colour` (a field of `Colors`); greyed for the disabled state.

    It keeps the colour it was made with: `set_icon` is for what stays on the screen.
    """
    colors = palettes.colors()
    result = QIcon()
    for size in SIZES:
        for scale in _scales():
            result.addPixmap(pixmap(name, getattr(colors, colour), size, scale))
            faded = pixmap(name, colors.text_disabled, size, scale)
            result.addPixmap(faded, QIcon.Mode.Disabled)
    return result


def application_icon() -> QIcon:
    """The icon of ftdesk itself."""
    result = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        result.addPixmap(pixmap("ftdesk", "", size))
    return result


def set_icon(target: QObject, name: str, colour: str = "text") -> None:
    """Give an action or button the icon `name`, now and whenever the theme changes."""
    _followers[target] = (name, colour)
    _apply(target, name, colour)


def refresh_icons() -> None:
    """Draw the icons of everything on the screen anew (called by `theme`)."""
    pixmap.cache_clear()
    for target, (name, colour) in list(_followers.items()):
        if shiboken6.isValid(target):
            _apply(target, name, colour)


def _apply(target: QObject, name: str, colour: str) -> None:
    holder: _HasIcon = target  # type: ignore[assignment]  # actions, buttons and windows: all have setIcon
    holder.setIcon(icon(name, colour))


@cache
def pixmap(name: str, colour: str, size: int, scale: float = 1.0) -> QPixmap:
    """The icon `name` as a picture of `size` logical pixels in `colour` (#rrggbb)."""
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    picture = QPixmap(round(size * scale), round(size * scale))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size * scale, size * scale))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


@cache
def _source(name: str) -> str:
    return (resource_directory() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _scales() -> tuple[float, ...]:
    """Double size only where some screen is dense: every icon is drawn anew at each change of theme."""
    dense = any(screen.devicePixelRatio() > 1 for screen in QGuiApplication.screens())
    return (1.0, 2.0) if dense else (1.0,)
