"""Odd values become typed ones or harmless defaults."""

import pytest

from ftdesk.api.parsing import as_integer, as_moment, as_number, as_text, as_text_pairs, decode_json


@pytest.mark.parametrize(
    ("value", "integer"),
    [
        (3, 3),
        (3.0, 3),
        ("3", 3),
        (3.5, None),
        (True, None),
        (None, None),
        (10**30, None),
        ("x", None),
        (1e300, None),
    ],
)
def test_whole_numbers(value, integer):
    assert as_integer(value) == integer


@pytest.mark.parametrize(
    ("value", "number"),
    [("1e-3", 0.001), (2, 2.0), (float("inf"), None), ("nan", None), ([], None), (10**400, None)],
)
def test_numbers(value, number):
    assert as_number(value) == number


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (1_721_764_800, 1_721_764_800),
        (1_721_764_800.9, 1_721_764_800),
        ("2024-07-23T20:00:00Z", 1_721_764_800),
        ("2024-07-23T20:00:00+00:00", 1_721_764_800),
        (0, None),
        (-5, None),
        (1e18, None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_moments(value, moment):
    assert as_moment(value) == moment


def test_half_surrogate_pairs_are_replaced():
    assert as_text("a\ud83dz") == "a?z"
    assert as_text("🙂") == "🙂"


def test_only_text_members_are_pairs():
    assert as_text_pairs({"a": "b", "n": 1, "x": None}) == (("a", "b"),)


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b"9" * 5_000, b"\xff"])
def test_what_is_not_json_is_a_value_error(body):
    with pytest.raises(ValueError):  # noqa: PT011 - its several kinds are the point
        decode_json(body)


def test_a_byte_order_mark_does_no_harm():
    assert decode_json(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}
