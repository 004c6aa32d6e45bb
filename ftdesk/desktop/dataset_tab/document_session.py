"""The open file: its rows, its undo stack and its check, and the only place where rows are changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from ftdesk.dataset.example import Example, Pointer, parse_example
from ftdesk.dataset.rules.finding import Finding
from ftdesk.desktop.dataset_tab.edit import Edit
from ftdesk.desktop.dataset_tab.file_checker import FileChecker
from ftdesk.desktop.dataset_tab.undo_commands import DeleteRows, EditLine, InsertRows, Row
from ftdesk.errors import FtdeskError

if TYPE_CHECKING:
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.line_report import CheckOptions
    from ftdesk.desktop.background import Background

PARSED_HERE = 1_000_000
VALUES_IN_A_FORM = 10_000
"""Lines with more bytes or values are not taken apart in the window's process: they are shown as raw text."""
_ROWS_ONE_BY_ONE = 50


class DocumentSession(QObject):
    """Holds a `Dataset` or none; every change goes through the undo stack and is checked at once.

    Signals:
        replaced(): another file, or none, is open.
        row_inserting(int) / row_inserted(object): around an insertion: its place, then its row id (int).
        row_removing(object) / row_removed(): around a deletion: its row id (int).
        rows_reset(): many rows came or went.
        line_changed(object, object): row id (int) and the place edited (Pointer or None).
        shown(object): a row id (int) that undo, redo or a new row wants to be seen.
        state_changed(): path or saved state changed.
        unreadable(object): FtdeskError, the file under the rows can no longer be read.
    """

    replaced = Signal()
    row_inserting = Signal(int)
    row_inserted = Signal(object)
    row_removing = Signal(object)
    row_removed = Signal()
    rows_reset = Signal()
    line_changed = Signal(object, object)
    shown = Signal(object)
    state_changed = Signal()
    unreadable = Signal(object)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dataset: Dataset | None = None
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(0)
        self.checker = FileChecker(background, self)
        self._reported = False
        self._merging = True
        self._example: tuple[int, bytes, Example | tuple[Finding, ...]] | None = None
        self._edited: tuple[int, bytes, Example] | None = None
        self.stack.cleanChanged.connect(self._tell_state)

    # -- what is open -----------------------------------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        """The file, or None for a new one and for none."""
        return self.dataset.path if self.dataset is not None else None

    @property
    def is_edited(self) -> bool:
        """Whether there is something that a save would keep."""
        return self.dataset is not None and not self.stack.isClean()

    def set_dataset(self, dataset: Dataset | None) -> None:
        """Show another dataset; the old one is let go."""
        old, self.dataset = self.dataset, dataset
        self.checker.forget()
        self.stack.clear()
        self._example, self._reported = None, False
        self.replaced.emit()
        self.state_changed.emit()
        if old is not None and old is not dataset:
            old.close()

    def start_check(self, options: CheckOptions) -> None:
        """Check the whole file against a target."""
        if self.dataset is None:
            return
        name = self.path.name if self.path is not None else self.tr("New file")
        self.checker.start(self.dataset, options, self.tr("Checking {name}").format(name=name))

    def line(self, row_id: int) -> bytes:
        """A row's bytes; empty where the file can no longer be read, which `unreadable` then says once."""
        try:
            return self.dataset.line(row_id) if self.dataset is not None else b""
        except FtdeskError as error:
            self._report(error)
            return b""

    def example(self, row_id: int) -> Example | tuple[Finding, ...]:
        """A row taken apart, or what keeps it from being an example; very long lines are not taken apart (())."""
        line = self.line(row_id)
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
        if line != old and not self._reported:
            merging = merge_key if self._merging else None
            self.stack.push(EditLine(self, row_id, old, line, text, merging, focus))

    def insert_lines(self, index: int, lines: Sequence[bytes], text: str) -> None:
        """Insert new rows as one step."""
        if self.dataset is None or not lines:
            return
        rows = [(index + place, None, line) for place, line in enumerate(lines)]
        self.stack.push(InsertRows(self, rows, text))

    def delete_rows(self, row_ids: Sequence[int], text: str) -> None:
        """Delete rows as one step."""
        if self.dataset is None or not row_ids:
            return
        places = sorted((self.dataset.index_of(row_id), row_id) for row_id in row_ids)
        self.stack.push(DeleteRows(self, [(place, row, self.line(row)) for place, row in places], text))

    def hold_steps(self, *, held: bool) -> None:
        """While a save runs, typing makes steps of its own, so that the saved state stays a place on the stack."""
        self._merging = not held

    # -- what the undo commands do (`Rows`) -------------------------------------------------------------------------

    def put_line(self, row_id: int, line: bytes, focus: Pointer | None) -> None:
        """Give a row new bytes, check it and tell."""
        if self.dataset is None:
            return
        try:
            self.dataset.replace(row_id, line)
        except FtdeskError as error:
            self._report(error)
            return
        self.checker.check_row(row_id)
        self.shown.emit(row_id)
        self.line_changed.emit(row_id, focus)

    def put_rows(self, rows: Sequence[Row]) -> list[int]:
        """Insert rows, lowest place first; returns their ids."""
        if self.dataset is None:
            return []
        one_by_one = len(rows) <= _ROWS_ONE_BY_ONE
        ids = []
        for index, row_id, line in rows:
            if one_by_one:
                self.row_inserting.emit(index)
            ids.append(self.dataset.insert(index, line, row_id))
            if one_by_one:
                self.row_inserted.emit(ids[-1])
        self._after_rows(ids, one_by_one=one_by_one)
        return ids

    def take_rows(self, row_ids: Sequence[int]) -> None:
        """Delete rows."""
        if self.dataset is None:
            return
        one_by_one = len(row_ids) <= _ROWS_ONE_BY_ONE
        for row_id in reversed(row_ids):
            if one_by_one:
                self.row_removing.emit(row_id)
            self.dataset.delete(row_id)
            self.checker.forget_row(row_id)
            if one_by_one:
                self.row_removed.emit()
        self._after_rows([], one_by_one=one_by_one)

    def _tell_state(self) -> None:
        self.state_changed.emit()

    def _report(self, error: FtdeskError) -> None:
        if not self._reported:
            self._reported = True
            self.unreadable.emit(error)

    def _after_rows(self, new: Sequence[int], *, one_by_one: bool) -> None:
        self._example = None
        for row_id in new:
            self.checker.check_row(row_id)
        self.checker.rows_moved()
        if not one_by_one:
            self.rows_reset.emit()
        if new:
            self.shown.emit(new[-1])
        self.checker.reports_changed.emit()


def _fits_a_form(line: bytes) -> bool:
    if len(line) > PARSED_HERE:
        return False
    return len(line) < VALUES_IN_A_FORM or sum(map(line.count, (b"{", b"[", b'":'))) <= VALUES_IN_A_FORM
