"""The figures of one model and its prices, to be looked at and changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ftdesk.desktop.column_scroll import ColumnScroll
from ftdesk.desktop.data_words import in_words
from ftdesk.desktop.figure_fields import FigureField
from ftdesk.desktop.labels import plain_label, plain_tooltip
from ftdesk.desktop.model_figures import limit_fields, origin_fields, price_fields
from ftdesk.desktop.stylesheet import set_look

if TYPE_CHECKING:
    from ftdesk.dataset.cost import Price
    from ftdesk.dataset.own_data import Value
    from ftdesk.dataset.target import Target

_NEEDED = frozenset({"formats", "roles", "minimum_examples", "source", "as_of"})


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
        self._limits, self._prices, self._origin = limit_fields(), price_fields(), origin_fields()
        self._figures = [*chain.from_iterable(self._limits.values()), *self._origin]
        self._labels: dict[str, QLabel] = {}
        self._rest: dict[str, Value] = {}
        """Figures that have no field here; they stay as they are."""
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
        from ftdesk.dataset.own_data import amounts_of, figures_of

        self._title.setText(target.name)
        self._about.setText(f"{provider} · {about}")
        self.name.setText(target.name)
        self.name.hide()
        figures = {**figures_of(target), "source": in_words(target.source)}
        shown = {field.key for field in self._figures}
        self._rest = {key: value for key, value in figures.items() if key not in shown}
        for field in self._figures:
            field.show(figures.get(field.key))
            self._mark(field, target.source_of(field.key), is_confirmed=field.key not in target.unconfirmed)
        amounts: dict[str, Value] = amounts_of(price)
        if price is not None:
            amounts["currency"] = price.currency
        for field in self._prices:
            field.show(amounts.get(field.key))
            is_confirmed = price is None or field.key not in price.unconfirmed
            self._mark(field, "" if price is None else price.source, is_confirmed=is_confirmed)
        self._objection.clear()

    def name_it(self) -> None:
        """A new model: its name is to be written first."""
        self.name.show()
        self.name.setFocus()
        self.name.selectAll()

    def object_to(self, words: str) -> None:
        """Say why the figures are not kept; empty when they are."""
        self._objection.setText(words)

    def _mark(self, field: FigureField, source: str, *, is_confirmed: bool) -> None:
        """Say where a figure is from, and whether that is confirmed."""
        tip = self.tr("Source: {source}").format(source=in_words(source)) if source else ""
        field.widget.setToolTip(plain_tooltip(tip))
        unsure = self.tr("{field}, not confirmed").format(field=field.title)
        self._labels[field.key].setText(field.title if is_confirmed else unsure)

    def _save(self) -> None:
        limits = self._read(self._figures)
        prices = self._read(self._prices) if limits is not None else None
        name = self.name.text().strip()
        if limits is None or prices is None:
            return
        if not name:
            self.object_to(self.tr("Give the model a name."))
            self.name.setFocus()
            return
        self.object_to("")
        self.save_wanted.emit(Figures(name, {**self._rest, **limits}, prices))

    def _read(self, fields: Sequence[FigureField]) -> dict[str, Value] | None:
        """What the fields say; None, with the reason shown, where one says what it cannot mean."""
        found: dict[str, Value] = {}
        for field in fields:
            try:
                value = field.read()
            except ValueError:
                value = None
                wrong = self.tr("“{field}” is not written as it must be.")
            else:
                wrong = self.tr("“{field}” is needed.") if value is None and field.key in _NEEDED else ""
            if wrong:
                self.object_to(wrong.format(field=field.title))
                field.edit.setFocus()
                return None
            if value is not None:
                found[field.key] = value
        return found

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        groups = {
            **self._limits,
            self.tr("Prices"): self._prices,
            self.tr("Where this is from"): self._origin,
        }
        for heading, fields in groups.items():
            column.addWidget(plain_label(heading, "section"))
            form = QFormLayout()
            form.setHorizontalSpacing(16)
            form.setVerticalSpacing(6)
            for field in fields:
                label = QLabel(field.title)
                label.setBuddy(field.edit)
                self._labels[field.key] = label
                form.addRow(label, field.widget)
            column.addLayout(form)
        column.addStretch()
        foot = QHBoxLayout()
        foot.addWidget(self._objection, 1)
        foot.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self._title, self._about, self.name):
            layout.addWidget(widget)
        layout.addWidget(ColumnScroll(page), 1)
        layout.addLayout(foot)
