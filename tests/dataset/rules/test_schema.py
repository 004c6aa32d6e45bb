"""Tool parameters come out of a file: nothing in them may fetch, hang or crash."""

import time
from itertools import product

import pytest

from ftdesk.dataset.rules.quick_schema import quick_test
from ftdesk.dataset.rules.schema import SchemaError, parameters_of, why_not


def test_the_reason_names_the_place() -> None:
    parameters = parameters_of({"properties": {"city": {"enum": ["Kyoto", "Nara"]}}})
    assert why_not(parameters, {"city": "Osaka"}) == "/city: 'Osaka' is not one of ['Kyoto', 'Nara']"


def test_a_reference_to_an_address_is_not_fetched() -> None:
    assert why_not(parameters_of({"$ref": "http://127.0.0.1:1/schema.json"}), {}) is None


def test_a_schema_that_refers_to_itself_gives_no_verdict() -> None:
    assert why_not(parameters_of({"$ref": "#"}), {}) is None


def test_a_simple_pattern_counts() -> None:
    parameters = parameters_of({"properties": {"day": {"pattern": "^[0-9]{4}$"}}})
    assert why_not(parameters, {"day": "2024"}) is None
    assert why_not(parameters, {"day": "today"}) == "/day: 'today' does not match '^[0-9]{4}$'"


@pytest.mark.parametrize("key", ["pattern", "patternProperties"])
def test_a_pattern_that_would_run_for_ages_is_not_run(key: str) -> None:
    hostile = "^(a+)+$"
    schema = {"properties": {"x": {"pattern": hostile}}} if key == "pattern" else {key: {hostile: False}}
    start = time.perf_counter()
    assert why_not(parameters_of(schema), {"x": "a" * 40 + "!", "a" * 40 + "!": 1}) is None
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("schema", [{"type": "text"}, {"required": "city"}, {"properties": {"a": 1}}])
def test_what_is_no_schema_is_refused_in_one_line(schema: dict[str, object]) -> None:
    with pytest.raises(SchemaError) as refused:
        parameters_of(schema)
    assert "\n" not in str(refused.value)


TYPES = ["object", "array", "string", "integer", "number", "boolean", "null", ["string", "null"]]
SCALARS: list[object] = ["Kyoto", "", 7, 1.0, 1.5, True, None]
VALUES: list[object] = [
    *SCALARS,
    [],
    [1],
    ["a", True],
    {},
    {"a": 1},
    {"a": "x", "b": 2},
    {"a": True},
    {"b": None},
]
CHOICES: dict[str, object] = {"type": "string", "enum": ["x", "Kyoto", 7]}
INNER: list[dict[str, object]] = [*({"type": type_} for type_ in TYPES), CHOICES, {}]
BESIDE: list[dict[str, object]] = [
    {},
    {"required": ["a"]},
    {"additionalProperties": False},
    {"minProperties": 2},
]
SCHEMAS: list[dict[str, object]] = [
    *INNER,
    {"type": "string", "minLength": 1},
    {"type": "integer", "description": "How many", "default": 3},
    {"type": "number", "maximum": 5},
    *({"type": "array", "items": inner} for inner in INNER),
    {"type": "array", "items": True, "maxItems": 1},
    *({"type": "object", "properties": {"a": inner}, **more} for inner, more in product(INNER, BESIDE)),
    {"type": "object", "required": ["b"]},
    {"type": "object", "additionalProperties": {"type": "string"}},
    {"type": "object", "properties": {"a": {"type": "object", "properties": {"b": {"type": "integer"}}}}},
]


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
def test_the_quick_test_says_yes_only_where_the_library_does(schema: dict[str, object]) -> None:
    check, library = parameters_of(schema), parameters_of(schema).validator
    fine = [value for value in VALUES if library.is_valid(value)]
    assert [value for value in VALUES if why_not(check, value) is None] == fine


def test_the_parameters_of_most_tools_have_a_quick_test() -> None:
    city = {"type": "string", "description": "Where", "enum": ["Kyoto", "Nara"]}
    schema = {
        "type": "object",
        "properties": {"city": city, "days": {"type": "integer"}},
        "required": ["city"],
    }
    test = quick_test(schema)
    assert test is not None
    assert test({"city": "Nara", "days": 2})
    assert not test({"days": 2})
    assert (
        quick_test({"type": "object", "properties": {"city": {"type": "string", "format": "date"}}}) is None
    )
