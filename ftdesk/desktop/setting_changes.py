"""Changing a setting from the window: it counts at once, and is written where nobody waits for the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

if TYPE_CHECKING:
    from ftdesk.desktop.background import Background
    from ftdesk.workspace.preferences import Changes, Settings
    from ftdesk.workspace.settings import SettingsStore


def change_settings(background: Background, store: SettingsStore, **changes: Unpack[Changes]) -> Settings:
    """Change these fields; a failure to write them goes to `background.unexpected`, which the window shows."""
    changed = store.change(**changes)
    background.run(background, lambda _: store.flush())
    return changed
