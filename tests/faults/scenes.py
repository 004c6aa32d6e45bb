"""What is saved while faults happen: a file, edits of it, and what must stand on the disk afterwards."""

import random
from dataclasses import dataclass
from pathlib import Path

from ftdesk.dataset.document import Dataset


@dataclass
class Scene:
    """A document with edits in a folder of its own; `path` is what is saved to."""

    folder: Path
    path: Path
    dataset: Dataset
    old: bytes | None
    """What the file holds before; None where there is none."""
    new: bytes
    """What it holds once saved."""
    rows: tuple[bytes, ...]
    others: frozenset[str]
    """Names in the folder that belong there besides the file."""

    def on_disk(self) -> bytes | None:
        """What the file holds."""
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None

    def litter(self) -> set[str]:
        """Names in the folder that should not be there."""
        return {entry.name for entry in self.folder.iterdir()} - self.others - {self.path.name}

    def keeps_edits(self) -> bool:
        """Whether every row reads as the person left it."""
        return tuple(self.dataset.line(row) for row in self.dataset.row_ids().tolist()) == self.rows


KINDS = ("small", "large", "new", "save-as", "symlink", "sorted")


def make_scene(kind: str, folder: Path, seed: int) -> Scene:
    """A scene of a kind: a `large` file is copied by ranges, a `sorted` one line by line."""
    dice = random.Random(f"{kind}:{seed}")
    folder.mkdir(parents=True)
    lines = [b'{"row": %d, "text": "%x"}' % (row, dice.getrandbits(300)) for row in range(40)]
    if kind == "large":
        lines[20] = b'{"long": "%s"}' % (b"%x" % dice.getrandbits(8 << 19))
    old = b"\n".join(lines) + b"\n"
    path, target = folder / "data.jsonl", folder / "data.jsonl"
    others: set[str] = set()
    if kind == "new":
        return _finish(folder, path, Dataset.empty(), None, [b"first", b"second"], others)
    if kind == "symlink":
        (folder / "elsewhere").mkdir()
        target = folder / "elsewhere" / "real.jsonl"
        path.symlink_to(target)
        others = {"elsewhere"}
    target.write_bytes(old)
    dataset = Dataset.open(path)
    if kind == "save-as":
        others, path = {"data.jsonl"}, folder / "copy.jsonl"
        return _finish(folder, path, dataset, None, lines, others)
    return _finish(folder, path, dataset, old, lines[::-1] if kind == "sorted" else lines, others)


def _finish(
    folder: Path, path: Path, dataset: Dataset, old: bytes | None, lines: list[bytes], others: set[str]
) -> Scene:
    """Bring the dataset to hold these lines, the second of them edited."""
    if not len(dataset):
        for place, line in enumerate(lines):
            dataset.insert(place, line)
    elif dataset.line(0) != lines[0]:
        dataset.apply(dataset.changes.reordering(dataset.row_ids()[::-1]))
    lines = [lines[0], b'{"edited": "by a person"}', *lines[2:]]
    dataset.replace(dataset.row_id_at(1), lines[1])
    new = b"\n".join(lines) + b"\n"
    return Scene(folder, path, dataset, old, new, tuple(lines), frozenset(others))
