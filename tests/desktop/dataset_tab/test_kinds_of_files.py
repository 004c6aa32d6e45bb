"""Every kind of text file opens, shows all its lines, and a save changes the edited line alone."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab

Opener = Callable[[Path], None]
MARK = b"\xef\xbb\xbf"
A = b'{"messages": [{"role": "user", "content": "caf\\u00e9"}, {"role": "assistant", "content": "a"}]}'
B = '{"messages":[{"role":"user","content":"語 😀"},{"role":"assistant","content":"b"}]}'.encode()
NEW = b'{"messages": [{"role": "user", "content": "new"}, {"role": "assistant", "content": "n"}]}'
LATIN = b'{"messages": "caf\xe9"}'
NUL = b'{"messages": "a\x00b"}'
LONE_CR = b'{"a":\r1}'
SEPARATOR = '{"a": "\u2028\u2029\u0085"}'.encode()
MEGABYTE = 1 << 20

KINDS = {
    "lf": (b"", [A, B, A], [b"\n", b"\n", b"\n"]),
    "crlf": (b"", [A, B, A], [b"\r\n", b"\r\n", b"\r\n"]),
    "mixed line ends": (b"", [A, B, A, B], [b"\r\n", b"\n", b"\n", b"\r\n"]),
    "byte order mark": (MARK, [A, B, A], [b"\n", b"\n", b"\n"]),
    "mark and crlf": (MARK, [A, B, A], [b"\r\n", b"\r\n", b""]),
    "no last line end": (b"", [A, B, A], [b"\n", b"\n", b""]),
    "blank lines": (b"", [b"", A, b"", b"  ", B, b""], [b"\n"] * 6),
    "only blank lines": (b"", [b"", b"", b" \t"], [b"\n", b"\r\n", b"\n"]),
    "invalid utf-8": (b"", [A, LATIN, b"\xff\xfe\xfd", B], [b"\n"] * 4),
    "a stray nul": (b"", [A, NUL, B], [b"\n"] * 3),
    "lone returns and separators": (b"", [LONE_CR, SEPARATOR, A], [b"\n", b"\r\n", b"\n"]),
    "one line": (b"", [A], [b""]),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("edited", ["first", "last"])
def test_only_the_edited_line_is_another_after_a_save(
    kind: str, edited: str, tab: DatasetTab, opened: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    mark, lines, ends = KINDS[kind]
    path = tmp_path / "data.jsonl"
    path.write_bytes(mark + b"".join(map(bytes.__add__, lines, ends)))
    opened(path)
    dataset = tab.session.dataset
    assert dataset is not None
    assert [dataset.line(row) for row in dataset.row_ids().tolist()] == lines
    assert tab.left.table.examples.rowCount() == len(lines)
    place = 0 if edited == "first" else len(lines) - 1
    tab.session.replace_line(place, NEW, "edit")
    tab.save()
    qtbot.waitUntil(lambda: not tab.summary.edited and not tab.files.busy)
    lines = [*lines[:place], NEW, *lines[place + 1 :]]
    assert path.read_bytes() == mark + b"".join(map(bytes.__add__, lines, ends))


@pytest.mark.parametrize("content", [b"", MARK])
def test_an_empty_file_takes_a_first_example_and_keeps_its_mark(
    content: bytes, tab: DatasetTab, opened: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_bytes(content)
    opened(path)
    assert tab.left.table.examples.rowCount() == 0
    tab.session.insert_lines(0, [NEW], "new")
    tab.save()
    qtbot.waitUntil(lambda: not tab.summary.edited and not tab.files.busy)
    assert path.read_bytes() == content + NEW + b"\n"


def peak_memory() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


@pytest.mark.skipif(sys.platform != "linux", reason="measures memory as Linux tells it")
def test_a_line_of_200_megabytes_is_shown_in_part_saved_whole_and_never_in_memory(
    tab: DatasetTab, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as file:
        file.write(b'{"messages": [{"role": "user", "content": "')
        for _ in range(200):
            file.write(b"words and" * (MEGABYTE // 9))
        file.write(b'"}, {"role": "assistant", "content": "a"}]}\n' + A + b"\n")
    size = path.stat().st_size
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak from now on
    before = peak_memory()
    with qtbot.waitSignal(tab.opened, timeout=10_000):
        tab.open_path(path)
    qtbot.waitUntil(lambda: tab.session.dataset.is_whole, timeout=20_000)
    qtbot.waitUntil(lambda: "210 MB" in tab.pane.findChild(QLabel, "no_form_reason").text())
    assert tab.pane.raw.isReadOnly()
    assert len(tab.pane.raw.toPlainText()) == 15_000
    assert not tab.pane.form.isVisible()
    assert tab.left.table.examples.index(0, 0).data() == "{…} 209.7 MB"
    tab.session.replace_line(1, NEW, "edit")
    tab.save()
    qtbot.waitUntil(lambda: not tab.summary.edited and not tab.files.busy, timeout=20_000)
    tab.session.checker.stop()
    assert peak_memory() - before < 64 * MEGABYTE
    assert path.stat().st_size == size - len(A) + len(NEW)
    with path.open("rb") as file:
        file.seek(-len(NEW) - 1, os.SEEK_END)
        assert file.read() == NEW + b"\n"
