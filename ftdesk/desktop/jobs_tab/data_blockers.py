"""Why a job cannot start with these files: their format is not the model's, or they are one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from pathlib import Path

    from ftdesk.dataset.target import Target
    from ftdesk.desktop.jobs_tab.data_check import FileSummary

_TRAINABLE = frozenset({"chat", "completion", "preference"})
"""The formats for which a job can be asked; reinforcement needs a grader."""


def format_blocker(training: FileSummary | None, target: Target, model: str) -> str:
    """Why the model cannot be trained with a file of this format, in a sentence; empty when it can."""
    found = "" if training is None else training.format.value
    if found in {kind.value for kind in target.formats} & _TRAINABLE:
        return ""
    words = QCoreApplication.translate("NewJobDialog", "{model} cannot be trained with {format} data.")
    return words.format(model=model, format=found)


def same_file_blocker(training: Path | None, validation: Path | None) -> str:
    """Why the two files cannot be used together, in a sentence; empty when they can."""
    if training is None or training != validation:
        return ""
    return QCoreApplication.translate(
        "NewJobDialog", "The validation file is the training file. Choose another one."
    )
