"""What a provider and its base models take: dated data with its source, read from `resources/providers`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ftdesk.dataset.data_files import DataFileUnusable, Table, precedence, read_tables
from ftdesk.dataset.encodings import base_model, choose_encoding
from ftdesk.dataset.formats import Format

__all__ = ["DataFileUnusable", "Provider", "Target", "Targets", "load_targets"]


@dataclass(frozen=True, slots=True)
class Target:
    """The limits of one base model at one provider; None where the provider names no limit."""

    name: str
    provider: str
    encoding: str
    approximate_reason: str | None
    """Why token counts for it are approximate, or None."""
    train_token_limit: int | None
    minimum_examples: int
    formats: frozenset[Format]
    roles: frozenset[str]
    tools: bool
    images: bool
    maximum_bytes: int | None
    suffix_length: int
    shut_down: date | None
    """From this day on its tuned models do not answer."""
    as_of: date
    source: str

    @property
    def key(self) -> str:
        """A name that no other target has: provider/model ("openai/gpt-4o-2024-08-06"); a model may hold "/" too."""
        return self.provider if self.name == self.provider else f"{self.provider}/{self.name}"


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


def load_targets(directory: Path) -> Targets:
    """Read `resources/providers`. Raises `DataFileUnusable` naming file and cause."""
    providers = sorted((_provider(table) for table in read_tables(directory)), key=lambda p: precedence(p.id))
    return Targets({provider.id: provider for provider in providers})


def _provider(table: Table) -> Provider:
    id_ = table.required("id", str)
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
        train_token_limit=table.optional("train_token_limit", int),
        minimum_examples=table.required("minimum_examples", int),
        formats=frozenset(_format(table, text) for text in table.texts("formats")),
        roles=frozenset(table.texts("roles")),
        tools=table.required("tools", bool),
        images=table.required("images", bool),
        maximum_bytes=table.optional("maximum_bytes", int),
        suffix_length=table.required("suffix_length", int),
        shut_down=table.optional("shut_down", date),
        as_of=table.required("as_of", date),
        source=table.required("source", str),
    )


def _format(table: Table, text: str) -> Format:
    try:
        return Format(text)
    except ValueError as error:
        raise DataFileUnusable(table.path, str(error)) from error
