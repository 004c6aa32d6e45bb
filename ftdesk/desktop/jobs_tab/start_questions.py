"""What is asked before a job starts: first about private data that would leave this machine, then about the price."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ftdesk.desktop.jobs_tab.budget import ask_unknown_price, cannot_compare
from ftdesk.desktop.jobs_tab.job_estimate import destination_words
from ftdesk.desktop.jobs_tab.private_data_question import ask_before_sending, holds_private_data

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ftdesk.desktop.jobs_tab.data_check import FileSummary
    from ftdesk.workspace.job_records import PriceEstimate
    from ftdesk.workspace.preferences import Budget, Profile


def ask_before_start(
    parent: QWidget,
    files: Sequence[FileSummary],
    profile: Profile,
    price: PriceEstimate,
    budget: Budget | None,
    start: Callable[[], None],
    look: Callable[[FileSummary], None],
) -> None:
    """Call `start` at once, or after the questions that files and price give rise to; `look` is one of the answers."""

    def ask_for_price() -> None:
        if budget is not None and cannot_compare(price, budget):
            ask_unknown_price(parent, price, budget, start)
        else:
            start()

    private = [file for file in files if holds_private_data(file)]
    if private and profile.kind != "local":
        ask_before_sending(parent, private, destination_words([*files], profile), ask_for_price, look)
    else:
        ask_for_price()
