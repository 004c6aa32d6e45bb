"""What is told of a plain example at a glance is what the rules say of it, one by one."""

import json
import random
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from ftdesk.dataset import example_check
from ftdesk.dataset.line_report import CheckOptions, LineReport
from ftdesk.dataset.parts import Block
from ftdesk.dataset.row_table import row_of, rows_of
from ftdesk.dataset.rules.characters import has_plain_text
from ftdesk.dataset.rules.finding import Found
from ftdesk.dataset.rules.glance import plain_texts_in
from ftdesk.dataset.rules.joined_lines import WINDOW, JoinedLines
from ftdesk.dataset.rules.json_line import read_line
from ftdesk.dataset.rules.plain_chat import plain_chat, read_plain_chat
from ftdesk.dataset.validation import check_block, check_line

WORDS = [
    "Hello",
    "",
    " \n",
    "caf\u00e9",
    "a\u200bb",
    "\u202eabc",
    "\ufffd",
    "\x07",
    "\x7f",
    "\U0001f468\u200d\U0001f469",
    "a:b",
]
NO_TEXTS = [None, 7, True, [], ["x"], {}, [{"type": "text", "text": "Hi"}]]
VOCABULARIES = Path(__file__).parents[3] / "resources" / "tokenizers"
ROLES = ["system", "developer", "user", "assistant", "tool", "function", "human", None, ["user"], ""]


def message(role: object, content: object = "Hello", **more: object) -> dict[str, object]:
    return {"role": role, "content": content, **more}


def examples() -> list[object]:
    """Every order of up to three roles, and a plain example with one thing at a time that is not plain."""
    plain = [message("system", "Be brief."), message("user", "Hi"), message("assistant", "Hello")]
    orders = [
        [message(role) for role in roles] for count in range(4) for roles in product(ROLES, repeat=count)
    ]
    spoken = [
        [*plain[:at], message(plain[at]["role"], said), *plain[at + 1 :]]
        for said in WORDS + NO_TEXTS
        for at in range(3)
    ]
    keys = [
        [*plain[:2], {**plain[2], **more}]
        for more in ({"weight": 0}, {"weight": 1}, {"name": "a b"}, {"extra": 1})
    ]
    short = [
        [*plain[:2], lacking]
        for lacking in ({"role": "assistant"}, {"content": "x"}, {"a": 1, "b": 2}, {}, "x", None)
    ]
    longer = [[*plain, *more] for more in (plain[1:], plain[2:], plain, plain[1:] * 2)]
    whole = [{"messages": messages} for messages in (*orders, *spoken, *keys, *short, *longer)]
    beside = [{"messages": plain, key: []} for key in ("tools", "functions", "grader", "parallel_tool_calls")]
    return [*whole, *beside, {"messages": "x"}, {"messages": {}}, {"prompt": "a", "completion": "b"}, {}]


def lines() -> list[bytes]:
    written = [
        json.dumps(example, ensure_ascii=ascii_).encode()
        for example in examples()
        for ascii_ in (True, False)
    ]
    plain = b'{"messages": [{"role": "user", "content": "%s"}, {"role": "assistant", "content": "b"}]}'
    spelled = [
        plain % word for word in (rb"\ud83d", rb"\u003a", rb"a:b", rb"\u200b", rb"\b", b"\x7f", "é".encode())
    ]
    twice = plain.replace(b'"role": "user"', b'"role": "user", "role": "user"')
    return [*written, *spelled, twice]


def reports(options: CheckOptions) -> list[LineReport]:
    return [check_line(number, line, options) for number, line in enumerate(lines(), 1)]


