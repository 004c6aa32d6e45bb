"""The person's limit for a job, in the real dialog on real files."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from ftdesk.dataset.cost import Price, Prices
from ftdesk.desktop.explanations import explain
from ftdesk.desktop.general_page import GeneralPage
from ftdesk.desktop.jobs_tab.budget import OverBudget
from ftdesk.desktop.jobs_tab.job_starter import JobStarter
from ftdesk.desktop.jobs_tab.new_job_dialog import NewJobDialog
from ftdesk.desktop.services import Services
from ftdesk.workspace.preferences import Budget

SLOW = 30_000
MakeDialog = Callable[[Prices], NewJobDialog]
NONE = Prices(())


def priced(per_million: str, currency: str = "USD") -> Prices:
    amount = Decimal(per_million)
    price = Price(("*",), "compatible", currency, amount, None, None, None, None, date(2026, 11, 1), "a page")
    return Prices((price,))


@pytest.fixture
def make_dialog(services: Services, training_file: Path, qtbot: QtBot) -> MakeDialog:
    """The dialog with a faultless file, at a server with these prices."""
    services.connection.open()
    qtbot.waitUntil(lambda: services.connection.state.ready)

    def make(prices: Prices) -> NewJobDialog:
        services.models.prices = prices
        dialog = NewJobDialog(services)
        qtbot.addWidget(dialog)
        dialog.open()
        dialog.training.show_path(training_file)
        usable = dialog.training
        qtbot.waitUntil(
            lambda: usable.summary is not None and not dialog._options_delay.isActive(), timeout=SLOW
        )
        qtbot.waitUntil(lambda: dialog.model.name == "base-model")
        return dialog

    return make


def box(dialog: NewJobDialog) -> QMessageBox | None:
    return dialog.findChild(QMessageBox, "unknown_price_box")


def press(dialog: NewJobDialog, name: str) -> None:
    found = box(dialog)
    button = found.findChild(QPushButton, name) if found is not None else None
    assert button is not None
    button.click()


def test_the_limit_is_obeyed(make_dialog: MakeDialog, services: Services, qtbot: QtBot) -> None:
    """One journey, since each desk starts worker processes: above, within, set meanwhile, none, and not comparable."""
    services.settings.update(budget=Budget("0.10", "USD"))
    above = make_dialog(priced("1000"))
    reason = above.findChild(QLabel, "start_job_reason")
    assert reason is not None
    qtbot.waitUntil(lambda: reason.text().startswith("The estimate of $"), timeout=SLOW)
    assert not above.start.isEnabled()
    assert reason.text().endswith("is above your limit of $0.10 for a job (Settings, General).")

    services.settings.update(budget=Budget("100000", "USD"))
    above.epochs.choose(2)
    qtbot.waitUntil(above.start.isEnabled)
    order = above.order()
    with qtbot.waitSignal(above.ordered):
        above.start.click()

    services.settings.update(budget=Budget("0.01", "USD"))
    starter = JobStarter(services)
    with qtbot.waitSignal(starter.failed) as failed:
        starter.start(order)
    assert isinstance(failed.args[0], OverBudget)
    assert "above your limit of $0.01" in explain(failed.args[0]).sentence
    assert not services.ledger.intents("own")

    services.settings.update(budget=None)
    unknown = make_dialog(NONE)
    qtbot.waitUntil(unknown.start.isEnabled, timeout=SLOW)
    with qtbot.waitSignal(unknown.ordered):
        unknown.start.click()
    ask_about_what_cannot_be_compared(make_dialog, services, qtbot)


def ask_about_what_cannot_be_compared(make_dialog: MakeDialog, services: Services, qtbot: QtBot) -> None:
    services.settings.update(budget=Budget("5", "USD"))
    for prices, words in ((NONE, "No price is known"), (priced("1", "EUR"), "The estimate is €")):
        dialog = make_dialog(prices)
        qtbot.waitUntil(dialog.start.isEnabled, timeout=SLOW)
        orders: list[object] = []
        dialog.ordered.connect(orders.append)
        dialog.start.click()
        qtbot.waitUntil(lambda asked=dialog: box(asked) is not None)
        found = box(dialog)
        assert found is not None
        assert found.informativeText().startswith(words)
        press(dialog, "unknown_price_box_no")
        assert not orders
        assert dialog.isVisible()
        qtbot.waitUntil(lambda asked=dialog: box(asked) is None)
        dialog.start.click()
        qtbot.waitUntil(lambda asked=dialog: box(asked) is not None)
        press(dialog, "unknown_price_box_yes")
        assert len(orders) == 1


def test_the_limit_is_set_and_taken_back_in_the_settings(services: Services, qtbot: QtBot) -> None:
    page = GeneralPage(services)
    qtbot.addWidget(page)
    amount = page.findChild(QDoubleSpinBox, "budget_amount")
    assert amount is not None
    assert amount.text() == "No limit"
    amount.setValue(12.5)
    assert services.settings.current.budget == Budget("12.50", "USD")
    amount.setValue(0)
    assert services.settings.current.budget is None
