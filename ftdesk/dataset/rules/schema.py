"""Tool parameters as JSON Schema: whether they are one, and whether a call's arguments satisfy it.

The schema comes out of a file, so it is treated as hostile: nothing is fetched, patterns that could run for
hours are not run, and a schema that refers to itself without end gives no verdict. What is made of
a schema is kept.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import orjson

from ftdesk.dataset.rules.quick_schema import Test, quick_test

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

_QUANTIFIED_GROUP = re.compile(r"\)[*+{?]")
_LONGEST_MATCHED = 1000
_MOST_LETTERS = 200


class SchemaError(ValueError):
    """The parameters are no JSON Schema; the text says why, in one line."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a tool takes: a validator, and a quick test that most arguments pass where the schema has one."""

    validator: "Validator"
    are_fine: Test | None


def parameters_of(parameters: dict[str, Any]) -> Parameters:
    """The check of a tool's parameters, made once per schema. Raises `SchemaError`."""
    try:
        return _parameters(orjson.dumps(parameters, option=orjson.OPT_SORT_KEYS))
    except TypeError as error:
        raise SchemaError(str(error)) from error


def why_not(parameters: Parameters, arguments: Any) -> str | None:
    """One line on what does not fit, or None where the arguments fit or the schema gives no verdict."""
    if parameters.are_fine is not None and parameters.are_fine(arguments):
        return None
    from jsonschema.exceptions import best_match
    from referencing.exceptions import Unresolvable

    try:
        error = best_match(parameters.validator.iter_errors(arguments))
    except (Unresolvable, RecursionError, re.error, ArithmeticError):
        return None
    if error is None:
        return None
    where = "".join(f"/{step}" for step in error.absolute_path)
    reason = error.message[:_MOST_LETTERS]
    return f"{where}: {reason}" if where else reason


@lru_cache(maxsize=256)
def _parameters(schema: bytes) -> Parameters:
    import jsonschema.exceptions
    from referencing import Registry

    parameters = orjson.loads(schema)
    kind = _validator_class()
    try:
        kind.check_schema(parameters)
    except (jsonschema.exceptions.SchemaError, RecursionError, re.error) as error:
        raise SchemaError(getattr(error, "message", type(error).__name__)) from error
    if b'"patternProperties"' in schema:  # its patterns cannot be told apart from harmless ones cheaply
        return Parameters(kind({}), None)
    validator = kind(
        parameters, registry=Registry()
    )  # an empty registry: no address in "$ref" is ever fetched
    return Parameters(validator, quick_test(parameters))


@lru_cache(maxsize=1)
def _validator_class() -> "type[Validator]":
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError
    from jsonschema.validators import extend

    def pattern(_validator: object, expression: str, instance: object, _schema: object) -> Any:
        if (
            isinstance(instance, str)
            and _is_quick(expression, instance)
            and not re.search(expression, instance)
        ):
            yield ValidationError(f"{instance!r} does not match {expression!r}")

    kind: type[Validator] = extend(Draft202012Validator, {"pattern": pattern})  # type: ignore[no-untyped-call]
    return kind


def _is_quick(expression: str, instance: str) -> bool:
    return len(instance) <= _LONGEST_MATCHED and not _QUANTIFIED_GROUP.search(expression)
