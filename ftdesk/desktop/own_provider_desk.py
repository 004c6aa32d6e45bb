"""Providers of the person's own in the settings: added, changed, and removed after a question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from ftdesk.desktop.data_words import in_words
from ftdesk.desktop.figure_column import own_source, today
from ftdesk.desktop.labels import shortened
from ftdesk.desktop.messages import explain, show_failure
from ftdesk.desktop.model_list import provider_key
from ftdesk.desktop.new_provider_dialog import NewProviderDialog
from ftdesk.desktop.own_provider_form import OwnProviderForm, ProviderFigures
from ftdesk.desktop.question_box import ask
from ftdesk.desktop.services import Services

if TYPE_CHECKING:
    from ftdesk.dataset.target import Target
    from ftdesk.dataset.targets import Provider
    from ftdesk.workspace.own_providers import OwnProviders

_LIKE_ANY_SERVER = "compatible"
"""The provider whose figures a new one begins with: what all servers of the same protocol share."""
_MOST_LETTERS = 400


class OwnProviderDesk(QObject):
    """`form` changes the provider that is shown; `begin` opens a window for a new one.

    Signals:
        kept(object): str or None, the key in the list of what is to be shown once the files are read anew.
    """

    kept = Signal(object)  # str | None

    def __init__(self, services: Services, page: QWidget) -> None:
        super().__init__(page)
        self._services = services
        self._page = page
        self._provider: Provider | None = None
        self._dialog: NewProviderDialog | None = None
        self.form = OwnProviderForm(self.tr("Keep these figures"), is_new=False)
        self.form.save_wanted.connect(self._change)

    def own(self) -> frozenset[str]:
        """The ids of the providers that do not ship."""
        models = self._services.models
        return frozenset(models.targets.providers.keys() - models.shipped[0].providers.keys())

    def show(self, provider: Provider) -> None:
        """Show a provider of the person's own in the form."""
        self._provider = provider
        self.form.show_provider(provider.title, provider.default, lambda _title: provider.id)

    # -- a new one ---------------------------------------------------------------------------------------------------

    @Slot()
    def begin(self) -> None:
        """Ask for a new provider, in a window of its own."""
        if self._dialog is None:
            self._dialog = NewProviderDialog(self._page)
            self._dialog.form.save_wanted.connect(self._add)
        self._dialog.form.show_provider("", self._any_server(), self._new_id)
        self._dialog.form.title.setFocus()
        self._dialog.open()

    def _any_server(self) -> Target:
        """What a new provider begins with, which nobody looked up for it yet."""
        shared = self._services.models.shipped[0].providers[_LIKE_ANY_SERVER].default
        return replace(shared, source=own_source(), as_of=today(), sources={})

    def _new_id(self, title: str) -> str:
        from ftdesk.dataset.own_provider import provider_id

        return provider_id(title, self._services.targets.providers.keys())

    @Slot(object)
    def _add(self, said: ProviderFigures) -> None:
        dialog = self._dialog
        if dialog is None or self._is_taken(said.title, None, dialog.form):
            return
        id_, own, like = self._new_id(said.title), self._files(), self._any_server()

        def done() -> None:
            dialog.accept()
            self.kept.emit(f"{id_}/{said.model}")

        self._services.models.change(
            self._services.background,
            self,
            lambda: own.add(id_, said.title, said.limits, said.model, like),
            lambda error: dialog.form.object_to(explain(error).sentence),
            done,
        )

    # -- one that is there -------------------------------------------------------------------------------------------

    @Slot(object)
    def _change(self, said: ProviderFigures) -> None:
        provider, own = self._provider, self._files()
        if provider is None or self._is_taken(said.title, provider.id, self.form):
            return
        self._services.models.change(
            self._services.background,
            self,
            lambda: own.change(provider.id, said.title, said.limits),
            lambda error: self.form.object_to(explain(error).sentence),
            lambda: self.kept.emit(provider_key(provider.id)),
        )

    def ask_to_forget(self) -> None:
        """Remove the provider that is shown, once the person agreed to what goes with it."""
        provider = self._provider
        if provider is None:
            return
        models = ", ".join(model.name for model in provider.models)
        consequence = self.tr("Its models and their prices go with it: {models}.") if models else ""
        ask(
            self._page,
            "forget_provider",
            self.tr("Remove the provider “{name}”?").format(name=provider.title),
            shortened(consequence.format(models=models), _MOST_LETTERS),
            self.tr("Remove provider"),
            lambda: self._forget(provider),
        )

    def _forget(self, provider: Provider) -> None:
        own = self._files()
        self._services.models.change(
            self._services.background,
            self,
            lambda: own.forget(provider.id),
            lambda error: show_failure(self._page, error),
            lambda: self.kept.emit(None),
        )

    def _files(self) -> OwnProviders:
        from ftdesk.workspace.own_providers import OwnProviders

        return OwnProviders(self._services.paths)

    def _is_taken(self, title: str, provider: str | None, form: OwnProviderForm) -> bool:
        """Whether another provider has this name; then the form says so, since lists tell providers apart by it."""
        others = [one for one in self._services.targets.providers.values() if one.id != provider]
        names = {name.casefold() for one in others for name in (one.title, in_words(one.title))}
        if title.casefold() not in names:
            return False
        form.object_to(self.tr("There is a provider of this name already."))
        form.title.setFocus()
        return True
