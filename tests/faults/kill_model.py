"""What a document and its undo stack should be: plain lists, and a plan of edits that follows from a seed alone.

The killed process and whoever judges it afterwards make the same plan, so that nothing but the log of
acknowledgements has to outlive the kill.
"""

import random
from dataclasses import dataclass, field, replace

Lines = tuple[bytes, ...]

SMALL_ROWS = 30
"""Edits stay among the first rows; those behind only make the file large."""
LOOKED_AT = SMALL_ROWS + 15
"""So many rows are compared at each position of the undo stack; where it stands, all are."""


@dataclass(frozen=True)
class Wish:
    """Something to be done; `kind` is a method of the killed session."""

    kind: str
    place: int = 0
    other: int = 0
    line: bytes = b""


@dataclass
class Step:
    """A step of the undo stack: the lines before and after it."""

    before: Lines
    after: Lines
    amended_at: int = -1
    """The place of the line that it replaced; -1 where it did something else."""


@dataclass
class Model:
    """The document as it should be; `do` follows a wish."""

    lines: Lines
    steps: list[Step] = field(default_factory=list)
    position: int = 0

    def do(self, wish: Wish) -> None:
        """As the killed session does."""
        if wish.kind == "undo":
            self.position -= 1
            self.lines = self.steps[self.position].before
        elif wish.kind == "redo":
            self.lines = self.steps[self.position].after
            self.position += 1
        elif wish.kind != "save":
            self._change(wish)

    def _change(self, wish: Wish) -> None:
        before, lines = self.lines, list(self.lines)
        if wish.kind in {"replace", "amend"}:
            lines[wish.place] = wish.line
        elif wish.kind == "insert":
            lines.insert(wish.place, wish.line)
        elif wish.kind == "delete":
            del lines[wish.place]
        else:
            lines.insert(wish.other, lines.pop(wish.place))
        self.lines = tuple(lines)
        del self.steps[self.position :]
        if wish.kind == "amend":
            self.steps[-1].after = self.lines
            return
        place = wish.place if wish.kind == "replace" else -1
        self.steps.append(Step(before, self.lines, place))
        self.position += 1

    def copy(self) -> "Model":
        """Another one that goes its own way."""
        return Model(self.lines, [replace(step) for step in self.steps], self.position)

    def states(self) -> list[Lines]:
        """The first lines at each position of the stack."""
        first = self.steps[0].before if self.steps else self.lines
        return [state[:LOOKED_AT] for state in (first, *(step.after for step in self.steps))]


class Plan:
    """The next wish for a model, as the seed has it."""

    def __init__(self, seed: int, *, saves: bool, long_lines: bool, amends: bool = True) -> None:
        self._chance = random.Random(seed)
        self._saves = saves
        self._amends = amends
        self._most = 50_000 if long_lines else 80

    def next(self, model: Model) -> Wish:
        """What is to be done now."""
        chance = self._chance
        kinds = {"replace": 8, "insert": 2, "delete": 2, "move": 2}
        if self._saves:
            kinds["save"] = 2
        last = model.steps[model.position - 1] if model.position else None
        if last is not None:
            kinds["undo"] = 4
        if model.position < len(model.steps):
            kinds["redo"] = 4
        if self._amends and last is not None and last.amended_at >= 0:
            kinds["amend"] = 6
        kind = chance.choices(list(kinds), list(kinds.values()))[0]
        rows = min(len(model.lines), SMALL_ROWS)
        place, other = chance.randrange(rows), chance.randrange(rows)
        line = b'{"line": "%s"}' % (b"%08x" % chance.getrandbits(32) * chance.randrange(1, self._most // 8))
        if kind == "delete" and rows < SMALL_ROWS // 2:
            kind = "insert"
        if kind == "amend" and last is not None:
            place = last.amended_at
        return Wish(kind, place, other, line)


@dataclass(frozen=True)
class Found:
    """A document after a restart."""

    lines: Lines
    states: list[Lines]
    """The first lines at each position of the undo stack."""
    position: int
    clean: int | None
    set_aside: str
