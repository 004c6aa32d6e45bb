"""Changes of a dataset: done, undone, written down, and done again after a restart."""

import random
from pathlib import Path

import numpy as np
import pytest

from ftdesk.dataset.additions import Additions
from ftdesk.dataset.changes import Change, Several, decode, encode
from ftdesk.dataset.document import Dataset
from ftdesk.dataset.document_rows import BaseRows


def lines_of(dataset: Dataset) -> list[bytes]:
    return [dataset.line(row_id) for row_id in dataset.row_ids().tolist()]


def random_change(dataset: Dataset, draw: random.Random) -> Change:
    """Any change that is possible now."""
    ids = dataset.row_ids().tolist()
    some = draw.sample(ids, min(len(ids), draw.randint(1, 3)))
    kind = draw.choice(["replace", "insert", "delete", "move", "reorder", "several"]) if ids else "insert"
    match kind:
        case "insert":
            return dataset.changes.inserting(draw.randint(0, len(ids)), [b"new %d" % draw.randint(0, 99)])
        case "delete":
            return dataset.changes.deleting(some)
        case "move":
            return dataset.changes.moving(some, draw.randint(0, len(ids) - len(some)))
        case "reorder":
            return dataset.changes.reordering(np.array(draw.sample(ids, len(ids)), np.int64))
        case "several":
            return Several(
                (
                    dataset.changes.replacing(some[:1], [b"first"]),
                    dataset.changes.replacing(some[:1], [b"second"]),
                )
            )
    return dataset.changes.replacing(some, [b"edit %d" % draw.randint(0, 3) for _ in some])


@pytest.mark.parametrize("seed", range(30))
def test_whatever_is_done_can_be_undone_and_done_again(seed: int, tmp_path: Path) -> None:
    draw, path = random.Random(seed), tmp_path / "file.jsonl"
    path.write_bytes(b"a\r\nb\nc\nd")
    dataset = Dataset.open(path)
    states, changes = [lines_of(dataset)], []
    for _ in range(12):
        changes.append(random_change(dataset, draw))
        dataset.apply(changes[-1])
        states.append(lines_of(dataset))
        if draw.random() < 0.25:
            dataset.save()
    for change, state in zip(reversed(changes), reversed(states[:-1]), strict=True):
        dataset.apply(change, undo=True)
        assert lines_of(dataset) == state
    for change, state in zip(changes, states[1:], strict=True):
        dataset.apply(change)
        assert lines_of(dataset) == state


@pytest.mark.parametrize("seed", range(30))
def test_a_restart_needs_the_file_the_additions_and_what_was_done_since_the_last_save(
    seed: int, tmp_path: Path
) -> None:
    draw, path = random.Random(seed), tmp_path / "file.jsonl"
    path.write_bytes(b"a\r\nb\nc\nd")
    dataset = Dataset.open(path)
    base, history, since = dataset.base(), [], []
    for _ in range(12):
        change = random_change(dataset, draw)
        dataset.apply(change)
        history.append(encode(change))
        since.append(encode(change))
        if draw.random() < 0.3:
            base, since = dataset.save(), []
    again = Dataset.open(path, base=BaseRows.decode(base.encode()), additions=dataset.additions)
    for written in since:
        again.apply(decode(written))
    assert again.row_ids().tolist() == dataset.row_ids().tolist()
    assert lines_of(again) == lines_of(dataset)
    assert again.is_modified == dataset.is_modified
    assert again.edited_ids().tolist() == dataset.edited_ids().tolist()
    for written in reversed(history):
        again.apply(decode(written), undo=True)
    assert lines_of(again) == [b"a", b"b", b"c", b"d"]


def test_the_rows_of_another_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.jsonl"
    path.write_bytes(b"a\nb\n")
    dataset = Dataset.open(path)
    dataset.apply(dataset.changes.moving([0], 1))
    base = dataset.save()
    path.write_bytes(b"a\nb\nc\n")
    with pytest.raises(ValueError, match="another file"):
        Dataset.open(path, base=base)


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"\x63", b"\x00" + b"\xff" * 8])
def test_bytes_that_are_no_change_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"change|cut short"):
        decode(data)


class _Lines:
    """A file of lines, in memory."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []

    def append(self, lines: list[bytes]) -> None:
        self.lines += lines

    def read(self, number: int) -> bytes:
        return self.lines[number]


def test_additions_let_written_lines_go_from_memory_and_still_know_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ftdesk.dataset.additions.KEPT_IN_MEMORY", 10)
    additions, file = Additions(), _Lines()
    additions.back_with(file)
    additions.append([b"%02d" % number for number in range(20)])
    assert additions.write_out() == 20
    assert len(additions._memory) == 5
    assert [additions.line(number) for number in range(20)] == [b"%02d" % number for number in range(20)]
    again = Additions()
    again.back_with(file, [2] * 20)
    assert (again.line(7), again.size(7), len(again)) == (b"07", 2, 20)
    assert again.append([b"x"]).tolist() == [20]


@pytest.mark.parametrize("seed", range(20))
def test_the_size_is_told_the_same_step_by_step_and_at_once(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"".join(b"row %d" % number + b"x" * draw.randint(0, 9) + b"\n" for number in range(12)))
    dataset = Dataset.open(path)
    done: list[Change] = []
    for _ in range(30):
        if done and draw.random() < 0.3:
            dataset.apply(done.pop(), undo=True)
        else:
            done.append(random_change(dataset, draw))
            dataset.apply(done[-1])
        assert dataset.size_bytes == dataset.snapshot().size_bytes()
