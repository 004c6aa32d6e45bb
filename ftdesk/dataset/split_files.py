"""The two files of a split: every row with its own bytes and line end, in the order of the open file."""

from dataclasses import dataclass
from pathlib import Path

from ftdesk.dataset.new_files import NewFile
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


def halves(snapshot: Snapshot, split: Split, targets: SplitTargets) -> tuple[NewFile, NewFile]:
    """Both files, to be written together; a byte order mark is in both where the open file has one."""
    return (
        NewFile.of(targets.training, snapshot.taking(split.training)),
        NewFile.of(targets.validation, snapshot.taking(split.validation)),
    )
