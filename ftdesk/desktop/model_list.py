"""The list of models under the names of their providers; a provider of the person's own can be chosen, too."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QTreeWidgetItemIterator, QWidget

from ftdesk.desktop.data_words import in_words
from ftdesk.desktop.theme import BASE_SIZE, text_size, ui_font

if TYPE_CHECKING:
    from ftdesk.dataset.target import Target
    from ftdesk.dataset.targets import Provider

_KEY = Qt.ItemDataRole.UserRole
_WIDTH = 250


def provider_key(provider: str) -> str:
    """What stands for a provider (by id) in the list: a key that no model has."""
    return f"{provider}/"


class ModelList(QTreeWidget):
    """Each row that can be chosen has a key: a target's, or that of a provider."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("model_list")
        self.setAccessibleName(self.tr("Models"))
        self.setHeaderHidden(True)
        self.setMinimumWidth(round(_WIDTH * text_size() / BASE_SIZE))

    def offer(
        self, providers: Iterable[Provider], own: Container[str], mark: Callable[[Target], str]
    ) -> None:
        """List the models of providers; `own` has the ids of those to choose, `mark` a word for a model, or none."""
        quiet = QSignalBlocker(self)
        self.clear()
        for provider in providers:
            heading = QTreeWidgetItem(self, [in_words(provider.title)])
            heading.setFont(0, ui_font(bold=True))
            if provider.id in own:
                heading.setData(0, _KEY, provider_key(provider.id))
            else:
                heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for target in provider.models:
                word = mark(target)
                item = QTreeWidgetItem(heading, [f"{target.name} · {word}" if word else target.name])
                item.setToolTip(0, target.name)
                item.setData(0, _KEY, target.key)
        self.expandAll()
        quiet.unblock()

    @property
    def key(self) -> str | None:
        """The key of what is chosen."""
        item = self.currentItem()
        key = None if item is None else item.data(0, _KEY)
        return None if key is None else str(key)

    def choose(self, key: str | None) -> None:
        """Choose what has this key; without one, the first model."""
        walk = QTreeWidgetItemIterator(self)
        while (item := walk.value()) is not None:
            found = item.data(0, _KEY)
            if found is not None and (found == key or (key is None and item.parent() is not None)):
                self.setCurrentItem(item)
                return
            walk += 1
