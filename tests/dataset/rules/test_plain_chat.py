"""What is told of a plain example at a glance is what the rules say of it, one by one."""

import json
from itertools import product
from pathlib import Path

import pytest

from ftdesk.dataset import example_check
from ftdesk.dataset.line_report import CheckOptions, LineReport
from ftdesk.dataset.rules.finding import Found
from ftdesk.dataset.rules.json_line import read_line
from ftdesk.dataset.rules.plain_chat import plain_chat
from ftdesk.dataset.validation import check_line

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


def test_most_lines_of_a_file_are_plain() -> None:
    sample = Path(__file__).parents[3] / "resources" / "samples" / "harbor_tone.jsonl"
    read = [read_line(line, Found(1)) for line in sample.read_bytes().splitlines()]
    told = [
        reading is not None and plain_chat(reading.value, plain_text=False) is not None for reading in read
    ]
    assert sum(told) > 0.9 * len(told)
