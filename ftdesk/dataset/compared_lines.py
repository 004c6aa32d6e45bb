"""The two sides of a comparison: all bytes of each in order, to be hashed, and any of its lines afterwards.

A side is a file as it lies somewhere (on the disk, in the store of versions), or a document as it stands with its
edits. Lines are counted from 0, byte order mark and line ends set aside, in both alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from ftdesk.dataset.line_hashes import NO_LINES, HashedLines
from ftdesk.dataset.lines import STEP, LineSource
from ftdesk.dataset.parts import without_line_end

if TYPE_CHECKING:
    from ftdesk.dataset.snapshot import Snapshot

BLOCK = 4 << 20
"""Bytes that are hashed at a time; a longer line is hashed as a whole."""


class Content(Protocol):
    """The bytes of a file, wherever they lie; from any thread."""

    @property
    def size(self) -> int:
        """Bytes in all."""

    def read(self, start: int, stop: int) -> bytes:
        """The bytes from `start` up to `stop`."""


class Side(Protocol):
    """One of the two that are compared."""

    @property
    def size(self) -> int:
        """Bytes in all."""

    def chunks(self) -> Iterator[bytes]:
        """All bytes in order."""

    def take(self, lines: HashedLines) -> None:
        """All lines were found."""

    def line(self, place: int, most: int | None = None) -> bytes:
        """A line without its line end, or how it begins: `most` bytes. Only after `take`."""


class FileContent:
    """An open file as a `Content`."""

    def __init__(self, source: LineSource) -> None:
        self._source = source

    @property
    def size(self) -> int:
        """Bytes in all, when it was opened."""
        return self._source.stamp.size

    def read(self, start: int, stop: int) -> bytes:
        """The bytes from `start` up to `stop`. Raises `FileChanged`, `FileNotReadable`."""
        return self._source.read(start, stop)


class ContentSide:
    """A file as it lies: lines are read by where the hashing found them."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._lines = NO_LINES

    @property
    def size(self) -> int:
        """Bytes in all."""
        return self._content.size

    def chunks(self) -> Iterator[bytes]:
        """All bytes in order. Raises what the content raises."""
        for start in range(0, self.size, STEP):
            yield self._content.read(start, min(self.size, start + STEP))

    def take(self, lines: HashedLines) -> None:
        """All lines were found."""
        self._lines = lines

    def line(self, place: int, most: int | None = None) -> bytes:
        """A line, or how it begins. Raises what the content raises."""
        start, stop = int(self._lines.starts[place]), int(self._lines.stops[place])
        return self._content.read(start, stop if most is None else min(stop, start + most))


class DocumentSide:
    """A document as it stood when its snapshot was taken, unsaved edits and all."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.size = snapshot.size_bytes()
        """Bytes in all, if it were saved."""

    def chunks(self) -> Iterator[bytes]:
        """All bytes in order. Raises `FileChanged`, `FileNotReadable`."""
        return self._snapshot.chunks()

    def take(self, lines: HashedLines) -> None:
        """Nothing to keep: the snapshot finds its lines by itself."""

    def line(self, place: int, most: int | None = None) -> bytes:
        """A line, or how it begins. Raises `FileChanged`, `FileNotReadable`."""
        snapshot = self._snapshot
        if snapshot.edits[place] >= 0:
            return snapshot.additions.line(int(snapshot.edits[place]))[:most]
        own, source = int(snapshot.own_lines[place]), snapshot.source
        if source is None:
            raise ValueError("rows of a file without a file")
        start, stop = int(snapshot.index.offsets[own]), int(snapshot.index.offsets[own + 1])
        if most is not None and stop - start > most:
            return source.read(start, start + most)
        return without_line_end(source.read(start, stop))


def blocks(side: Side) -> Iterator[tuple[int, bytes]]:
    """All bytes of a side in stretches that end at line ends, each with the byte where it starts.

    Raises what the side raises.
    """
    start, rest = 0, bytearray()
    for chunk in side.chunks():
        rest += chunk
        if len(rest) < BLOCK:
            continue
        stop = rest.rfind(b"\n", max(0, len(rest) - len(chunk))) + 1
        if stop:
            yield start, bytes(rest[:stop])
            del rest[:stop]
            start += stop
    if rest:
        yield start, bytes(rest)
