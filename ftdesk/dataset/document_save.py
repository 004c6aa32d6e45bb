"""Saving a dataset: a snapshot is written beside the file, put in its place, and the dataset goes on with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.drafts import Draft, FileOperations, refuse_foreign_changes
from ftdesk.dataset.file_errors import SaveFailed
from ftdesk.dataset.lines import LineSource

if TYPE_CHECKING:
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.document_rows import BaseRows


def save_document(
    dataset: Dataset,
    path: Path | None,
    *,
    overwrite_changed: bool,
    cancellation: Cancellation | None,
    files: FileOperations,
) -> BaseRows:
    """Write the file, wholly or not at all; the same ids then mean the rows of the new file.

    Untouched lines keep their bytes, edited ones their line end; new ones get the prevailing line end. What is
    edited while the save runs stays an unsaved edit. Returns how the rows stand to the file written. Raises
    `SaveFailed` (`ChangedOnDisk` unless `overwrite_changed`), `FileChanged` where the untouched lines are lost,
    `Cancelled`; ValueError where a new dataset is given no path.
    """
    target = path or dataset.path
    if target is None:
        raise ValueError("a new dataset needs a path to be saved")
    snapshot = dataset.snapshot()
    if not overwrite_changed:
        refuse_foreign_changes(snapshot.source, target)
    draft = Draft(target, files)
    draft.write(snapshot.chunks(cancellation))
    try:
        index = draft.index(len(snapshot.order))
        rescued = dataset.rescue(snapshot)
        base = dataset.adopt(lambda: _publish(dataset, draft, files), index, snapshot, rescued)
    finally:
        draft.discard()  # still there only if something failed
    draft.confirm()
    draft.remove_leftovers()
    return base


def _publish(dataset: Dataset, draft: Draft, files: FileOperations) -> LineSource:
    """Rename and open the new file; where that fails, the old one is read on."""
    old = dataset.source
    if old is None or files.replaces_open_files:
        draft.publish()
        return LineSource(draft.path)
    old.close()
    try:
        draft.publish()
    except SaveFailed:
        dataset.read_from(LineSource(old.path))
        raise
    return LineSource(draft.path)
