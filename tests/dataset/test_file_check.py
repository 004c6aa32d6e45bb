"""A check that is mended row by row says what a fresh check of the edited file would say."""

import json
import random
from pathlib import Path

import numpy as np
import pytest

from ftdesk.dataset.completion_edges import BlockEdges
from ftdesk.dataset.document import Block
from ftdesk.dataset.file_check import FileCheck
from ftdesk.dataset.formats import Format
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.lines import Positions
from ftdesk.dataset.rules.finding import Finding, Severity
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


def checker_of(lines: dict[int, bytes], options: CheckOptions = PLAIN) -> FileCheck:
    """A check without any row yet; `lines` may change later, its order is that of the file."""
    order = list

    def places_of(keys: Positions) -> Positions:
        return np.array([order(lines).index(key) for key in keys.tolist()], np.int64)

    return FileCheck(options, places_of=places_of)


def fresh(lines: dict[int, bytes], options: CheckOptions = PLAIN) -> FileCheck:
    check = checker_of(lines, options)
    check.add_block(check_block(block_of(lines), options))
    return check


def findings_of(check: FileCheck, lines: dict[int, bytes]) -> list[Finding]:
    return list(check.findings(np.array(list(lines), np.int64), lines.__getitem__))


def said(check: FileCheck, lines: dict[int, bytes]) -> list[tuple[int, str, str]]:
    return [(f.line, f.code, f.message) for f in findings_of(check, lines)]


def codes(check: FileCheck, lines: dict[int, bytes], key: int) -> list[str]:
    return [finding.code for finding in check.row_findings(key, lines[key])]


def edges(lines: dict[int, bytes]) -> BlockEdges | None:
    """What reading all completion examples again gives."""
    return check_block(block_of(lines), PLAIN).edges


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
    check = fresh(lines)
    for step in range(12, 30):
        if chance.random() < 0.3 and lines:
            check.discard(np.array([gone := chance.choice(list(lines))]))
            del lines[gone]
            check.reordered()
        else:
            key = chance.choice([*lines, step])
            lines[key] = chance.choice(pool)
            check.replace(key, check_line(1, lines[key], PLAIN))
        if len(check.unread_edges()):
            check.take_edges([edges(lines)])
        again = fresh(lines)
        assert said(check, lines) == said(again, lines)
        assert check.counts() == again.counts()
        assert check.code_counts() == again.code_counts()
        assert np.flatnonzero(check.flagged()).tolist() == np.flatnonzero(again.flagged()).tolist()
        assert check.totals() == again.totals()


def test_an_edit_while_rows_are_compared_in_a_thread_is_heeded() -> None:
    lines = {0: chat("a"), 1: chat("b"), 2: chat("a"), 3: chat("c", "Be kind.")}
    check = fresh(lines)
    under_way = check.begin_comparing()
    under_way.work_out()
    lines |= {2: chat("b", "Be brief."), 4: chat("c", "Be kind.")}
    del lines[0]
    check.discard(np.array([0]))
    for key in (2, 4):
        check.replace(key, check_line(1, lines[key], PLAIN))
    check.take_compared(under_way)
    assert not check.is_stale
    assert said(check, lines) == said(fresh(lines), lines)


def test_many_rows_that_change_at_once_are_compared_anew() -> None:
    lines = dict(enumerate([chat("a"), chat("b")] * 10))
    check = fresh(lines)
    assert int(check.copies().sum()) == 18
    lines |= {key: chat(str(key)) for key in range(2, 20)}
    check.add_block(check_block(block_of({key: lines[key] for key in range(2, 20)}), PLAIN))
    assert check.is_stale
    assert not check.copies().any()


def test_counts_are_those_of_the_findings() -> None:
    for pool in (POOL[:6], POOL[6:10], POOL[10:], POOL):
        lines = dict(enumerate(pool * 2))
        check = fresh(lines)
        severities = [finding.severity for finding in findings_of(check, lines)]
        assert check.counts() == {severity: severities.count(severity) for severity in Severity}


def test_blocks_may_come_in_any_order() -> None:
    lines = dict(enumerate(POOL * 2))
    parts = [dict(list(lines.items())[start : start + 5]) for start in range(0, len(lines), 5)]
    check = FileCheck(PLAIN)
    for part in reversed(parts):
        check.add_block(check_block(block_of(part, min(part) + 1), PLAIN))
    assert said(check, lines) == said(fresh(lines), lines)
    assert [line for line, _, _ in said(check, lines)] == sorted(line for line, _, _ in said(check, lines))


