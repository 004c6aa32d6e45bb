"""Rows that are nearly the same: planted ones are found, look-alikes are not, and an edit takes its finding away."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.duplicates import write_rows
from ftdesk.dataset.document import Dataset
from ftdesk.dataset.file_check import FileCheck
from ftdesk.dataset.known_likes import KnownLikes
from ftdesk.dataset.leaks import count_leaks, found_here
from ftdesk.dataset.likeness_search import leaks, near_duplicates
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.near_duplicates import Likes
from ftdesk.dataset.validation import check_part

LONG = "The harbour office opens at seven, and the pilot is called an hour before the tide turns on the northern quay."


def chat(question: str, answer: str = LONG, system: str = "") -> bytes:
    messages = [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]
    if system:
        messages.insert(0, {"role": "system", "content": system})
    return json.dumps({"messages": messages}).encode()


Open = Callable[..., Dataset]


@pytest.fixture
def opened(tmp_path: Path) -> Any:
    made: list[Dataset] = []

    def open_lines(*lines: bytes) -> Dataset:
        path = tmp_path / f"{len(made)}.jsonl"
        path.write_bytes(b"".join(line + b"\n" for line in lines))
        made.append(Dataset.open(path))
        return made[-1]

    yield open_lines
    for dataset in made:
        dataset.close()


def pairs(likes: Likes) -> list[tuple[int, int]]:
    return list(zip(likes.later.tolist(), likes.earlier.tolist(), strict=True))


def checked(dataset: Dataset) -> FileCheck:
    check = FileCheck(CheckOptions())
    for part in dataset.snapshot().parts(100, 1 << 20):
        check.add_block(check_part(part, CheckOptions()))
    return check


def findings(check: FileCheck, dataset: Dataset, code: str) -> list[tuple[int, str]]:
    found = check.findings(dataset.row_ids(), dataset.line)
    return [(finding.line, finding.message) for finding in found if finding.code == code]


def test_planted_rows_are_found_and_no_others(tmp_path: Path) -> None:
    planted = write_rows(tmp_path / "rows.jsonl", 1_500, 150)
    dataset = Dataset.open(tmp_path / "rows.jsonl")
    found = dict(pairs(found_here(near_duplicates(dataset.snapshot()))))
    dataset.close()
    assert sum(found.get(line) == original for line, original in planted.items()) >= 0.95 * len(planted)
    assert found.keys() <= planted.keys()


@pytest.mark.parametrize(
    "again",
    [
        chat("WHEN does it  open?"),
        chat("\uff37hen does it open?"),
        chat("When does it open?", system="Be kind."),
        json.dumps(json.loads(chat("When does it open?")), indent=1).replace("\n", " ").encode(),
        chat("When does it open then?"),
        chat("When does it open?", LONG.replace("seven", "eight")),
    ],
)
def test_a_row_in_other_words_or_spelling_is_like_the_earlier_one(opened: Open, again: bytes) -> None:
    other = chat("Something else entirely, about rivers and valleys.", "No.")
    dataset = opened(other, chat("When does it open?"), again)
    assert pairs(found_here(near_duplicates(dataset.snapshot()))) == [(2, 1)]


def test_what_all_rows_share_makes_none_of_them_alike(opened: Open) -> None:
    generator = np.random.default_rng(3)
    names = ["".join(generator.choice(list("abcdefghijklmnop"), 12)) for _ in range(100)]
    rows = [chat(f"{LONG} Classify this: {name}", f"It is {name[::-1]}.", system=LONG * 5) for name in names]
    assert pairs(found_here(near_duplicates(opened(*rows).snapshot()))) == []


def test_a_file_without_rows_has_none(opened: Open) -> None:
    assert pairs(found_here(near_duplicates(opened().snapshot()))) == []


def test_the_finding_names_the_earlier_line_and_goes_with_an_edit_of_either(opened: Open) -> None:
    dataset = opened(chat("When?"), chat("Something else.", "No."), chat("When, then?"), chat("When?"))
    check = checked(dataset)
    check.comparison.take_likes(
        KnownLikes.within(found_here(near_duplicates(dataset.snapshot())), check.columns)
    )
    found = findings(check, dataset, "example.near_duplicate")
    assert [line for line, _ in found] == [3], "the exact copy on line 4 is an example.duplicate"
    assert found[0][1] == "Near duplicate of the example on line 1: 90 % similar."
    assert check.code_counts()["example.near_duplicate"] == 1
    assert np.flatnonzero(check.with_code(["example.near_duplicate"])).tolist() == [2]
    for row in (0, 2):
        dataset.apply(dataset.changes.replacing([row], [chat("Another question?", "Another answer.")]))
        before = check.columns.fingerprints.copy()
        check.add_block(check_part(next(dataset.snapshot().parts(100, 1 << 20)), CheckOptions()))
        assert not np.array_equal(before, check.columns.fingerprints)
        assert findings(check, dataset, "example.near_duplicate") == []
        assert check.code_counts()["example.near_duplicate"] == 0
        dataset.apply(dataset.changes.replacing([row], [chat("When?" if row == 0 else "When, then?")]))
        check.add_block(check_part(next(dataset.snapshot().parts(100, 1 << 20)), CheckOptions()))
        assert findings(check, dataset, "example.near_duplicate") == found


def test_a_row_that_stands_in_the_validation_file_is_a_leak(opened: Open) -> None:
    training = opened(chat("When?"), chat("Something else.", "No."), chat("When, then?"), chat("When?"))
    validation = opened(chat("Far away.", "Yes, very."), chat("When?"), chat("When?"))
    check = checked(training)
    likes = found_here(leaks(training.snapshot(), validation.snapshot()))
    assert pairs(likes) == [(0, 1), (2, 1), (3, 1)]
    check.comparison.take_likes(KnownLikes.elsewhere(likes, check.columns))
    found = findings(check, training, "example.leak")
    assert [line for line, _ in found] == [1, 3, 4]
    assert found[0][1] == "Near duplicate of line 2 of the validation file: 100 % similar."
    assert check.counts()["warning"] >= 3


def test_examples_of_the_validation_file_that_are_trained_on_are_counted(opened: Open) -> None:
    training = opened(chat("When?"), chat("Something else.", "No."), chat("Where is it, then?", LONG[::-1]))
    validation = opened(chat("Far away.", "Yes, very."), chat("WHEN?"), chat("When, then?"))
    assert training.path is not None
    assert validation.path is not None
    assert count_leaks(training.path, validation.path) == 2
    assert count_leaks(validation.path, training.path) == 1
