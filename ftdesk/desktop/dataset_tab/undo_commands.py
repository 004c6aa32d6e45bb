"""What a person can undo: a change of the dataset as a step on the undo stack, with its words."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QUndoCommand

from ftdesk.dataset.example import Pointer

if TYPE_CHECKING:
    from ftdesk.dataset.changes import Change

STEP_ID = 1
_PAUSE = 2.5
"""Seconds of rest after which typing becomes a step of its own."""


class Doing(StrEnum):
    """What was done with a step."""

    PUSH = "push"
    MERGE = "merge"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Done:
    """Something was done: what a journal writes down.

    `number` names the step for good; `position` is how many steps of the stack are done afterwards. A merge gives
    the step of that number another change.
    """

    doing: Doing
    number: int
    change: Change
    text: str
    position: int


class Performer(Protocol):
    """Does changes and tells the table, the form and the checks."""

    def perform(self, step: Step, *, undo: bool) -> None:
        """Do the step's change, or undo it."""


class Step(QUndoCommand):
    """One change; keystrokes in one field are one step."""

    def __init__(
        self,
        performer: Performer,
        number: int,
        change: Change,
        text: str,
        merge_key: Pointer | None = None,
        focus: Pointer | None = None,
    ) -> None:
        super().__init__(text)
        self._performer = performer
        self.number = number
        self.change = change
        self.merge_key = merge_key
        self.focus = focus
        self.when = time.monotonic()

    def id(self) -> int:
        """All steps may try to merge; `mergeWith` decides."""
        return STEP_ID

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in a further keystroke in the same field of the same row."""
        from ftdesk.dataset.changes import ReplaceLines

        if not isinstance(other, Step) or self.merge_key is None or self.merge_key != other.merge_key:
            return False
        mine, theirs = self.change, other.change
        if not isinstance(mine, ReplaceLines) or not isinstance(theirs, ReplaceLines):
            return False
        if mine.row_ids.tolist() != theirs.row_ids.tolist() or other.when - self.when > _PAUSE:
            return False
        self.change, self.when = mine.then(theirs), other.when
        return True

    def redo(self) -> None:
        """Do it."""
        self._performer.perform(self, undo=False)

    def undo(self) -> None:
        """Undo it."""
        self._performer.perform(self, undo=True)
