"""Saving a dataset: a snapshot is written beside the file, put in its place, and the dataset goes on with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.drafts import Draft, FileOperations
from ftdesk.dataset.file_errors import DatasetFileError, SaveFailed, SaveReason
from ftdesk.dataset.file_state import refuse_foreign_changes
from ftdesk.dataset.lines import LineIndex, LineSource, Progress
from ftdesk.dataset.piece_index import PieceIndex, reads_back

if TYPE_CHECKING:
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.document_rows import BaseRows
    from ftdesk.dataset.snapshot import Snapshot

Prepare = Callable[["BaseRows", Path], None]
"""Told, before a written file is put in place, how the rows will stand to it, and its path until then."""


def save_document(
    dataset: Dataset,
    path: Path | None,
    *,
    snapshot: Snapshot | None,
    overwrite_changed: bool,
    break_links: bool,
    cancellation: Cancellation | None,
    progress: Progress | None,
    files: FileOperations,
    prepare: Prepare | None,
) -> BaseRows:
    """Write the file, wholly or not at all; the same ids then mean the rows of the new file.

    Untouched lines keep their bytes, edited ones their line end; new ones get the prevailing line end. What is
    edited while the save runs stays an unsaved edit. `prepare` is told how the rows will stand to the new file, and
    where that lies before it is put in place. Returns how they stand to it. Raises
    `SaveFailed` (`ChangedOnDisk` unless `overwrite_changed`, `HardLinked` unless `break_links`), `FileChanged` where
    the untouched lines are lost, `Cancelled`; `SavedWithReserve` after a save that counts as one, the dataset then
    goes on with the new file; ValueError where a new dataset is given no path.
    """
    target = path or dataset.path
    if target is None:
        raise ValueError("a new dataset needs a path to be saved")
    snapshot = snapshot or dataset.snapshot()
    refuse_foreign_changes(snapshot.source, target, overwrite=overwrite_changed)
    draft = Draft(target, files, break_links=break_links)
    found = PieceIndex(snapshot.index)
    draft.write(
        found.watch(snapshot.pieces()),
        source=snapshot.source,
        size=snapshot.most_bytes(),
        progress=progress,
        cancellation=cancellation,
    )
    try:
        written, index = _look_back(draft, found, len(snapshot.order))
        rescued = dataset.rescue(snapshot)
        base = dataset.base_of(snapshot, rescued)
        refuse_foreign_changes(snapshot.source, target, overwrite=overwrite_changed)
        if cancellation is not None:
            cancellation.raise_if_set()
        if prepare is not None:
            prepare(base, draft.draft)
        if files.replaces_open_files:  # outside the document's lock: whoever edits never waits for the drive
            draft.publish()
            written.path = draft.path
            dataset.adopt(lambda: written, index, snapshot, rescued)
        else:
            dataset.adopt(lambda: _publish_closed(dataset, draft, written), index, snapshot, rescued)
    finally:
        draft.discard()  # still there only if something failed
    draft.confirm()
    return base


def _look_back(draft: Draft, found: PieceIndex, rows: int) -> tuple[LineSource, LineIndex]:
    """The draft, open, and its lines; that it reads as it was written is the last check before the old file goes."""
    failure = SaveFailed(draft.path, SaveReason.NOT_AS_WRITTEN)
    try:
        written = draft.read_back()
        index = found.index(written)
        if index.count == rows and reads_back(written, index):
            return written, index
    except DatasetFileError as error:
        raise failure from error
    raise failure


def _publish_closed(dataset: Dataset, draft: Draft, written: LineSource) -> LineSource:
    """Rename while nobody has either file open; the new one is read on, or where that fails the old one."""
    old = dataset.source
    written.close()
    if old is not None:
        old.close()
    try:
        draft.publish()
    except SaveFailed:
        if old is not None:
            dataset.read_from(LineSource(old.path))
        raise
    return LineSource(draft.path)
