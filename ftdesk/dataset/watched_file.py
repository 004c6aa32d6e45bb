"""One open file, looked at again and again: what another program did to it is told once, and when it has settled."""

import weakref
from dataclasses import dataclass

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.content_identity import sampled_identity, take_samples
from ftdesk.dataset.file_errors import FileMissing, FileNotReadable
from ftdesk.dataset.file_state import FileState, is_cut_off, may_be_saved, stamp_at, state_of
from ftdesk.dataset.lines import FileStamp, LineSource

_MOST_WAITS = 10
"""A program that never stops writing is told about after this many looks."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a look found that is new."""

    state: FileState
    source: LineSource | None = None
    """Where the file was only touched: the same content, opened anew under its new stamp."""


class WatchedFile:
    """Looks at the name under which `source` was opened; one thread at a time, and never the window's.

    It does not keep `source` open: a file that a save replaced keeps its room on the disk while anybody has it, and
    whoever lets it go last waits until that room is free.
    """

    def __init__(self, source: LineSource) -> None:
        self._source = weakref.ref(source)
        self.in_motion = False
        """Whether the last look saw it change: the next should come soon."""
        self.protected = False
        """Whether the last look found that a save under this name must fail."""
        self._begun = source.samples is not None
        self._told: FileStamp | None = source.stamp
        self._was_cut_off = False
        self._before: FileStamp | None = source.stamp
        self._waits = 0

    @property
    def source(self) -> LineSource | None:
        """The open file; None once nobody else has it."""
        return self._source()

    def look(self, cancellation: Cancellation) -> Look | None:
        """What happened since the last look; None for nothing new. Raises `DatasetFileError` subclasses, `Cancelled`.

        The first look takes the samples that later ones compare with.
        """
        source = self._source()
        return self._look(source, cancellation) if source is not None else None

    def _look(self, source: LineSource, cancellation: Cancellation) -> Look | None:
        if not self._begun:
            self._begin(source)
        now = stamp_at(source.path)
        self.protected = now is not None and not may_be_saved(source.path)
        self.in_motion = now not in (self._told, self._before, source.stamp) and self._waits < _MOST_WAITS
        self._before = now
        self._waits = self._waits + 1 if self.in_motion else 0
        cut_off = is_cut_off(source)
        if self.in_motion or (now, cut_off) == (self._told, self._was_cut_off):
            return None
        state = state_of(source, now, cancellation)
        fresh = _opened_anew(source, now) if state is FileState.TOUCHED else None
        if state is FileState.TOUCHED and fresh is None:
            self.in_motion = True
            return None
        self._told, self._was_cut_off = now, cut_off
        return Look(state, fresh)

    def _begin(self, source: LineSource) -> None:
        """Take the samples; a drive that is gone already gives none, and is told about all the same."""
        try:
            take_samples(source)
        except FileNotReadable:
            if not is_cut_off(source):
                raise
        else:
            self._begun = True


def _opened_anew(source: LineSource, now: FileStamp | None) -> LineSource | None:
    try:
        fresh = LineSource(source.path)
    except FileMissing:
        return None
    if fresh.stamp == now:
        if source.samples is None:  # its drive went before they were taken
            source.samples = sampled_identity(fresh)
        fresh.samples = source.samples
        return fresh
    fresh.close()
    return None
