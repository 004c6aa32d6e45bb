"""Making plain UTF-8 of a text that is compressed or has two or four bytes a letter, into a file of its own."""

import codecs
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.json_pieces import Notice
from ftdesk.dataset.lines import STEP, LineSource, Progress
from ftdesk.dataset.shapes import GZIP_WINDOW, Shape, encoding_of
from ftdesk.wording import QT_TRANSLATE_NOOP

MOST_UNPACKED = 16 << 30
"""A small file that unpacks to more than this was made to fill a disk."""

HALF_PAIR = QT_TRANSLATE_NOOP("Import", "Line {line}: half of a surrogate pair became an escape.")
NO_LETTER = QT_TRANSLATE_NOOP("Import", "Line {line}: bytes that are no letter became U+FFFD.")
ENDS_EARLY = QT_TRANSLATE_NOOP("Import", "Line {line}: the compressed file ends too early here.")
DAMAGED = QT_TRANSLATE_NOOP(
    "Import", "Line {line}: the compressed file is damaged here. The rest was left out."
)
TOO_LARGE = QT_TRANSLATE_NOOP(
    "Import", "Line {line}: the compressed file holds too much. The rest was left out."
)

_HALF = re.compile("[\ud800-\udfff]")


class Unwrapping:
    """Reads a source through; `notices` says what could not be taken as it stands."""

    def __init__(self, source: LineSource, shape: Shape) -> None:
        self._source = source
        self._shape = shape
        self._line = 1
        self.notices: list[Notice] = []

    def write(
        self, target: Path, cancellation: Cancellation | None = None, progress: Progress | None = None
    ) -> None:
        """Write the text, without a mark, to a new file. Raises OSError, `DatasetFileError`, `Cancelled`."""
        with target.open("xb") as file:
            for chunk in self._texts(self._bytes(cancellation, progress)):
                self._line += chunk.count(b"\n")
                file.write(chunk)

    def _bytes(self, cancellation: Cancellation | None, progress: Progress | None) -> Iterator[bytes]:
        """The bytes of the text, unpacked."""
        size = self._source.stamp.size
        unpacking = _Unpacking() if self._shape.compressed else None
        for start in range(0, size, STEP):
            if cancellation is not None:
                cancellation.raise_if_set()
            stop = min(size, start + STEP)
            chunk = self._source.read(start, stop)
            if unpacking is None:
                yield chunk
            else:
                yield from unpacking.feed(chunk)
                if unpacking.trouble:
                    break
            if progress is not None:
                progress(stop, size)
        if unpacking is not None and (trouble := unpacking.trouble or unpacking.ending()):
            self._note(trouble)

    def _texts(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The text in UTF-8."""
        encoding = self._shape.encoding
        first = next(chunks, b"")
        _, mark = encoding_of(first)
        first = first[mark:]
        if encoding == "utf-8":
            yield first
            yield from chunks
            return
        decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")
        yield self._decoded(decoder, first)
        for chunk in chunks:
            yield self._decoded(decoder, chunk)
        yield self._decoded(decoder, b"", final=True)

    def _decoded(self, decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bytes:
        try:
            text = decoder.decode(chunk, final)
        except UnicodeDecodeError as error:
            pending = error.object
            decoder.reset()
            text = pending.decode(self._shape.encoding, "replace")
            self._note(NO_LETTER, text[: text.find("\ufffd")])
        if _HALF.search(text):
            self._note(HALF_PAIR, text[: _HALF.search(text).start()])  # type: ignore[union-attr]
            text = _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text)
        return text.encode()

    def _note(self, template: str, before: str = "") -> None:
        self.notices.append(Notice(template, self._line + before.count("\n")))


class _Unpacking:
    """Unpacks gzip, one member after the other."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(GZIP_WINDOW)
        self._size = 0
        self._begun = False
        self.trouble = ""

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Unpack some bytes, a step at a time."""
        while chunk and not self.trouble:
            self._begun = True
            try:
                plain = self._member.decompress(chunk, STEP)
            except zlib.error:
                self.trouble = DAMAGED
                return
            yield plain
            self._size += len(plain)
            chunk = self._member.unconsumed_tail
            if self._member.eof:
                chunk = self._member.unused_data.lstrip(b"\0")  # tapes fill up with zeros
                self._member, self._begun = zlib.decompressobj(GZIP_WINDOW), False
            if self._size > MOST_UNPACKED:
                self.trouble = TOO_LARGE

    def ending(self) -> str:
        """What is wrong when the file ends here."""
        return ENDS_EARLY if self._begun else ""
