"""Tool parameters come out of a file: nothing in them may fetch, hang or crash."""

import time

import pytest

from ftdesk.dataset.rules.schema import SchemaError, validator_for, why_not


def test_the_reason_names_the_place() -> None:
    validator = validator_for({"properties": {"city": {"enum": ["Kyoto", "Nara"]}}})
    assert why_not(validator, {"city": "Osaka"}) == "/city: 'Osaka' is not one of ['Kyoto', 'Nara']"


def test_a_reference_to_an_address_is_not_fetched() -> None:
    assert why_not(validator_for({"$ref": "http://127.0.0.1:1/schema.json"}), {}) is None


def test_a_schema_that_refers_to_itself_gives_no_verdict() -> None:
    assert why_not(validator_for({"$ref": "#"}), {}) is None


def test_a_simple_pattern_counts() -> None:
    validator = validator_for({"properties": {"day": {"pattern": "^[0-9]{4}$"}}})
    assert why_not(validator, {"day": "2024"}) is None
    assert why_not(validator, {"day": "today"}) == "/day: 'today' does not match '^[0-9]{4}$'"


@pytest.mark.parametrize("key", ["pattern", "patternProperties"])
def test_a_pattern_that_would_run_for_ages_is_not_run(key: str) -> None:
    hostile = "^(a+)+$"
    schema = {"properties": {"x": {"pattern": hostile}}} if key == "pattern" else {key: {hostile: False}}
    start = time.perf_counter()
    assert why_not(validator_for(schema), {"x": "a" * 40 + "!", "a" * 40 + "!": 1}) is None
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("schema", [{"type": "text"}, {"required": "city"}, {"properties": {"a": 1}}])
def test_what_is_no_schema_is_refused_in_one_line(schema: dict[str, object]) -> None:
    with pytest.raises(SchemaError) as refused:
        validator_for(schema)
    assert "\n" not in str(refused.value)
