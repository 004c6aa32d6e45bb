"""A provider of the person's own: its name, and what holds for each of its models that does not say otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ftdesk.desktop.figure_column import FieldRefused, FigureColumn
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.stylesheet import set_look

if TYPE_CHECKING:
    from ftdesk.dataset.own_data import Value
    from ftdesk.dataset.target import Target

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class ProviderFigures:
    """What the form says: the provider's name, its limits with date and source, and the first model of a new one."""

    title: str
    limits: dict[str, Value]
    model: str


class OwnProviderForm(QWidget):
    """Signals:
    save_wanted(object): ProviderFigures, what the fields say.
    """

    save_wanted = Signal(object)  # ProviderFigures

    def __init__(self, verb: str, *, is_new: bool) -> None:
        """`verb` stands on the button that keeps what the fields say; a new provider has a first model, too."""
        super().__init__()
        self.setObjectName("own_provider_form")
        self._id_of: Callable[[str], str] = str
        self._is_new = is_new
        self.title = self._make_field("own_provider_name", self.tr("Name of the provider"))
        self._id = plain_label("", "small", wrap=True, parent=self)
        self._id.setObjectName("own_provider_id")
        self._model = self._make_field("own_provider_model", self.tr("First model"))
        self._column = FigureColumn()
        self._objection = plain_label("", "small", "error", wrap=True, parent=self)
        self._objection.setObjectName("own_provider_objection")
        self.save = QPushButton(verb, self)
        self.save.setObjectName("save_own_provider")
        self.save.setAutoDefault(False)
        set_look(self.save, "primary")
        self.foot = QHBoxLayout()
        """The row of the button."""
        self._lay_out()
        self.title.textChanged.connect(self._show_id)
        self.save.clicked.connect(self._save)

    def show_provider(self, title: str, figures: Target, id_of: Callable[[str], str]) -> None:
        """Show a provider's figures; `id_of` gives the id that goes with a name."""
        self._id_of = id_of
        self.title.setText(title)
        self._model.clear()
        self._column.show_target(figures)
        self._column.verticalScrollBar().setValue(0)
        self._objection.clear()
        self._show_id()

    def object_to(self, words: str) -> None:
        """Say why the figures are not kept; empty when they are."""
        self._objection.setText(words)

    @Slot()
    def _show_id(self) -> None:
        title = self.title.text().strip()
        words = self.tr("On the command line: {id}/MODEL")
        self._id.setText(
            words.format(id=self._id_of(title)) if title else self.tr("The name that lists show.")
        )

    @Slot()
    def _save(self) -> None:
        for field, words in (
            (self.title, self.tr("Give the provider a name.")),
            (self._model, self.tr("Give its first model a name.")),
        ):
            if not field.text().strip() and (self._is_new or field is self.title):
                self.object_to(words)
                field.setFocus()
                return
        try:
            limits = self._column.read_target()
        except FieldRefused as error:
            self.object_to(str(error))
            error.edit.setFocus()
            return
        self.object_to("")
        self.save_wanted.emit(ProviderFigures(self.title.text().strip(), limits, self._model.text().strip()))

    # -- building ----------------------------------------------------------------------------------------------------

    def _make_field(self, name: str, label: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setAccessibleName(label)
        return field

    def _lay_out(self) -> None:
        self.title.setMaxLength(_LONGEST_NAME)
        names = QFormLayout()
        names.setHorizontalSpacing(16)
        names.setVerticalSpacing(6)
        for field in (self.title, self._model):
            label = QLabel(field.accessibleName(), self)
            label.setBuddy(field)
            names.addRow(label, field)
            if field is self.title:
                names.addRow("", self._id)
        names.setRowVisible(self._model, self._is_new)
        self.foot.setSpacing(8)
        self.foot.addWidget(self._objection, 1)
        self.foot.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(names)
        layout.addWidget(self._column, 1)
        layout.addLayout(self.foot)
