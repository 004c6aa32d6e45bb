import json
from pathlib import Path

import pytest

from ftdesk.dataset.formats import Format, FormatTally, ends_with_user, foreign_name, recognise

USER = {"role": "user", "content": "?"}
REPLY = {"role": "assistant", "content": "!"}


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({"messages": [USER, REPLY]}, Format.CHAT),
        ({"messages": [USER, REPLY], "weight": 1}, Format.CHAT),
        ({"messages": [USER]}, Format.CHAT),
        ({"messages": [USER], "tools": []}, Format.CHAT),
        ({"messages": [USER], "target": 3}, Format.REINFORCEMENT),
        ({"messages": None}, Format.CHAT),
        ({"prompt": "a", "completion": "b"}, Format.COMPLETION),
        ({"completion": "b"}, Format.COMPLETION),
        ({"input": {"messages": [USER]}, "preferred_output": []}, Format.PREFERENCE),
        ({"non_preferred_output": []}, Format.PREFERENCE),
        ({"input": {}}, Format.PREFERENCE),
        ({"conversations": []}, Format.FOREIGN),
        ({"instruction": "a", "input": "b", "output": "c"}, Format.FOREIGN),
        ({"text": "a"}, Format.FOREIGN),
        ({"prompt": "a", "chosen": "b", "rejected": "c"}, Format.FOREIGN),
        ({"input": "a"}, Format.UNKNOWN),
        ({}, Format.UNKNOWN),
        ([], Format.UNKNOWN),
        (None, Format.UNKNOWN),
    ],
)
def test_a_line_is_recognised_by_its_keys(value: object, kind: Format) -> None:
    assert recognise(value) is kind


def test_formats_of_other_tools_are_named() -> None:
    assert foreign_name({"conversations": []}) == "ShareGPT"
    assert foreign_name({"instruction": "a", "output": "b"}) == "Alpaca"
    assert foreign_name({"text": "a"}) == "text"
    assert foreign_name({"messages": [], "text": "a"}) is None
    assert foreign_name({"prompt": "a", "text": "b"}) is None


def test_a_line_that_ends_with_the_user_follows_the_file() -> None:
    line = {"messages": [USER]}
    assert ends_with_user(line)
    assert recognise(line, Format.REINFORCEMENT) is Format.REINFORCEMENT
    assert recognise({"messages": [USER, REPLY]}, Format.REINFORCEMENT) is Format.CHAT


def tally(*kinds: Format, open_ended: int = 0) -> FormatTally:
    counted = FormatTally()
    for kind in kinds:
        counted.add(kind, open_ended=kind is Format.CHAT and counted.open_ended < open_ended)
    return counted


def test_a_file_is_what_most_of_its_lines_are() -> None:
    assert tally(Format.CHAT, Format.COMPLETION, Format.COMPLETION).majority() is Format.COMPLETION
    assert tally(Format.UNKNOWN, Format.UNKNOWN, Format.CHAT).majority() is Format.CHAT
    assert tally(Format.UNKNOWN).majority() is Format.UNKNOWN
    assert tally().majority() is Format.UNKNOWN


def test_a_file_that_mostly_ends_with_the_user_is_reinforcement() -> None:
    assert tally(*[Format.CHAT] * 3, open_ended=2).majority() is Format.REINFORCEMENT
    assert tally(*[Format.CHAT] * 4, open_ended=2).majority() is Format.CHAT
    assert tally(Format.REINFORCEMENT, *[Format.CHAT] * 3, open_ended=2).majority() is Format.REINFORCEMENT


def test_tallies_of_two_parts_add_up() -> None:
    whole = tally(Format.CHAT, open_ended=1)
    whole.merge(tally(Format.COMPLETION, Format.COMPLETION))
    assert (whole.counts[Format.COMPLETION], whole.open_ended, whole.majority()) == (2, 1, Format.COMPLETION)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("gsm8k_chat_train.jsonl", Format.CHAT),
        ("stock_toolcall_train.jsonl", Format.CHAT),
        ("orca_dpo_preference.jsonl", Format.PREFERENCE),
        ("countdown_reinforcement.jsonl", Format.REINFORCEMENT),
    ],
)
def test_every_published_line_is_what_its_file_is(published: Path, name: str, kind: Format) -> None:
    assert {recognise(json.loads(line)) for line in (published / name).read_bytes().splitlines()} == {kind}
