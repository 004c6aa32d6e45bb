"""What the exact reader says of a line: the column, what was expected, what stands there."""

import json
import time

import pytest

from ftdesk.dataset.rules.finding import Found
from ftdesk.dataset.rules.json_line import Reading, read_line


def read(raw: bytes) -> tuple[Reading | None, list[tuple[str, dict[str, str]]]]:
    found = Found(1)
    reading = read_line(raw, found)
    return reading, [(finding.code, finding.places()) for finding in found.findings]


@pytest.mark.parametrize(
    ("raw", "column", "expected", "there"),
    [
        (b'{"a": 1,}', "9", "a key in double quotes", "“}”"),
        (b'{"a": 1', "8", "“,” or “}”", "the end of the line"),
        (b'{"a" 1}', "6", "“:”", "“1}”"),
        (b"{'a': 1}", "2", "a key in double quotes or “}”", "“'a': 1}”"),
        (b'{"a": [1 2]}', "10", "“,” or “]”", "“2]}”"),
        (b'{"a": tru}', "7", "a value", "“tru}”"),
        (b'{"a": 01}', "8", "“,” or “}”", "“1}”"),
        (b'{"a": "b}', "7", "the closing quote of a text", "“\"b}”"),
        (b'{"a": "\\x"}', "8", "an escape that JSON has", "“\\x\"}”"),
        (b'{"a": "\t"}', "8", "a control character written as an escape", "“\\t\"}”"),
        (b"{} {}", "4", "the end of the line", "“{}”"),
        ('{"é": é}'.encode(), "7", "a value", "“é}”"),
    ],
)  # fmt: skip
def test_a_broken_line_is_explained(raw: bytes, column: str, expected: str, there: str) -> None:
    reading, found = read(raw)
    assert reading is None
    assert found == [("json.invalid", {"column": column, "expected": expected, "found": there})]


def test_bytes_that_are_not_utf8_are_given_by_their_offset() -> None:
    assert read(b'{"a": "\xff"}') == (None, [("line.not_utf8", {"bytes": "0xFF", "offset": "7"})])


def test_a_doubled_key_is_found_where_it_stands_and_the_last_one_counts() -> None:
    found = Found(1)
    reading = read_line(b'{"a": [{"b/c": 1, "b/c": 2}]}', found)
    assert reading is not None
    assert reading.value == {"a": [{"b/c": 2}]}
    assert [(f.path, f.places()["column"]) for f in found.findings] == [("/a/0/b~1c", "19")]


def test_what_still_has_a_value_keeps_it() -> None:
    reading, found = read(b'{"a": NaN, "b": "\\ud83d", "c": 12345678901234567890123}')
    assert reading is not None
    assert reading.value["b"] == "\ud83d"
    assert [code for code, _ in found] == ["json.non_finite_number", "json.lone_surrogate"]


@pytest.mark.parametrize(
    "value",
    [
        {"a": ":::"},
        {"a:b": {"c": [":", {"d": "x: y"}]}},
        {"a": "\\u003a"},
        {"é": "\x00\x7f\u2028", "n": -0.5e-7},
    ],
)
def test_good_lines_are_read_as_they_are_however_they_are_written(value: dict[str, object]) -> None:
    for raw in (json.dumps(value), json.dumps(value, ensure_ascii=False), json.dumps(value, indent=1)):
        reading, found = read(raw.encode())
        assert (reading and reading.value, found) == (value, [])


def test_nesting_without_end_is_refused_quickly() -> None:
    start = time.perf_counter()
    assert read(b'{"a":' + b"[" * 1_000_000)[1][0][1]["expected"] == "at most 250 levels of nesting"
    assert time.perf_counter() - start < 2
