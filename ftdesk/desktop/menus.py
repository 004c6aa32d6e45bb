"""The menu bar and the palette's list, filled from the same groups of actions, so that neither can lack
one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from ftdesk.desktop.actions import plain_text
from ftdesk.desktop.command_palette import Command
from ftdesk.wording import QT_TRANSLATE_NOOP

TITLES = {
    "file": QT_TRANSLATE_NOOP("Menus", "&File"),
    "edit": QT_TRANSLATE_NOOP("Menus", "&Edit"),
    "view": QT_TRANSLATE_NOOP("Menus", "&View"),
    "dataset": QT_TRANSLATE_NOOP("Menus", "&Dataset"),
    "jobs": QT_TRANSLATE_NOOP("Menus", "&Jobs"),
    "playground": QT_TRANSLATE_NOOP("Menus", "&Playground"),
    "help": QT_TRANSLATE_NOOP("Menus", "&Help"),
}
"""The menus from left to right."""

SEPARATOR = None
Entry = QAction | QMenu | None


@dataclass(slots=True)
class Groups:
    """What stands in each menu, in order; None is a separator."""

    entries: dict[str, list[Entry]] = field(default_factory=lambda: {name: [] for name in TITLES})

    def add(self, menu: str, *entries: Entry) -> None:
        """Append to a menu."""
        self.entries[menu].extend(entries)

    def commands(self) -> list[Command]:
        """Every action of every menu, those of submenus too, for the palette."""
        found: list[Command] = []
        for menu, entries in self.entries.items():
            title = plain_text(menu_title(menu))
            for entry in entries:
                if isinstance(entry, QMenu):
                    label = f"{title}: {plain_text(entry.title())}"
                    found += [Command(label, action) for action in entry.actions() if action.text()]
                elif entry is not None:
                    found.append(Command(title, entry))
        return found


def menu_title(name: str) -> str:
    """The title of a menu, with its mnemonic."""
    return QCoreApplication.translate("Menus", TITLES[name])


def fill_menu_bar(window: QMainWindow, groups: Groups) -> None:
    """Build the menu bar of `window`."""
    bar = window.menuBar()
    bar.clear()
    for name, entries in groups.entries.items():
        menu = bar.addMenu(menu_title(name))
        menu.setObjectName(f"{name}_menu")
        for entry in entries:
            if isinstance(entry, QMenu):
                menu.addMenu(entry)
            elif entry is not None:
                menu.addAction(entry)
            else:
                menu.addSeparator()
