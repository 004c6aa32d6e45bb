"""What the window itself offers: tabs, looks, settings, help. The tabs bring their own commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from ftdesk.desktop.actions import make_action
from ftdesk.desktop.menus import SEPARATOR, Groups
from ftdesk.desktop.theme import BASE_SIZE, TEXT_SIZES, ThemeName, text_size

translate = QCoreApplication.translate


class Doer(Protocol):
    """What the actions call."""

    def show_tab(self, index: int) -> None: ...
    def open_palette(self) -> None: ...
    def open_settings(self) -> None: ...
    def change_theme(self, name: str) -> None: ...
    def change_text_size(self, size: int) -> None: ...
    def take_tour(self) -> None: ...
    def show_shortcuts(self) -> None: ...
    def show_about(self) -> None: ...
    def copy_diagnostics(self) -> None: ...


class WindowActions:
    """Makes the window's own actions and puts them into their menus."""

    def __init__(self, window: QMainWindow, doer: Doer, tab_names: list[str]) -> None:
        self._window = window
        self._doer = doer
        self.palette = self._make(
            "open_palette",
            translate("MainWindow", "Show all commands"),
            doer.open_palette,
            "Ctrl+Shift+P",
            "search",
        )
        self.settings = self._make(
            "open_settings", translate("MainWindow", "Settings…"), doer.open_settings, "Ctrl+,", "settings"
        )
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.quit = self._make("quit", translate("MainWindow", "Quit"), window.close, "Ctrl+Q", None)
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.tabs = [
            self._make(f"show_tab_{index}", name, self._showing(index), f"Ctrl+{index + 1}", icon)
            for index, (name, icon) in enumerate(
                zip(tab_names, ("dataset", "jobs", "playground"), strict=True)
            )
        ]
        self.theme_menu = self._make_theme_menu()
        self.text_sizes = self._make_text_sizes()
        self.help = self._make_help()

    def add_to(self, groups: Groups) -> None:
        """Put everything where people look for it; call it after the tabs' commands were added."""
        groups.add("file", SEPARATOR, self.settings, self.quit)
        groups.add("view", *self.tabs, SEPARATOR, self.palette, SEPARATOR, self.theme_menu, *self.text_sizes)
        groups.add("help", *self.help)

    def show_theme(self, name: str) -> None:
        """Check the theme in use."""
        for action in self.theme_menu.actions():
            action.setChecked(action.data() == name)

    def _make(
        self,
        name: str,
        text: str,
        slot: Callable[[], object],
        keys: str | QKeySequence.StandardKey | None,
        icon: str | None,
    ) -> QAction:
        return make_action(self._window, name, text, slot, keys, icon, everywhere=True)

    def _showing(self, index: int) -> Callable[[], None]:
        return lambda: self._doer.show_tab(index)

    def _make_theme_menu(self) -> QMenu:
        menu = QMenu(translate("MainWindow", "Theme"), self._window)
        menu.setObjectName("theme_menu")
        group = QActionGroup(menu)
        labels = {
            ThemeName.AUTO: translate("MainWindow", "Like the system"),
            ThemeName.LIGHT: translate("MainWindow", "Light"),
            ThemeName.DARK: translate("MainWindow", "Dark"),
            ThemeName.CONTRAST: translate("MainWindow", "High contrast"),
        }
        for name, label in labels.items():
            action = menu.addAction(label)
            action.setObjectName(f"theme_{name}")
            action.setCheckable(True)
            action.setData(str(name))
            group.addAction(action)
        group.triggered.connect(lambda action: self._doer.change_theme(str(action.data())))
        return menu

    def _make_text_sizes(self) -> list[QAction]:
        larger = self._make(
            "larger_text", translate("MainWindow", "Larger text"), lambda: self._step(1), "Ctrl++", None
        )
        larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        smaller = self._make(
            "smaller_text", translate("MainWindow", "Smaller text"), lambda: self._step(-1), "Ctrl+-", None
        )
        normal = self._make(
            "normal_text", translate("MainWindow", "Normal text size"), lambda: self._step(0), "Ctrl+0", None
        )
        return [larger, smaller, normal]

    def _step(self, direction: int) -> None:
        self._doer.change_text_size(next_text_size(direction))

    def _make_help(self) -> list[QAction | QMenu | None]:
        doer = self._doer
        about = self._make(
            "show_about", translate("MainWindow", "About ftdesk"), doer.show_about, None, "info"
        )
        about.setMenuRole(QAction.MenuRole.AboutRole)
        return [
            self._make(
                "take_tour", translate("MainWindow", "Take the tour"), doer.take_tour, None, "sparkle"
            ),
            SEPARATOR,
            self._make(
                "show_shortcuts",
                translate("MainWindow", "Keyboard shortcuts"),
                doer.show_shortcuts,
                "F1",
                "keyboard",
            ),
            self._make(
                "copy_diagnostics",
                translate("MainWindow", "Copy diagnostics"),
                doer.copy_diagnostics,
                None,
                "copy",
            ),
            SEPARATOR,
            about,
        ]


def next_text_size(direction: int) -> int:
    """One step larger (1) or smaller (-1) than now; 0 is the normal size."""
    if direction == 0:
        return BASE_SIZE
    sizes = sorted({*TEXT_SIZES, text_size()})
    at = sizes.index(text_size()) + direction
    return sizes[min(max(at, 0), len(sizes) - 1)]
