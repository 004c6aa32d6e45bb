"""Journals cut short at every byte, and with single bytes flipped: each opens as it was written, or is set aside.

What is set aside is kept byte for byte, and a new journal serves in its place.
"""

import os
import random
import shutil
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from ftdesk.dataset.lines import FileStamp
from ftdesk.workspace import journal_rows
from ftdesk.workspace.journal_records import Base, Done, History, Redone, SaveBegun, Undone
from ftdesk.workspace.journals import Journals
from tests.faults.verdict import Verdict

COUNT = 1000
CONTROLS = ("no-checksums",)
_KEY = "key"
_AT_ONCE = 250

Damage = tuple[str, int, int]
"""A file, a place in it, and what the byte there is combined with; 0: the file ends there."""


def run(count: int, seed: int, control: str | None) -> Verdict:
    """Flip so many bytes, and cut at as many places, or everywhere if they are 1,000 or more."""
    verdict = Verdict()
    with tempfile.TemporaryDirectory(dir=_quick_folder()) as folder:
        files = Bench(Path(folder) / "first").files
        damages = [*_flips(files, count, seed), *_cuts(files, count)]
        batches = [damages[first : first + _AT_ONCE] for first in range(0, len(damages), _AT_ONCE)]
        with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
            folders = [Path(folder) / str(number) for number in range(len(batches))]
            for outcomes in pool.map(_try, folders, batches, [control] * len(batches)):
                for outcome in outcomes:
                    verdict.trials += 1
                    verdict.count(outcome if outcome in Bench.RIGHT else "wrong")
                    verdict.wrongs += [outcome] * (outcome not in Bench.RIGHT)
    return verdict


def _quick_folder() -> str | None:
    """Memory, where the system has such a folder: it is the content that matters here, not the disk."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def _flips(files: dict[str, bytes], count: int, seed: int) -> list[Damage]:
    """Half of them anywhere, half where a byte is not zero: most of a small database is empty."""
    chance = random.Random(seed)
    anywhere = [(name, place) for name, content in files.items() for place in range(len(content))]
    used = [(name, place) for name, place in anywhere if files[name][place]]
    places = [chance.choice(used if number % 2 else anywhere) for number in range(count)]
    return [(name, place, chance.randrange(1, 256)) for name, place in places]


def _cuts(files: dict[str, bytes], count: int) -> list[Damage]:
    everywhere = [(name, place, 0) for name, content in files.items() for place in range(len(content))]
    return everywhere if count >= COUNT else everywhere[:: len(everywhere) // count]


def _try(folder: Path, damages: list[Damage], control: str | None) -> list[str]:
    if control == "no-checksums":
        journal_rows._seal = lambda _: 0  # type: ignore[assignment]
    bench = Bench(folder)
    return [bench.outcome(*damage) for damage in damages]


class Bench:
    """One small journal, damaged again and again."""

    RIGHT = ("as it was written", "set aside")

    def __init__(self, folder: Path) -> None:
        self._journals = Journals(folder)
        self._folder = folder / _KEY
        self._write()
        self.files = {path.name: path.read_bytes() for path in self._folder.iterdir()}
        self._known = self._read()

    def outcome(self, name: str, place: int, flip: int) -> str:
        """What came of a damage: one of `RIGHT`, or what is wrong."""
        content = bytearray(self.files[name])
        if flip:
            content[place] ^= flip
        else:
            del content[place:]
        damaged = {**self.files, name: bytes(content)}
        shutil.rmtree(self._folder)
        self._folder.mkdir()
        for file, raw in damaged.items():
            (self._folder / file).write_bytes(raw)
        try:
            wrong = self._judge(damaged)
        except Exception as error:  # noqa: BLE001 - whatever it is, it would have reached the window
            wrong = repr(error)
        return wrong if wrong in self.RIGHT else f"{name}, byte {place}, {flip or 'cut'}: {wrong}"

    def _judge(self, damaged: dict[str, bytes]) -> str:
        opened = self._journals.open(_KEY)
        opened.journal.close()
        if opened.set_aside is None:
            return "as it was written" if self._read() == self._known else "it tells something else"
        kept = {path.name: path.read_bytes() for path in opened.set_aside.iterdir()}
        shutil.rmtree(opened.set_aside)
        if any(kept.get(file) != raw for file, raw in damaged.items() if raw):
            return "it was not set aside whole"
        return "set aside"

    def _read(self) -> tuple[History | None, list[bytes]]:
        """All it tells; it also has to take another entry."""
        journal = self._journals.open(_KEY).journal
        try:
            history = journal.read()
            lines = [journal.lines.read(number) for number in range(len(journal.lines))]
            journal.write([Redone(3, 2)])
        finally:
            journal.close()
        return history, lines

    def _write(self) -> None:
        journal = self._journals.open(_KEY).journal
        base = Base(Path("/data/a.jsonl"), FileStamp(100, 1, (2, 3)), b"content", b"rows", 3)
        journal.begin(base)
        journal.lines.append([b'{"line": 1}', b"second", b""])
        journal.write([Done(1, b"first change", "Edit", 1), SaveBegun(1)])
        journal.prepare(base)
        journal.confirm()
        journal.write(
            [Done(2, b"second", "Edit", 2), Undone(2, 1), Done(3, b"third", "Edit", 2), Undone(3, 1)]
        )
        journal.close()
