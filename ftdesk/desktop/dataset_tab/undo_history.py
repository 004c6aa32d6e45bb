"""The undo stack of the open document: steps are numbered for good, told as they happen, and can be brought back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from ftdesk.desktop.dataset_tab.undo_commands import Doing, Done, Step

if TYPE_CHECKING:
    from ftdesk.dataset.changes import Change
    from ftdesk.dataset.example import Pointer
    from ftdesk.workspace.reopening import RestoredStep


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the undo stack: how many steps are done, and the last of them."""

    position: int
    step: QUndoCommand | None


class UndoHistory(QObject):
    """Holds the stack; what a step does is done by the callable that is handed in (step, undo).

    Signals:
        done(object): Done, for whoever writes it down.
    """

    done = Signal(object)

    def __init__(self, do: Callable[[Step, bool], None], parent: QObject) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(0)
        self._do = do
        self._merging = True
        self._only_moving = False
        self._next_step = 0
        self._pushing: Step | None = None

    def clear(self) -> None:
        """Another document is open."""
        self.stack.clear()
        self._next_step = 0

    def push(
        self, change: Change, text: str, *, merge_key: Pointer | None = None, focus: Pointer | None = None
    ) -> None:
        """Do a change as a step; with the same `merge_key` as the step before it may become part of that one."""
        step = Step(self, self._next_step, change, text, merge_key if self._merging else None, focus)
        self._next_step += 1
        self._pushing = step
        try:
            self.stack.push(step)
        finally:
            self._pushing = None
        top = self.stack.command(self.stack.index() - 1)
        if top is step:
            self._tell(Doing.PUSH, step)
        elif isinstance(top, Step):
            self._tell(Doing.MERGE, top)

    def hold_steps(self, *, held: bool) -> None:
        """While a save runs, typing makes steps of its own, so that the saved state stays a place on the stack."""
        self._merging = not held

    def place(self) -> Place:
        """Where the stack stands."""
        position = self.stack.index()
        return Place(position, self._command_before(position))

    def mark_saved(self, place: Place) -> None:
        """The file has the rows as they were at a place of the stack, which may have moved on since."""
        position = self.stack.index()
        if place.position > self.stack.count() or place.step is not self._command_before(place.position):
            self.stack.resetClean()
            return
        with self._moving_only():
            self.stack.setIndex(place.position)
            self.stack.setClean()
            self.stack.setIndex(position)

    def restore(self, steps: Sequence[RestoredStep], position: int, clean: int | None) -> None:
        """Take over the history of an earlier session; the dataset is already as it was after `position` steps.

        `clean` is the position that equals the file, None where no position does.
        """
        with self._moving_only():
            for kept in steps:
                self.stack.push(Step(self, kept.number, kept.change, kept.text))
            self._next_step = 1 + max((kept.number for kept in steps), default=-1)
            if clean is None:
                self.stack.resetClean()
            else:
                self.stack.setIndex(clean)
                self.stack.setClean()
            self.stack.setIndex(position)

    def perform(self, step: Step, *, undo: bool) -> None:
        """What the steps call (`Performer`): do a step's change, or undo it."""
        if self._only_moving:
            return
        self._do(step, undo)
        if step is not self._pushing:
            self._tell(Doing.UNDO if undo else Doing.REDO, step)

    @contextmanager
    def _moving_only(self) -> Iterator[None]:
        """Inside, the stack moves and no step does anything."""
        self._only_moving = True
        try:
            yield
        finally:
            self._only_moving = False

    def _command_before(self, position: int) -> QUndoCommand | None:
        return self.stack.command(position - 1) if position else None

    def _tell(self, doing: Doing, step: Step) -> None:
        position = self.stack.index()
        if doing is Doing.UNDO:
            position -= 1  # the stack counts it only when the command has returned
        elif doing is Doing.REDO:
            position += 1
        self.done.emit(Done(doing, step.number, step.change, step.text(), position))
