"""Whether a value satisfies the everyday part of JSON Schema, told without the library: yes, or ask the library.

The parameters of most tools are an object of typed properties, some required, some with choices. A test for such a
schema is made once and takes a tenth of the library's time; a schema with any other word in it has no test.
"""

from collections.abc import Callable
from typing import Any

Test = Callable[[Any], bool]
"""True for a value that certainly satisfies the schema; of any other the library has to say more."""

_NOTES = frozenset({"type", "title", "description", "default", "examples", "deprecated"})
"""Words of a schema that allow and forbid nothing, and the one that is looked at first."""


def quick_test(schema: object) -> Test | None:
    """A test for a schema that is known to be valid, None where only the library can tell."""
    if not isinstance(schema, dict):
        return None
    make = _MAKERS.get(schema["type"]) if isinstance(schema.get("type"), str) else None
    return make(schema) if make is not None else None


def _object(schema: dict[str, Any]) -> Test | None:
    if not schema.keys() <= _NOTES | {"properties", "required", "additionalProperties"}:
        return None
    tests = {name: quick_test(inner) for name, inner in schema.get("properties", {}).items()}
    required, others = frozenset(schema.get("required", ())), schema.get("additionalProperties", True)
    if None in tests.values() or not isinstance(others, bool):
        return None

    def test(value: Any) -> bool:
        if not isinstance(value, dict) or not required <= value.keys():
            return False
        return all(_passes(tests.get(name), inner, otherwise=others) for name, inner in value.items())

    return test


def _passes(test: Test | None, value: Any, *, otherwise: bool) -> bool:
    return otherwise if test is None else test(value)


def _array(schema: dict[str, Any]) -> Test | None:
    test_item = quick_test(schema["items"]) if "items" in schema else lambda _: True
    if test_item is None or not schema.keys() <= _NOTES | {"items"}:
        return None
    return lambda value: isinstance(value, list) and all(map(test_item, value))


def _string(schema: dict[str, Any]) -> Test | None:
    if not schema.keys() <= _NOTES | {"enum"}:
        return None
    if "enum" in schema:
        return lambda value: isinstance(value, str) and value in schema["enum"]
    return lambda value: isinstance(value, str)


def _scalar(*types: type) -> Callable[[dict[str, Any]], Test | None]:
    """For values that are exactly of these types, so that true is no number."""

    def make(schema: dict[str, Any]) -> Test | None:
        return (lambda value: type(value) in types) if schema.keys() <= _NOTES else None

    return make


_MAKERS: dict[str, Callable[[dict[str, Any]], Test | None]] = {
    "object": _object,
    "array": _array,
    "string": _string,
    "integer": _scalar(int),
    "number": _scalar(int, float),
    "boolean": _scalar(bool),
}
