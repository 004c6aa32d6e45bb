"""The window: three tabs, menus, palette, status bar; the only place where the tabs meet."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QProcess, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ftdesk.desktop.command_palette import Command, CommandPalette
from ftdesk.desktop.dataset_summary import DatasetSummary
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.filtered_opening import open_filtered
from ftdesk.desktop.file_drops import dropped_file
from ftdesk.desktop.help_dialogs import AboutDialog, ShortcutsDialog
from ftdesk.desktop.jobs_tab.jobs_tab import JobsTab
from ftdesk.desktop.made_example import MadeExample
from ftdesk.desktop.menu_groups import sorted_commands
from ftdesk.desktop.menus import fill_menu_bar
from ftdesk.desktop.messages import show_failure
from ftdesk.desktop.playground_tab.playground_tab import PlaygroundTab
from ftdesk.desktop.provider_chip import ProviderChip
from ftdesk.desktop.reading_order import step
from ftdesk.desktop.recent_menu import RecentMenu
from ftdesk.desktop.services import Services
from ftdesk.desktop.setting_changes import change_settings
from ftdesk.desktop.settings_dialog import SettingsDialog
from ftdesk.desktop.status_bar import StatusBar
from ftdesk.desktop.theme import apply_theme
from ftdesk.desktop.top_bar import TopBar
from ftdesk.desktop.window_actions import WindowActions
from ftdesk.desktop.window_memory import restore_shape, save_shape
from ftdesk.errors import FtdeskError

TABS = ("dataset", "jobs", "playground")
EVERYWHERE = ("open_file", "save_file", "save_file_as")
"""File commands whose keys work in every tab."""


class MainWindow(QMainWindow):
    """Signals:
    painted(): once, after the first paint; what may take its time begins then.
    """

    painted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setAcceptDrops(True)
        self._services = services
        self._was_painted = False
        self._may_close = False
        self.throwaway: Path | None = None
        """A folder whose files are copies that nobody will miss: no question is asked about edits in them."""
        self.dataset_tab = DatasetTab(services)
        self.jobs_tab = JobsTab(services)
        self.playground_tab = PlaygroundTab(services)
        self._pages: tuple[QWidget, ...] = (self.dataset_tab, self.jobs_tab, self.playground_tab)
        names = [self.tr("Dataset"), self.tr("Jobs"), self.tr("Playground")]
        self._actions = WindowActions(self, self, names)
        self._recent = RecentMenu(self, lambda: self.dataset_tab.files.recent)
        self._groups = sorted_commands(
            self.dataset_tab.commands, self.jobs_tab.commands, self.playground_tab.commands, self._recent
        )
        self._actions.add_to(self._groups)
        provider = ProviderChip(services.connection, services.settings)
        self._bar = TopBar(names, self._actions.palette, provider)
        self._stack = QStackedWidget()
        self._status = StatusBar()
        self._lay_out()
        self._connect(provider)
        self._show_summary(DatasetSummary())
        self._actions.show_theme(services.settings.current.theme)
        restore_shape(self, services.settings)
        self.show_tab(TABS.index(active) if (active := services.settings.current.active_tab) in TABS else 0)

    # -- building ------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        fill_menu_bar(self, self._groups)
        for page in self._pages:
            self._stack.addWidget(page)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(centre)
        self.setStatusBar(self._status)

    def _connect(self, provider: ProviderChip) -> None:
        services = self._services
        provider.settings_requested.connect(self.open_providers)
        services.connection.changed.connect(self._status.show_connection)
        services.background.running_changed.connect(self._status.show_activities)
        self._status.show_connection(services.connection.state)
        self._bar.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self._bar.tabs.currentChanged.connect(self._focus_page)
        self.dataset_tab.files.recent_changed.connect(self._recent.refresh)
        self._recent.chosen.connect(self.open_path)
        self.dataset_tab.job_requested.connect(self._start_job)
        self.dataset_tab.summary_changed.connect(self._show_summary)
        self.jobs_tab.chat_requested.connect(self._chat_with)
        self.jobs_tab.dataset_requested.connect(self.open_path)
        self.jobs_tab.data_requested.connect(self._open_job_data)
        self.jobs_tab.unfinished_changed.connect(self._show_unfinished)
        self.playground_tab.example_made.connect(self._add_example)
        self.jobs_tab.settings_requested.connect(self.open_providers)
        self.playground_tab.settings_requested.connect(self.open_providers)
        commands = (self.dataset_tab.commands, self.jobs_tab.commands, self.playground_tab.commands)
        for index, actions in enumerate(commands):
            for action in actions:
                if action.objectName() in EVERYWHERE:
                    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
                else:  # what a menu or the palette does in a tab should be seen
                    action.triggered.connect(lambda *_, index=index: self.show_tab(index))

    # -- tabs ----------------------------------------------------------------------------------------------

    def show_tab(self, index: int) -> None:
        """Bring a tab to the front: 0 dataset, 1 jobs, 2 playground."""
        self._bar.tabs.setCurrentIndex(index)

    @property
    def current_tab(self) -> int:
        """The tab in front."""
        return self._stack.currentIndex()

    def open_path(self, path: Path, codes: Collection[str] = ()) -> None:
        """Open a file in the dataset tab, to see what has any of the findings `codes`, or all of it."""
        self.show_tab(0)
        open_filtered(self.dataset_tab, path, codes)

    @Slot(int)
    def _focus_page(self, index: int) -> None:
        """Shortcuts of a tab work while the focus is in it, so give it the focus."""
        page = self._pages[index]
        if page.focusProxy() is not None or not page.isAncestorOf(self.focusWidget() or self):
            page.setFocus()
            if not page.hasFocus() and page.focusProxy() is None:
                page.focusNextChild()

    @Slot(object)
    def _start_job(self, path: object) -> None:
        self.show_tab(1)
        self.jobs_tab.new_job(path if isinstance(path, Path) else None)

    @Slot(object)
    def _open_job_data(self, tag: object) -> None:
        self.show_tab(0)
        self.dataset_tab.versions.open_job(str(tag))

    @Slot(object)
    def _chat_with(self, model: object) -> None:
        self.show_tab(2)
        self.playground_tab.show_model(str(model))

    @Slot(object)
    def _add_example(self, made: MadeExample) -> None:
        self.dataset_tab.add_made_example(made)

    @Slot(object)
    def _show_unfinished(self, count: object) -> None:
        self._bar.show_count(1, int(str(count)))

    @Slot(object)
    def _show_summary(self, summary: DatasetSummary) -> None:
        self._status.show_summary(summary)
        self.setWindowTitle(f"{summary.name}[*]" if summary.name else self.tr("Untitled") + "[*]")
        self.setWindowModified(summary.edited)

    # -- what the window's own actions do --------------------------------------------------------------------

    def commands(self) -> list[Command]:
        """Every action there is, in the order of the menus."""
        return self._groups.commands()

    @Slot()
    def open_palette(self) -> None:
        """Show the command palette."""
        CommandPalette(self.commands, self).show_over(self)

    @Slot()
    def open_settings(self) -> None:
        """Show the settings, without blocking."""
        self._make_settings().open()

    @Slot()
    def open_providers(self) -> None:
        """Show the settings at the page of the providers."""
        dialog = self._make_settings()
        dialog.show_providers()
        dialog.open()

    def _make_settings(self) -> SettingsDialog:
        dialog = SettingsDialog(self._services, self)
        dialog.theme_chosen.connect(self.change_theme)
        dialog.text_size_chosen.connect(self.change_text_size)
        return dialog

    @Slot(object)
    def change_theme(self, name: str) -> None:
        """Switch to another theme and remember it."""
        settings = change_settings(self._services.background, self._services.settings, theme=name)
        self._actions.show_theme(name)
        _dress(name, settings.text_size)

    @Slot(object)
    def change_text_size(self, size: int) -> None:
        """Switch to another text size and remember it."""
        settings = change_settings(self._services.background, self._services.settings, text_size=size)
        _dress(settings.theme, size)

    def take_tour(self) -> None:
        """Show the main job in a window of its own, with a workspace of its own."""
        QProcess.startDetached(sys.executable, ["-m", "ftdesk", "--tour"])

    def show_shortcuts(self) -> None:
        """Show every shortcut."""
        ShortcutsDialog(self.commands(), self).open()

    def show_about(self) -> None:
        """Show versions and licences."""
        AboutDialog(self._services.paths.root, self).open()

    def copy_diagnostics(self) -> None:
        """Copy versions and the last errors."""
        from ftdesk.desktop.diagnostics import diagnostics

        QGuiApplication.clipboard().setText(diagnostics(self._services))
        self._status.say(self.tr("The diagnostics are in the clipboard."))

    @Slot(object)
    def show_failure(self, error: BaseException) -> None:
        """Show a failure over this window."""
        show_failure(self, error)

    # -- what Qt asks --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell, once, that there is something to see."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self._focus_page(self.current_tab)
            QTimer.singleShot(0, self, self.painted.emit)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - as Qt has it
        """Walk as one reads."""
        if step(self.centralWidget(), QApplication.focusWidget(), forward=next):
            return True
        return super().focusNextPrevChild(next)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the dropped file."""
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open_path(path)

    def close_quietly(self) -> None:
        """The system ends, or somebody sent a signal: unsaved edits are kept for the next start, nobody is asked."""
        if self.dataset_tab.keeps_edits:
            self._close_now()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close when the dataset tab agrees, which may be later: it asks about unsaved edits without
        blocking.
        """
        if not self._may_close:
            event.ignore()
            QTimer.singleShot(0, self, self._ask_to_close)
            return
        for keep in (self.playground_tab.finish, self.dataset_tab.finish, self._keep_shape):
            try:
                keep()
            except FtdeskError as error:
                show_failure(None, error)
        event.accept()

    def _keep_shape(self) -> None:
        save_shape(self, self._services.settings, TABS[self.current_tab])

    def _ask_to_close(self) -> None:
        path = self.dataset_tab.summary.path
        if path is not None and self.throwaway in path.parents:
            self.dataset_tab.files.journal.discarding = True
            self._close_now()
        else:
            self.dataset_tab.can_close(self._close_now)

    def _close_now(self) -> None:
        self._may_close = True
        self.close()


def _dress(theme: str, text_size: int) -> None:
    application = QApplication.instance()
    if isinstance(application, QApplication):
        apply_theme(application, theme, text_size)
