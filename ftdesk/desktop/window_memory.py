"""What the window remembers of its shape: place and size, the active tab, where each splitter stands."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter

from ftdesk.workspace.settings import SettingsStore

FIRST_SIZE = (1280, 800)
SMALLEST_SIZE = (900, 600)


def restore_shape(window: QMainWindow, store: SettingsStore) -> None:
    """Give `window` and its splitters the shape they had; a first start gets the shape they are born with."""
    settings = store.current
    window.setMinimumSize(*SMALLEST_SIZE)
    window.resize(*FIRST_SIZE)
    if settings.window_geometry:
        window.restoreGeometry(_bytes(settings.window_geometry))
    for splitter in _named_splitters(window):
        state = settings.splitter(splitter.objectName())
        if state:
            splitter.restoreState(_bytes(state))


def save_shape(window: QMainWindow, store: SettingsStore, active_tab: str) -> None:
    """Remember the shape of `window`. Raises SettingsNotSaved."""
    states = dict(store.current.splitters)
    for splitter in _named_splitters(window):
        states[splitter.objectName()] = _hex(splitter.saveState())
    store.update(
        window_geometry=_hex(window.saveGeometry()),
        active_tab=active_tab,
        splitters=tuple(sorted(states.items())),
    )


def _named_splitters(window: QMainWindow) -> list[QSplitter]:
    return [splitter for splitter in window.findChildren(QSplitter) if splitter.objectName()]


def _bytes(digits: str) -> QByteArray:
    return QByteArray.fromHex(digits.encode("ascii", "ignore"))


def _hex(state: QByteArray) -> str:
    return bytes(state.toHex().data()).decode("ascii")
