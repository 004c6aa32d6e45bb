"""What the columns of a check say is what a plain check of every line says, on random files of all formats."""

import gc
import json
import random
from collections import Counter
from collections.abc import Sequence
from itertools import count, takewhile

import numpy as np
import pytest

from ftdesk.dataset.document import Block
from ftdesk.dataset.file_check import FileCheck, chosen
from ftdesk.dataset.formats import TRAINABLE, Format, FormatTally
from ftdesk.dataset.line_report import CheckOptions, LineReport
from ftdesk.dataset.rules.finding import Finding, Severity
from ftdesk.dataset.rules.missing import missing_parts
from ftdesk.dataset.validation import check_block, check_line

OPTIONS = CheckOptions(minimum_examples=3)
Said = tuple[int, str, str]


def random_line(chance: random.Random, kinds: Sequence[str]) -> bytes:
    """A line of one of the kinds, with few different texts, so that lines repeat and agree."""
    word, kind = chance.choice(["a", "b", "é\u200b", ""]), chance.choice(kinds)
    user, answer = {"role": "user", "content": word}, {"role": "assistant", "content": word * 2}
    system = {"role": "system", "content": chance.choice(["Be kind.", "Be brief."])}
    values: dict[str, object] = {
        "chat": {"messages": [*([system] if chance.random() < 0.5 else []), user, answer]},
        "asked": {"messages": [user]},
        "graded": {"messages": [user], "target": word},
        "kept": {"messages": [user, answer], "id": word},
        "tool": {"messages": [user, {"role": "bot"}, {"role": "tool", "content": word}]},
        "preference": {
            "input": {"messages": [user]},
            "preferred_output": [answer],
            "non_preferred_output": [{"role": "assistant", "content": "c"}],
        },
        "foreign": {"instruction": word, "output": word},
        "unknown": {"a": word},
        "pair": {
            "prompt": f"Say it: {word}" + chance.choice([" ->", " ->", "?"]),
            "completion": f" word {word}" + chance.choice([" END", ""]),
        },
    }
    if kind == "broken":
        return chance.choice([b"", b"{", b"[1]", b"\xff", b'{"messages": 1}'])
    return json.dumps(values[kind]).encode()


KINDS = ("chat", "asked", "graded", "kept", "tool", "preference", "foreign", "unknown", "pair", "broken")


def plain_check(lines: Sequence[bytes], options: CheckOptions) -> list[list[Said]]:
    """Each line's findings by the rules as they are written, with objects and loops."""
    reports = [check_line(0, line, options) for line in lines]
    whole = options.format or FormatTally(Counter(report.format for report in reports)).majority()
    ends = plain_ends(reports) if whole is Format.COMPLETION else [[] for _ in reports]
    first: dict[int, int] = {}
    said = []
    for number, report in zip(count(1), reports, strict=False):
        findings = list(report.findings)
        may_be = report.if_reinforcement is not None and whole is Format.REINFORCEMENT
        if report.if_reinforcement is not None and may_be:
            findings = list(report.if_reinforcement)
        if any(finding.code == "format.unknown" for finding in report.findings):
            findings += missing_parts(whole)
        if report.format in TRAINABLE and report.format is not whole and not may_be:
            arguments = (("format", str(report.format)), ("majority", str(whole)))
            findings.append(Finding(0, "file.mixed_formats", "", arguments))
        mark = report.trace.fingerprint
        findings += ends[number - 1]
        if mark and first.setdefault(mark, number) != number:
            findings.append(Finding(0, "example.duplicate", "", (("line", str(first[mark])),)))
        said.append([(number, finding.code, finding.message) for finding in findings])
    return said


def plain_ends(reports: Sequence[LineReport]) -> list[list[Finding]]:
    found: list[list[Finding]] = [[] for _ in reports]
    edges = {place: report.trace.edges for place, report in enumerate(reports) if report.trace.edges}
    if len(edges) < 2:
        return found
    for edge, code, path in ((1, "prompt.no_separator", "/prompt"), (3, "completion.no_stop", "/completion")):
        ends = {place: texts[edge] for place, texts in edges.items()}
        letter, amount = Counter(end[:1] for end in ends.values()).most_common(1)[0]
        if common_start(list(ends.values())) or not letter or letter.isalnum() or 2 * amount <= len(ends):
            continue
        if edge == 1 and not any(texts[0] for texts in edges.values()):
            continue
        usual = common_start([end for end in ends.values() if end[:1] == letter])[::-1]
        for place, end in ends.items():
            if end[:1] != letter:
                found[place].append(Finding(0, code, path, (("ending", usual),)))
    return found


def common_start(texts: Sequence[str]) -> str:
    same = takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False))
    return "".join(letters[0] for letters in same)


