"""Writing files other than the open one: copies, exports, the two halves of a split. All of them, or none.

Every file is written in full beside its place before the first is put there, so that a full disk leaves no half of
a pair; where the system then refuses to put one of them in place, those before it are taken away again, unless they
replaced a file. What is there already is replaced only where the person agreed.
"""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.drafts import FILES, Draft, FileOperations
from ftdesk.dataset.file_errors import DatasetFileError, SavedWithReserve
from ftdesk.dataset.lines import LineSource, Progress
from ftdesk.dataset.piece_writer import Piece
from ftdesk.dataset.snapshot import Snapshot
from ftdesk.wording import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class NewFile:
    """One file to write; ranges among its pieces are those of `source`, `size` is how many bytes it has at most."""

    path: Path
    pieces: Iterable[Piece]
    source: LineSource | None = None
    size: int = 0

    @classmethod
    def of(cls, path: Path, snapshot: Snapshot) -> "NewFile":
        """A file as a save of these rows would write it."""
        return cls(path, snapshot.pieces(), snapshot.source, snapshot.most_bytes())


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
    taken = {_name_of(open_file)} if open_file is not None else set()
    for path in paths:
        if _name_of(path) in taken or (open_file is not None and _is_same(path, open_file)):
            raise TargetTaken(path)
        taken.add(_name_of(path))
    there = [path for path in paths if path.exists()]
    if there and not overwrite:
        raise TargetExists(there[0], [path.name for path in there])


def write_new_files(
    new_files: Sequence[NewFile],
    *,
    open_file: Path | None,
    overwrite: bool = False,
    cancellation: Cancellation | None = None,
    progress: Progress | None = None,
    files: FileOperations = FILES,
) -> None:
    """Write files that nobody has open here.

    Raises `TargetExists` unless `overwrite`, `TargetTaken`, `SaveFailed`, `Cancelled`, and whatever making the
    bytes raises; `SavedWithReserve` when all are there.
    """
    refuse_targets([new.path for new in new_files], open_file, overwrite=overwrite)
    total, done = sum(new.size for new in new_files), 0
    drafts: list[Draft] = []
    with ExitStack() as undo:
        for new in new_files:
            draft = Draft(new.path, files)
            undo.callback(draft.discard)  # still there only if something failed
            draft.write(
                new.pieces,
                source=new.source,
                size=new.size,
                progress=_after(done, total, progress),
                cancellation=cancellation,
            )
            done += new.size
            drafts.append(draft)
        for draft in drafts:
            is_new = not draft.path.exists()
            draft.publish()
            if is_new:
                undo.callback(draft.path.unlink, missing_ok=True)
        undo.pop_all()
    reserves = [reserve for draft in drafts if (reserve := _reserve_of(draft)) is not None]
    if reserves:
        raise reserves[0]


def _reserve_of(draft: Draft) -> SavedWithReserve | None:
    """What the person should know of a file that is in place."""
    try:
        draft.confirm()
    except SavedWithReserve as reserve:
        return reserve
    return None


def _after(before: int, total: int, progress: Progress | None) -> Progress | None:
    """Progress of one file told as that of all."""
    if progress is None:
        return None
    return lambda done, _: progress(before + done, max(total, before + done))


def _name_of(path: Path) -> str:
    """The same for names that some disk takes for one."""
    return str(path.resolve()).casefold()


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)  # another name of the same file: a hard link, or a case-blind disk
    except OSError:
        return False
