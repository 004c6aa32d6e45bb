"""What is killed: a document with its journal, edited, saved and opened by ftdesk's own code, without a window."""

import threading
import time
from pathlib import Path

from ftdesk.dataset.changes import Change, ReplaceLines, encode
from ftdesk.dataset.document_rows import BaseRows
from ftdesk.dataset.document_save import Prepare
from ftdesk.dataset.file_operations import FILES
from ftdesk.workspace.acknowledgements import Acknowledgements
from ftdesk.workspace.database import Database
from ftdesk.workspace.journal_records import Amended, Done, Redone, Undone
from ftdesk.workspace.paths import WorkspacePaths
from ftdesk.workspace.reopening import Reopening
from ftdesk.workspace.written_steps import WrittenSteps
from tests.faults.kill_model import LOOKED_AT, Found, Lines, Model, Plan, Wish
from tests.faults.savers import naive

FILE, HOME, LOG = "data.jsonl", "home", "acknowledged"
_PAUSE_SECONDS = 0.002
"""Between two edits: faster than a person, slower than the journal."""


class Session:
    """One start of the program with one document: what a window does, without the window."""

    def __init__(self, folder: Path, *, is_naive: bool = False) -> None:
        """A naive one writes over the file before it saves as ftdesk does."""
        paths = WorkspacePaths(folder / HOME)
        database = Database(paths.database)
        if database.quarantined is not None:
            raise AssertionError("a whole database was set aside")
        database.close()
        self.reopening = Reopening(paths)
        self.opened = self.reopening.open(folder / FILE)
        self.dataset = self.opened.dataset
        if not self.dataset.is_whole:
            self.dataset.take_index(self.dataset.index_rest())
        self.steps = WrittenSteps(self.reopening, self.opened, Acknowledgements(folder / LOG))
        self.stack: list[tuple[int, Change]] = [(step.number, step.change) for step in self.opened.steps]
        self.position = self.opened.position
        self._is_naive = is_naive
        self._saving: threading.Thread | None = None

    def do(self, wish: Wish) -> None:
        """Follow a wish, as `Model.do`."""
        getattr(self, f"_{wish.kind}")(wish)

    def _replace(self, wish: Wish) -> None:
        self._push(self.dataset.changes.replacing([self._row(wish.place)], [wish.line]))

    def _insert(self, wish: Wish) -> None:
        self._push(self.dataset.changes.inserting(wish.place, [wish.line]))

    def _delete(self, wish: Wish) -> None:
        self._push(self.dataset.changes.deleting([self._row(wish.place)]))

    def _move(self, wish: Wish) -> None:
        self._push(self.dataset.changes.moving([self._row(wish.place)], wish.other))

    def _amend(self, wish: Wish) -> None:
        change = self.dataset.changes.replacing([self._row(wish.place)], [wish.line])
        self.dataset.apply(change)
        del self.stack[self.position :]
        number, known = self.stack[-1]
        assert isinstance(known, ReplaceLines)
        self.stack[-1] = (number, known.then(change))
        self.steps.add(Amended(number, encode(self.stack[-1][1]), "Edit", self.position))

    def _undo(self, _: Wish) -> None:
        self.position -= 1
        number, change = self.stack[self.position]
        self.dataset.apply(change, undo=True)
        self.steps.add(Undone(number, self.position))

    def _redo(self, _: Wish) -> None:
        number, change = self.stack[self.position]
        self.dataset.apply(change)
        self.position += 1
        self.steps.add(Redone(number, self.position))

    def _save(self, _: Wish) -> None:
        """In a thread of its own, while edits go on; one after the other."""
        if self._saving is not None:
            self._saving.join()
        snapshot = self.dataset.snapshot()
        save = self.steps.saving(None, self.position)

        def write(prepare: Prepare) -> BaseRows:
            if self._is_naive:
                assert self.dataset.path is not None
                naive(self.dataset, self.dataset.path, FILES)
            return self.dataset.save(snapshot=snapshot, overwrite_changed=self._is_naive, prepare=prepare)

        self._saving = threading.Thread(target=save, args=(write,), daemon=True)
        self._saving.start()

    def _row(self, place: int) -> int:
        return int(self.dataset.row_ids()[place])

    def _push(self, change: Change) -> None:
        self.dataset.apply(change)
        del self.stack[self.position :]
        number = 1 + max((number for number, _ in self.stack), default=-1)
        self.stack.append((number, change))
        self.position += 1
        self.steps.add(Done(number, encode(change), "Edit", self.position))


def edit(folder: Path, model: Model, plan: Plan, *, every: float, is_naive: bool) -> None:
    """Edit as planned for ever; what was done is written to the journal every so many seconds."""
    session = Session(folder, is_naive=is_naive)

    def write() -> None:
        while True:
            session.steps.write()
            time.sleep(every)

    threading.Thread(target=write, daemon=True).start()
    while True:
        wish = plan.next(model)
        model.do(wish)
        session.do(wish)
        time.sleep(_PAUSE_SECONDS)


def open_again(folder: Path) -> None:
    """Start and end the program for ever, without an edit."""
    while True:
        session = Session(folder)
        session.reopening.look_through()
        session.steps.leave()
        session.dataset.close()


def restarted(folder: Path) -> Found:
    """Start the program once more and tell what it has, at each position of the undo stack."""
    session = Session(folder)
    dataset, position = session.dataset, session.position
    lines = _first(session, len(dataset))
    for _, change in reversed(session.stack[:position]):
        dataset.apply(change, undo=True)
    states = [_first(session, LOOKED_AT)]
    for _, change in session.stack:
        dataset.apply(change)
        states.append(_first(session, LOOKED_AT))
    return Found(lines, states, position, session.opened.clean, str(session.opened.set_aside or ""))


def _first(session: Session, rows: int) -> Lines:
    return tuple(session.dataset.line(row_id) for row_id in session.dataset.row_ids()[:rows].tolist())
