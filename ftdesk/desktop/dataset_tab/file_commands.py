"""What can be done with the open file as a whole, beside opening and saving it, as actions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from ftdesk.desktop.actions import make_action

if TYPE_CHECKING:
    from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab

SAMPLE_TABLE = "harbor_questions.csv"
SAMPLE_ALPACA = "harbor_tasks_alpaca.json"
SAMPLE_SHAREGPT = "harbor_talks_sharegpt.jsonl"

translate = QCoreApplication.translate


def make_file_commands(tab: DatasetTab) -> list[QAction]:
    """Make the actions; they are enabled as long as they make sense for what is open."""
    steps, outputs = tab.steps, tab.outputs
    entries = (
        ("save_copy", translate("DatasetTab", "Save a copy…"), outputs.ask_copy, None, "duplicate"),
        ("revert_file", translate("DatasetTab", "Revert…"), steps.ask_revert, None, "undo"),
        ("export_file", translate("DatasetTab", "Export…"), outputs.ask_export, "Ctrl+Shift+E", "upload"),
        ("reveal_file", translate("DatasetTab", "Reveal in folder"), steps.reveal, None, "folder"),
        (
            "close_file",
            translate("DatasetTab", "Close file"),
            tab.files.close,
            "Ctrl+W",
            "close",
        ),
        (
            "split_file",
            translate("DatasetTab", "Split into training and validation…"),
            outputs.ask_split,
            None,
            "split",
        ),
    )
    commands = {entry[0]: make_action(tab, *entry) for entry in entries}

    def enable() -> None:
        for name, action in commands.items():
            action.setEnabled(tab.is_open)
            if name == "reveal_file":
                action.setEnabled(tab.session.path is not None)
            elif name == "revert_file":
                action.setEnabled(steps.can_revert)

    tab.session.state_changed.connect(enable)
    tab.session.read_only_changed.connect(enable)
    enable()
    return list(commands.values())


def make_sample_commands(tab: DatasetTab) -> list[QAction]:
    """Make the actions that open samples in formats that have to be converted."""
    entries = (
        ("open_sample_table", translate("DatasetTab", "Open a sample table (CSV)"), SAMPLE_TABLE),
        ("open_sample_alpaca", translate("DatasetTab", "Open a sample in the Alpaca format"), SAMPLE_ALPACA),
        (
            "open_sample_sharegpt",
            translate("DatasetTab", "Open a sample in the ShareGPT format"),
            SAMPLE_SHAREGPT,
        ),
    )
    return [
        make_action(tab, name, words, partial(tab.files.open_sample, file)) for name, words, file in entries
    ]
