"""Saving a dataset: a snapshot is written beside the file, put in its place, and the dataset goes on with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.drafts import Draft, FileOperations, refuse_foreign_changes
from ftdesk.dataset.file_errors import SaveFailed
from ftdesk.dataset.lines import LineSource

if TYPE_CHECKING:
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.document_rows import BaseRows

Prepare = Callable[["BaseRows", Path], None]
"""Told, before a written file is put in place, how the rows will stand to it, and its path until then."""


def save_document(
    dataset: Dataset,
    path: Path | None,
    *,
    overwrite_changed: bool,
    cancellation: Cancellation | None,
    files: FileOperations,
    prepare: Prepare | None,
) -> BaseRows:
    """Write the file, wholly or not at all; the same ids then mean the rows of the new file.

    Untouched lines keep their bytes, edited ones their line end; new ones get the prevailing line end. What is
    edited while the save runs stays an unsaved edit. `prepare` is told how the rows will stand to the new file, and
    where that lies before it is put in place. Returns how they stand to it. Raises
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
        base = dataset.base_of(snapshot, rescued)
        if prepare is not None:
            prepare(base, draft.draft)
        dataset.adopt(lambda: _publish(dataset, draft, files), index, snapshot, rescued)
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