@pytest.mark.parametrize("seed", range(60))
def test_columns_say_what_a_plain_check_of_every_line_says(seed: int) -> None:
    chance = random.Random(seed)
    kinds = chance.sample(KINDS, chance.randint(1, 4))
    lines = [random_line(chance, kinds) for _ in range(chance.choice([1, 2, 30, 200]))]
    options = CheckOptions(format=chance.choice([None, None, None, Format.CHAT, Format.COMPLETION]))
    expected = plain_check(lines, options)
    check = checked(lines, options, chance)
    ids = np.arange(len(lines))
    found = [finding for finding in check.findings(ids, lines.__getitem__) if not finding.whole_file]
    assert [(f.line, f.code, f.message) for f in found] == [said for line in expected for said in line]

    codes = [{code for _, code, _ in line} for line in expected]
    severities = [{finding.severity for finding in check.row_findings(key, lines[key])} for key in ids]
    assert ids[check.flagged()[ids]].tolist() == [key for key in ids if codes[key]]
    assert check.amounts()[ids].tolist() == [len(line) for line in expected]
    assert check.code_counts() == Counter(code for line in codes for code in line)
    for code in {code for line in codes for code in line}:
        assert chosen(ids, check.with_code([code])).tolist() == [key for key in ids if code in codes[key]]
    for severity in Severity:
        wanted = [key for key in ids if severity in severities[key]]
        assert chosen(ids, check.with_severity([severity])).tolist() == wanted
    worst = [next((s for s in Severity if s in line), None) for line in severities]
    assert [check.severity_of(int(key)) for key in ids] == worst
    ranks = {Severity.ERROR: 3, Severity.WARNING: 2, Severity.INFO: 1, None: 0}
    assert check.ranks()[ids].tolist() == [ranks[severity] for severity in worst]


def checked(lines: Sequence[bytes], options: CheckOptions, chance: random.Random) -> FileCheck:
    """A check fed with blocks in any order, some rows of which come again with what they are now."""
    check = FileCheck(options)
    starts = list(range(0, len(lines), 7))
    chance.shuffle(starts)
    for start in starts:
        stop = min(len(lines), start + 7)
        report = check_block(Block(start + 1, tuple(range(start, stop)), tuple(lines[start:stop])), options)
        late = np.array([chance.random() < 0.2 for _ in report.keys], np.bool_)
        check.add_block(report.without(late))
        for key in report.keys[late].tolist():
            check.replace(key, check_line(0, random_line(chance, KINDS), options))
            check.replace(key, check_line(0, lines[key], options))
    if len(check.unread_edges()):
        again = Block(1, tuple(range(len(lines))), tuple(lines))
        check.take_edges([check_block(again, options).edges])
    return check


def test_rows_are_found_by_role_and_by_tokens(vocabularies: object) -> None:
    system = {"role": "system", "content": "Be kind."}
    user, odd = {"role": "user", "content": "Hello"}, {"role": "bot", "content": "Hello"}
    lines = [json.dumps({"messages": part}).encode() for part in ([system, user], [user, odd], [user] * 9)]
    options = CheckOptions(encoding="utf8_bytes")
    check = checked([*lines, b"{"], options, random.Random(0))
    columns = check.columns
    assert np.flatnonzero(columns.with_roles(["system"])).tolist() == [0]
    assert np.flatnonzero(columns.with_roles(["system", "another"])).tolist() == [0, 1]
    small, middle, large = sorted(columns.tokens[:3].tolist())
    assert np.flatnonzero(columns.with_tokens(most=middle)).tolist() == [0, 1]
    assert np.flatnonzero(columns.with_tokens(large)).tolist() == [2]
    assert np.flatnonzero(columns.with_tokens()).tolist() == [0, 1, 2]
    assert small > 0


def count_findings() -> int:
    gc.collect()
    return sum(isinstance(kept, Finding) for kept in gc.get_objects())


def test_a_check_keeps_numbers_and_no_finding() -> None:
    before = count_findings()
    check = FileCheck(OPTIONS)
    chance = random.Random(5)
    lines = [random_line(chance, KINDS) for _ in range(3000)]
    check.add_block(check_block(Block(1, tuple(range(3000)), tuple(lines)), OPTIONS))
    check.counts()
    assert count_findings() - before < 5, "but for a few of the file as a whole"
    columns = check.columns
    names = ("flags", "format", "roles", "turns", "tokens", "trained", "fingerprint", "system")
    assert sum(columns[name].itemsize for name in names) + columns.own.numbers.itemsize < 40


def test_a_million_rows_are_asked_in_milliseconds() -> None:
    import time

    rows = 1_000_000
    check = FileCheck(OPTIONS)
    keys = np.arange(rows)
    block = check_block(Block(1, (0, 1), (random_line(random.Random(1), ["chat"]), b"{")), OPTIONS)
    many = block.rows[np.zeros(rows, np.int64) + (keys % 100 == 0)]
    many["fingerprint"] = keys // 2 + 1
    many["tokens"] = keys % 5000
    check.columns.reserve(rows)
    for start in range(0, rows, 50_000):
        at = keys[start : start + 50_000]
        check.add_block(type(block)(at, many[at], keys[:0], block.if_reinforcement))
    check.take_compared(check.begin_comparing().work_out())
    check.counts()

    def best(call: object) -> float:
        times = []
        for _ in range(5):
            begun = time.perf_counter()
            assert callable(call)
            call()
            times.append(time.perf_counter() - begun)
        return min(times)

    assert best(lambda: chosen(keys, check.with_severity([Severity.ERROR, Severity.WARNING]))) < 0.05
    assert best(lambda: chosen(keys, check.with_code(["example.duplicate", "json.invalid"]))) < 0.05
    assert best(lambda: chosen(keys, check.columns.with_tokens(100, 4000))) < 0.05
    assert best(lambda: chosen(keys, check.columns.with_roles(["user"]))) < 0.05
    assert best(check.counts) < 0.1
    assert best(lambda: np.argsort(check.columns.tokens, kind="stable")) < 0.3
