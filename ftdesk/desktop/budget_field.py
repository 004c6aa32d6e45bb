"""The limit for what a job may cost: an amount and its currency, or none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QWidget

from ftdesk.workspace.preferences import Budget

CURRENCIES = ("USD", "EUR", "GBP", "JPY")
_MOST = 1_000_000.0


class BudgetField(QWidget):
    """Signals: `changed(object)`: Budget, or None where there is to be no limit."""

    changed = Signal(object)  # Budget | None

    def __init__(self, budget: Budget | None, title: str) -> None:
        super().__init__()
        self.amount = QDoubleSpinBox()
        self.amount.setObjectName("budget_amount")
        self.amount.setAccessibleName(title)
        self.amount.lineEdit().setAccessibleName(title)
        self.amount.setRange(0.0, _MOST)
        self.amount.setDecimals(2)
        self.amount.setSpecialValueText(self.tr("No limit"))
        self.amount.setKeyboardTracking(False)
        self.currency = QComboBox()
        self.currency.setObjectName("budget_currency")
        self.currency.setAccessibleName(self.tr("Currency of the limit"))
        self.currency.addItems(CURRENCIES)
        if budget is not None:
            self.amount.setValue(float(budget.limit))
            if self.currency.findText(budget.currency) < 0:
                self.currency.addItem(budget.currency)
            self.currency.setCurrentText(budget.currency)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.amount, 1)
        row.addWidget(self.currency)
        self.amount.valueChanged.connect(lambda _value: self._tell())
        self.currency.currentIndexChanged.connect(lambda _index: self._tell())

    def budget(self) -> Budget | None:
        """What the fields say."""
        if not self.amount.value():
            return None
        return Budget(f"{self.amount.value():.2f}", self.currency.currentText())

    def _tell(self) -> None:
        self.changed.emit(self.budget())
