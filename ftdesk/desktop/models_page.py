"""Models and prices in the settings: what ships, what the person changed in it, and models of the person's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from ftdesk.desktop.data_words import in_words
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.messages import explain, show_failure
from ftdesk.desktop.model_form import Figures, ModelForm
from ftdesk.desktop.services import Services
from ftdesk.desktop.stylesheet import set_look
from ftdesk.desktop.theme import BASE_SIZE, set_icon, text_size, ui_font

if TYPE_CHECKING:
    from ftdesk.dataset.target import Target
    from ftdesk.dataset.targets import Provider
    from ftdesk.workspace.own_models import OwnModels

_KEY = Qt.ItemDataRole.UserRole
_LIST_WIDTH = 250


class ModelsPage(QWidget):
    """Keeps what the person writes in the workspace; the whole window then knows it."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setObjectName("models_page")
        self._services = services
        self._draft: Target | None = None
        """A model that is not kept yet."""
        self._wanted: str | None = None
        """What is to be shown once the files were read anew."""
        self._list = QTreeWidget(self)
        self._list.setObjectName("model_list")
        self._list.setAccessibleName(self.tr("Models"))
        self._list.setHeaderHidden(True)
        self._list.setMinimumWidth(round(_LIST_WIDTH * text_size() / BASE_SIZE))
        self._add = self._make_button("add_model", self.tr("Add model"), "plus")
        self._copy = self._make_button("duplicate_model", self.tr("Duplicate"), "duplicate")
        self._forget = self._make_button("forget_model", "", "undo")
        self._broken = plain_label("", "small", "error", wrap=True, parent=self)
        self._broken.setObjectName("models_broken")
        self.form = ModelForm()
        self._lay_out()
        self._list.currentItemChanged.connect(lambda *_items: self._show_current())
        self._add.clicked.connect(lambda: self._begin(is_copy=False))
        self._copy.clicked.connect(lambda: self._begin(is_copy=True))
        self._forget.clicked.connect(self._forget_current)
        self.form.save_wanted.connect(self._keep)
        services.models.changed.connect(self._renew)
        self._fill(None)

    # -- the list ----------------------------------------------------------------------------------------------------

    def choose(self, key: str) -> None:
        """Show this model."""
        found = self._list.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
        for item in found:
            if item.data(0, _KEY) == key:
                self._list.setCurrentItem(item)

    def _fill(self, key: str | None) -> None:
        quiet = QSignalBlocker(self._list)
        self._list.clear()
        for provider in self._services.targets.providers.values():
            heading = QTreeWidgetItem(self._list, [in_words(provider.title)])
            heading.setFont(0, ui_font(bold=True))
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for target in provider.models:
                mark = self._mark(target)
                item = QTreeWidgetItem(heading, [f"{target.name} · {mark}" if mark else target.name])
                item.setToolTip(0, target.name)
                item.setData(0, _KEY, target.key)
        self._list.expandAll()
        quiet.unblock()
        chosen = key or next(
            (t.key for p in self._services.targets.providers.values() for t in p.models), None
        )
        if chosen is not None:
            self.choose(chosen)
        broken = self._services.models.unusable
        self._broken.setText("\n".join(explain(error).sentence for error in broken))
        self._broken.setVisible(bool(broken))
        self._show_current()

    def _current(self) -> Target | None:
        item = self._list.currentItem()
        key = None if item is None else item.data(0, _KEY)
        return None if key is None else self._services.targets.find(str(key))

    def _provider_of(self, target: Target) -> Provider:
        return self._services.targets.providers[target.provider]

    def _shipped(self, target: Target) -> Target | None:
        found = self._services.models.shipped[0].find(target.key)
        return found if found is not None and found.key == target.key else None

    def _mark(self, target: Target) -> str:
        """A word for what is not as it ships; empty for what is."""
        shipped = self._shipped(target)
        if shipped is None:
            return self.tr("own")
        prices, before = self._services.prices, self._services.models.shipped[1]
        same_price = prices.find(target.name, target.provider) == before.find(target.name, target.provider)
        return "" if shipped == target and same_price else self.tr("changed")

    # -- one model ---------------------------------------------------------------------------------------------------

    def _show_current(self) -> None:
        target = self._current()
        self.form.setEnabled(target is not None)
        for button in (self._add, self._copy):
            button.setEnabled(target is not None)
        self._draft = None
        mark = "" if target is None else self._mark(target)
        self._forget.setEnabled(bool(mark))
        self._forget.setText(self.tr("Remove") if mark == self.tr("own") else self.tr("As it ships"))
        if target is not None:
            self._show(target, mark or self.tr("as it ships"))

    def _show(self, target: Target, about: str) -> None:
        price = self._services.prices.find(target.name, target.provider)
        self.form.show_model(target, price, in_words(self._provider_of(target).title), about)

    def _begin(self, *, is_copy: bool) -> None:
        """A new model at the provider of the current one: with its figures, or with the provider's own."""
        target = self._current()
        if target is None:
            return
        if is_copy:
            name = self.tr("{name} copy").format(name=target.name)
            self._draft = replace(target, name=name)
        else:
            self._draft = replace(self._provider_of(target).default, name=self.tr("new model"))
        self._show(self._draft, self.tr("not kept yet"))
        self.form.name_it()

    @Slot(object)
    def _keep(self, figures: Figures) -> None:
        from ftdesk.dataset.own_data import amounts_of, changed_row

        target = self._draft or self._current()
        if target is None:
            return
        key = f"{target.provider}/{figures.name}"
        taken = self._services.targets.find(key)
        if self._draft is not None and taken is not None and taken.key == key:
            self.form.object_to(self.tr("There is a model of this name already."))
            return
        shipped = None if self._draft is not None else self._shipped(target)
        limits = figures.limits
        # Whoever changes figures is their source, unless they name one.
        if limits["source"] == in_words(target.source):
            limits = {**limits, "source": self.tr("Own entry"), "as_of": datetime.now(UTC).date()}
        row = changed_row(figures.name, limits, shipped)
        before = self._services.models.shipped[1].find(figures.name, target.provider)
        currency, amounts = str(figures.prices["currency"]), dict(figures.prices)
        del amounts["currency"]
        is_as_shipped = amounts == amounts_of(before) and (before is None or before.currency == currency)
        origin = {name: limits[name] for name in ("source", "as_of")}
        price = None if is_as_shipped else {"currency": currency, **amounts, **origin}
        self._write(key, lambda own: own.keep(target.provider, row, price))

    @Slot()
    def _forget_current(self) -> None:
        target = self._current()
        if target is not None:
            self._write(target.key, lambda own: own.forget(target.provider, target.name))

    def _write(self, key: str, change: Callable[[OwnModels], None]) -> None:
        """Change the person's files off the window's thread, then read them anew."""
        from ftdesk.workspace.own_models import OwnModels

        background, own = self._services.background, OwnModels(self._services.paths)
        self._wanted = key

        def done(_result: None) -> None:
            self._services.models.reload(background)

        background.run(self, lambda _work: change(own), done, lambda error: show_failure(self, error))

    @Slot()
    def _renew(self) -> None:
        self._fill(self._wanted)

    # -- building ----------------------------------------------------------------------------------------------------

    def _make_button(self, name: str, text: str, icon: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        set_look(button, "quiet-left")
        set_icon(button, icon)
        return button

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self._list, 1)
        for widget in (self._broken, self._add, self._copy, self._forget):
            left.addWidget(widget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        layout.addLayout(left)
        layout.addWidget(self.form, 1)
