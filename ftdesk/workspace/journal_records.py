"""What a journal holds: the file it builds on, and what was done since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from pathlib import Path

    from ftdesk.dataset.lines import FileStamp


@dataclass(frozen=True, slots=True)
class Base:
    """A file that the entries of a journal build on; without a path, a document that was never saved."""

    path: Path | None
    stamp: FileStamp | None
    content: bytes
    """`sampled_identity` of the file."""
    rows: bytes
    """`BaseRows.encode()`: how the rows stood to the file."""
    lines: int = 0
    """How many rows there were."""


@dataclass(frozen=True, slots=True)
class Done:
    """A new step on the undo stack; those that were undone are gone. `position` steps are done afterwards."""

    undo: ClassVar[bool] = False
    number: int
    change: bytes
    text: str
    position: int


@dataclass(frozen=True, slots=True)
class Amended:
    """The last done step has another change, which does all that the old one did; those undone are gone."""

    undo: ClassVar[bool] = False
    number: int
    change: bytes
    text: str
    position: int


@dataclass(frozen=True, slots=True)
class Undone:
    """The last done step was undone. `change` is filled in when it is read."""

    undo: ClassVar[bool] = True
    number: int
    position: int
    change: bytes = b""


@dataclass(frozen=True, slots=True)
class Redone:
    """The step that was undone last was done again. `change` is filled in when it is read."""

    undo: ClassVar[bool] = False
    number: int
    position: int
    change: bytes = b""


@dataclass(frozen=True, slots=True)
class SaveBegun:
    """A save writes the rows as they stand after `position` steps."""

    position: int


Edit = Done | Amended | Undone | Redone
"""An entry that changed the rows: `change`, undone where `undo` is true."""
Entry = Edit | SaveBegun


@dataclass(frozen=True, slots=True)
class KeptStep:
    """A step of the undo stack, done or undone."""

    number: int
    change: bytes
    text: str


@dataclass(frozen=True, slots=True)
class History:
    """All that a journal tells."""

    base: Base
    prepared: Base | None
    """The file that a save was about to put in place."""
    replay: tuple[Edit, ...]
    """What changed the rows after `base`, in order."""
    prepared_at: int | None
    """Where in `replay` begins what came after the rows of `prepared`."""
    steps: tuple[KeptStep, ...]
    """The undo stack: done steps, then those that can be done again."""
    position: int
    """How many steps are done."""
    clean: int | None
    """After how many steps the rows are those of `base`; None where no undo leads there."""
    edited_at: float | None
    """When the last edit was written (seconds since 1970)."""
