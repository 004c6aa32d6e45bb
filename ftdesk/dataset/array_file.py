"""Arrays and a few words about them in one file that shows whether it is whole: for what can be worked out again.

The arrays stand one after another; a directory at the end has the place, type, shape and checksum of each.
"""

import json
import os
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

_MARK = b"FTAR"
_END = struct.Struct("<QII4s")
"""Where the directory starts, its length and checksum, mark."""
_STEP = 1 << 20

Array = npt.NDArray[Any]


class ArraysDamaged(Exception):
    """The file is not whole, or no such file."""


@dataclass(frozen=True, slots=True, eq=False)
class ArrayFile:
    """What was written: arrays by name, and `notes`, which JSON can hold."""

    arrays: Mapping[str, Array]
    notes: Mapping[str, Any]


def write_arrays(file: BinaryIO, arrays: Iterable[tuple[str, Array]], notes: Mapping[str, Any]) -> None:
    """Write arrays as they come, so that no more than one has to be there at once. Raises OSError."""
    directory = {}
    for name, array in arrays:
        start, checksum, data = file.tell(), 0, _bytes_of(array)
        for at in range(0, len(data), _STEP):
            piece = bytes(
                data[at : at + _STEP]
            )  # what is checked is what is written, whoever changes the array
            checksum = _add_up(checksum, memoryview(piece))
            file.write(piece)
        directory[name] = [array.dtype.str, array.shape, start, checksum]
    start = file.tell()
    tail = json.dumps({"arrays": directory, "notes": dict(notes)}).encode()
    file.write(tail + _END.pack(start, len(tail), zlib.crc32(tail), _MARK))


def read_arrays(path: Path) -> ArrayFile:
    """Read what `write_arrays` wrote. Raises `ArraysDamaged`, OSError."""
    with path.open("rb") as file:
        try:
            directory = _directory(file)
            arrays = {name: _array(file, *entry) for name, entry in directory["arrays"].items()}
            return ArrayFile(arrays, directory["notes"])
        except (ValueError, KeyError, TypeError, struct.error, OverflowError) as error:
            raise ArraysDamaged(str(error)) from error


def _directory(file: BinaryIO) -> Any:
    size = file.seek(0, os.SEEK_END)
    if size < _END.size:
        raise ArraysDamaged("cut short")
    file.seek(size - _END.size)
    start, length, checksum, mark = _END.unpack(file.read(_END.size))
    if mark != _MARK or start + length + _END.size != size:
        raise ArraysDamaged("no directory")
    file.seek(start)
    tail = file.read(length)
    if zlib.crc32(tail) != checksum:
        raise ArraysDamaged("damaged directory")
    return json.loads(tail)


def _array(file: BinaryIO, kind: str, shape: list[int], start: int, checksum: int) -> Array:
    file.seek(start)
    array = np.fromfile(file, np.dtype(kind), int(np.prod(shape))).reshape(shape)
    if _checksum(_bytes_of(array)) != checksum:
        raise ArraysDamaged("damaged array")
    return array


def _bytes_of(array: Array) -> memoryview:
    return np.ascontiguousarray(array).data.cast("B") if array.size else memoryview(b"")


def _checksum(data: memoryview) -> int:
    """The sum of all words, in steps, so that other threads get their turn."""
    checksum = 0
    for start in range(0, len(data), _STEP):
        checksum = _add_up(checksum, data[start : start + _STEP])
    return checksum


def _add_up(checksum: int, piece: memoryview) -> int:
    """Some milliseconds for 40 MB, where CRC-32 takes as long as reading; no changed word stays unseen."""
    whole = len(piece) // 8 * 8
    words = np.frombuffer(piece[:whole], "<u8")
    total = checksum * 31 + int(words.sum(dtype=np.uint64)) + zlib.crc32(piece[whole:])
    return total & 0xFFFF_FFFF_FFFF_FFFF
