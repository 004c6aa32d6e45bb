"""A document and a list, and everything that can be done to a document done to both."""

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ftdesk.dataset.changes import Change, ReplaceLines, Several
from tests.faults.desk import Desk
from tests.faults.list_model import ListModel
from tests.faults.random_files import PlainFile

_LINES = (b"", b"{}", b'{"a": 1}', b"x" * 300, b"two  spaces ", b"\xff", "é🙂".encode(), b"tab\t")


class Twins:
    """A document on a desk of its own and its model, and what was done to them.

    `told` are the names of what was done. A name in `slips` is done to the document wrongly, as a known-bad variant.
    """

    def __init__(self, folder: Path, dice: random.Random, slips: str = "") -> None:
        self.dice = dice
        self.slips = slips
        self.told: list[str] = []
        self.path = folder / "data.jsonl"
        ends = dice.choice([b"\n", b"\r\n"])
        lines = [dice.choice(_LINES) for _ in range(dice.randrange(12))]
        folder.mkdir()
        self.path.write_bytes(b"".join(line + ends for line in lines))
        self.desk = Desk(folder / "home", self.path)
        self.model = ListModel(list(enumerate(lines)))
        self.durable = self.model.copy()
        """The model as the journal had it when it was last written."""
        self.is_typing = False
        """Whether the last step may go on."""

    def step(self) -> None:
        """Do something, to both."""
        name, act = self.dice.choices(_ACTS, _OFTEN)[0]
        self.told.append(name)
        act(self)

    def difference(self) -> str | None:
        """How the document differs from its model, if it does."""
        dataset = self.desk.dataset
        rows = [(row, dataset.line(row)) for row in dataset.row_ids().tolist()]
        if rows != self.model.rows:
            return f"{rows} instead of {self.model.rows}"
        places = [dataset.index_of(row) for row, _ in rows]
        if places != list(range(len(rows))):
            return f"places {places}"
        steps = (len(self.desk.stack), self.desk.position)
        known = (len(self.model.states) - 1, self.model.position)
        return None if steps == known else f"{steps} steps instead of {known}"

    # -- what is done -------------------------------------------------------------------------------------------------

    def edit(self) -> None:
        """Give rows other lines: one, or several in one step."""
        self._do(self._edit())

    def insert(self) -> None:
        """Bring new rows in."""
        place = self.dice.randrange(len(self.model.rows) + 1)
        lines = [self.dice.choice(_LINES) for _ in range(self.dice.randrange(1, 4))]
        change = self.desk.dataset.changes.inserting(place, lines)
        self.model.rows[place:place] = zip(change.row_ids.tolist(), lines, strict=True)
        self._do(change)

    def delete(self) -> None:
        """Take rows out."""
        self._do(self._deletion())

    def move(self) -> None:
        """Put rows elsewhere, in their order."""
        self._do(self._motion())

    def sort(self) -> None:
        """Sort all rows by their lines."""
        self.model.rows = sorted(self.model.rows, key=lambda held: held[1])
        self._do(
            self.desk.dataset.changes.reordering(np.array([row for row, _ in self.model.rows], np.int64))
        )

    def type(self) -> None:
        """Go on with an edit, as while a person types: that is still one step."""
        if not self.is_typing:
            self.edit()
            return
        last = self.desk.stack[-1][1]
        if isinstance(last, ReplaceLines):
            lines = [self.dice.choice(_LINES) for _ in last.row_ids]
            later = self.desk.dataset.changes.replacing(last.row_ids, lines)
            self._put(dict(zip(last.row_ids.tolist(), lines, strict=True)))
            self.desk.amend(later, last.then(later))
            self.model.states[self.model.position] = list(self.model.rows)

    def several(self) -> None:
        """Delete, move and edit as one step."""
        changes: list[Change] = []
        for find in (self._deletion, self._motion, self._edit):
            change = find()
            if change is not None:
                self.desk.dataset.apply(change)
                changes.append(change)
        for change in reversed(changes):
            self.desk.dataset.apply(change, undo=True)
        self._do(Several(tuple(changes)))

    def undo(self) -> None:
        """Take the last step back."""
        self.is_typing = False
        if not self.desk.position:
            return
        skipped = self.slips == "undo-skips-moves" and hasattr(
            self.desk.stack[self.desk.position - 1][1], "before"
        )
        self.desk.undo()
        if skipped:
            self.desk.dataset.apply(self.desk.stack[self.desk.position][1])
        if self.slips == "undo-not-written":
            self.desk.steps._waiting.pop()
        self.model.go(self.desk.position)

    def redo(self) -> None:
        """Do a step again."""
        self.is_typing = False
        if self.desk.position < len(self.desk.stack):
            self.desk.redo()
            self.model.go(self.desk.position)

    def save(self) -> None:
        """Write the file, which then holds the rows."""
        self.is_typing = False
        self.desk.save()
        self.durable = self.model.copy()
        held = [line.content for line in PlainFile.of(self.path.read_bytes()).lines]
        if held != [line for _, line in self.model.rows]:
            raise AssertionError(f"the file holds {held}")
        if self.desk.dataset.is_modified:
            raise AssertionError("saved, and yet modified")

    def write(self) -> None:
        """Bring what was done to the journal."""
        self.desk.steps.write()
        self.durable = self.model.copy()

    # -- ends and new starts ------------------------------------------------------------------------------------------

    def restart(self) -> None:
        """The program ends in good order and starts again."""
        self.write()
        self._start_again()

    def crash(self) -> None:
        """The program dies: what was not in the journal yet is lost, and nothing else."""
        self._start_again()

    def die_in_save(self) -> None:
        """The program dies in a save, right before or after the new file is put in place."""
        self.desk.save(killed=self.dice.choice(["before", "after"]))
        self.durable = self.model.copy()  # a save writes the journal first
        self._start_again()

    def discard(self) -> None:
        """The person gives the unsaved edits up: the document is its file again, without a history."""
        self.desk.steps.leave(discard=True)
        lines = [line.content for line in PlainFile.of(self.path.read_bytes()).lines]
        self.durable = ListModel(list(enumerate(lines)))
        self._start_again()

    def _start_again(self) -> None:
        self.is_typing = False
        self.desk.end()
        self.desk = Desk(self.desk.home, self.path)
        self.model = self.durable.copy()
        if self.slips == "journal-forgets-undone" and self.desk.position < len(self.desk.stack):
            del self.desk.stack[self.desk.position :]
        opened = self.desk.opened
        if opened.position == opened.clean and self.desk.dataset.is_modified:
            raise AssertionError("clean, and yet modified")

    # -- inside -------------------------------------------------------------------------------------------------------

    def _do(self, change: Change | None) -> None:
        """Do what the model has had done to it."""
        if change is None:
            return
        self.desk.do(change)
        self.model.done()
        self.is_typing = isinstance(change, ReplaceLines)

    def _edit(self) -> Change | None:
        rows = self._some_rows()
        if not rows:
            return None
        lines = [self.dice.choice(_LINES) for _ in rows]
        self._put(dict(zip(rows, lines, strict=True)))
        return self.desk.dataset.changes.replacing(rows, lines)

    def _put(self, new: dict[int, bytes]) -> None:
        self.model.rows = [(row, new.get(row, line)) for row, line in self.model.rows]

    def _deletion(self) -> Change | None:
        rows = self._some_rows()
        self.model.rows = [(row, line) for row, line in self.model.rows if row not in rows]
        return self.desk.dataset.changes.deleting(rows) if rows else None

    def _motion(self) -> Change | None:
        rows = self._some_rows()
        if not rows:
            return None
        kept = [held for held in self.model.rows if held[0] not in rows]
        taken = [held for held in self.model.rows if held[0] in rows]
        place = self.dice.randrange(len(kept) + 1)
        self.model.rows = kept[:place] + taken + kept[place:]
        return self.desk.dataset.changes.moving(rows, place)

    def _some_rows(self) -> list[int]:
        rows = [row for row, _ in self.model.rows]
        count = self.dice.choice((1, 1, 1, 2, 3, len(rows)))
        return sorted(self.dice.sample(rows, min(count, len(rows))), key=rows.index)


_WEIGHTS: dict[Callable[[Twins], None], int] = {
    Twins.edit: 4,
    Twins.type: 3,
    Twins.insert: 3,
    Twins.delete: 3,
    Twins.move: 3,
    Twins.sort: 1,
    Twins.several: 1,
    Twins.undo: 6,
    Twins.redo: 3,
    Twins.save: 2,
    Twins.write: 2,
    Twins.restart: 1,
    Twins.crash: 1,
    Twins.die_in_save: 1,
    Twins.discard: 1,
}
_ACTS = [(act.__name__, act) for act in _WEIGHTS]
_OFTEN = list(_WEIGHTS.values())
