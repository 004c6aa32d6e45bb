"""Going back to the file is a change like any other: it can be undone, and written down."""

import random
from collections.abc import Callable

import pytest

from ftdesk.dataset.changes import decode, encode
from ftdesk.dataset.document import Dataset

MakeDataset = Callable[[bytes], Dataset]


def lines_of(dataset: Dataset) -> list[bytes]:
    return [dataset.line(row) for row in dataset.row_ids().tolist()]


def change_at_random(dataset: Dataset, chance: random.Random) -> None:
    rows = dataset.row_ids().tolist()
    word = b"new %d" % chance.randrange(100)
    match chance.randrange(5):
        case 0:
            dataset.insert(chance.randint(0, len(rows)), word)
        case 1 if rows:
            dataset.replace(chance.choice(rows), word)
        case 2 if rows:
            dataset.delete(chance.choice(rows))
        case 3 if rows:
            dataset.move(chance.choice(rows), chance.randrange(len(rows)))
        case 4 if chance.random() < 0.3:
            dataset.save()
        case _:
            pass


@pytest.mark.parametrize("seed", range(60))
def test_whatever_was_done_reverting_gives_the_file_and_undoing_it_gives_the_edits(
    make_dataset: MakeDataset, seed: int
) -> None:
    chance = random.Random(seed)
    dataset = make_dataset(b"a\nb\nc\nd\ne")
    for _ in range(chance.randrange(25)):
        change_at_random(dataset, chance)
    edited, was_modified = lines_of(dataset), dataset.is_modified
    change = decode(encode(dataset.changes.reverting()))
    dataset.apply(change)
    on_disk = dataset.path.read_bytes()
    assert b"".join(dataset.snapshot().chunks()) == on_disk
    assert not dataset.is_modified
    dataset.apply(change, undo=True)
    assert lines_of(dataset) == edited
    assert dataset.is_modified is was_modified
    dataset.apply(change)
    assert b"".join(dataset.snapshot().chunks()) == on_disk


def test_what_was_reverted_can_be_edited_and_saved(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"a\nb\nc\n")
    dataset.delete(1)
    dataset.replace(0, b"A")
    dataset.apply(dataset.changes.reverting())
    dataset.replace(1, b"B")
    dataset.save()
    assert dataset.path.read_bytes() == b"a\nB\nc\n"
