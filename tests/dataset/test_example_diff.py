import json

import pytest

from ftdesk.dataset import example_diff as module
from ftdesk.dataset.example_diff import ExampleDiff, example_diff
from ftdesk.dataset.word_diff import Part


def chat(question: str, answer: str) -> bytes:
    messages = [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]
    return json.dumps({"messages": messages}, ensure_ascii=False).encode()


def texts(diff: ExampleDiff, part: Part) -> list[str]:
    return [span.text for span in diff.spans if span.part is part]


def side(diff: ExampleDiff, without: Part) -> str:
    return "".join(span.text for span in diff.spans if span.part is not without)


def test_a_changed_example_is_told_word_by_word_as_a_person_reads_it() -> None:
    diff = example_diff(
        chat("How do I moor?", "With two lines."), chat("How do I moor?", "With three lines.")
    )
    assert texts(diff, Part.REMOVED) == ["two"]
    assert texts(diff, Part.ADDED) == ["three"]
    assert side(diff, Part.ADDED) == "user:\nHow do I moor?\n\nassistant:\nWith two lines."
    assert not diff.is_json


def test_what_was_not_there_before_or_is_no_more_is_whole() -> None:
    line = chat("How?", "So.")
    assert [span.part for span in example_diff(None, line).spans] == [Part.ADDED]
    assert [span.part for span in example_diff(line, None).spans] == [Part.REMOVED]


def test_where_both_say_the_same_the_json_is_compared() -> None:
    diff = example_diff(b'{"prompt": "caf\xc3\xa9"}', b'{"prompt": "caf\\u00e9"}')
    assert diff.says_the_same
    assert diff.is_json
    assert side(diff, Part.ADDED) == '{"prompt": "café"}'
    assert side(diff, Part.REMOVED) == '{"prompt": "caf\\u00e9"}'


def test_bytes_that_are_no_text_differ_visibly() -> None:
    diff = example_diff(b"not text \xff", b"not text \xfe")
    assert side(diff, Part.ADDED) == "not text \\xff"
    assert side(diff, Part.REMOVED) == "not text \\xfe"


def test_an_example_that_only_moved_has_no_mark() -> None:
    line = chat("How?", "So.")
    diff = example_diff(line, line)
    assert [span.part for span in diff.spans] == [Part.SAME]
    assert not diff.says_the_same


@pytest.mark.parametrize("place", [0, 1_000, 150_000, 299_990])
def test_of_a_very_long_example_what_is_around_the_first_difference_is_shown(place: int) -> None:
    text = "word " * 60_000
    changed = text[:place] + "ANOTHER" + text[place:]
    diff = example_diff(chat("q", text), chat("q", changed))
    assert "ANOTHER" in "".join(texts(diff, Part.ADDED))
    assert diff.left_out > 0
    assert sum(len(span.text) for span in diff.spans) < 250_000


@pytest.mark.parametrize("before", [None, "equal"])
def test_of_a_very_long_example_without_a_difference_the_beginning_is_shown(before: str | None) -> None:
    line = chat("The question.", "word " * 60_000)
    diff = example_diff(line if before else None, line)
    assert diff.spans[0].text.startswith("user:\nThe question.")
    assert len(diff.spans[0].text) + diff.left_out > 300_000


def test_a_line_of_megabytes_is_compared_as_it_is_written() -> None:
    long = chat("q", "x" * (module._TAKEN_APART + 1))
    diff = example_diff(long, long.replace(b'"user"', b'"system"'))
    assert diff.is_json
    assert not diff.says_the_same
    assert texts(diff, Part.REMOVED) == ["user"]
