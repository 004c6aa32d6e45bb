"""What a provider and its base models take: dated data with its source, read from `resources/providers`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ftdesk.dataset.formats import Format


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
    """All providers by id: openai, local, compatible."""

    providers: Mapping[str, Provider]

    def find(self, name: str) -> Target | None:
        """A base model by name or by the name of a model tuned from it, or a provider by id; else None."""
        raise NotImplementedError

    def for_model(self, provider: str, model: str) -> Target:
        """The target of a model at a provider; unknown ones get the provider's own rules."""
        raise NotImplementedError

    def names(self) -> tuple[str, ...]:
        """Every name that `find` knows, for choices and for an error's advice."""
        raise NotImplementedError


def load_targets(directory: Path) -> Targets:
    """Read `resources/providers`. Raises `DataFileUnusable` naming file and cause."""
    raise NotImplementedError
