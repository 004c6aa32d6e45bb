import json
import random

import pytest

from ftdesk.dataset.said_text import said
from ftdesk.dataset.word_diff import Part, Span, diff_words


def marked(before: str, after: str) -> str:
    """`-removed-` and `+added+` in the text that stayed."""
    marks = {Part.SAME: "", Part.REMOVED: "-", Part.ADDED: "+"}
    return "".join(f"{marks[span.part]}{span.text}{marks[span.part]}" for span in diff_words(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("the red ship", "the blue ship", "the -red-+blue+ ship"),
        ("one two three", "one two", "one two- three-"),
        ("", "new", "+new+"),
        ("same", "same", "same"),
        ("don't go", "do go", "-don't-+do+ go"),
        ("a b c d", "a x y d", "a -b c-+x y+ d"),
        ("パスワードを忘れた", "パスワードを変えた", "パスワードを-忘れ-+変え+た"),
        ("明日は雨です。", "明日は晴れです。", "明日は-雨-+晴れ+です。"),
        ("e\u0301t", "et", "-e\u0301t-+et+"),
        ("か\u3099", "か", "-か\u3099-+か+"),
        ("👍🏽 ok", "👍 ok", "-👍🏽-+👍+ ok"),
        ("👩\u200d🚀!", "👩!", "-👩\u200d🚀-+👩+!"),
        ("line\nend", "line end", "line-\n-+ +end"),
    ],
)
def test_words_and_characters_that_changed(before: str, after: str, expected: str) -> None:
    assert marked(before, after) == expected


def test_the_spans_are_the_two_texts_whatever_these_are() -> None:
    made = random.Random(4)
    pieces = [
        "word",
        " ",
        "\n",
        "漢字",
        "か",
        "\u3099",
        "\u0301",
        "👩‍🚀",
        "!",
        "\t",
        "\u2028",
        "\x00",
        "\ud800",
        "สวัสดี",
    ]
    for _ in range(300):
        before, after = ("".join(made.choices(pieces, k=made.randrange(25))) for _ in range(2))
        spans = diff_words(before, after)
        assert "".join(span.text for span in spans if span.part is not Part.ADDED) == before
        assert "".join(span.text for span in spans if span.part is not Part.REMOVED) == after


def test_long_texts_are_compared_by_lines_and_very_long_ones_as_a_whole() -> None:
    lines = [f"line {number} of many words here" for number in range(2_000)]
    changed = ["first", *lines[1:1_000], "other words", *lines[1_001:], "last"]
    spans = diff_words("\n".join(lines), "\n".join(changed))
    assert Span(Part.ADDED, "other words\n") in spans
    many = diff_words("a\n" * 10_000 + "b", "c\n" * 10_000 + "d")
    assert [span.part for span in many][:2] == [Part.REMOVED, Part.ADDED]


def test_an_example_is_read_without_its_json() -> None:
    messages = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": [{"type": "text", "text": "What is this?"}, {"type": "image_url"}]},
        {"role": "assistant", "content": None, "tool_calls": [{"id": "1"}], "weight": 0},
    ]
    text = said(json.dumps({"messages": messages, "tools": []}).encode())
    assert text.startswith("system:\nBe brief.\n\nuser:\nWhat is this?\n{\n")
    assert "[weight] 0" in text
    assert text.endswith("[tools]\n[]")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"prompt": "p", "completion": "c"}', "[prompt]\np\n\n[completion]\nc"),
        (b"no json", "no json"),
        (b"[1]", "[1]"),
        (b"\xff", "\ufffd"),
        (b"", ""),
        (
            b'{"input": {"messages": [{"role": "user", "content": "q"}]}, "preferred_output": ["a"]}',
            '[input]\n\nuser:\nq\n\n[preferred_output]\n[\n  "a"\n]',
        ),
    ],
)
def test_other_lines_are_read_as_what_they_are(line: bytes, expected: str) -> None:
    assert said(line) == expected
