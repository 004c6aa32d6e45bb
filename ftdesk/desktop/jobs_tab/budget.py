"""The person's limit for what a job may cost: an estimate above it cannot start, an unknown one is asked about."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ftdesk.desktop.money import money
from ftdesk.desktop.question_box import ask
from ftdesk.errors import FtdeskError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox, QWidget

    from ftdesk.workspace.job_records import PriceEstimate
    from ftdesk.workspace.preferences import Budget


class OverBudget(FtdeskError):
    """A job's estimate is above the limit that was set."""


def over_budget(price: PriceEstimate, budget: Budget | None) -> str:
    """Why a job of this price cannot start, in a sentence; empty where it can, or where that cannot be told."""
    if budget is None or price.amount is None or price.currency != budget.currency:
        return ""
    amount = Decimal(price.amount)
    if amount <= budget.limit:
        return ""
    return QCoreApplication.translate(
        "Jobs", "The estimate of {estimate} is above your limit of {limit} for a job (Settings, General)."
    ).format(estimate=money(amount, price.currency), limit=money(budget.limit, budget.currency))


def cannot_compare(price: PriceEstimate, budget: Budget | None) -> bool:
    """Whether there is a limit, but the price is unknown or in another currency."""
    return budget is not None and (price.amount is None or price.currency != budget.currency)


def ask_unknown_price(
    parent: QWidget, price: PriceEstimate, budget: Budget, start: Callable[[], None]
) -> QMessageBox:
    """Ask whether a job may start whose price cannot be compared with the limit."""
    limit = money(budget.limit, budget.currency)
    if price.amount is None:
        words = QCoreApplication.translate(
            "Jobs",
            "No price is known for this job, so it is not known whether it stays below your limit of {limit}.",
        )
        consequence = words.format(limit=limit)
    else:
        words = QCoreApplication.translate(
            "Jobs", "The estimate is {estimate}, and your limit of {limit} is in another currency."
        )
        consequence = words.format(estimate=money(Decimal(price.amount), price.currency), limit=limit)
    sentence = QCoreApplication.translate(
        "Jobs", "Start the job without knowing whether it is within your limit?"
    )
    verb = QCoreApplication.translate("Jobs", "Start all the same")
    return ask(parent, "unknown_price_box", sentence, consequence, verb, start)
