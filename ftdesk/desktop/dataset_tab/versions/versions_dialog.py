"""The versions of the open file, or of all files: look, compare, bring back, name, copy, delete."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.versions.room_line import RoomLine
from ftdesk.desktop.dataset_tab.versions.version_chores import VersionChores
from ftdesk.desktop.dataset_tab.versions.version_table import VersionTable
from ftdesk.desktop.dataset_tab.visible_text import one_line
from ftdesk.desktop.labels import ElidedLabel, plain_label
from ftdesk.desktop.messages import show_failure
from ftdesk.desktop.stylesheet import set_look
from ftdesk.desktop.theme import set_icon
from ftdesk.workspace.version_records import Space, Version

if TYPE_CHECKING:
    from ftdesk.desktop.services import Services
    from ftdesk.desktop.tasks import Task, Work


class VersionsDialog(QDialog):
    """Lists versions; what is done with the open file is left to the desk.

    Signals:
        open_wanted(object): Version, to be looked at.
        bring_back_wanted(object): Version, whose rows are to replace those of the open file.
        compare_wanted(object, object): Version and the newer Version, or None for the open file.
    """

    open_wanted = Signal(object)  # Version
    bring_back_wanted = Signal(object)  # Version
    compare_wanted = Signal(object, object)  # Version, Version | None

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("versions_dialog")
        self.setWindowTitle(self.tr("Versions"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._services = services
        self._path: Path | None = None
        self._may_change = False
        self._reading: Task | None = None
        self._title = ElidedLabel("versions_title", "title")
        self._all_files = QCheckBox(self.tr("Versions of all files"))
        self._all_files.setObjectName("versions_of_all_files")
        self._all_files.toggled.connect(self.reload)
        self.table = VersionTable()
        self._note = plain_label(look="muted", wrap=True)
        self._note.setObjectName("versions_note")
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.chores = VersionChores(services, self)
        self.chores.done.connect(self.reload)
        self.room = RoomLine()
        self.room.limit_chosen.connect(self._change_limit)
        self._make_buttons()
        self._lay_out()
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.table.doubleClicked.connect(self._open)
        self._enable()

    def show_file(self, path: Path | None, *, may_change: bool) -> None:
        """Show the versions of a file, without one those of all files; `may_change` says whether one can come back."""
        chosen = self._all_files.isChecked() and self._path is not None
        self._path, self._may_change = path, may_change
        self._enable()  # what may not be done any more must not wait for the list
        self._all_files.setEnabled(path is not None)
        self._all_files.setChecked(path is None or chosen)
        self.reload()

    def reload(self) -> None:
        """Read the list again."""
        path = None if self._all_files.isChecked() else self._path
        self._title.setText(
            self.tr("Versions of {name}").format(name=one_line(path.name, 80))
            if path is not None
            else self.tr("Versions of all files")
        )
        versions = self._services.versions

        def read(_work: Work) -> tuple[tuple[Version, ...], Space]:
            store = versions.store()
            return store.all() if path is None else store.of(path), store.space()

        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._services.background.run(self, read, self._show, self._fail)

    # -- showing -----------------------------------------------------------------------------------------------------

    def _show(self, found: tuple[tuple[Version, ...], Space]) -> None:
        versions, space = found
        self.table.show_versions(versions, of_all_files=self._all_files.isChecked())
        self.room.show_space(space)
        self._note.setText(
            self.tr(
                "No version yet. One is kept before your first edit of a file, at each save, and when a job is started"
                " with it."
            )
        )
        self._pages.setCurrentIndex(0 if versions else 1)
        self._enable()

    def _fail(self, error: Exception) -> None:
        show_failure(self, error)

    def _enable(self) -> None:
        chosen = self.table.chosen_versions()
        one, two = len(chosen) == 1, len(chosen) == 2
        is_of_file = one and chosen[0].path == self._path
        self.open_button.setEnabled(one)
        self.compare_button.setEnabled(two or (one and self._path is not None))
        self.compare_button.setText(
            self.tr("Compare the two") if two else self.tr("Compare with the open file")
        )
        self.bring_back_button.setEnabled(is_of_file and self._may_change)
        self.rename_button.setEnabled(one)
        self.copy_button.setEnabled(one)
        self.delete_button.setEnabled(bool(chosen))

    # -- what the buttons do -----------------------------------------------------------------------------------------

    def _open(self) -> None:
        for version in self.table.chosen_versions()[:1]:
            self.open_wanted.emit(version)

    def _compare(self) -> None:
        chosen = self.table.chosen_versions()
        if len(chosen) == 2:
            self.compare_wanted.emit(chosen[1], chosen[0])
        elif len(chosen) == 1:
            self.compare_wanted.emit(chosen[0], None)

    def _bring_back(self) -> None:
        for version in self.table.chosen_versions()[:1]:
            self.bring_back_wanted.emit(version)

    def _rename(self) -> None:
        for version in self.table.chosen_versions()[:1]:
            self.chores.ask_name(version)

    def _copy(self) -> None:
        for version in self.table.chosen_versions()[:1]:
            self.chores.ask_copy(version)

    def _delete(self) -> None:
        chosen = self.table.chosen_versions()
        if chosen:
            self.chores.ask_delete(chosen)

    def _change_limit(self, limit: int) -> None:
        self.chores.change_limit(limit, (self._path,) if self._path is not None else ())

    # -- inside ------------------------------------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        self.open_button = self._button(self.tr("Open to look at"), "open_version_button", "open", self._open)
        self.compare_button = self._button(
            self.tr("Compare with the open file"), "compare_version_button", "replace", self._compare
        )
        self.bring_back_button = self._button(
            self.tr("Bring back"), "bring_version_back_button", "undo", self._bring_back
        )
        self.rename_button = self._button(self.tr("Rename…"), "rename_version_button", "edit", self._rename)
        self.copy_button = self._button(
            self.tr("Save a copy…"), "copy_version_button", "download", self._copy
        )
        self.delete_button = self._button(self.tr("Delete…"), "delete_version_button", "trash", self._delete)
        set_look(self.delete_button, "danger")

    def _button(self, text: str, name: str, icon: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        set_icon(button, icon, "error" if icon == "trash" else "text")
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._all_files)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._note)
        column = QVBoxLayout()
        column.setSpacing(8)
        for button in (self.open_button, self.compare_button, self.bring_back_button):
            column.addWidget(button)
        column.addSpacing(12)
        for button in (self.rename_button, self.copy_button, self.delete_button):
            column.addWidget(button)
        column.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self._pages, 1)
        middle.addLayout(column)
        close = QPushButton(self.tr("Close"))
        close.setObjectName("close_versions_button")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.room, 1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addLayout(middle, 1)
        layout.addLayout(foot)
        self.resize(round(1000 * theme.text_size() / theme.BASE_SIZE), 520)
        self.table.setFocus()
