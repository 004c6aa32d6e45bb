"""Secrets and personal data: found wherever a text stands, told from look-alikes, and never shown whole."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ftdesk.dataset.file_check import FileCheck
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.parts import Block
from ftdesk.dataset.rules.glance import finders_for
from ftdesk.dataset.rules.joined_lines import WINDOW
from ftdesk.dataset.rules.masking import masked
from ftdesk.dataset.rules.private_data import CODES
from ftdesk.dataset.rules.secrets import find_keys
from ftdesk.dataset.validation import check_block, check_line, check_lines
from ftdesk.resource_files import resource_directory

BODY = "16C7e42F292c6912E7710c838347Ae178B4a"
KEY = "ghp_" + BODY
PEM = "MHcCAQEEIIrYSSNQFaA2Hwf1duRSxKtLYX5CB04fSeQ6tF1aY"
PRIVATE = f"-----BEGIN EC PRIVATE KEY-----\n{PEM}\n-----END EC PRIVATE KEY-----"
EMAIL, CARD, PHONE = "mika.sand@harbour-mail.com", "4539148803436467", "+819012345678"
EVERYTHING = f"{KEY} {PRIVATE} {EMAIL} {CARD} {PHONE}"
TELLING = (BODY[:8], PEM, "mika.sand", "45391488", "90123456")
"""What must not be seen anywhere."""


def places(example: dict[str, Any], **dump: Any) -> list[tuple[str, str]]:
    report = check_line(1, json.dumps(example, **dump).encode(), CheckOptions())
    return [(finding.code, finding.path) for finding in report.findings if finding.code in CODES]


def said(text: str) -> dict[str, Any]:
    return {"messages": [{"role": "user", "content": text}, {"role": "assistant", "content": "Yes."}]}


@pytest.mark.parametrize(
    ("example", "path"),
    [
        (said(KEY), "/messages/0/content"),
        (
            {"messages": [{"role": "user", "content": [{"type": "text", "text": KEY}]}]},
            "/messages/0/content/0/text",
        ),
        (
            {
                "messages": [
                    {
                        "role": "assistant",
                        "tool_calls": [{"function": {"arguments": json.dumps({"a": f"\n{KEY}"})}}],
                    }
                ]
            },
            "/messages/0/tool_calls/0/function/arguments",
        ),
        ({"prompt": KEY, "completion": " no"}, "/prompt"),
        ({"prompt": "Which?", "completion": f" {KEY}"}, "/completion"),
        ({"preferred_output": [{"role": "assistant", "content": KEY}]}, "/preferred_output/0/content"),
        ({"messages": [], "answer/key": {"of": KEY}}, "/answer~1key/of"),
        ({"tools": [{"function": {"description": KEY}}]}, "/tools/0/function/description"),
    ],
)
def test_a_key_is_found_wherever_a_text_stands(example: dict[str, Any], path: str) -> None:
    assert places(example) == [("secret.api_key", path)]


@pytest.mark.parametrize("before", ["", "\n", '"', "key=", "…", "--", "https://", "鍵"])
@pytest.mark.parametrize("after", ["", "\n", '"', ".", ",", "鍵", "@github.com"])
@pytest.mark.parametrize("is_ascii", [True, False])
def test_a_key_is_found_whatever_stands_around_it(before: str, after: str, *, is_ascii: bool) -> None:
    found = places(said(f"a {before}{KEY}{after} z"), ensure_ascii=is_ascii)
    assert ("secret.api_key", "/messages/0/content") in found


@pytest.mark.parametrize(
    "kind",
    [
        "AKIA" + "QYLPMN5HHHFPZAM2",
        EMAIL,
        CARD,
        "4539 1488 0343 6467",
        "3782-822463-10005",
        "3056-930902-5904",
        "30569309025904",
        PHONE,
    ],
)
def test_a_glance_at_many_lines_misses_none_wherever_it_lies(kind: str) -> None:
    for filler in range(20):  # every place in a lane of eight bytes
        lines = [b"x " * 50, b"-" * filler + b" " + kind.encode() + b" .", b"y" * filler]
        assert [len(finders) for finders in finders_for(lines)] == [0, 1, 0]
    for before in range(WINDOW - 40, WINDOW + 10, 3):
        lines = [b" " * before, kind.encode(), b"z " * 30]
        assert [len(finders) for finders in finders_for(lines)] == [0, 1, 0]


@pytest.mark.parametrize("text", [KEY, EMAIL, PHONE])
def test_one_is_found_however_its_letters_are_written(text: str) -> None:
    written = (
        json.dumps(said(text)).replace(text, "".join(f"\\u{ord(letter):04X}" for letter in text)).encode()
    )
    block = Block(1, (0,), (written,))
    [(_, _, report)] = check_lines(block, CheckOptions())
    assert report is not None
    assert [finding.path for finding in report.findings if finding.code in CODES] == ["/messages/0/content"]


def test_each_shape_finds_a_key_that_starts_as_it_says() -> None:
    import tomllib

    shapes = tomllib.loads((resource_directory() / "secrets" / "keys.toml").read_text("utf-8"))["key"]
    assert len(shapes) > 90
    for key in (
        "sk-ant-api03-" + (BODY * 3)[:93] + "AA",
        "sk-proj-" + (BODY * 2)[:48],
        "sk-" + BODY[:32].lower(),
        "AKIA" + "QYLPMN5HHHFPZAM2",
        "xoxb-" + "1234567890-1234567890" + "AbCdEf",
        "sk_" + "live_" + BODY[:24],
        "hf_" + "QwErTyUiOpAsDfGhJkLzXcVbNmqWeRtYuI",
        "AIza" + BODY[:35],
    ):
        assert [(seen.start, seen.end) for seen in find_keys(f"({key})")] == [(1, 1 + len(key))], key


@pytest.mark.parametrize(
    "text",
    [
        "ghp_" + "x" * 36,
        "ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789",
        "AKIA" + "IOSFODNN7EXAMPLE",
        "get_current_weather_for_location_and_date",
        "sk-learn-contrib-preprocessing-pipeline",
        "sk-" + "x" * 32,
        BODY,
        f"my{KEY}",
        "-----BEGIN PRIVATE KEY-----\n(your key here)\n-----END PRIVATE KEY-----",
        "@app.route('/') def a(): return x@y",
        "git@github.com:a/b.git, https://name:word@harbour-mail.com/a",
        "4539148803436468 1234567812345670 0.4539148803436467 4539148803436467.5",
        "f(x) = +1234567 and 3+12025550143",
    ],
)
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert places(said(text)) == []


def test_a_value_is_told_once_a_text_and_an_address_book_leaves_room_for_errors() -> None:
    assert places(said(f"{EMAIL} {EMAIL}")) == [("personal.email", "/messages/0/content")]
    book = {"messages": [], "book": [f"a{number}@harbour-mail.com" for number in range(2000)]}
    report = check_line(1, json.dumps(book).encode(), CheckOptions())
    assert "messages.empty" in [finding.code for finding in report.findings]


def test_masking_hides_the_middle_and_keeps_the_rest() -> None:
    assert masked(f"a {KEY} b {EMAIL}, {CARD}; {PHONE}.") == (
        "a ghp_…8B4a b m…@harbour-mail.com, …6467; +81…78."
    )
    assert masked(PRIVATE[:-40]) == "-----BEGIN EC PRIVATE KEY-----…"
    assert masked("nothing here, 2 + 2 @ 4") == "nothing here, 2 + 2 @ 4"


def planted() -> list[bytes]:
    """Lines with faults whose sentences quote the text that stands there."""
    call = {"id": EVERYTHING, "type": EVERYTHING, "function": {"name": EVERYTHING, "arguments": EVERYTHING}}
    message = {"role": "user", "content": "Hello"}
    examples: list[dict[str, Any]] = [
        {"messages": [{**message, KEY: 1, EMAIL: 1, "name": f"{EVERYTHING} {'n' * 80}"}]},
        {"messages": [{"role": EVERYTHING, "content": EVERYTHING}, {"role": EMAIL, "content": {"a": KEY}}]},
        {
            "messages": [
                {"role": "assistant", "tool_calls": [call], "weight": KEY},
                {"role": "tool", "tool_call_id": KEY},
            ]
        },
        {
            "messages": [
                {"role": "user", "content": [{"type": KEY}, {"type": "image_url", "image_url": EVERYTHING}]}
            ]
        },
        {EVERYTHING: 1, KEY: 2},
        {"messages": [message], "tools": [{"type": EVERYTHING, "function": {"name": EVERYTHING}}], EMAIL: 1},
        {"messages": EVERYTHING},
        {"messages": [{"role": "user", "content": "x" * 195 + KEY}], "x" * 185 + KEY: 1},
        {"input": EVERYTHING, "preferred_output": EVERYTHING},
    ]
    broken = (
        f'{{"{KEY}": 1, "{KEY}": 2}}',
        f'{{"messages": {KEY}}}',
        f'{{"a": 1 {EMAIL}',
        f'{{"{KEY}": NaN}}',
    )
    return [*(json.dumps(example).encode() for example in examples), *(line.encode() for line in broken)]


@pytest.mark.parametrize(
    "lines",
    [
        planted(),
        [
            json.dumps({"prompt": f"{EVERYTHING} {number}", "completion": f" {EVERYTHING}{number}"}).encode()
            for number in "ab"
        ],
    ],
    ids=["chat", "completions"],
)
def test_no_output_and_nothing_kept_holds_a_planted_secret(tmp_path: Path, lines: list[bytes]) -> None:
    path = tmp_path / "planted.jsonl"
    path.write_bytes(b"\n".join(lines))
    for form in ([], ["--json"]):
        command = [sys.executable, "-m", "ftdesk", "check", *form, "--target", "ftdesk-replies-1", str(path)]
        done = subprocess.run(command, capture_output=True, timeout=100, check=False)
        assert b"personal.email" in done.stdout
        assert [text for text in TELLING if text.encode() in done.stdout + done.stderr] == []
    check = FileCheck(CheckOptions())
    check.add_block(check_block(Block(1, tuple(range(len(lines))), tuple(lines)), CheckOptions()))
    kept = repr(check.comparison.edges.notes())
    assert [text for text in TELLING if text in kept or text[::-1] in kept] == []
    findings = repr(list(check.findings(np.arange(len(lines)), lines.__getitem__)))
    assert [text for text in TELLING if text in findings] == []
