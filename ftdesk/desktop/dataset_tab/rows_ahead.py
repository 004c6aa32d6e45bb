"""What an earlier check kept about a file, read while the file itself is being opened: two waits become one."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftdesk.dataset.array_file import ArrayFile
    from ftdesk.dataset.line_report import CheckOptions
    from ftdesk.dataset.lines import FileStamp, LineSource


class RowsAhead:
    """Read in one I/O thread and taken in another, which waits for it only while it is being read."""

    def __init__(self, folder: Path, options: CheckOptions) -> None:
        """For checks with these options; `folder` is that of the analysis cache."""
        self.folder = folder
        self.options = options
        self._lock = threading.Lock()
        self._found: tuple[FileStamp, ArrayFile] | None = None

    def read(self, path: Path) -> None:
        """In an I/O thread: what is kept about the file at a path; about one that cannot be read it is nothing."""
        from ftdesk.dataset.file_errors import DatasetFileError
        from ftdesk.dataset.lines import LineSource

        with self._lock:
            try:
                source = LineSource(path)
            except DatasetFileError:
                return
            try:
                found = self._look_up(source)
            finally:
                source.close()
            self._found = None if found is None else (source.stamp, found)

    def take(self, source: LineSource) -> ArrayFile | None:
        """What is kept about the file that was opened; it is handed out once."""
        with self._lock:
            found, self._found = self._found, None
        if found is not None and found[0] == source.stamp:
            return found[1]
        return self._look_up(source)

    def _look_up(self, source: LineSource) -> ArrayFile | None:
        from ftdesk.dataset.kept_check import options_key
        from ftdesk.workspace.analysis_cache import AnalysisCache

        return AnalysisCache(self.folder).rows_of(source, options_key(self.options))
