"""How the fields of data files lie over each other: a model over its provider, a person's file over the shipped one."""

from collections.abc import Mapping
from typing import TypeGuard

Fields = Mapping[str, object]

_OWN = "own_fields"


def inherited(provider: Fields, model: Fields) -> dict[str, object]:
    """The fields of a model, and those of its provider that it lacks.

    Its sources and unconfirmed fields are both, but for the provider's about a field that a person set for the model.
    """
    own = _names(model, _OWN)
    merged = {**_known(provider, model), **model}
    merged["sources"] = {**_without(_sources(provider), own), **_sources(model)}
    merged["unconfirmed"] = sorted(
        {*_names(provider, "unconfirmed")} - {*own} | {*_names(model, "unconfirmed")}
    )
    return merged


def laid_over(shipped: Fields, own: Fields) -> dict[str, object]:
    """The fields of a person's table, and those of the shipped one that it lacks; `models` are paired by name.

    What ships about the source of a field, or that it is unconfirmed, does not hold for one that the person sets. A
    list `unknown` names fields that are not to be taken from below.
    """
    merged = {**_known(shipped, own), **own}
    merged["sources"] = {**_without(_sources(shipped), [*own]), **_sources(own)}
    unconfirmed = {*_names(shipped, "unconfirmed")} - own.keys() | {*_names(own, "unconfirmed")}
    merged["unconfirmed"] = sorted(unconfirmed)
    merged[_OWN] = sorted(own)
    below, above = shipped.get("models", []), own.get("models", [])
    if _are_named(below) and _are_named(above):
        by_name = {model["name"]: model for model in below}
        for model in above:
            by_name[model["name"]] = laid_over(by_name.get(model["name"], {}), model)
        merged["models"] = list(by_name.values())
    return merged


def _known(lower: Fields, upper: Fields) -> dict[str, object]:
    unknown = _names(upper, "unknown")
    return {name: value for name, value in lower.items() if name not in unknown}


def _sources(fields: Fields) -> dict[str, object]:
    sources = fields.get("sources")
    return sources if isinstance(sources, dict) else {}


def _names(fields: Fields, key: str) -> list[str]:
    names = fields.get(key)
    return [str(name) for name in names] if isinstance(names, list) else []


def _without(sources: dict[str, object], names: list[str]) -> dict[str, object]:
    return {name: source for name, source in sources.items() if name not in names}


def _are_named(tables: object) -> TypeGuard[list[dict[str, object]]]:
    return isinstance(tables, list) and all(isinstance(table, dict) and "name" in table for table in tables)
