"""The large file of a benchmark: one that is given, or one made for the run and removed after it."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.chat_lines import write_chat_lines

_UNITS = {"kB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}
_SAMPLE_LINES = 1_000


def add_file_options(parser: argparse.ArgumentParser, size: str) -> None:
    """Let the command take a file, or a size to make one of."""
    parser.add_argument("--file", type=Path, help="a chat file to measure with; without one it is made")
    parser.add_argument("--size", default=size, help=f"how large a file to make ({size})")
    parser.add_argument("--folder", type=Path, help="where to make it; a disk with room for three of them")


@contextmanager
def large_file(
    arguments: argparse.Namespace, write: Callable[[Path, int], None] = write_chat_lines
) -> Iterator[Path]:
    """The file that the options of `add_file_options` name; `write` makes one of so many lines."""
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        if arguments.file is not None:
            yield arguments.file
            return
        path = Path(folder) / "large.jsonl"
        make_file(path, size_in_bytes(arguments.size), write)
        yield path


def make_file(path: Path, size: int, write: Callable[[Path, int], None] = write_chat_lines) -> None:
    """Write chat examples until there are about `size` bytes."""
    write(path, _SAMPLE_LINES)
    lines = max(_SAMPLE_LINES, size * _SAMPLE_LINES // path.stat().st_size)
    write(path, lines)


def size_in_bytes(text: str) -> int:
    """1GB, 100MB, 5kB or a number of bytes. Raises ValueError for anything else."""
    for unit, factor in _UNITS.items():
        if text.endswith(unit):
            return int(float(text.removesuffix(unit)) * factor)
    return int(text)


def in_words(path: Path) -> str:
    """The file's name and size."""
    return f"{path.name}, {path.stat().st_size / 1e6:,.0f} MB"
