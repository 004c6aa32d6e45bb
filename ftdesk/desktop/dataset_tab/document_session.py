"""The open file: its rows, its undo stack and its check, and the only place where rows are changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from ftdesk.dataset.example import Example, Pointer, parse_example
from ftdesk.dataset.rules.finding import Finding
from ftdesk.desktop.dataset_tab.change_telling import ChangeTelling
from ftdesk.desktop.dataset_tab.edit import Edit
from ftdesk.desktop.dataset_tab.file_checker import FileChecker
from ftdesk.desktop.dataset_tab.row_reader import RowReader
from ftdesk.desktop.dataset_tab.undo_commands import Step
from ftdesk.desktop.dataset_tab.undo_history import UndoHistory
from ftdesk.errors import FtdeskError

if TYPE_CHECKING:
    from ftdesk.dataset.changes import Change
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.line_report import CheckOptions
    from ftdesk.dataset.lines import LineIndex, Positions
    from ftdesk.desktop.background import Background

PARSED_HERE = 1_000_000
VALUES_IN_A_FORM = 10_000
"""Lines with more bytes or values are not taken apart in the window's process: they are shown as raw text."""


class DocumentSession(QObject):
    """Holds a `Dataset` or none; every change goes through the undo stack and is checked at once.

    Signals:
        replaced(): another file, or none, is open.
        completing(object) / completed(): around the moment when the rest of the file was indexed: how many rows
            there will be; then all of them are there.
        row_inserting(int) / row_inserted(object): around an insertion: its place, then its row id (int).
        row_removing(object) / row_removed(): around a deletion: its row id (int).
        rows_reset(): many rows came or went, or the order is another.
        line_changed(object, object): row id (int) and the place edited (Pointer or None).
        lines_changed(object): ids (array) of many rows that have other lines.
        shown(object): a row id (int) that undo, redo or a new row wants to be seen.
        state_changed(): path or saved state changed.
        done(object): Done, for whoever writes it down.
        many_coming(): many lines will be added for a step to come.
        read_only_changed(): `read_only` is another.
        refused(): an edit was refused because the file is read-only here.
        unreadable(object): FtdeskError, the file under the rows can no longer be read.
    """

    replaced = Signal()
    completing = Signal(object)
    completed = Signal()
    row_inserting = Signal(int)
    row_inserted = Signal(object)
    row_removing = Signal(object)
    row_removed = Signal()
    rows_reset = Signal()
    line_changed = Signal(object, object)
    lines_changed = Signal(object)
    shown = Signal(object)
    state_changed = Signal()
    done = Signal(object)
    many_coming = Signal()
    read_only_changed = Signal()
    refused = Signal()
    unreadable = Signal(object)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dataset: Dataset | None = None
        self.history = UndoHistory(self._do, self)
        self.history.done.connect(self.done)
        self.reader = RowReader(background, self)
        self.checker = FileChecker(background, self.reader, self)
        self.reader.failed.connect(self._report)
        self._telling = ChangeTelling(self)
        self._read_only = ""
        self._reported = False
        self._when_whole: list[Callable[[], None]] = []
        self._example: tuple[int, bytes, Example | tuple[Finding, ...]] | None = None
        self._edited: tuple[int, bytes, Example] | None = None
        self.stack.cleanChanged.connect(self._tell_state)

    # -- what is open -----------------------------------------------------------------------------------------------

    @property
    def stack(self) -> QUndoStack:
        """The steps that can be undone and done again."""
        return self.history.stack

    @property
    def path(self) -> Path | None:
        """The file, or None for a new one and for none."""
        return self.dataset.path if self.dataset is not None else None

    @property
    def is_edited(self) -> bool:
        """Whether there is something that a save would keep."""
        return self.dataset is not None and not self.stack.isClean()

    @property
    def read_only(self) -> str:
        """Why nothing may be changed here; empty where it may."""
        return self._read_only

    def set_read_only(self, reason: str) -> None:
        """Refuse every edit, and say why; an empty reason allows them again."""
        if reason != self._read_only:
            self._read_only = reason
            self.read_only_changed.emit()

    def set_dataset(self, dataset: Dataset | None) -> None:
        """Show another dataset; the old one is let go."""
        old, self.dataset = self.dataset, dataset
        self.checker.forget()
        self.history.clear()
        self._example, self._reported = None, False
        self._when_whole.clear()
        self.set_read_only("")
        self.replaced.emit()
        self.state_changed.emit()
        if old is not None and old is not dataset:
            old.close()

    def read_again(self) -> None:
        """The lines of the file can be read, perhaps after a while in which they could not: go on."""
        if self.dataset is not None and self._reported:
            self._example, self._reported = None, False
            self.lines_changed.emit(self.dataset.row_ids())
        self.checker.resume()

    def take_index(self, index: LineIndex) -> None:
        """The rest of the file was indexed."""
        if self.dataset is None:
            return
        self.completing.emit(index.count)
        self.dataset.take_index(index)
        self.completed.emit()
        waiting, self._when_whole = self._when_whole, []
        for call in waiting:
            call()

    def when_whole(self, call: Callable[[], None]) -> None:
        """Call at once, or as soon as all rows of the file are there."""
        if self.dataset is None or self.dataset.is_whole:
            call()
        else:
            self._when_whole.append(call)

    def start_check(self, options: CheckOptions) -> None:
        """Check the whole file against a target."""
        if self.dataset is None:
            return
        name = self.path.name if self.path is not None else self.tr("New file")
        self.checker.start(self.dataset, options, self.tr("Checking {name}").format(name=name))

    def line(self, row_id: int) -> bytes | None:
        """A row's bytes; None where the drive has not answered yet (`reader.answered` tells when to ask again).

        Empty where the file can no longer be read, which `unreadable` says once.
        """
        try:
            return self.reader.line(row_id)
        except FtdeskError as error:
            self._report(error)
            return b""

    def example(self, row_id: int) -> Example | tuple[Finding, ...] | None:
        """A row taken apart, or what keeps it from being an example; None where its line is not there yet.

        Very long lines are not taken apart: ().
        """
        line = self.line(row_id)
        if line is None:
            return None
        if self._example is not None and self._example[:2] == (row_id, line):
            return self._example[2]
        if self._edited is not None and self._edited[:2] == (row_id, line):
            self._example = self._edited
            return self._edited[2]
        parsed = parse_example(line) if _fits_a_form(line) else ()
        self._example = (row_id, line, parsed)
        return parsed

    # -- what a person does -----------------------------------------------------------------------------------------

    def apply(self, row_id: int, edit: Edit) -> bool:
        """Do an edit as a step that can be undone; false when the row is no example or the place is gone."""
        example = self.example(row_id)
        if not isinstance(example, Example):
            return False
        try:
            changed = edit.change(example)
        except (KeyError, ValueError, FtdeskError):  # the place is gone, or the text is no JSON
            return False
        line = changed.to_line()
        self._edited = (row_id, line, changed)
        self.replace_line(row_id, line, edit.text, merge_key=edit.merge_key, focus=edit.focus)
        return True

    def replace_line(
        self,
        row_id: int,
        line: bytes,
        text: str,
        *,
        merge_key: Pointer | None = None,
        focus: Pointer | None = None,
    ) -> None:
        """Give a row new bytes as a step that can be undone; the same bytes are no step."""
        old = self.line(row_id)
        if self.dataset is None or old is None or line == old or self._reported:
            return
        change = self.dataset.changes.replacing([row_id], [line], {row_id: old})
        self.apply_change(change, text, merge_key=merge_key, focus=focus)

    def replace_lines(self, row_ids: Sequence[int] | Positions, lines: Sequence[bytes], text: str) -> None:
        """Give many rows new lines as one step."""
        if self.dataset is not None and len(row_ids):
            self.apply_change(self.dataset.changes.replacing(row_ids, lines), text)

    def insert_lines(self, index: int, lines: Sequence[bytes], text: str) -> None:
        """Insert new rows as one step, as soon as all rows of the file are there."""
        if self.dataset is not None and lines:
            self._change_rows(
                lambda dataset: dataset.changes.inserting(min(index, len(dataset)), lines), text
            )

    def delete_rows(self, row_ids: Sequence[int] | Positions, text: str) -> None:
        """Delete rows as one step, as soon as all rows of the file are there."""
        if self.dataset is not None and len(row_ids):
            self._change_rows(lambda dataset: dataset.changes.deleting(row_ids), text)

    def move_rows(self, row_ids: Sequence[int] | Positions, place: int, text: str) -> None:
        """Put rows at a place, counted after they were taken out, as one step."""
        if self.dataset is not None and len(row_ids):
            self._change_rows(lambda dataset: dataset.changes.moving(row_ids, place), text)

    def reorder(self, row_ids: Positions, text: str) -> None:
        """Put all rows in another order, as one step."""
        if self.dataset is not None:
            self._change_rows(lambda dataset: dataset.changes.reordering(row_ids), text)

    def apply_change(
        self, change: Change, text: str, *, merge_key: Pointer | None = None, focus: Pointer | None = None
    ) -> None:
        """Do a change that the dataset made, as one step."""
        if self._read_only:
            self._refuse(change)
            return
        self.history.push(change, text, merge_key=merge_key, focus=focus)

    # -- inside -------------------------------------------------------------------------------------------------------

    def _change_rows(self, make: Callable[[Dataset], Change], text: str) -> None:
        def change() -> None:
            if self.dataset is not None:
                self.apply_change(make(self.dataset), text)

        self.when_whole(change)

    def _do(self, step: Step, undo: bool) -> None:  # noqa: FBT001 - as the history calls it
        """Do a step's change, or undo it, and tell who shows it."""
        if self.dataset is None:
            return
        self._example = None
        try:
            self._telling.perform(self.dataset, step, undo=undo)
        except FtdeskError as error:
            self._report(error)

    def _refuse(self, change: Change) -> None:
        """Show again what is there, so that no field keeps text that will never be saved."""
        from ftdesk.dataset.changes import ReplaceLines

        if isinstance(change, ReplaceLines) and len(change.row_ids) == 1:
            self._edited = None
            self.line_changed.emit(int(change.row_ids[0]), None)
        self.refused.emit()

    def _tell_state(self) -> None:
        self.state_changed.emit()

    def _report(self, error: FtdeskError) -> None:
        if not self._reported:
            self._reported = True
            self.unreadable.emit(error)


def _fits_a_form(line: bytes) -> bool:
    if len(line) > PARSED_HERE:
        return False
    return len(line) < VALUES_IN_A_FORM or sum(map(line.count, (b"{", b"[", b'":'))) <= VALUES_IN_A_FORM
