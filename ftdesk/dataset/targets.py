"""What a provider and its base models take: dated data with its source, read from `resources/providers`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ftdesk.dataset.data_files import (
    DataFileUnusable,
    Table,
    own_files,
    precedence,
    read_table,
    read_tables,
)
from ftdesk.dataset.data_layers import laid_over
from ftdesk.dataset.encodings import base_model, choose_encoding
from ftdesk.dataset.formats import Format
from ftdesk.dataset.target import MarkRule, OverLong, Target

__all__ = ["DataFileUnusable", "Provider", "Target", "Targets", "load_targets"]


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider's own rules and its base models, in the order to offer them."""

    id: str
    title: str
    default: Target
    """For models of this provider that the data does not know; its name is the provider's."""
    models: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """All providers by id, in the order in which a bare model name is looked for: openai, local, then the others."""

    providers: Mapping[str, Provider]
    unusable: tuple[DataFileUnusable, ...] = ()
    """A person's own files that are broken; in their place the shipped data hold."""

    def find(self, name: str) -> Target | None:
        """A target by its key, by the bare name of a base or tuned model, or a provider by id; else None."""
        provider, _, model = name.partition("/")
        if provider in self.providers and (found := self._model(provider, model)) is not None:
            return found
        for provider in self.providers:
            if (found := self._model(provider, name)) is not None:
                return found
        provider_named = self.providers.get(name)
        return provider_named.default if provider_named else None

    def _model(self, provider: str, name: str) -> Target | None:
        base = base_model(name)
        return next((target for target in self.providers[provider].models if target.name == base), None)

    def for_model(self, provider: str, model: str) -> Target:
        """The target of a model at a provider; unknown ones get the provider's own rules.

        Raises KeyError for a provider that the data does not know.
        """
        known = self._model(provider, model)
        if known is not None:
            return known
        choice = choose_encoding(model)
        return replace(
            self.providers[provider].default,
            name=base_model(model),
            encoding=choice.encoding,
            approximate_reason=choice.reason,
        )

    def names(self) -> tuple[str, ...]:
        """The key of every target, for choices and for an error's advice."""
        models = [target.key for provider in self.providers.values() for target in provider.models]
        return (*models, *self.providers)


def load_targets(directory: Path, own: Path | None = None) -> Targets:
    """Read `resources/providers`, and from the folder `own` what a person added or changed, in the same form.

    An own file has the id of a shipped provider and only what differs from it, or a new id. Raises `DataFileUnusable`
    for a shipped file, naming file and cause; an own one that is broken is left out and told in `Targets.unusable`.
    """
    tables = {table.required("id", str): table for table in read_tables(directory)}
    providers = {id_: _provider(table) for id_, table in tables.items()}
    unusable: list[DataFileUnusable] = []
    for path in own_files(own):
        try:
            added = read_table(path)
            below = tables.get(added.required("id", str))
            table = Table(path, laid_over(below.fields if below else {}, added.fields))
            provider = _provider(table)
            providers[provider.id], tables[provider.id] = provider, table
        except DataFileUnusable as error:
            unusable.append(error)
    in_order = sorted(providers.values(), key=lambda provider: precedence(provider.id))
    return Targets({provider.id: provider for provider in in_order}, tuple(unusable))


def _provider(table: Table) -> Provider:
    id_ = table.required("id", str)
    if not id_ or "/" in id_ or "\\" in id_:  # it stands before "/" in a target's key, and names files
        raise DataFileUnusable(table.path, "id should be a name without / or \\")
    models = tuple(
        _target(model, model.required("name", str), id_) for model in table.tables("models", inherit=True)
    )
    # A provider whose models all count alike lends that vocabulary to its unknown ones.
    named = models[0].name if models else ""
    return Provider(id_, table.required("title", str), replace(_target(table, named, id_), name=id_), models)


def _target(table: Table, name: str, provider: str) -> Target:
    choice = choose_encoding(name)
    return Target(
        name=name,
        provider=provider,
        encoding=choice.encoding,
        approximate_reason=choice.reason,
        minimum_examples=table.required("minimum_examples", int),
        maximum_examples=table.optional("maximum_examples", int),
        formats=table.choices("formats", Format),
        roles=frozenset(table.texts("roles")),
        tools=table.required("tools", bool),
        images=table.required("images", bool),
        weights=table.optional("weights", bool),
        train_token_limit=table.optional("train_token_limit", int),
        raised_token_limit=table.optional("raised_token_limit", int),
        preference_token_limit=table.optional("preference_token_limit", int),
        inference_token_limit=table.optional("inference_token_limit", int),
        over_long=table.choice("over_long", OverLong),
        maximum_bytes=table.optional("maximum_bytes", int),
        maximum_bytes_in_parts=table.optional("maximum_bytes_in_parts", int),
        byte_order_mark=table.choice("byte_order_mark", MarkRule),
        suffix_length=table.optional("suffix_length", int),
        default_epochs=table.optional("default_epochs", int),
        refused_findings=frozenset(table.texts("refused_findings", required=False)),
        last_job=table.optional("last_job", date),
        shut_down=table.optional("shut_down", date),
        as_of=table.required("as_of", date),
        source=table.required("source", str),
        unconfirmed=frozenset(table.texts("unconfirmed", required=False)),
        sources=table.named_texts("sources"),
    )
