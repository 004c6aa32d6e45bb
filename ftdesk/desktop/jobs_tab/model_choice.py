"""Which models a job can start from: those the provider is known to train, those it lists, tuned ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QWidget

if TYPE_CHECKING:
    from ftdesk.api.types import Model
    from ftdesk.dataset.targets import Targets

_CHECKPOINT = ":ckpt-step-"


@dataclass(frozen=True, slots=True)
class ModelChoices:
    """Names to offer, in order."""

    base: tuple[str, ...] = ()
    tuned: tuple[str, ...] = ()


def choices_for(
    provider: str, targets: Targets, listed: Iterable[Model], tuned: Iterable[str], today: date
) -> ModelChoices:
    """What to offer at `provider` (a profile's kind) once the server listed its models.

    A provider whose data names models offers those that still answer; one without offers all that it lists.
    """
    names = [model.id for model in listed]
    known = targets.providers.get(provider)
    named = [
        target.name
        for target in (known.models if known else ())
        if target.shut_down is None or target.shut_down > today
    ]
    all_tuned = [name for name in dict.fromkeys([*tuned, *names]) if _is_tuned(name)]
    plain = [name for name in names if not _is_tuned(name)]
    # A local engine may offer more trainers than the data knows; a large provider lists hundreds of others.
    base = named if provider == "openai" else list(dict.fromkeys([*named, *plain]))
    return ModelChoices(tuple(base), tuple(all_tuned))


def _is_tuned(name: str) -> bool:
    return name.startswith("ft:") or ".ft-" in name or _CHECKPOINT in name


class ModelBox(QComboBox):
    """An editable choice of models under two headings; any other name may be typed."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("model_combo")
        self.setAccessibleName(title)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(16)
        self._touched = False
        self.activated.connect(self._mark_touched)
        edit = self.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(self.tr("Name of a base model or a tuned model"))
            edit.textEdited.connect(self._mark_touched)

    @property
    def name(self) -> str:
        """The chosen or typed name."""
        return self.currentText().strip()

    def choose(self, name: str) -> None:
        """Choose a model, listed or not."""
        self._touched = True
        self.setEditText(name)

    def offer(self, choices: ModelChoices) -> None:
        """Offer these; what the person chose stays, otherwise the first is chosen."""
        before = self.name
        items = QStandardItemModel(self)
        groups = (
            (QCoreApplication.translate("Jobs", "Base models"), choices.base),
            (QCoreApplication.translate("Jobs", "Tuned models: train on"), choices.tuned),
        )
        for heading, names in groups:
            if names:
                items.appendRow(_heading(heading))
            for name in names:
                items.appendRow(QStandardItem(name))
        self.setModel(items)
        self.setCurrentIndex(-1)
        first = next(iter((*choices.base, *choices.tuned)), "")
        self.setEditText(before if self._touched and before else first or before)

    def _mark_touched(self) -> None:
        self._touched = True


def _heading(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item