@pytest.mark.parametrize("encoding", [None, "utf8_bytes", "o200k_base"])
def test_the_glance_and_the_rules_say_the_same_of_every_example(
    encoding: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = CheckOptions(encoding=encoding, token_limit=40, vocabulary_directory=VOCABULARIES)
    with_glance = reports(options)
    monkeypatch.setattr(example_check, "plain_chat", lambda *_, **__: None)
    assert with_glance == reports(options)


def spoiled(count: int) -> list[bytes]:
    """Plain lines with a few bytes changed, put in, left out or doubled."""
    chance = random.Random(5)
    plain = [
        json.dumps(
            {"messages": [message("system", "Be brief."), message("user", said), message("assistant")]}
        )
        for said in ("Hi", 'a "b" c:\n', "\\", "caf\u00e9 \u65e5\u672c", "x" * 20)
    ]
    made = []
    for line in chance.choices([*plain, *(line.replace(" ", "") for line in plain)], k=count):
        raw = bytearray(line.encode())
        for _ in range(chance.randint(1, 2)):
            at, stop = sorted(chance.choices(range(len(raw)), k=2))
            match chance.randrange(5):
                case 0:
                    raw[at] = chance.choice(b'{}[]":,\\ u\x00\x1f\x7f\xff')
                case 1:
                    raw[at:at] = chance.choice(
                        (b"\\u00e9", b"\\u0022", b"\\ud83d", "\u200b".encode(), b"\\", b'"', b"\t")
                    )
                case 2:
                    raw[at:at] = b"z"
                case 3:
                    del raw[at : at + 1 + (stop - at) % 12]
                case _:
                    raw[at:at] = raw[at:stop]
        made.append(bytes(raw).replace(b"\n", b" "))
    return made


def twice_said() -> list[bytes]:
    """Every pair of a plain line said twice, the first time otherwise; the key, or quotes, written as escapes, too."""
    pairs = {
        '"role": "user"': '"role": "x"',
        '"content": "Hi"': '"content": 7',
        '"messages": [{': '"messages": [], ',
    }
    line = json.dumps({"messages": [message("user", "Hi"), message("assistant", 'a "b" "c"')]})
    doubled = [line.replace(pair, f"{other.rstrip(', ')}, {pair}", 1) for pair, other in pairs.items()]
    hidden = [each.replace('"role": "x"', '"\\u0072ole": "x"') for each in doubled]
    quoted = [each.replace('\\"', "\\u0022") for each in doubled]
    return [each.encode() for each in (*doubled, *hidden, *quoted)]


@pytest.mark.parametrize("encoding", [None, "utf8_bytes"])
def test_lines_checked_together_have_the_rows_that_the_rules_give_each(
    encoding: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = CheckOptions(encoding=encoding, token_limit=100)
    checked = (*lines(), *spoiled(2000), *twice_said())
    together = check_block(Block(1, tuple(range(len(checked))), checked), options).rows
    monkeypatch.setattr(example_check, "plain_chat", lambda *_, **__: None)
    alone = rows_of(row_of(check_line(number, line, options)) for number, line in enumerate(checked, 1))
    assert [checked[place] for place in np.flatnonzero(together != alone)] == []
    assert np.count_nonzero(~together["found"]["codes"].any(axis=1)) > 100


@pytest.mark.parametrize("line", twice_said())
def test_a_pair_that_is_said_twice_is_told_of(line: bytes) -> None:
    assert read_plain_chat(line, plain_text=has_plain_text(line)) is None
    assert "json.duplicate_key" in [finding.code for finding in check_line(1, line, CheckOptions()).findings]


def test_many_lines_together_show_the_same_letters_as_each_alone() -> None:
    looked_at = [*lines(), *spoiled(2000), b"", b"\\", b"x" * WINDOW + b"\\", b"ud83d", b"y" * WINDOW]
    assert plain_texts_in(JoinedLines(looked_at)) == list(map(has_plain_text, looked_at))
    assert plain_texts_in(JoinedLines([])) == []


def test_the_same_messages_are_the_same_however_they_are_written() -> None:
    said = {"messages": [message("user", 'caf\u00e9 "x"\n'), message("assistant", "Yes.")]}
    written = [
        json.dumps(said),
        json.dumps(said, ensure_ascii=False, separators=(",", ":")),
        json.dumps(said, indent=1).replace("\n", ""),
        json.dumps(said | {"parallel_tool_calls": False}),
        json.dumps({"messages": [dict(reversed(each.items())) for each in said["messages"]]}),
    ]
    rows = check_block(Block(1, tuple(range(5)), tuple(map(str.encode, written))), CheckOptions()).rows
    assert len(set(rows["fingerprint"].tolist())) == 1
    other = check_line(1, json.dumps({"messages": said["messages"][1:]}).encode(), CheckOptions())
    assert other.trace.fingerprint not in rows["fingerprint"]


def test_most_lines_of_a_file_are_plain() -> None:
    sample = Path(__file__).parents[3] / "resources" / "samples" / "harbor_tone.jsonl"
    read = [read_line(line, Found(1)) for line in sample.read_bytes().splitlines()]
    told = [
        reading is not None and plain_chat(reading.value, plain_text=False) is not None for reading in read
    ]
    assert sum(told) > 0.9 * len(told)
