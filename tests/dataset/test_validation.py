"""Lines checked one by one, in blocks and in worker processes; the seeded storm of broken lines."""

import json
import multiprocessing
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ftdesk.dataset.document import Block, Dataset
from ftdesk.dataset.formats import Format
from ftdesk.dataset.line_report import ROLES, CheckOptions
from ftdesk.dataset.row_columns import RowColumns
from ftdesk.dataset.row_table import row_of
from ftdesk.dataset.rules.finding import Severity
from ftdesk.dataset.validation import check_block, check_line, check_part

MakeDataset = Callable[[bytes], Dataset]
PLAIN = CheckOptions()
CHAT = b'{"messages": [{"role": "user", "content": "Hello\\nyou"}, {"role": "assistant", "content": "Hi"}]}'
TOOLS = b"""{"messages": [
    {"role": "user", "content": [
        {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}]},
    {"role": "assistant", "content": null, "tool_calls": [
        {"id": "a", "type": "function", "function": {"name": "f", "arguments": "{\\"x\\": 1}"}}]},
    {"role": "tool", "tool_call_id": "a", "content": "1"},
    {"role": "assistant", "content": "ok", "weight": 1}],
    "tools": [{"type": "function", "function": {"name": "f", "parameters": {"type": "object", "properties": {
        "x": {"type": "number", "pattern": "a", "minimum": 0}}}}}]}"""
PREFERENCE = """{"input": {"messages": [{"role": "user", "content": "日本語\u200b"}]},
    "preferred_output": [{"role": "assistant", "content": "é"}],
    "non_preferred_output": [{"role": "assistant", "content": "e"}]}"""
SEEDS = [
    CHAT,
    TOOLS,
    b'{"prompt": "Say \\ud83d\\ude00:", "completion": " yes\\u003a\\n"}',
    PREFERENCE.encode(),
    b'{"messages": [{"role": "user", "content": "1"}], "target": 1e3, "nums": [-0, 12345678901234567890123]}',
    b'{"functions": [{"name": "f"}], "messages": [{"role": "assistant", "function_call": {"name": "f"}}]}',
]
PIECES = [
    b"null",
    b"true",
    b"[]",
    b"{}",
    b'""',
    b"-1",
    b"NaN",
    b"1e999",
    b'"\\ud800"',
    b'"$ref"',
    b"\\u0000",
    b":",
    b"\xff",
    b"\x00",
    b"[" * 300,
    b"9" * 5000,
    b'"messages"',
    b'"role":1,',
    b"\xef\xbb\xbf",
    b'{"$ref":"#"}',
]


def mutated(raw: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(raw) + 1)
        end = min(len(raw), start + chance.choice((0, 0, 1, 1, 2, 5, 30)))
        raw = raw[:start] + chance.choice((b"", chance.randbytes(1), chance.choice(PIECES))) + raw[end:]
    return raw


def swapped(value: object, chance: random.Random) -> object:
    """The same JSON with one part in another part's place: valid text, wrong types."""
    strange: list[object] = [
        None,
        True,
        0,
        1.5,
        "",
        "x",
        [],
        {},
        [None],
        {"type": 1},
        {"$ref": "#"},
        ["a", 1],
        "\ud800",
    ]
    if chance.random() < 0.15:
        return chance.choice(strange)
    if isinstance(value, dict):
        return {key: swapped(part, chance) for key, part in value.items()}
    return [swapped(part, chance) for part in value] if isinstance(value, list) else value


def test_randomly_broken_lines_never_crash_a_check(vocabularies: Path) -> None:
    chance = random.Random(20240607)
    options = CheckOptions(encoding="utf8_bytes", vocabulary_directory=vocabularies, token_limit=10)
    for number in range(600):
        seed = chance.choice(SEEDS)
        raw = mutated(seed, chance) if number % 2 else json.dumps(swapped(json.loads(seed), chance)).encode()
        for chosen in (None, chance.choice(list(Format))):
            report = check_line(1, raw, CheckOptions(format=chosen) if number % 3 else options)
            assert all(finding.message for finding in report.findings)


def test_a_line_is_reported_with_what_a_table_shows() -> None:
    report = check_line(7, CHAT, PLAIN)
    assert (report.format, report.turns) == (Format.CHAT, 2)
    assert [role for bit, role in enumerate(ROLES) if report.roles >> bit & 1] == ["user", "assistant"]
    assert (report.findings, report.tokens, report.trained_tokens) == ((), None, None)


def test_tokens_are_counted_when_there_is_an_encoding(vocabularies: Path) -> None:
    options = CheckOptions(encoding="o200k_base", vocabulary_directory=vocabularies)
    report = check_line(1, CHAT, options)
    assert report.tokens is not None
    assert report.trained_tokens is not None
    assert 0 < report.trained_tokens < report.tokens


def test_a_line_that_is_wrong_all_over_is_told_of_a_thousand_places() -> None:
    report = check_line(1, b'{"messages": [' + b"1, " * 5000 + b"2]}", PLAIN)
    assert len(report.findings) == 1000


def test_the_persons_choice_wins_over_the_keys_of_a_line() -> None:
    report = check_line(1, b'{"prompt": "a", "completion": " b"}', CheckOptions(format=Format.CHAT))
    assert report.format is Format.CHAT
    assert report.findings[0].code == "messages.missing"


def test_a_block_says_what_its_lines_say() -> None:
    lines = (CHAT, b"", b"{", *SEEDS)
    keys = tuple(range(50, 50 + len(lines)))
    block = check_block(Block(11, keys, lines), PLAIN)
    for place, (key, line) in enumerate(zip(keys, lines, strict=True)):
        report = check_line(11 + place, line, PLAIN)
        assert block.rows[place].tobytes() == row_of(report)
        assert block.keys[place] == key


def test_a_spawned_process_reads_and_checks_a_part(make_dataset: MakeDataset, vocabularies: Path) -> None:
    options = CheckOptions(encoding="cl100k_base", vocabulary_directory=vocabularies)
    dataset = make_dataset(CHAT + b"\n{}\n")
    dataset.replace(1, b"{")
    [part] = dataset.snapshot().parts(10, 1000)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        report = pool.apply(check_part, (part, options))
    columns = RowColumns()
    columns.put(report)
    assert columns.own.rows_with() == {"json.invalid": 1}
    assert np.flatnonzero(columns.own.with_code(["json.invalid"])).tolist() == [1]
    assert columns.tokens[0] > 0


@pytest.mark.parametrize(
    ("name", "expected", "examples"),
    [
        ("gsm8k_chat_train", Format.CHAT, 449),
        ("gsm8k_chat_validation", Format.CHAT, 50),
        ("stock_toolcall_train", Format.CHAT, 86),
        ("stock_toolcall_validation", Format.CHAT, 10),
        ("orca_dpo_preference", Format.PREFERENCE, 284),
        ("countdown_reinforcement", Format.REINFORCEMENT, 100),
    ],
)
def test_published_files_have_their_format_and_no_error(
    published: Path, name: str, expected: Format, examples: int
) -> None:
    from ftdesk.dataset.parallel_check import check_dataset

    check = check_dataset(Dataset.open(published / f"{name}.jsonl"), CheckOptions(minimum_examples=10))
    assert (check.format, check.totals().examples) == (expected, examples)
    assert check.counts()[Severity.ERROR] == 0
