"""Fields for the figures of a model: each reads and shows one value as a data file spells it; None is not known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

if TYPE_CHECKING:
    from ftdesk.dataset.own_data import Value

MEGABYTE = 1_000_000

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class FigureField:
    """`read` gives what the field says and raises ValueError for what is no such value; `show` takes it or None."""

    key: str
    title: str
    widget: QWidget
    read: Callable[[], Value | None]
    show: Callable[[Value | None], None]
    edit: QWidget
    """What has the keyboard, and is marked where the value is wrong."""


def number_field(key: str, title: str, unit: str = "") -> FigureField:
    """A whole number, 0 or more."""

    def read(text: str) -> Value:
        return _at_least_0(int(text.replace(",", "").replace("_", "")))

    return _line_field(key, title, unit, read, lambda value: f"{value:,}")


def size_field(key: str, title: str) -> FigureField:
    """A size that people write in megabytes."""

    def read(text: str) -> Value:
        return _at_least_0(int(_decimal(text) * MEGABYTE))

    def spell(value: Value) -> str:
        return f"{(Decimal(str(value)) / MEGABYTE).normalize():f}"

    return _line_field(key, title, "MB", read, spell)


def amount_field(key: str, title: str, unit: str = "") -> FigureField:
    """An amount of money, 0 or more."""

    def read(text: str) -> Value:
        amount = _decimal(text)
        if not amount.is_finite() or amount < 0:
            raise ValueError(text)
        return amount

    return _line_field(
        key, title, unit, read, lambda value: f"{value:f}" if isinstance(value, Decimal) else f"{value}"
    )


def date_field(key: str, title: str) -> FigureField:
    """A day."""
    return _line_field(key, title, translate("ModelForm", "year-month-day"), date.fromisoformat, str)


def text_field(key: str, title: str) -> FigureField:
    """Any text."""
    return _line_field(key, title, "", str, str)


def names_field(key: str, title: str, known: Sequence[str]) -> FigureField:
    """Some of the known names, with commas between them."""

    def read(text: str) -> Value:
        names = [name.strip() for name in text.split(",") if name.strip()]
        if not names or not set(names) <= set(known):
            raise ValueError(text)
        return sorted(set(names))

    return _line_field(
        key, title, "", read, lambda value: ", ".join(value) if isinstance(value, list) else str(value)
    )


def choice_field(key: str, title: str, words: Mapping[Value | None, str]) -> FigureField:
    """One of a few values, each with its words."""
    box = QComboBox()
    for value, label in words.items():
        box.addItem(label, value)
    values = list(words)
    _name(box, key, title)

    def show(value: Value | None) -> None:
        box.setCurrentIndex(values.index(value) if value in values else 0)

    return FigureField(key, title, box, lambda: values[box.currentIndex()], show, box)


def checks_field(key: str, title: str, words: Mapping[str, str]) -> FigureField:
    """Any of a few values, one at least."""
    group = QWidget()
    grid = QGridLayout(group)
    grid.setContentsMargins(0, 0, 0, 0)
    boxes = {value: QCheckBox(label) for value, label in words.items()}
    for place, (value, box) in enumerate(boxes.items()):
        box.setObjectName(f"figure_{key}_{value}")
        grid.addWidget(box, place // 2, place % 2)

    def read() -> Value:
        chosen = sorted(value for value, box in boxes.items() if box.isChecked())
        if not chosen:
            raise ValueError(key)
        return chosen

    def show(value: Value | None) -> None:
        for name, box in boxes.items():
            box.setChecked(isinstance(value, list) and name in value)

    return FigureField(key, title, group, read, show, next(iter(boxes.values())))


def _line_field(
    key: str, title: str, unit: str, parse: Callable[[str], Value], spell: Callable[[Value], str]
) -> FigureField:
    edit = QLineEdit()
    edit.setPlaceholderText(translate("ModelForm", "Not known"))
    _name(edit, key, f"{title} ({unit})" if unit else title)

    def read() -> Value | None:
        text = edit.text().strip()
        return parse(text) if text else None

    def show(value: Value | None) -> None:
        edit.setText("" if value is None else spell(value))
        edit.setCursorPosition(0)

    return FigureField(key, f"{title} ({unit})" if unit else title, edit, read, show, edit)


def _name(widget: QWidget, key: str, title: str) -> None:
    widget.setObjectName(f"figure_{key}")
    widget.setAccessibleName(title)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise ValueError(text) from error


def _at_least_0(number: int) -> int:
    if number < 0:
        raise ValueError(str(number))
    return number
