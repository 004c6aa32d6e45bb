"""What is known of a target as fields under headings, one below the other: limits, date and source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from ftdesk.desktop.column_scroll import ColumnScroll
from ftdesk.desktop.data_words import SOURCES, in_words
from ftdesk.desktop.figure_fields import FigureField
from ftdesk.desktop.labels import plain_label, plain_tooltip
from ftdesk.desktop.model_figures import limit_fields, origin_fields

if TYPE_CHECKING:
    from ftdesk.dataset.own_data import Value
    from ftdesk.dataset.target import Target

translate = QCoreApplication.translate

_NEEDED = frozenset({"formats", "roles", "minimum_examples", "source", "as_of"})


class FieldRefused(ValueError):
    """A field says what it cannot mean; the words of the error tell the person which and why."""

    def __init__(self, words: str, field: FigureField) -> None:
        super().__init__(words.format(field=field.title))
        self.edit = field.edit


class FigureColumn(ColumnScroll):
    """Fields for what a `Target` says; `more` groups stand between the limits and their source."""

    def __init__(self, more: Mapping[str, Sequence[FigureField]] | None = None) -> None:
        page = QWidget()
        super().__init__(page)
        limits, origin = limit_fields(), origin_fields()
        self._figures = [*chain.from_iterable(limits.values()), *origin]
        self._labels: dict[str, QLabel] = {}
        self._rest: dict[str, Value] = {}
        """Figures that have no field here; they stay as they are."""
        self._origin: tuple[Value, Value] = "", ""
        """Source and date as they were shown, unless the person named that source."""
        self._lay_out(page, {**limits, **(more or {}), translate("ModelForm", "Where this is from"): origin})

    def show_target(self, target: Target) -> None:
        """Show what is known of a target, and where each figure is from."""
        from ftdesk.dataset.own_data import figures_of

        figures = {**figures_of(target), "source": in_words(target.source)}
        shown = {field.key for field in self._figures}
        self._rest = {key: value for key, value in figures.items() if key not in shown}
        is_ours = target.source in SOURCES or target.source == own_source()
        self._origin = (figures["source"], figures["as_of"]) if is_ours else ("", "")
        for field in self._figures:
            field.show(figures.get(field.key))
            self.mark(field, target.source_of(field.key), is_confirmed=field.key not in target.unconfirmed)

    def mark(self, field: FigureField, source: str, *, is_confirmed: bool) -> None:
        """Say where a figure is from, and whether that is confirmed."""
        tip = translate("ModelForm", "Source: {source}").format(source=in_words(source)) if source else ""
        field.widget.setToolTip(plain_tooltip(tip))
        unsure = translate("ModelForm", "{field}, not confirmed").format(field=field.title)
        self._labels[field.key].setText(field.title if is_confirmed else unsure)

    def read_target(self) -> dict[str, Value]:
        """What the fields say, with what has no field. Raises `FieldRefused`.

        Whoever keeps figures of a source that ships is their source now, unless they change that or its date.
        """
        found = {**self._rest, **read_fields(self._figures)}
        if (found["source"], found["as_of"]) == self._origin:
            found |= {"source": own_source(), "as_of": today()}
        return found

    def _lay_out(self, page: QWidget, groups: Mapping[str, Sequence[FigureField]]) -> None:
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
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


def own_source() -> str:
    """The source of what a person enters without naming one."""
    return translate("ModelForm", "Own entry")


def today() -> date:
    """The date of what a person enters now."""
    return datetime.now(UTC).date()


def read_fields(fields: Sequence[FigureField]) -> dict[str, Value]:
    """What fields say; what is not known is left out. Raises `FieldRefused`."""
    found = {field.key: _value_of(field) for field in fields}
    return {key: value for key, value in found.items() if value is not None}


def _value_of(field: FigureField) -> Value | None:
    try:
        value = field.read()
    except ValueError as error:
        words = translate("ModelForm", "“{field}” is not written as it must be.")
        raise FieldRefused(words, field) from error
    if value is None and field.key in _NEEDED:
        raise FieldRefused(translate("ModelForm", "“{field}” is needed."), field)
    return value
