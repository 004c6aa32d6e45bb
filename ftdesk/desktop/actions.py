"""Actions: one place makes them, so that each has a name, and menu, palette and keyboard agree."""

import re
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ftdesk.desktop.icons import set_icon

_BRACKETED_MNEMONIC = re.compile(r"\(&\w\)")

Shortcut = str | QKeySequence | QKeySequence.StandardKey | Qt.Key


def make_action(
    owner: QObject,
    object_name: str,
    text: str,
    slot: Callable[[], object] | None,
    shortcut: Shortcut | None = None,
    icon: str | None = None,
    *,
    everywhere: bool = False,
    checkable: bool = False,
) -> QAction:
    """Make an action that belongs to `owner`.

    Args:
        object_name: stable, snake_case; tests and journeys find the action by it.
        text: sentence case, a verb first; may hold a mnemonic "&".
        slot: called without arguments; connect `toggled` yourself for a checkable action that needs its
        state.
        shortcut: works while the focus is inside `owner`, so two tabs may use the same keys.
        icon: a name in resources/icons; it follows the theme.
        everywhere: the shortcut works in the whole window instead.
    """
    action = QAction(text, owner)
    action.setObjectName(object_name)
    action.setCheckable(checkable)
    if slot is not None:
        action.triggered.connect(_without_arguments(slot))
    if icon is not None:
        set_icon(action, icon)
    if isinstance(owner, QWidget):
        owner.addAction(action)
    if shortcut is not None:
        give_shortcut(action, shortcut, everywhere=everywhere or not isinstance(owner, QWidget))
    return action


def give_shortcut(action: QAction, shortcut: Shortcut, *, everywhere: bool) -> None:
    """Set the keys of `action` and say them in its tooltip."""
    action.setShortcut(QKeySequence(shortcut))
    within = Qt.ShortcutContext.WidgetWithChildrenShortcut
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut if everywhere else within)
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{plain_text(action.text())} ({keys})")


def plain_text(text: str) -> str:
    """An action's text without its mnemonic and dots; a Japanese one has its mnemonic in brackets, "編集(&E)"."""
    text = _BRACKETED_MNEMONIC.sub("", text)
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")


def _without_arguments(slot: Callable[[], object]) -> Callable[[], None]:
    def call() -> None:
        slot()

    return call
