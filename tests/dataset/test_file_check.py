"""A check that is mended row by row says what a fresh check of the edited file would say."""

import json
import random
from pathlib import Path

import pytest

from ftdesk.dataset.document import Block
from ftdesk.dataset.file_check import FileCheck
from ftdesk.dataset.formats import Format
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.rules.finding import Severity
from ftdesk.dataset.validation import check_block, check_line

PLAIN = CheckOptions(minimum_examples=3)


def chat(text: str = "Hello", system: str = "") -> bytes:
    prompt = [{"role": "system", "content": system}] if system else []
    turns = [{"role": "user", "content": text}, {"role": "assistant", "content": "Hi"}]
    return json.dumps({"messages": [*prompt, *turns]}).encode()


def asked(**more: object) -> bytes:
    return json.dumps({"messages": [{"role": "user", "content": "1"}], **more}).encode()


def pair(prompt: str, completion: str) -> bytes:
    return json.dumps({"prompt": prompt, "completion": completion}).encode()


def block_of(lines: dict[int, bytes], first_line: int = 1) -> Block:
    return Block(first_line, tuple(lines), tuple(lines.values()))


def fresh(lines: dict[int, bytes], options: CheckOptions = PLAIN) -> FileCheck:
    check = FileCheck(options, line_of=lambda key: list(lines).index(key) + 1)
    check.add_block(check_block(block_of(lines), options))
    return check


def said(check: FileCheck, keys: list[int]) -> list[tuple[int, str, str]]:
    return [(f.line, f.code, f.message) for f in check.findings(keys)]


def codes(check: FileCheck, key: int) -> list[str]:
    return [finding.code for finding in check.row_findings(key)]


POOL = [
    chat("a"),
    chat("b"),
    chat("a", "Be kind."),
    chat("b", "Be brief."),
    b"",
    b"{",
    asked(),
    asked(target=1),
    asked(target=2),
    b'{"a": 1}',
    pair("1 =", " 1\n"),
    pair("2 =", " 2\n"),
    pair("3", "3"),
    json.dumps(
        {"messages": [{"role": "user", "content": "1"}, {"role": "assistant", "content": "1"}], "id": 1}
    ).encode(),
]


@pytest.mark.parametrize("seed", range(25))
def test_after_any_edits_it_says_what_a_fresh_check_says(seed: int) -> None:
    chance = random.Random(seed)
    pool = chance.sample(POOL, 6)
    lines = {key: chance.choice(pool) for key in range(12)}
    check = FileCheck(PLAIN, line_of=lambda key: list(lines).index(key) + 1)
    check.add_block(check_block(block_of(lines), PLAIN))
    for step in range(12, 30):
        if chance.random() < 0.3 and lines:
            check.discard(gone := chance.choice(list(lines)))
            del lines[gone]
            check.reordered()
        else:
            key = chance.choice([*lines, step])
            lines[key] = chance.choice(pool)
            check.replace(key, check_line(1, lines[key], PLAIN))
        again = fresh(lines)
        assert said(check, list(lines)) == said(again, list(lines))
        assert check.counts() == again.counts()
        assert check.flagged_keys() == again.flagged_keys()
        assert check.totals() == again.totals()


def test_counts_are_those_of_the_findings() -> None:
    for pool in (POOL[:6], POOL[6:10], POOL[10:], POOL):
        lines = dict(enumerate(pool * 2))
        check = fresh(lines)
        severities = [finding.severity for finding in check.findings(lines)]
        assert check.counts() == {severity: severities.count(severity) for severity in Severity}


def test_blocks_may_come_in_any_order() -> None:
    lines = dict(enumerate(POOL * 2))
    parts = [dict(list(lines.items())[start : start + 5]) for start in range(0, len(lines), 5)]
    check = FileCheck(PLAIN, line_of=lambda key: key + 1)
    for part in reversed(parts):
        check.add_block(check_block(block_of(part, min(part) + 1), PLAIN))
    assert said(check, list(lines)) == said(fresh(lines), list(lines))
    assert [line for line, _, _ in said(check, list(lines))] == sorted(
        line for line, _, _ in said(check, list(lines))
    )


def test_a_duplicate_names_the_earlier_line_even_after_a_move() -> None:
    order = [1, 2, 3]
    check = FileCheck(PLAIN, line_of=lambda key: order.index(key) + 1)
    check.add_block(check_block(block_of({1: chat(), 2: chat("b"), 3: chat()}), PLAIN))
    assert (codes(check, 1), codes(check, 3)) == ([], ["example.duplicate"])
    order.reverse()
    check.reordered()
    assert [f.message for f in check.row_findings(1)] == ["The same example as on line 1."]
    assert codes(check, 3) == []


def test_what_ends_with_the_user_is_judged_by_the_rest_of_the_file() -> None:
    graded = fresh({0: asked(), 1: asked(target=1), 2: asked(target=2)})
    assert (graded.format, codes(graded, 0)) == (Format.REINFORCEMENT, [])
    chats = fresh({0: asked(), 1: chat("a"), 2: chat("b")})
    assert (chats.format, codes(chats, 0)) == (Format.CHAT, ["assistant.missing", "assistant.not_last"])
    alone = fresh({0: asked(), 1: asked(), 2: asked()})
    assert alone.format is Format.CHAT


def test_the_persons_choice_makes_no_line_a_minority() -> None:
    lines = {0: chat("a"), 1: chat("b"), 2: pair("1 =", " 1\n")}
    check = fresh(lines, CheckOptions(format=Format.COMPLETION))
    assert check.format is Format.COMPLETION
    assert codes(check, 0)[:2] == ["example.unknown_key", "prompt.missing"]


def test_system_prompts_are_counted_one_by_one() -> None:
    [finding] = fresh({0: chat("a", "Be kind."), 1: chat("b", "Be kind."), 2: chat("c")}).file_findings()
    assert finding.message == "System prompts differ: 1 of them in 2 examples; examples without one: 1."


def test_columns_of_all_rows_lie_ready_for_a_table() -> None:
    check = fresh({0: chat("a"), 5: chat("a", "Be kind.")})
    assert check.rows()["turns"][[0, 5]].tolist() == [2, 3]


def test_tokens_are_summed_over_the_lines_that_could_be_counted(vocabularies: Path) -> None:
    options = CheckOptions(encoding="utf8_bytes", vocabulary_directory=vocabularies)
    check = fresh({0: chat("a"), 1: b"{", 2: chat("aaa")}, options)
    one, two = (check_line(1, chat(text), options) for text in ("a", "aaa"))
    assert one.tokens is not None
    assert two.tokens is not None
    totals = check.totals()
    assert (totals.examples, totals.tokens, totals.largest) == (3, one.tokens + two.tokens, two.tokens)
    check.discard(2)
    assert check.totals().tokens == one.tokens
