"""Training data in another shape made lines, step by step as the window does it with its worker processes."""

from pathlib import Path

from ftdesk.dataset.json_pieces import append_slice, begin
from ftdesk.dataset.lines import LineSource
from ftdesk.dataset.shapes import Layout, Shape, recognise
from ftdesk.dataset.unwrapping import Unwrapping


def shape_of(path: Path) -> Shape:
    """What the file is."""
    source = LineSource(path)
    try:
        return recognise(source)
    finally:
        source.close()


def import_lines(path: Path, shape: Shape, folder: Path) -> Path:
    """A file of lines in a folder of its own."""
    folder.mkdir()
    plain, lines = path, folder / "lines"
    if shape.is_wrapped:
        plain = folder / "plain"
        source = LineSource(path)
        try:
            Unwrapping(source, shape).write(plain)
        finally:
            source.close()
    if shape.layout is Layout.LINES:
        return plain
    stamp, cursor = begin(plain, shape.layout)
    lines.touch()
    following = append_slice(plain, stamp, cursor, lines).next
    while following is not None:
        following = append_slice(plain, stamp, following, lines).next
    return lines
