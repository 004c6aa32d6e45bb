"""The figures of one model and its prices, to be looked at and changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ftdesk.desktop.figure_column import FieldRefused, FigureColumn, read_fields
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.model_figures import price_fields
from ftdesk.desktop.stylesheet import set_look

if TYPE_CHECKING:
    from ftdesk.dataset.cost import Price
    from ftdesk.dataset.own_data import Value
    from ftdesk.dataset.target import Target


@dataclass(frozen=True, slots=True)
class Figures:
    """What the form says: the limits with date and source, and the prices without."""

    name: str
    limits: dict[str, Value]
    prices: dict[str, Value]


class ModelForm(QWidget):
    """Signals:
    save_wanted(object): Figures, what the fields say.
    """

    save_wanted = Signal(object)  # Figures

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("model_form")
        self._title = plain_label("", "heading", wrap=True, parent=self)
        self._about = plain_label("", "small", wrap=True, parent=self)
        self.name = QLineEdit(self)
        self.name.setObjectName("model_name")
        self.name.setAccessibleName(self.tr("Name of the model"))
        self._prices = price_fields()
        self._column = FigureColumn({self.tr("Prices"): self._prices})
        self._objection = plain_label("", "small", "error", wrap=True, parent=self)
        self._objection.setObjectName("model_objection")
        self.save = QPushButton(self.tr("Keep these figures"), self)
        self.save.setObjectName("save_model")
        self.save.setAutoDefault(False)
        set_look(self.save, "primary")
        self._lay_out()
        self.save.clicked.connect(self._save)

    def show_model(self, target: Target, price: Price | None, provider: str, about: str) -> None:
        """Show what is known of a model; `about` says whether it ships, was changed, or is the person's own."""
        from ftdesk.dataset.own_data import amounts_of

        self._title.setText(target.name)
        self._about.setText(f"{provider} · {about}")
        self.name.setText(target.name)
        self.name.hide()
        self._column.show_target(target)
        amounts: dict[str, Value] = amounts_of(price)
        if price is not None:
            amounts["currency"] = price.currency
        for field in self._prices:
            field.show(amounts.get(field.key))
            is_confirmed = price is None or field.key not in price.unconfirmed
            self._column.mark(field, "" if price is None else price.source, is_confirmed=is_confirmed)
        self._objection.clear()

    def name_it(self) -> None:
        """A new model: its name is to be written first."""
        self.name.show()
        self.name.setFocus()
        self.name.selectAll()

    def object_to(self, words: str) -> None:
        """Say why the figures are not kept; empty when they are."""
        self._objection.setText(words)

    @Slot()
    def _save(self) -> None:
        try:
            limits, prices = self._column.read_target(), read_fields(self._prices)
        except FieldRefused as error:
            self.object_to(str(error))
            error.edit.setFocus()
            return
        name = self.name.text().strip()
        if not name:
            self.object_to(self.tr("Give the model a name."))
            self.name.setFocus()
            return
        self.object_to("")
        self.save_wanted.emit(Figures(name, limits, prices))

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self._objection, 1)
        foot.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self._title, self._about, self.name):
            layout.addWidget(widget)
        layout.addWidget(self._column, 1)
        layout.addLayout(foot)
