"""The choice of the model that a file is meant for: models under the names of their providers; typing searches them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from ftdesk.desktop.data_words import in_words

if TYPE_CHECKING:
    from ftdesk.dataset.targets import Target, Targets

KEY = Qt.ItemDataRole.UserRole
_SEARCHED = Qt.ItemDataRole.UserRole + 1
_ROWS_AT_ONCE = 20


class TargetBox(QComboBox):
    """Two providers may offer a model of one name: `key` tells them apart, and typing finds either by its provider."""

    def __init__(self, targets: Targets, chosen: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cost_model_combo")
        self.setAccessibleName(self.tr("Model to train"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMaxVisibleItems(_ROWS_AT_ONCE)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(_Search(self))
        edit = self.lineEdit()
        assert edit is not None  # noqa: S101 - it is editable
        edit.setPlaceholderText(self.tr("Search a model"))
        edit.editingFinished.connect(self._show_chosen)
        self.currentIndexChanged.connect(lambda _index: self._show_chosen())
        self.offer(targets, chosen)

    @property
    def key(self) -> str | None:
        """The key of the chosen target; None where there is nothing to choose."""
        key = self.currentData(KEY)
        return key if isinstance(key, str) else None

    def choose(self, key: str) -> None:
        """Choose a target by its key, if it is offered."""
        row = self.findData(key, KEY)
        if row >= 0:
            self.setCurrentIndex(row)

    def offer(self, targets: Targets, chosen: str | None) -> None:
        """Offer these targets; `chosen` is a key or, as earlier versions kept it, a model's bare name."""
        items = QStandardItemModel(self)
        for provider in targets.providers.values():
            if provider.models:
                items.appendRow(_heading(in_words(provider.title)))
            for target in provider.models:
                items.appendRow(_item(target, in_words(provider.title)))
        self.setModel(items)
        search = self.completer()
        if search is not None:
            search.setModel(items)
        found = targets.find(chosen) if chosen else None
        row = self.findData(found.key, KEY) if found is not None else -1
        self.setCurrentIndex(row if row >= 0 else self.findData(_first_of(targets, "local"), KEY))

    def showPopup(self) -> None:
        """As wide as the longest name, however narrow the box is."""
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + view.verticalScrollBar().sizeHint().width() + 16)
        super().showPopup()

    def _show_chosen(self) -> None:
        """What was typed without choosing makes room for the name of what is chosen."""
        self.setEditText(self.itemText(self.currentIndex()))
        edit = self.lineEdit()
        if edit is not None:
            edit.setCursorPosition(0)
        self.setToolTip(self.currentData(Qt.ItemDataRole.ToolTipRole) or "")


class _Search(QCompleter):
    """Finds any part of "provider/model", and hands back the model's name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCompletionRole(_SEARCHED)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(_ROWS_AT_ONCE)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The text that a choice writes into the box."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))


def _first_of(targets: Targets, provider: str) -> str | None:
    known = targets.providers.get(provider)
    return known.models[0].key if known is not None and known.models else None


def _heading(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def _item(target: Target, provider: str) -> QStandardItem:
    item = QStandardItem(target.name)
    item.setData(target.key, KEY)
    item.setData(f"{provider} {target.key}", _SEARCHED)
    item.setToolTip(f"{target.name}\n{provider}")
    return item
