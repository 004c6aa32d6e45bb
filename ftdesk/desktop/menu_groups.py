"""Which menu a tab's command stands in: the dataset's file and edit commands where people look for them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ftdesk.desktop.menus import SEPARATOR, Groups

IN_FILE_MENU = (
    "new_file",
    "open_file",
    "save_file",
    "save_file_as",
    "save_copy",
    "revert_file",
    "show_versions",
    "export_file",
    "reveal_file",
    "close_file",
)
BEGIN_A_GROUP = ("save_file", "export_file", "close_file")
IN_EDIT_MENU = ("undo", "redo", "filter_examples", "replace_in_examples", "go_to_line")
IN_HELP_MENU = ("open_sample", "open_sample_table", "open_sample_alpaca", "open_sample_sharegpt")


def sorted_commands(
    dataset: Sequence[QAction], jobs: Sequence[QAction], playground: Sequence[QAction], recent: QMenu
) -> Groups:
    """The commands of the three tabs by menu; `recent` has the files that were open lately."""
    groups = Groups()
    named = {action.objectName(): action for action in dataset}
    for name in IN_FILE_MENU:
        if name in BEGIN_A_GROUP:
            groups.add("file", SEPARATOR)
        groups.add("file", named.pop(name))
        if name == "open_file":
            groups.add("file", recent)
    groups.add("edit", *(named.pop(name) for name in IN_EDIT_MENU if name in named))
    groups.add("help", *(named.pop(name) for name in IN_HELP_MENU if name in named))
    groups.add("dataset", *named.values())
    groups.add("jobs", *jobs)
    groups.add("playground", *playground)
    return groups
