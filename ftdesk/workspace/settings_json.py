"""Settings as JSON and back: each field is checked against its declared type, else it becomes its default."""

import dataclasses
import types
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from ftdesk.workspace.preferences import LOCAL_PROFILE, Settings

Json = dict[str, Any]
"""A decoded JSON object; only this room sees one."""


def from_json(raw: Json) -> tuple[Settings, bool]:
    """The settings in `raw`, and whether some value was of the wrong kind (it became its default)."""
    values, faulty = {}, False
    hints = get_type_hints(Settings)
    for field in dataclasses.fields(Settings):
        if field.name not in raw:
            continue
        try:
            values[field.name] = _read(hints[field.name], raw[field.name])
        except ValueError:
            faulty = True
    settings = Settings(**values)
    if not any(profile.id == LOCAL_PROFILE.id for profile in settings.profiles):
        settings = dataclasses.replace(settings, profiles=(LOCAL_PROFILE, *settings.profiles))
    return settings, faulty


def to_json(settings: Settings, earlier: Json) -> Json:
    """`settings` as a JSON object that keeps the keys of `earlier` that this version does not know."""
    return _merged(earlier, dataclasses.asdict(settings))


def _merged(earlier: Json, now: Json) -> Json:
    result = dict(earlier)
    for key, value in now.items():
        before = earlier.get(key)
        if isinstance(value, dict) and isinstance(before, dict):
            result[key] = _merged(before, value)
        else:
            result[key] = value
    return result


def _read(kind: Any, value: Any) -> Any:
    """`value` as an instance of `kind`. Raises ValueError."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return None if value is None else _read(get_args(kind)[0], value)
    if origin is Literal:
        return _accepted(value, fits=value in get_args(kind))
    if origin is tuple:
        return _read_tuple(get_args(kind), value)
    if dataclasses.is_dataclass(kind):
        return _read_record(kind, value)
    if kind is float:
        return float(_accepted(value, fits=type(value) in (int, float)))
    return _accepted(value, fits=type(value) is kind)


def _read_tuple(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    items = _accepted(value, fits=isinstance(value, list))
    if kinds[-1] is Ellipsis:
        return tuple(_read(kinds[0], item) for item in items)
    return tuple(_read(kind, item) for kind, item in zip(kinds, items, strict=True))


def _read_record(kind: Any, value: Any) -> Any:
    _accepted(value, fits=isinstance(value, dict))
    hints = get_type_hints(kind)
    fields = {field.name: field for field in dataclasses.fields(kind)}
    missing = [
        name
        for name, field in fields.items()
        if field.default is dataclasses.MISSING
        and field.default_factory is dataclasses.MISSING
        and name not in value
    ]
    _accepted(value, fits=not missing)
    return kind(**{name: _read(hints[name], value[name]) for name in fields if name in value})


def _accepted(value: Any, *, fits: bool) -> Any:
    if not fits:
        raise ValueError(type(value).__name__)
    return value
