"""The two files of a split: every row with its own bytes and line end, in the order of the open file."""

from dataclasses import dataclass
from pathlib import Path

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.drafts import FILES, FileOperations
from ftdesk.dataset.lines import Progress
from ftdesk.dataset.new_files import Passage, about_bytes, in_steps, write_new_files
from ftdesk.dataset.snapshot import Snapshot
from ftdesk.dataset.split import Split


@dataclass(frozen=True, slots=True)
class SplitTargets:
    """Where the two files go."""

    training: Path
    validation: Path


def propose_targets(path: Path | None, folder: Path) -> SplitTargets:
    """Names in a folder after the open file's, which may have none yet."""
    stem, suffix = (path.stem, path.suffix or ".jsonl") if path is not None else ("dataset", ".jsonl")
    return SplitTargets(folder / f"{stem}.train{suffix}", folder / f"{stem}.validation{suffix}")


def write_split(
    snapshot: Snapshot,
    split: Split,
    targets: SplitTargets,
    *,
    overwrite: bool = False,
    cancellation: Cancellation | None = None,
    progress: Progress | None = None,
    files: FileOperations = FILES,
) -> None:
    """Write both files, or none; a byte order mark is in both where the open file has one.

    Raises as `new_files.write_new_files`, and `Cancelled`, `FileChanged`, `FileNotReadable`.
    """
    passage = Passage(about_bytes(snapshot), progress)
    write_new_files(
        [
            (path, passage.through(in_steps(snapshot.taking(places).chunks(cancellation))))
            for path, places in ((targets.training, split.training), (targets.validation, split.validation))
        ],
        open_file=snapshot.source.path if snapshot.source is not None else None,
        overwrite=overwrite,
        files=files,
    )
