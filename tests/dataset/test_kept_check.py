"""A check that was kept and brought back says what it said, also of rows under other ids."""

import random
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from ftdesk.dataset.array_file import read_arrays, write_arrays
from ftdesk.dataset.document import Block, Dataset
from ftdesk.dataset.file_check import FileCheck
from ftdesk.dataset.kept_check import KnownRows, kept_arrays, known_rows, options_key, rows_by_line
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.validation import check_block

OPTIONS = CheckOptions(minimum_examples=3)
CHAT = b'{"messages": [{"role": "user", "content": "%s"}, {"role": "assistant", "content": "b"}]}'
POOL: Sequence[bytes] = [
    *(CHAT % word for word in (b"a", b"b", b"c")),
    b'{"messages": [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "a"}], "x": 1}',
    b'{"messages": [{"role": "user", "content": "a"}]}',
    *(b'{"prompt": "%s ->", "completion": " %s END"}' % (word, word) for word in (b"a", b"\xc3\xa9")),
    b'{"prompt": "a?", "completion": " \\ud800"}',
    b"{",
    b"",
    b'{"a": 1}',
]


def checked(dataset: Dataset) -> FileCheck:
    check = FileCheck(OPTIONS, places_of=dataset.places_of)
    for block in dataset.blocks(7):
        check.add_block(check_block(block, OPTIONS))
    check.counts()
    return check


def brought_back(
    check: FileCheck, dataset: Dataset, folder: Path, gone: Sequence[int] = (), *, by_number: bool = False
) -> KnownRows:
    """Through a file, for the rows as they stand in the dataset; `by_number` leaves out to say which these are."""
    file = BytesIO()
    rows, changed = rows_by_line(dataset.snapshot()), np.array(gone, np.int64)
    write_arrays(file, kept_arrays(check, rows, lambda: changed), check.comparison.edges.notes())
    path = folder / "kept"
    path.write_bytes(file.getvalue())
    kept = read_arrays(path)
    lines = None if by_number else np.arange(dataset.index.count)
    return known_rows(kept.arrays, kept.notes, lines, dataset.next_id)


def said(check: FileCheck, dataset: Dataset) -> list[object]:
    return [
        *check.findings(dataset.row_ids(), dataset.line),
        check.counts(),
        check.totals(),
        check.code_counts(),
    ]


@pytest.mark.parametrize("by_number", [False, True])
@pytest.mark.parametrize("seed", range(30))
def test_what_was_kept_says_what_the_check_said(seed: int, by_number: bool, tmp_path: Path) -> None:
    chance = random.Random(seed)
    pool = chance.sample(POOL, 5)
    path = tmp_path / "data.jsonl"
    path.write_bytes(b"".join(chance.choice(pool) + b"\n" for _ in range(40)))
    dataset = Dataset.open(path)
    check = checked(dataset)
    known = brought_back(check, dataset, tmp_path, by_number=by_number)
    again = FileCheck(OPTIONS, places_of=dataset.places_of, known=known)
    assert not again.is_stale
    assert not len(again.unknown(dataset.row_ids()))
    assert said(again, dataset) == said(check, dataset)


def test_rows_that_changed_meanwhile_or_are_not_in_the_file_are_unknown(tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl"
    path.write_bytes(b"".join(line + b"\n" for line in POOL))
    dataset = Dataset.open(path)
    check = checked(dataset)
    dataset.replace(2, b"{}")
    dataset.delete(5)
    dataset.insert(0, b"[]")
    known = brought_back(check, dataset, tmp_path, gone=[7])
    fresh = Dataset.open(path)
    again = FileCheck(OPTIONS, places_of=fresh.places_of, known=known)
    assert again.unknown(fresh.row_ids()).tolist() == [2, 5, 7]
    assert again.unread_edges().tolist() == [6], "a row that may have had an extreme text is missing"
    for key in (2, 5, 7):
        again.add_block(check_block(part_of(fresh, key), OPTIONS))
    again.take_edges([check_block(block, OPTIONS).edges for block in fresh.blocks()])
    assert said(again, fresh) == said(checked(fresh), fresh)


def test_rows_that_are_the_lines_of_the_file_may_be_unknown_too(tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl"
    path.write_bytes(b"".join(line + b"\n" for line in POOL))
    dataset = Dataset.open(path)
    known = brought_back(checked(dataset), dataset, tmp_path, gone=[7], by_number=True)
    again = FileCheck(OPTIONS, places_of=dataset.places_of, known=known)
    assert again.unknown(dataset.row_ids()).tolist() == [7]


def test_rows_come_back_under_the_ids_of_an_earlier_session(tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl"
    path.write_bytes(b"".join(line + b"\n" for line in POOL))
    first = Dataset.open(path)
    first.insert(3, CHAT % b"new")
    first.delete(0)
    base = first.save()
    check = checked(first)
    again = Dataset.open(path, base=base)
    assert again.row_ids().tolist() != list(range(len(again)))
    known = known_rows_of(check, first, again, tmp_path)
    restored = FileCheck(OPTIONS, places_of=again.places_of, known=known)
    assert not len(restored.unknown(again.row_ids()))
    assert said(restored, again) == said(check, first)


def test_arrays_of_another_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl"
    path.write_bytes(b"".join(line + b"\n" for line in POOL))
    dataset = Dataset.open(path)
    arrays = dict(kept_arrays(checked(dataset), dataset.row_ids(), lambda: np.zeros(0, np.int64)))
    with pytest.raises(ValueError, match="another file"):
        known_rows(arrays, {"extremes": [], "is_exact": True}, np.arange(5), 5)
    with pytest.raises(KeyError):
        known_rows({"flags": arrays["flags"]}, {}, np.arange(len(POOL)), len(POOL))


def test_the_key_tells_what_results_depend_on() -> None:
    keys = {
        options_key(options)
        for options in (
            CheckOptions(),
            CheckOptions(token_limit=5),
            CheckOptions(encoding="utf8_bytes"),
            CheckOptions(item_keys=("a",)),
        )
    }
    assert len(keys) == 4
    assert options_key(CheckOptions(target="a", minimum_examples=9)) in keys


def known_rows_of(check: FileCheck, first: Dataset, again: Dataset, folder: Path) -> KnownRows:
    arrays = dict(kept_arrays(check, rows_by_line(first.snapshot()), lambda: np.zeros(0, np.int64)))
    return known_rows(arrays, check.comparison.edges.notes(), rows_by_line(again.snapshot()), again.next_id)


def part_of(dataset: Dataset, key: int) -> Block:
    return next(dataset.snapshot().taking(dataset.places_of(np.array([key]))).blocks(1, 1000))
