"""Replacing changes what was meant, and no other byte; what is counted, shown and done is the same."""

import json
import random
import re
from pathlib import Path

import pytest

from ftdesk.dataset.document import Dataset
from ftdesk.dataset.example import Example, parse_example
from ftdesk.dataset.example_texts import text_places, texts_of
from ftdesk.dataset.replacement_pass import count_changes, describe_changes, replace_in_part
from ftdesk.dataset.text_query import PatternUnusable, Place, TextQuery
from ftdesk.dataset.text_replacement import Replacement

LINE = (
    rb'{"messages":[{"role":"user","content" : "One tide, two tides"},  {"weight":0,"role":"assistant",'
    rb'"content":[{"type":"text","text":"tide \u6f6e"},{"type":"image_url","image_url":{"url":"tide.png"}}],'
    rb'"tool_calls":[{"id":"tide","type":"function","function":{"name":"tide","arguments":"{\"tide\": 1.0e2}"}}]}],'
    rb'"n":1.50,"tide":"tide"}'
)


def replaced(query: TextQuery, text: str, line: bytes = LINE, left_out: tuple[int, ...] = ()) -> bytes | None:
    return Replacement(query, text).replaced(line, left_out)


def test_only_texts_change_and_every_other_byte_stays() -> None:
    expected = LINE.replace(b"One tide, two tides", b"One ebb, two ebbs").replace(
        b'"tide \\u6f6e', b'"ebb \\u6f6e'
    )
    expected = expected.replace(b'"url":"tide.png"', b'"url":"ebb.png"').replace(
        b'"name":"tide"', b'"name":"ebb"'
    )
    expected = expected.replace(b'{\\"tide\\"', b'{\\"ebb\\"').replace(b'"tide":"tide"', b'"tide":"ebb"')
    assert replaced(TextQuery("tide"), "ebb") == expected


def test_one_role_alone_can_be_meant() -> None:
    assert replaced(TextQuery("tide", place=Place.USER), "x") == LINE.replace(
        b"One tide, two tides", b"One x, two xs"
    )
    assert replaced(TextQuery("One", place=Place.ASSISTANT), "x") is None


def test_single_places_can_be_left_out() -> None:
    assert replaced(TextQuery("tide", place=Place.USER), "x", left_out=(0,)) == LINE.replace(
        b"two tides", b"two xs"
    )
    assert replaced(TextQuery("tide", place=Place.USER), "x", left_out=(0, 1)) is None


def test_groups_of_an_expression_are_filled_in() -> None:
    query = TextQuery(r"(?P<n>one|two) (\w+)", is_pattern=True, place=Place.USER)
    changed = replaced(query, r"\2 \g<n>!")
    assert changed is not None
    assert json.loads(changed)["messages"][0]["content"] == "tide One!, tides two!"


def test_a_literal_is_put_in_as_it_is() -> None:
    changed = replaced(TextQuery("tide", place=Place.USER), '\\1 "\n潮😀')
    assert changed is not None
    assert json.loads(changed)["messages"][0]["content"].startswith('One \\1 "\n潮😀, two')
    assert changed.isascii()  # the line writes its letters as escapes


@pytest.mark.parametrize(
    ("find", "put"), [(r"(a)", r"\2"), ("a", r"\g<b>"), ("a", r"\g<"), ("a", "\\"), ("(", "x")]
)
def test_what_cannot_be_done_is_refused_before_anything_is(find: str, put: str) -> None:
    with pytest.raises(PatternUnusable):
        Replacement(TextQuery(find, is_pattern=True), put).check()
    Replacement(TextQuery(find), put).check()


def test_a_line_that_is_no_example_stays_as_it_is() -> None:
    assert replaced(TextQuery("tide"), "ebb", b'{"tide": "tide"') is None
    assert replaced(TextQuery("tide"), "ebb", b'["tide"]') is None
    assert replaced(TextQuery("tide"), "ebb", b'{"a": "tide", "a": "tide"}') is None


def test_a_change_into_the_same_is_none() -> None:
    example = parse_example(LINE)
    assert isinstance(example, Example)
    changes = list(Replacement(TextQuery("Tide", place=Place.USER), "tide").changes(example))
    assert changes == []
    assert replaced(TextQuery("Tide"), "tide") is None


@pytest.mark.parametrize("seed", range(8))
def test_what_is_counted_is_what_is_shown_and_done(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    path = tmp_path / "many.jsonl"
    path.write_bytes(b"".join(random_line(dice) + b"\n" for _ in range(200)))
    dataset = Dataset.open(path)
    source = dice.choice(["a", "ab", "é", r"[ab]+", r"(a)(b)?", r"\b", "x*"])
    replacement = Replacement(
        TextQuery(
            source, is_pattern=len(source) > 2 or "*" in source, place=dice.choice((Place.TEXTS, Place.USER))
        ),
        dice.choice(["", "a", "ZZ", "é\n"]),
    )
    replacement.check()
    for part in dataset.snapshot().parts(64, 1 << 20):
        counted = count_changes(part, replacement)
        counts = dict(zip(counted.row_ids.tolist(), counted.counts.tolist(), strict=True))
        described = describe_changes(part, replacement)
        assert {row_id: len(changes) for row_id, changes in described.items() if changes} == counts
        edited = replace_in_part(part, replacement, {})
        assert set(edited.row_ids.tolist()) == set(counts)
        for row_id, line in zip(edited.row_ids.tolist(), edited.lines(), strict=True):
            assert texts(line) == [
                plainly(replacement, place, text) for place, text in texts(dataset.line(row_id))
            ]


def texts(line: bytes) -> list[tuple[str | None, str]]:
    example = parse_example(line)
    assert isinstance(example, Example)
    whole = example.json.text
    return [(place.role, json.loads(whole[place.start : place.end])) for place in text_places(example.json)]


def plainly(replacement: Replacement, role: str | None, text: str) -> tuple[str | None, str]:
    query = replacement.query
    if query.place is Place.USER and role != "user":
        return role, text
    source = query.text if query.is_pattern else re.escape(query.text)
    put = replacement.text if query.is_pattern else replacement.text.replace("\\", r"\\")
    return role, re.sub(source, put, text, flags=re.IGNORECASE | re.MULTILINE)


def random_line(dice: random.Random) -> bytes:
    def text() -> str:
        return "".join(dice.choice('ab é"\\\nA') for _ in range(dice.randrange(12)))

    value = {
        "messages": [
            {
                "role": dice.choice(("user", "assistant")),
                "content": dice.choice((text(), [{"type": "text", "text": text()}])),
            }
            for _ in range(dice.randrange(4))
        ],
        "prompt": text(),
        "note": [text(), {"role": 3, "x": text()}],
    }
    return json.dumps(value, ensure_ascii=dice.random() < 0.5).encode()


@pytest.mark.parametrize("seed", range(20))
def test_texts_in_the_line_are_the_texts_of_its_value(seed: int) -> None:
    line = random_line(random.Random(seed))
    for roles in (None, frozenset({"user"}), frozenset({"assistant"})):
        places = sorted(text for role, text in texts(line) if roles is None or role in roles)
        assert places == sorted(texts_of(json.loads(line), roles))