def test_a_duplicate_names_the_earlier_line_even_after_a_move() -> None:
    lines = {1: chat(), 2: chat("b"), 3: chat()}
    check = fresh(lines)
    assert (codes(check, lines, 1), codes(check, lines, 3)) == ([], ["example.duplicate"])
    for key in (2, 1):
        lines[key] = lines.pop(key)  # now 3, 2, 1
    check.reordered()
    assert [f.message for f in check.row_findings(1, lines[1])] == ["The same example as on line 1."]
    assert codes(check, lines, 3) == []


def test_nothing_is_compared_while_only_some_rows_are_there() -> None:
    lines = {0: chat("a"), 1: chat("a"), 2: pair("1 =", " 1\n"), 3: b"{"}
    check = fresh(lines)
    check.is_partial = True
    assert [codes(check, lines, key) for key in lines] == [[], [], [], ["json.invalid"]]
    assert np.flatnonzero(check.flagged()).tolist() == [3]
    check.is_partial = False
    assert np.flatnonzero(check.flagged()).tolist() == [1, 2, 3]


def test_a_completion_edit_asks_for_reading_again_only_when_it_took_an_extreme_text_away() -> None:
    lines = {key: pair(f"{letter} ->", f" {letter}\n") for key, letter in enumerate("abcde")}
    check = fresh(lines)
    check.replace(2, check_line(1, pair("c2 ->", " c\n"), PLAIN))
    assert not len(check.unread_edges())
    check.replace(0, check_line(1, pair("b ->", " b\n"), PLAIN))
    assert check.unread_edges().tolist() == [0, 1, 2, 3, 4]


def test_what_ends_with_the_user_is_judged_by_the_rest_of_the_file() -> None:
    lines = {0: asked(), 1: asked(target=1), 2: asked(target=2)}
    graded = fresh(lines)
    assert (graded.format, codes(graded, lines, 0)) == (Format.REINFORCEMENT, [])
    lines |= {1: chat("a"), 2: chat("b")}
    chats = fresh(lines)
    assert (chats.format, codes(chats, lines, 0)) == (
        Format.CHAT,
        ["assistant.missing", "assistant.not_last"],
    )
    alone = fresh({0: asked(), 1: asked(), 2: asked()})
    assert alone.format is Format.CHAT


def test_the_persons_choice_makes_no_line_a_minority() -> None:
    lines = {0: chat("a"), 1: chat("b"), 2: pair("1 =", " 1\n")}
    check = fresh(lines, CheckOptions(format=Format.COMPLETION))
    assert check.format is Format.COMPLETION
    assert codes(check, lines, 0)[:2] == ["example.unknown_key", "prompt.missing"]


def test_system_prompts_are_counted_one_by_one() -> None:
    [finding] = fresh({0: chat("a", "Be kind."), 1: chat("b", "Be kind."), 2: chat("c")}).file_findings()
    assert finding.message == "System prompts differ: 1 of them in 2 examples; examples without one: 1."
    many = fresh({key: chat(str(key), f"Be {min(key, 7)}.") for key in range(10)})
    [finding] = many.file_findings()
    assert finding.arguments == (("prompts", "8"), ("counts", "3, 1, 1, 1, 1 …"), ("without", "0"))


def test_columns_of_all_rows_lie_ready_for_a_table() -> None:
    check = fresh({0: chat("a"), 5: chat("a", "Be kind.")})
    assert check.columns.turns[[0, 5]].tolist() == [2, 3]


def test_tokens_are_summed_over_the_lines_that_could_be_counted(vocabularies: Path) -> None:
    options = CheckOptions(encoding="utf8_bytes", vocabulary_directory=vocabularies)
    lines = {0: chat("a"), 1: b"{", 2: chat("aaa")}
    check = fresh(lines, options)
    one, two = (check_line(1, chat(text), options) for text in ("a", "aaa"))
    assert one.tokens is not None
    assert two.tokens is not None
    totals = check.totals()
    assert (totals.examples, totals.tokens, totals.largest) == (3, one.tokens + two.tokens, two.tokens)
    check.discard(np.array([2]))
    assert check.totals().tokens == one.tokens
