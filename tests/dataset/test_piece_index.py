"""The index that a save works out is the one that reading the new file would find."""

import dataclasses
import random
from collections.abc import Callable

import numpy as np
import pytest

from ftdesk.dataset import piece_index
from ftdesk.dataset.document import Dataset
from ftdesk.dataset.lines import LineIndex, LineSource, index_lines
from ftdesk.dataset.piece_index import reads_back

MakeDataset = Callable[[bytes], Dataset]
ENDS = [(b"\n",), (b"\r\n",), (b"\n", b"\r\n"), (b"\n", b"\n", b"\r\n")]
MARK = b"\xef\xbb\xbf"


def random_line(dice: random.Random) -> bytes:
    return bytes(dice.choices(b"ab\r\xef\xbb\xbf", k=dice.randrange(6)))


def random_content(dice: random.Random) -> bytes:
    ends = dice.choice(ENDS)
    body = b"".join(random_line(dice) + dice.choice(ends) for _ in range(dice.randrange(9)))
    if dice.random() < 0.4:
        body = body.removesuffix(b"\n").removesuffix(b"\r")
    return dice.choice([b"", MARK]) + body


def edit(dice: random.Random, dataset: Dataset) -> None:
    rows = len(dataset)
    what = dice.choice(["insert", "replace", "delete", "move", "sort"]) if rows else "insert"
    row = dataset.row_id_at(dice.randrange(rows)) if rows else 0
    if what == "insert":
        dataset.insert(dice.randrange(rows + 1), random_line(dice))
    elif what == "replace":
        dataset.replace(row, random_line(dice))
    elif what == "delete":
        dataset.delete(row)
    elif what == "move":
        dataset.move(row, dice.randrange(rows))
    else:
        ids = dataset.row_ids().tolist()
        dice.shuffle(ids)
        dataset.apply(dataset.changes.reordering(np.array(ids)))


def same(index: LineIndex, other: LineIndex) -> bool:
    return all(
        np.array_equal(getattr(index, field.name), getattr(other, field.name))
        for field in dataclasses.fields(LineIndex)
    )


@pytest.mark.parametrize("few", [0, 1000])  # both ways of putting it together
@pytest.mark.parametrize("seed", range(300))
def test_the_index_after_a_save_is_that_of_the_file_that_was_written(
    make_dataset: MakeDataset, monkeypatch: pytest.MonkeyPatch, seed: int, few: int
) -> None:
    monkeypatch.setattr(piece_index, "_FEW", few)
    dice = random.Random(seed)
    dataset = make_dataset(random_content(dice))
    for _ in range(3):
        for _ in range(dice.randrange(5)):
            edit(dice, dataset)
        snapshot = dataset.snapshot()
        assert snapshot.size_bytes() <= snapshot.most_bytes() <= snapshot.size_bytes() + 2 * len(dataset) + 4
        dataset.save()
        assert dataset.path is not None
        assert same(dataset.index, index_lines(LineSource(dataset.path)))


@pytest.mark.parametrize("written", [b"a\nb\nc", b"a\nb\nc\nd", b"ab\n\nc\n", b"a\nbc\n\n", b"a\n\x00\nc\0"])
def test_a_file_that_reads_differently_is_found_out(make_dataset: MakeDataset, written: bytes) -> None:
    dataset = make_dataset(b"a\nb\nc\n")
    index = dataset.index
    assert dataset.path is not None
    assert reads_back(LineSource(dataset.path), index)
    dataset.path.write_bytes(written)
    assert not reads_back(LineSource(dataset.path), index)


def test_a_stretch_of_zeros_in_a_long_file_is_found_out(make_dataset: MakeDataset) -> None:
    content = b"x" * 99 + b"\n"
    dataset = make_dataset(content * 10_000)
    assert dataset.path is not None
    with dataset.path.open("r+b") as file:
        file.seek(500_000)
        file.write(bytes(100_000))
    assert not reads_back(LineSource(dataset.path), dataset.index)
