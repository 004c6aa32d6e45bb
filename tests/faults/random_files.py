"""Random files, some rows of each edited and saved: not one byte of an untouched line may differ.

What the file has to be afterwards is worked out here from the bytes alone, without ftdesk.
"""

import json
import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ftdesk.dataset.document import Dataset
from ftdesk.dataset.file_errors import DatasetFileError
from tests.faults.random_lines import MARK, random_file, random_line
from tests.faults.verdict import Verdict

COUNT = 10_000
CONTROLS = ("reserialised", "universal-newlines", "mark-dropped")


@dataclass
class Line:
    """A line of a file: its bytes, and its line end; None where it is new and has none yet."""

    content: bytes
    end: bytes | None


@dataclass
class PlainFile:
    """A file as lines with their line ends."""

    mark: bytes
    lines: list[Line]
    is_ended: bool

    @classmethod
    def of(cls, content: bytes) -> "PlainFile":
        """Cut at line feeds."""
        mark = MARK if content.startswith(MARK) else b""
        parts = content[len(mark) :].split(b"\n")
        lines = [_cut(part + b"\n") for part in parts[:-1]]
        if parts[-1]:
            lines.append(Line(parts[-1], b""))
        return cls(mark, lines, is_ended=not parts[-1])

    def prevailing(self) -> bytes:
        """The line end that most lines have."""
        ends = [line.end for line in self.lines if line.end]
        return b"\r\n" if 2 * ends.count(b"\r\n") > len(ends) else b"\n"

    def joined(self, prevailing: bytes) -> bytes:
        """The file again: new lines have the prevailing end, the last one has one if the file had one there."""
        parts = [self.mark]
        for place, line in enumerate(self.lines):
            is_last = place == len(self.lines) - 1
            end = line.end or prevailing
            if line.content.endswith(b"\r"):
                end = b"\r\n"  # or the return would become part of the line end
            if is_last and not self.is_ended and line.content:
                end = b""
            parts.append(line.content + end)
        return b"".join(parts)


def _cut(raw: bytes) -> Line:
    end = b"\r\n" if raw.endswith(b"\r\n") else b"\n"
    return Line(raw.removesuffix(end), end)


def run(count: int, seed: int, control: str | None) -> Verdict:
    """Edit and save so many files."""
    verdict = Verdict()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            dice = random.Random(f"{seed}:{number}")
            _try(verdict, Path(folder) / "data.jsonl", dice, number, control)
    return verdict


def _try(verdict: Verdict, path: Path, dice: random.Random, number: int, control: str | None) -> None:
    content = random_file(dice)
    path.write_bytes(content)
    try:
        dataset = Dataset.open(path)
    except DatasetFileError as refusal:  # such as binary data: not what is asked here
        verdict.count(f"refused: {type(refusal).__name__}")
        return
    plain = PlainFile.of(content)
    prevailing = plain.prevailing()
    for _ in range(dice.randrange(1, 6)):
        _edit(dice, dataset, plain)
    dataset.save()
    dataset.close()
    if control is not None:
        path.write_bytes(_SPOILED[control](path.read_bytes()))
    verdict.trials += 1
    verdict.count("lines", len(plain.lines))
    if path.read_bytes() != plain.joined(prevailing):
        verdict.wrongs.append(f"file {number} differs from what was edited")


def _edit(dice: random.Random, dataset: Dataset, plain: PlainFile) -> None:
    """The same edit of both; most are of a line's content, as a person makes them."""
    what = dice.choice(["replace"] * 6 + ["insert", "delete", "move"]) if plain.lines else "insert"
    place = dice.randrange(len(plain.lines)) if plain.lines else 0
    if what == "insert":
        line = random_line(dice)
        dataset.insert(place, line)
        plain.lines.insert(place, Line(line, None))
        return
    row = dataset.row_id_at(place)
    if what == "replace":
        line = random_line(dice)
        dataset.replace(row, line)
        plain.lines[place] = replace(plain.lines[place], content=line)
    elif what == "delete":
        dataset.delete(row)
        del plain.lines[place]
    else:
        to = dice.randrange(len(plain.lines))
        dataset.move(row, to)
        plain.lines.insert(to, plain.lines.pop(place))


def _reserialised(content: bytes) -> bytes:
    lines = []
    for line in content.split(b"\n"):
        try:
            lines.append(json.dumps(json.loads(line)).encode())
        except (ValueError, RecursionError):
            lines.append(line)
    return b"\n".join(lines)


_SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "reserialised": _reserialised,
    "universal-newlines": lambda content: content.replace(b"\r\n", b"\n"),
    "mark-dropped": lambda content: content.removeprefix(MARK),
}
