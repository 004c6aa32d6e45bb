"""One start of the program with one document: what a window does with it, without the window."""

from contextlib import suppress
from pathlib import Path

from ftdesk.dataset.changes import Change, encode
from ftdesk.dataset.document_rows import BaseRows
from ftdesk.dataset.document_save import Prepare
from ftdesk.workspace.journal_records import Amended, Done, Redone, Undone
from ftdesk.workspace.paths import WorkspacePaths
from ftdesk.workspace.reopening import Reopened, Reopening
from ftdesk.workspace.written_steps import WrittenSteps


class Killed(Exception):
    """Raised in the middle of a save, as if the process ended there."""


class Desk:
    """A document with its undo stack and its journal, open until `end`."""

    def __init__(self, home: Path, path: Path | None, key: str = "") -> None:
        self.home = home
        self.reopening = Reopening(WorkspacePaths(home))
        opened = self._open(path, key)
        assert opened is not None
        assert opened.set_aside is None or opened.rescued
        self.opened = opened
        if not opened.dataset.is_whole:
            opened.dataset.take_index(opened.dataset.index_rest())
        self.dataset = opened.dataset
        self.steps = WrittenSteps(self.reopening, opened)
        self.stack: list[tuple[int, Change]] = [(step.number, step.change) for step in opened.steps]
        self.position = opened.position
        self.next = 1 + max((number for number, _ in self.stack), default=-1)

    def _open(self, path: Path | None, key: str) -> Reopened | None:
        if path is not None:
            return self.reopening.open(path)
        return self.reopening.open_new(key) if key else self.reopening.begin_new()

    def do(self, change: Change) -> None:
        """A new step; what was undone is gone."""
        self.dataset.apply(change)
        del self.stack[self.position :]
        self.stack.append((self.next, change))
        self.position += 1
        self.steps.add(Done(self.next, encode(change), f"step {self.next}", self.position))
        self.next += 1

    def amend(self, change: Change, whole: Change) -> None:
        """The last step goes on, as while a person types; `whole` does all of it."""
        self.dataset.apply(change)
        number, _ = self.stack[-1]
        self.stack[-1] = (number, whole)
        self.steps.add(Amended(number, encode(whole), f"step {number}", self.position))

    def undo(self) -> None:
        """Take the last step back."""
        self.position -= 1
        number, change = self.stack[self.position]
        self.dataset.apply(change, undo=True)
        self.steps.add(Undone(number, self.position))

    def redo(self) -> None:
        """Do the step that was undone last again."""
        number, change = self.stack[self.position]
        self.dataset.apply(change)
        self.position += 1
        self.steps.add(Redone(number, self.position))

    def save(self, path: Path | None = None, *, killed: str = "") -> None:
        """Save; `killed` "before" or "after" the file is put in place ends the process there."""
        save = self.steps.saving(path, self.position)

        def write(prepare: Prepare) -> None:
            def prepare_and_die(rows: BaseRows, draft: Path) -> None:
                prepare(rows, draft)
                if killed == "before":
                    raise Killed

            self.dataset.save(path, prepare=prepare_and_die)
            if killed:
                raise Killed

        if killed:  # nobody is there any more to tell the journal how it ended
            self.steps._settle = lambda *, saved: None  # type: ignore[method-assign]
        with suppress(Killed):
            save(write)

    def end(self) -> None:
        """The process is gone: nothing is written any more."""
        self.steps.leave()
        self.dataset.close()

    @property
    def lines(self) -> list[bytes]:
        """All rows in order."""
        return [self.dataset.line(row_id) for row_id in self.dataset.row_ids().tolist()]
