"""Everything that can be done in the dataset tab, as actions for the menu, the palette and the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

from ftdesk.desktop import theme
from ftdesk.desktop.actions import give_shortcut, make_action
from ftdesk.desktop.dataset_tab.file_commands import make_file_commands, make_sample_commands
from ftdesk.desktop.dataset_tab.invisible_marks import marking
from ftdesk.desktop.dataset_tab.row_commands import BULK_EDITS, SHOWING, make_row_commands

if TYPE_CHECKING:
    from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab

translate = QCoreApplication.translate

_NEEDS_FILE = (
    "save_file",
    "save_file_as",
    "new_example",
    "duplicate_example",
    "delete_example",
    "add_message",
    "move_message_up",
    "move_message_down",
    "duplicate_message",
    "delete_message",
    "next_finding",
    "previous_finding",
    "go_to_line",
    "filter_examples",
    "fine_tune_with_file",
    "show_fit",
    "show_statistics",
    *SHOWING,
)


_EDITS = (
    "new_example",
    "duplicate_example",
    "delete_example",
    "add_message",
    "move_message_up",
    "move_message_down",
    "duplicate_message",
    "delete_message",
    *BULK_EDITS,
)
"""What changes the file, and is off where it may only be read."""


def make_commands(tab: DatasetTab) -> list[QAction]:
    """Make the tab's actions, in the order of its menu."""
    return [
        *_file_commands(tab),
        *make_file_commands(tab),
        *make_sample_commands(tab),
        *_undo_commands(tab),
        *_example_commands(tab),
        *make_row_commands(tab),
        *_look_commands(tab),
    ]


def enable_for_file(commands: list[QAction], *, is_open: bool, read_only: bool) -> None:
    """Switch off what makes no sense without a file, or with one that may only be read."""
    for action in commands:
        name = action.objectName()
        if name in _NEEDS_FILE or name in _EDITS:
            action.setEnabled(is_open and not (read_only and name in _EDITS))


def _file_commands(tab: DatasetTab) -> list[QAction]:
    files, standard = tab.files, QKeySequence.StandardKey
    return [
        make_action(
            tab, "new_file", translate("DatasetTab", "New file"), files.start_new, standard.New, "file-plus"
        ),
        make_action(
            tab,
            "open_file",
            translate("DatasetTab", "Open file…"),
            files.choose_and_open,
            standard.Open,
            "open",
        ),
        make_action(
            tab, "open_sample", translate("DatasetTab", "Open the sample"), files.open_sample, None, "sparkle"
        ),
        make_action(tab, "save_file", translate("DatasetTab", "Save"), tab.save, standard.Save, "save"),
        make_action(
            tab, "save_file_as", translate("DatasetTab", "Save as…"), files.choose_and_save, "Ctrl+Shift+S"
        ),
        make_action(
            tab,
            "show_versions",
            translate("DatasetTab", "Versions…"),
            tab.versions.show,
            "Ctrl+Shift+H",
            "clock",
        ),
        make_action(
            tab,
            "fine_tune_with_file",
            translate("DatasetTab", "Fine-tune with this file…"),
            tab.ask_for_job,
            None,
            "jobs",
        ),
        make_action(
            tab,
            "show_fit",
            translate("DatasetTab", "Where does this file fit?"),
            tab.targets.show_fit,
            None,
            "help",
        ),
    ]


def _undo_commands(tab: DatasetTab) -> list[QAction]:
    undo = tab.undo_stack.createUndoAction(tab, translate("DatasetTab", "Undo"))
    redo = tab.undo_stack.createRedoAction(tab, translate("DatasetTab", "Redo"))
    for action, name, shortcut, icon in (
        (undo, "undo", "Ctrl+Z", "undo"),
        (redo, "redo", "Ctrl+Shift+Z", "redo"),
    ):
        action.setObjectName(name)
        give_shortcut(action, shortcut, everywhere=False)
        theme.set_icon(action, icon)
        tab.addAction(action)
    redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
    return [undo, redo]


def _example_commands(tab: DatasetTab) -> list[QAction]:
    form = tab.pane.form
    entries = (
        (
            "new_example",
            translate("DatasetTab", "New example"),
            tab.add_empty_example,
            "Ctrl+Shift+N",
            "plus",
        ),
        (
            "duplicate_example",
            translate("DatasetTab", "Duplicate example"),
            tab.rows.duplicate,
            "Ctrl+D",
            "duplicate",
        ),
        (
            "delete_example",
            translate("DatasetTab", "Delete example"),
            tab.rows.delete,
            "Ctrl+Shift+K",
            "trash",
        ),
        ("add_message", translate("DatasetTab", "Add message"), form.add_message, "Ctrl+Return", "plus"),
        (
            "move_message_up",
            translate("DatasetTab", "Move message up"),
            lambda: form.act_on_message("up"),
            "Alt+Up",
            "up",
        ),
        (
            "move_message_down",
            translate("DatasetTab", "Move message down"),
            lambda: form.act_on_message("down"),
            "Alt+Down",
            "down",
        ),
        (
            "duplicate_message",
            translate("DatasetTab", "Duplicate message"),
            lambda: form.act_on_message("duplicate"),
            "Ctrl+Shift+D",
            "duplicate",
        ),
        (
            "delete_message",
            translate("DatasetTab", "Delete message"),
            lambda: form.act_on_message("delete"),
            "Ctrl+Shift+Backspace",
            "trash",
        ),
    )
    return [make_action(tab, *entry) for entry in entries]


def _look_commands(tab: DatasetTab) -> list[QAction]:
    return [
        make_action(
            tab,
            "next_finding",
            translate("DatasetTab", "Next finding"),
            lambda: tab.desk.step_finding(forward=True),
            "F8",
            "down",
        ),
        make_action(
            tab,
            "previous_finding",
            translate("DatasetTab", "Previous finding"),
            lambda: tab.desk.step_finding(forward=False),
            "Shift+F8",
            "up",
        ),
        make_action(
            tab,
            "filter_examples",
            translate("DatasetTab", "Filter examples"),
            tab.focus_filter,
            QKeySequence.StandardKey.Find,
            "filter",
        ),
        make_action(
            tab, "go_to_line", translate("DatasetTab", "Go to line…"), tab.ask_for_line, "Ctrl+G", "list"
        ),
        make_action(
            tab,
            "switch_example_view",
            translate("DatasetTab", "Form, JSON or both"),
            tab.pane.show_next_view,
            "Ctrl+J",
            "json",
        ),
        _mark_invisible(tab),
        make_action(
            tab,
            "show_statistics",
            translate("DatasetTab", "All statistics…"),
            tab.board.statistics.show_window,
            "Ctrl+I",
            "chart",
        ),
        make_action(
            tab,
            "toggle_side_pane",
            translate("DatasetTab", "Show or hide findings and cost"),
            tab.toggle_side,
            "Ctrl+Alt+B",
            "panel-right",
        ),
    ]


def _mark_invisible(tab: DatasetTab) -> QAction:
    words = translate("DatasetTab", "Mark invisible characters")
    action = make_action(tab, "mark_invisible_characters", words, None, checkable=True)
    action.setChecked(marking().is_on)
    action.toggled.connect(tab.looks.mark_invisible)
    return action
