import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from ftdesk.dataset import compared_lines
from ftdesk.dataset.bringing_back import add_new_lines, change_into, is_as_compared
from ftdesk.dataset.compared_lines import ContentSide, DocumentSide, FileContent, Side, blocks
from ftdesk.dataset.comparison import Comparison, Kind, compare
from ftdesk.dataset.document import Dataset
from ftdesk.dataset.likeness import pair_far, pair_near
from ftdesk.dataset.line_hashes import HashedLines, hash_range, joined
from ftdesk.dataset.lines import LineSource
from ftdesk.dataset.pairing import far_gap, near_gaps, pair_all, with_pairs

ODD_FILES = [
    b"",
    b"one",
    b"one\ntwo\r\n\nthree",
    b"\xef\xbb\xbfone\r\ntwo\r",
    b"\n\n",
    b"\r\n",
    "長い\n行\r\n".encode(),
    b"x" * 3_000 + b"\nshort\n" + b"y" * 3_000,
]


def file_side(path: Path) -> ContentSide:
    return ContentSide(FileContent(LineSource(path)))


def found(side: Side) -> HashedLines:
    """All lines of a side, hashed and taken."""
    lines = joined([hash_range(raw, start) for start, raw in blocks(side)])
    side.take(lines)
    return lines


def compared(before: Side, after: Side) -> Comparison:
    """The whole way, as the window goes it."""
    comparison = compare(found(before).hashes, found(after).hashes)
    for unpaired, pair in ((near_gaps, pair_near), (far_gap, pair_far)):
        parts = list(unpaired(before, after, comparison))
        comparison = with_pairs(comparison, [(part.gaps, pair_all(pair, part.lines)) for part in parts])
    return comparison


def lines_of(dataset: Dataset) -> list[bytes]:
    return [dataset.line(row) for row in dataset.row_ids().tolist()]


@pytest.mark.parametrize("raw", ODD_FILES)
@pytest.mark.parametrize("block", [1, 4 << 20])
def test_a_file_and_the_document_of_it_have_the_same_lines(
    raw: bytes, block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compared_lines, "BLOCK", block)
    monkeypatch.setattr(compared_lines, "STEP", 7)
    (tmp_path / "d").write_bytes(raw)
    dataset = Dataset.open(tmp_path / "d")
    sides = file_side(tmp_path / "d"), DocumentSide(dataset.snapshot())
    hashes = [found(side).hashes.tolist() for side in sides]
    assert hashes[0] == hashes[1]
    for side in sides:
        assert [side.line(place) for place in range(len(dataset))] == lines_of(dataset)
        assert [side.line(place, 2) for place in range(len(dataset))] == [
            line[:2] for line in lines_of(dataset)
        ]


def test_a_document_is_compared_with_its_unsaved_edits(tmp_path: Path) -> None:
    (tmp_path / "d").write_bytes(b"one example\ntwo examples\nthree examples\n")
    dataset = Dataset.open(tmp_path / "d")
    dataset.replace(1, b"two examples!")
    dataset.insert(0, b"nothing")
    comparison = compared(file_side(tmp_path / "d"), DocumentSide(dataset.snapshot()))
    assert [Kind(kind).name for kind in comparison.kinds] == ["ADDED", "CHANGED"]
    assert (comparison.before.tolist(), comparison.after.tolist()) == ([-1, 1], [0, 2])


def test_a_file_where_every_line_changed_is_paired_in_stretches(tmp_path: Path) -> None:
    words = random.Random(4).choices(["tide", "harbour", "rope", "sail", "storm"], k=60_000)
    lines = [" ".join(words[place * 20 : place * 20 + 20]) + f" {place}" for place in range(3_000)]
    (tmp_path / "before").write_text("\n".join(lines))
    (tmp_path / "after").write_text("\n".join(f"{line} and more" for line in lines))
    comparison = compared(file_side(tmp_path / "before"), file_side(tmp_path / "after"))
    assert comparison.count(Kind.CHANGED) == len(comparison) == 3_000
    assert np.array_equal(comparison.before, comparison.after)


def shuffled_edits(lines: Sequence[bytes], seed: int) -> list[bytes]:
    made = random.Random(seed)
    others = [*lines]
    for _ in range(made.randrange(6)):
        place = made.randrange(len(others) + 1)
        if made.random() < 0.4 and others:
            del others[place % len(others)]
        elif made.random() < 0.5 and others:
            others[place % len(others)] += b" changed"
        else:
            others.insert(place, b"new %d" % made.randrange(10**6))
    if made.random() < 0.4:
        made.shuffle(others)
    return others


@pytest.mark.parametrize("seed", range(60))
def test_any_content_is_brought_back_as_one_change_that_can_be_undone(seed: int, tmp_path: Path) -> None:
    lines = [b"line %d of the file, with some words" % number for number in range(12)]
    (tmp_path / "mine").write_bytes(b"".join(line + b"\n" for line in lines))
    (tmp_path / "version").write_bytes(b"\n".join(shuffled_edits(lines, seed)))
    dataset = Dataset.open(tmp_path / "mine")
    for place, line in enumerate(shuffled_edits(lines, seed + 1)[:4]):
        dataset.insert(place, line)
    mine, version = dataset.snapshot(), file_side(tmp_path / "version")
    earlier = lines_of(dataset)
    comparison = compared(DocumentSide(mine), version)
    assert is_as_compared(dataset, mine)
    change = change_into(dataset, add_new_lines(dataset, mine, comparison, version))
    dataset.apply(change)
    assert lines_of(dataset) == lines_of(Dataset.open(tmp_path / "version"))
    dataset.apply(change, undo=True)
    assert lines_of(dataset) == earlier
    dataset.apply(change)
    assert lines_of(dataset) == lines_of(Dataset.open(tmp_path / "version"))


def test_rows_that_both_have_keep_their_ids_and_their_bytes_in_the_file(tmp_path: Path) -> None:
    lines = [b"line %d" % number for number in range(100)]
    (tmp_path / "mine").write_bytes(b"\n".join(lines))
    (tmp_path / "version").write_bytes(b"\n".join([*lines[50:], b"another line 7", *lines[:50]]))
    dataset = Dataset.open(tmp_path / "mine")
    version = file_side(tmp_path / "version")
    mine = dataset.snapshot()
    comparison = compared(DocumentSide(mine), version)
    dataset.apply(change_into(dataset, add_new_lines(dataset, mine, comparison, version)))
    assert dataset.row_ids().tolist() == [*range(50, 100), 100, *range(50)]
    assert dataset.edited_ids().tolist() == [100]


def test_a_line_written_over_by_an_unlike_one_keeps_its_line_end(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"one example\nanother example\r\nlast example\n")
    (tmp_path / "version").write_bytes(b"one example\nunlike the rest\r\nlast example\n")
    dataset = Dataset.open(tmp_path / "mine")
    version = file_side(tmp_path / "version")
    mine = dataset.snapshot()
    comparison = compared(DocumentSide(mine), version)
    dataset.apply(change_into(dataset, add_new_lines(dataset, mine, comparison, version)))
    dataset.save()
    assert (tmp_path / "mine").read_bytes() == (tmp_path / "version").read_bytes()


def test_an_edit_while_it_was_compared_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "d").write_bytes(b"one\ntwo\n")
    dataset = Dataset.open(tmp_path / "d")
    snapshot = dataset.snapshot()
    dataset.replace(0, b"edited")
    assert not is_as_compared(dataset, snapshot)
