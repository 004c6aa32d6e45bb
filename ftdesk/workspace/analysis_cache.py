"""What was worked out about files, kept by their content: where their lines start, and what a check knows of them.

Only a cache: bounded, the least used goes first, and whatever is damaged or does not fit is removed and worked out
again. Entries are named by a digest of samples, which may miss a change: a file that is not wholly sampled must also
have the size and time of change that it had.
"""

import contextlib
import os
import secrets
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ftdesk.dataset.array_file import ArrayFile, ArraysDamaged, read_arrays, write_arrays
from ftdesk.dataset.content_identity import READ_WHOLE, sampled_identity
from ftdesk.dataset.file_errors import DatasetFileError
from ftdesk.dataset.lines import LineIndex, LineSource
from ftdesk.workspace.private_files import PRIVATE_FILE

MOST_BYTES = 1 << 30
SMALLEST_FILE = 1 << 16
"""A smaller file is read as quickly as looked up."""

_LINES, _ROWS = "lines", "rows"
_UNFINISHED = "unfinished-"
_LEFT_AFTER_SECONDS = 3600


class AnalysisCache:
    """The entries in one folder; every method may be called in any thread, and none fails."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most_bytes = most_bytes

    def index_at(self, path: Path) -> LineIndex | None:
        """Where the lines of a file start, if its content is known."""
        with contextlib.suppress(DatasetFileError):
            source = LineSource(path)
            try:
                return self._index_of(source)
            finally:
                source.close()
        return None

    def keep_index(self, source: LineSource, index: LineIndex) -> None:
        """Keep where the lines of a file start."""
        notes = {"line_end": index.line_end.decode(), "ends_with_line_end": index.ends_with_line_end}
        arrays: list[tuple[str, NDArray[Any]]] = [("offsets", index.offsets)]
        if index.returns is not None:
            arrays.append(("returns", index.returns))
        self._keep(source, _LINES, arrays, notes)

    def rows_of(self, source: LineSource, options_key: str) -> ArrayFile | None:
        """What a check kept about the lines of a file."""
        return self._look_up(source, f"{options_key}.{_ROWS}")

    def keep_rows(
        self,
        source: LineSource,
        options_key: str,
        arrays: Iterable[tuple[str, NDArray[Any]]],
        notes: Mapping[str, Any],
    ) -> None:
        """Keep what a check found out; `arrays` are taken one by one."""
        self._keep(source, f"{options_key}.{_ROWS}", arrays, notes)

    def forget(self, content: str) -> None:
        """Remove all that is kept about a content, as `content_of` names it: a save has replaced it."""
        with contextlib.suppress(OSError):
            for path in self._folder.glob(f"{content}.*"):
                path.unlink(missing_ok=True)

    # -- inside -------------------------------------------------------------------------------------------------------

    def _index_of(self, source: LineSource) -> LineIndex | None:
        found = self._look_up(source, _LINES)
        if found is None:
            return None
        try:
            index = LineIndex(
                found.arrays["offsets"],
                str(found.notes["line_end"]).encode(),
                ends_with_line_end=bool(found.notes["ends_with_line_end"]),
                returns=found.arrays.get("returns"),
            )
        except KeyError:
            return None
        fits = index.offsets.dtype == np.int64 and len(index.offsets)
        return index if fits and int(index.offsets[-1]) == source.stamp.size else None

    def _look_up(self, source: LineSource, kind: str) -> ArrayFile | None:
        if source.stamp.size < SMALLEST_FILE:
            return None
        try:
            path = self._folder / f"{content_of(source)}.{kind}"
            found = _read(path)
        except (OSError, DatasetFileError):
            return None
        if found is None:
            return None
        is_sure = source.stamp.size <= READ_WHOLE
        if not is_sure and found.notes.get("stamp") != _stamp(source):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return found

    def _keep(
        self,
        source: LineSource,
        kind: str,
        arrays: Iterable[tuple[str, NDArray[Any]]],
        notes: Mapping[str, Any],
    ) -> None:
        if source.stamp.size < SMALLEST_FILE:
            return
        with contextlib.suppress(OSError, DatasetFileError):
            path = self._folder / f"{content_of(source)}.{kind}"
            temporary = path.with_name(f"{_UNFINISHED}{secrets.token_hex(8)}")
            try:
                descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE)
                with os.fdopen(descriptor, "wb") as file:
                    write_arrays(file, arrays, {**notes, "stamp": _stamp(source)})
                temporary.replace(path)  # not synced: what a power cut tears is found damaged
            finally:
                temporary.unlink(missing_ok=True)
            self._make_room()

    def _make_room(self) -> None:
        """Remove the least used entries until the rest is small enough, and what a crash left unfinished."""
        entries = sorted(
            (entry.stat().st_mtime, entry.stat().st_size, entry) for entry in self._folder.iterdir()
        )
        room = self._most_bytes - sum(size for _, size, _ in entries)
        for used, size, entry in entries:
            is_left = entry.name.startswith(_UNFINISHED) and used < time.time() - _LEFT_AFTER_SECONDS
            if room < 0 or is_left:
                entry.unlink(missing_ok=True)
                room += size


def _read(path: Path) -> ArrayFile | None:
    """An entry, or None for one that is not there, or was damaged and is removed. Raises OSError."""
    if not path.exists():
        return None
    try:
        return read_arrays(path)
    except ArraysDamaged:
        path.unlink()
        return None


def content_of(source: LineSource) -> str:
    """A name for the content of a file. Raises `DatasetFileError` subclasses."""
    return sampled_identity(source).hex()


def _stamp(source: LineSource) -> list[int]:
    return [source.stamp.size, source.stamp.modified_ns]
