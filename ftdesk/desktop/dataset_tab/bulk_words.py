"""What an edit of many examples is called, and what is said when it is done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ftdesk.desktop.dataset_tab.bulk_run import Outcome

NOTICE = "bulk"
"""The key of the notice that says what came of it."""

translate = QCoreApplication.translate


def outcome_words(outcome: Outcome) -> str:
    """How many examples were changed, and how many were not and why."""
    if outcome.changed:
        sentences = [
            translate("BulkSteps", "Changed examples: {count}.").format(count=f"{outcome.changed:,}")
        ]
    else:
        sentences = [translate("BulkSteps", "No example had to be changed.")]
    if outcome.refused:
        words = translate("BulkSteps", "Left as they are, since it does not fit them: {count}.")
        sentences.append(words.format(count=f"{outcome.refused:,}"))
    if outcome.touched:
        words = translate("BulkSteps", "Edited meanwhile, so left as they are: {count}.")
        sentences.append(words.format(count=f"{outcome.touched:,}"))
    return " ".join(sentences)
