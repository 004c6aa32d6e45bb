"""Whether a file still has the content it had, told by a little of it: for files too large to be read at every start.

A change that keeps the size and touches none of the samples is not seen; the file's stamp is there to tell that.
"""

import hashlib
from pathlib import Path

from ftdesk.dataset.file_errors import FileChanged
from ftdesk.dataset.lines import STEP, LineSource

_SAMPLES = 64
_SAMPLE_BYTES = 4096
READ_WHOLE = STEP
"""Up to so many bytes all of them count."""
_DIGEST_BYTES = 32


def sampled_identity(file: Path | LineSource) -> bytes:
    """A digest of the size and of 64 blocks of 4 KiB spread from the first to the last; of all bytes up to 1 MiB.

    Raises `DatasetFileError` subclasses.
    """
    if isinstance(file, LineSource):
        return _digest(file)
    source = LineSource(file)
    try:
        return _digest(source)
    finally:
        source.close()


def take_samples(source: LineSource) -> None:
    """Note what is in a file that was just opened; nothing where it changed already. Raises `FileNotReadable`."""
    try:
        samples = sampled_identity(source)
    except FileChanged:
        return
    if not source.has_changed():
        source.samples = samples


def holds_what_was_opened(source: LineSource) -> bool:
    """Whether the lines of an open file can still be read as they were. Raises `FileNotReadable`."""
    if source.samples is None:
        return not source.has_changed()
    try:
        return sampled_identity(source) == source.samples
    except FileChanged:
        return False


def _digest(source: LineSource) -> bytes:
    size = source.stamp.size
    digest = hashlib.blake2b(size.to_bytes(8, "little"), digest_size=_DIGEST_BYTES)
    if size <= READ_WHOLE:
        digest.update(source.read(0, size))
        return digest.digest()
    for sample in range(_SAMPLES):
        start = sample * (size - _SAMPLE_BYTES) // (_SAMPLES - 1)
        digest.update(source.read(start, start + _SAMPLE_BYTES))
    return digest.digest()
