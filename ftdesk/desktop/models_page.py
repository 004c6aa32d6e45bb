"""Models and prices in the settings: what ships, what the person changed in it, and what is of the person's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ftdesk.desktop.data_words import in_words
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.messages import explain, show_failure
from ftdesk.desktop.model_form import Figures, ModelForm
from ftdesk.desktop.model_list import ModelList, provider_key
from ftdesk.desktop.own_provider_desk import OwnProviderDesk
from ftdesk.desktop.services import Services
from ftdesk.desktop.stylesheet import set_look
from ftdesk.desktop.theme import set_icon

if TYPE_CHECKING:
    from ftdesk.dataset.target import Target
    from ftdesk.dataset.targets import Provider
    from ftdesk.workspace.own_models import OwnModels


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
        self._list = ModelList(self)
        self._add = self._make_button("add_model", self.tr("Add model"), "plus")
        self._copy = self._make_button("duplicate_model", self.tr("Duplicate"), "duplicate")
        self._forget = self._make_button("forget_model", "", "undo")
        self._new_provider = self._make_button("new_provider", self.tr("New provider…"), "plus")
        self._broken = plain_label("", "small", "error", wrap=True, parent=self)
        self._broken.setObjectName("models_broken")
        self.form = ModelForm()
        self._providers = OwnProviderDesk(services, self)
        self._forms = QStackedWidget(self)
        self._lay_out()
        self._list.currentItemChanged.connect(lambda *_items: self._show_current())
        self._add.clicked.connect(lambda: self._begin(is_copy=False))
        self._copy.clicked.connect(lambda: self._begin(is_copy=True))
        self._forget.clicked.connect(self._forget_current)
        self._new_provider.clicked.connect(self._providers.begin)
        self._providers.kept.connect(self._show_next)
        self.form.save_wanted.connect(self._keep)
        services.models.changed.connect(self._renew)
        self._fill(None)

    # -- the list ----------------------------------------------------------------------------------------------------

    def choose(self, key: str) -> None:
        """Show this model, or this provider of the person's own."""
        self._list.choose(key)

    def _fill(self, key: str | None) -> None:
        models = self._services.models
        self._list.offer(models.targets.providers.values(), self._providers.own(), self._mark)
        self._list.choose(key)
        if self._list.key is None:
            self._list.choose(None)
        self._broken.setText("\n".join(explain(error).sentence for error in models.unusable))
        self._broken.setVisible(bool(models.unusable))
        self._show_current()

    def _current(self) -> Target | None:
        key = self._list.key
        return None if key is None else self._services.targets.find(key)

    def _own_provider(self) -> Provider | None:
        """The provider of the person's own that is chosen, rather than one of its models."""
        chosen = self._list.key
        own = [self._services.targets.providers[id_] for id_ in self._providers.own()]
        return next((one for one in own if provider_key(one.id) == chosen), None)

    def _provider_of(self, target: Target) -> Provider:
        return self._services.targets.providers[target.provider]

    def _below(self, target: Target) -> Target | None:
        """What a model's figures lie over: those that ship for it, or those of its provider if that is an own one."""
        if target.provider in self._providers.own():
            return self._provider_of(target).default
        return None if self._draft is not None else self._shipped(target)

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

    # -- what is chosen ----------------------------------------------------------------------------------------------

    def _show_current(self) -> None:
        target, provider = self._current(), self._own_provider()
        mark = "" if target is None else self._mark(target)
        self._draft = None
        self._add.setEnabled(target is not None or provider is not None)
        self._copy.setEnabled(target is not None)
        self._forget.setEnabled(provider is not None or bool(mark))
        if provider is not None:
            self._forget.setText(self.tr("Remove provider…"))
        else:
            self._forget.setText(self.tr("Remove") if mark == self.tr("own") else self.tr("As it ships"))
        self._forms.setCurrentWidget(self.form if provider is None else self._providers.form)
        self.form.setEnabled(target is not None)
        if target is not None:
            self._show(target, mark or self.tr("as it ships"))
        elif provider is not None:
            self._providers.show(provider)

    def _show(self, target: Target, about: str) -> None:
        price = self._services.prices.find(target.name, target.provider)
        self.form.show_model(target, price, in_words(self._provider_of(target).title), about)

    def _begin(self, *, is_copy: bool) -> None:
        """A new model at the chosen provider: with the figures of the current model, or with the provider's own."""
        target = self._current()
        provider = self._own_provider() if target is None else self._provider_of(target)
        if target is not None and is_copy:
            self._draft = replace(target, name=self.tr("{name} copy").format(name=target.name))
        elif provider is not None:
            self._draft = replace(provider.default, name=self.tr("new model"))
        if self._draft is not None:
            self._forms.setCurrentWidget(self.form)
            self.form.setEnabled(True)
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
        row = changed_row(figures.name, figures.limits, self._below(target))
        before = self._services.models.shipped[1].find(figures.name, target.provider)
        currency, amounts = str(figures.prices["currency"]), dict(figures.prices)
        del amounts["currency"]
        is_as_shipped = amounts == amounts_of(before) and (before is None or before.currency == currency)
        origin = {name: figures.limits[name] for name in ("source", "as_of")}
        price = None if is_as_shipped else {"currency": currency, **amounts, **origin}
        self._write(key, lambda own: own.keep(target.provider, row, price))

    @Slot()
    def _forget_current(self) -> None:
        target = self._current()
        if target is not None:
            left = target.key if self._shipped(target) is not None else provider_key(target.provider)
            self._write(left, lambda own: own.forget(target.provider, target.name))
        elif self._own_provider() is not None:
            self._providers.ask_to_forget()

    def _write(self, key: str, change: Callable[[OwnModels], None]) -> None:
        """Change the person's files; then show what has this key."""
        from ftdesk.workspace.own_models import OwnModels

        own = OwnModels(self._services.paths)
        self._wanted = key
        self._services.models.change(
            self._services.background, self, lambda: change(own), lambda error: show_failure(self, error)
        )

    @Slot(object)
    def _show_next(self, key: str | None) -> None:
        self._wanted = key

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
        for widget in (self._broken, self._add, self._copy, self._forget, self._new_provider):
            left.addWidget(widget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        layout.addLayout(left)
        self._forms.addWidget(self.form)
        self._forms.addWidget(self._providers.form)
        layout.addWidget(self._forms, 1)
