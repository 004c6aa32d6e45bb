"""Writing files other than the open one: copies, exports, the two halves of a split. All of them, or none.

Every file is written in full beside its place before the first is put there, so that a full disk leaves no half of
a pair. What is there already is replaced only where the person agreed.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from ftdesk.dataset.drafts import FILES, Draft, FileOperations
from ftdesk.dataset.file_errors import DatasetFileError
from ftdesk.dataset.lines import STEP, Progress
from ftdesk.dataset.snapshot import Snapshot
from ftdesk.wording import QT_TRANSLATE_NOOP

Contents = Sequence[tuple[Path, Iterable[bytes]]]
"""Where each file goes, and its bytes."""


class TargetExists(DatasetFileError):
    """Something has that name, and nobody agreed to replace it."""

    template = QT_TRANSLATE_NOOP("DatasetFile", "There is already a file “{name}”. Nothing was written.")

    def __init__(self, path: Path, names: Sequence[str] = ()) -> None:
        super().__init__(path)
        self.names = tuple(names) or (path.name,)
        """All that are there already."""


class TargetTaken(DatasetFileError):
    """The name of the open file, or one name for two files: to write there would lose one of them."""

    template = QT_TRANSLATE_NOOP(
        "DatasetFile", "“{name}” is the open file, or named twice. Choose another name; nothing was written."
    )


def refuse_targets(paths: Sequence[Path], open_file: Path | None, *, overwrite: bool) -> None:
    """Raise `TargetTaken`, or `TargetExists` where some are there and may not be overwritten."""
    taken = {open_file.resolve()} if open_file is not None else set()
    for path in paths:
        place = path.resolve()
        if place in taken or (open_file is not None and _is_same(place, open_file)):
            raise TargetTaken(path)
        taken.add(place)
    there = [path for path in paths if path.exists()]
    if there and not overwrite:
        raise TargetExists(there[0], [path.name for path in there])


def write_new_files(
    contents: Contents, *, open_file: Path | None, overwrite: bool = False, files: FileOperations = FILES
) -> None:
    """Write files that nobody has open here.

    Raises `TargetExists` unless `overwrite`, `TargetTaken`, `SaveFailed`, and whatever making the bytes raises.
    """
    refuse_targets([path for path, _ in contents], open_file, overwrite=overwrite)
    drafts: list[Draft] = []
    with ExitStack() as undo:
        for path, chunks in contents:
            draft = Draft(path, files)
            undo.callback(draft.discard)  # still there only if something failed
            draft.write(chunks)
            drafts.append(draft)
        for draft in drafts:
            draft.publish()
    for draft in drafts:
        draft.confirm()


def in_steps(chunks: Iterable[bytes], step: int = STEP) -> Iterator[bytes]:
    """The same bytes in pieces of about `step`, so that a million short lines are not a million writes."""
    waiting: list[bytes] = []
    size = 0
    for chunk in chunks:
        waiting.append(chunk)
        size += len(chunk)
        if size >= step:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)


class Passage:
    """Tells how many bytes have gone by on the way to one or more files, of about `total`."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total = total
        self._progress = progress
        self._done = 0

    def through(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The same bytes."""
        for chunk in chunks:
            self._done += len(chunk)
            if self._progress is not None:
                self._progress(self._done, self._total)
            yield chunk


def about_bytes(snapshot: Snapshot) -> int:
    """How many bytes the rows have, near enough to show how far a write has come."""
    return int(snapshot.index.offsets[-1]) + int(
        snapshot.additions.sizes(snapshot.edits[snapshot.edits >= 0]).sum()
    )


def _is_same(place: Path, other: Path) -> bool:
    try:
        return place.samefile(other)  # another name of the same file: a hard link, or a case-blind disk
    except OSError:
        return False
