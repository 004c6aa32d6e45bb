"""Does a change of the dataset and tells it: row by row where a few rows change, in one go where many do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from ftdesk.dataset.changes import Change, DeleteRows, InsertRows
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.example import Pointer
    from ftdesk.dataset.finding_columns import Mask
    from ftdesk.dataset.lines import Positions
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession
    from ftdesk.desktop.dataset_tab.undo_commands import Step

ONE_BY_ONE = 50
"""Up to so many rows are told one by one, so that the table keeps its selection and its place."""


class ChangeTelling(QObject):
    """Speaks through the signals of a session."""

    def __init__(self, session: DocumentSession) -> None:
        super().__init__(session)
        self._session = session

    def perform(self, dataset: Dataset, step: Step, *, undo: bool) -> None:
        """Do the step's change, or undo it. Raises `DatasetFileError` subclasses."""
        from ftdesk.dataset.changes import DeleteRows, InsertRows, ReplaceLines

        change = step.change
        if isinstance(change, ReplaceLines):
            dataset.apply(change, undo=undo)
            focus = (step.focus or step.merge_key) if undo else step.focus
            self._tell_lines(change.row_ids, focus)
        elif isinstance(change, InsertRows | DeleteRows) and len(change.row_ids) <= ONE_BY_ONE:
            if isinstance(change, InsertRows) is not undo:
                self._insert(dataset, change, undo=undo)
            else:
                self._remove(dataset, change, undo=undo)
        else:
            self._reset(dataset, change, undo=undo)

    def _tell_lines(self, row_ids: Positions, focus: Pointer | None) -> None:
        session = self._session
        if len(row_ids) > ONE_BY_ONE:
            session.checker.check_rows(row_ids)
            session.lines_changed.emit(row_ids)
            return
        for row_id in row_ids.tolist():
            session.checker.check_row(row_id)
            if len(row_ids) == 1:  # a step of several rows leaves filter and selection alone
                session.shown.emit(row_id)
            session.line_changed.emit(row_id, focus)

    def _insert(self, dataset: Dataset, change: InsertRows | DeleteRows, *, undo: bool) -> None:
        session = self._session
        for single in one_by_one(change):
            session.row_inserting.emit(int(single.places[0]))
            dataset.apply(single, undo=undo)
            session.row_inserted.emit(int(single.row_ids[0]))
        for row_id in change.row_ids.tolist():
            session.checker.check_row(row_id)
        session.checker.rows_moved()
        session.shown.emit(int(change.row_ids[-1]))
        session.checker.reports_changed.emit()

    def _remove(self, dataset: Dataset, change: InsertRows | DeleteRows, *, undo: bool) -> None:
        session = self._session
        for single in reversed(one_by_one(change)):
            row_id = int(single.row_ids[0])
            session.row_removing.emit(row_id)
            dataset.apply(single, undo=undo)
            session.checker.forget_row(row_id)
            session.row_removed.emit()
        session.checker.rows_moved()
        session.checker.reports_changed.emit()

    def _reset(self, dataset: Dataset, change: Change, *, undo: bool) -> None:
        """Many rows at once: what came, went or changed is told apart by the rows before and after.

        Masks by row id do that: numpy's sets take a second for a million rows.
        """
        import numpy as np

        session, before = self._session, dataset.row_ids()
        dataset.apply(change, undo=undo)

        def mask_of(row_ids: Positions) -> Mask:
            mask = np.zeros(dataset.next_id, np.bool_)
            mask[row_ids] = True
            return mask

        was, is_there = mask_of(before), mask_of(dataset.row_ids())
        gone, new = np.flatnonzero(was & ~is_there), np.flatnonzero(is_there & ~was)
        unknown = np.flatnonzero(is_there & (~was | mask_of(replaced_rows(change))))
        if len(gone):
            session.checker.forget_rows(gone)
        if len(unknown):
            session.checker.check_rows(unknown)
        session.checker.rows_moved()
        session.rows_reset.emit()
        if len(new):
            session.shown.emit(int(new[0]))
        session.checker.reports_changed.emit()


def one_by_one(change: InsertRows | DeleteRows) -> list[InsertRows | DeleteRows]:
    """The same change as changes of single rows, lowest place first."""
    from ftdesk.dataset.changes import DeleteRows, InsertRows

    spans = [slice(place, place + 1) for place in range(len(change.row_ids))]
    if isinstance(change, InsertRows):
        return [InsertRows(change.row_ids[s], change.places[s], change.lines[s]) for s in spans]
    return [DeleteRows(change.row_ids[s], change.places[s]) for s in spans]


def replaced_rows(change: Change) -> Positions:
    """The rows that a change gives other lines; those that it changes twice are in it twice."""
    import numpy as np

    from ftdesk.dataset.changes import ReplaceLines, Several

    if isinstance(change, ReplaceLines):
        return change.row_ids
    if isinstance(change, Several):
        found = [replaced_rows(part) for part in change.changes]
        return np.concatenate(found) if found else np.zeros(0, np.int64)
    return np.zeros(0, np.int64)
