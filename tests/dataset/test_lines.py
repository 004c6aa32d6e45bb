import random
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest

from ftdesk.cancellation import Cancellation
from ftdesk.dataset import file_errors, lines
from ftdesk.dataset.document import Dataset
from ftdesk.dataset.lines import STEP, LineIndex, LineSource, index_lines
from ftdesk.errors import Cancelled


def indexed(path: Path, content: bytes) -> tuple[LineSource, LineIndex, list[bytes]]:
    path.write_bytes(content)
    source = LineSource(path)
    index = index_lines(source)
    return source, index, [source.read(*index.content_span(source, n)) for n in range(index.count)]


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []),
        (b"\n", [b""]),
        (b"a", [b"a"]),
        (b"a\nb", [b"a", b"b"]),
        (b"a\r\nb\r\n", [b"a", b"b"]),
        (b"a\n\r\n\nb\n", [b"a", b"", b"", b"b"]),
        (b"a\rb\xe2\x80\xa8c\x0b\n", [b"a\rb\xe2\x80\xa8c\x0b"]),
        (b"a\r\r\nb\r", [b"a\r", b"b\r"]),
        (b"\xef\xbb\xbf", []),
        (b"\xef\xbb\xbfa\nb\n", [b"a", b"b"]),
    ],
)
def test_only_line_feeds_end_lines(tmp_path: Path, content: bytes, lines: list[bytes]) -> None:
    assert indexed(tmp_path / "f", content)[2] == lines


@pytest.mark.parametrize("shift", [-2, -1, 0, 1, 2])
def test_a_line_end_may_lie_across_the_border_of_two_reads(tmp_path: Path, shift: int) -> None:
    first = b"x" * (STEP + shift - 2)
    _, index, lines = indexed(tmp_path / "f", first + b"\r\ny\r\n")
    assert lines == [first, b"y"]
    assert index.line_end == b"\r\n"


def test_the_prevailing_line_end_is_that_of_most_lines(tmp_path: Path) -> None:
    assert indexed(tmp_path / "f", b"a\r\nb\r\nc\n")[1].line_end == b"\r\n"
    assert indexed(tmp_path / "f", b"a\r\nb\nc\n")[1].line_end == b"\n"
    assert indexed(tmp_path / "f", b"")[1].line_end == b"\n"


def test_random_bytes_are_split_as_python_splits_them(tmp_path: Path) -> None:
    dice = random.Random(7)
    for _ in range(200):
        content = bytes(dice.choices(b"\n\r\xe2ab\x00{}", k=dice.randrange(60)))
        source, index, _ = indexed(tmp_path / "f", content)
        offsets = index.offsets.tolist()
        wanted = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
        raw = [source.read(a, b) for a, b in pairwise(offsets)]
        assert b"".join(raw) == content
        assert len(raw) == len(wanted) - (wanted[-1] == b"")


def test_a_file_cut_short_by_another_program_is_an_error_and_no_crash(tmp_path: Path) -> None:
    source, index, _ = indexed(tmp_path / "f", b"a\nb\nc\n")
    (tmp_path / "f").write_bytes(b"a\n")
    with pytest.raises(file_errors.FileChanged, match="Another program"):
        source.read(*index.content_span(source, 2))
    assert source.has_changed()


def test_indexing_can_be_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"a\n" * STEP)
    cancellation = Cancellation()
    with pytest.raises(Cancelled):
        index_lines(
            LineSource(path), cancellation=cancellation, progress=lambda _done, _all: cancellation.cancel()
        )


def test_indexing_reports_progress_up_to_the_whole(tmp_path: Path) -> None:
    path, seen = tmp_path / "f", list[tuple[int, int]]()
    path.write_bytes(b"a" * (STEP + 5))
    index_lines(LineSource(path), progress=lambda done, whole: seen.append((done, whole)))
    assert seen == [(STEP, STEP + 5), (STEP + 5, STEP + 5)]


def test_closing_need_not_wait_for_a_read_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, _index, _lines = indexed(tmp_path / "hanging", b"line\n")
    read_at = lines._read_at
    reading, answer = threading.Event(), threading.Event()

    def hang(descriptor: int, start: int, length: int) -> bytes:
        reading.set()
        assert answer.wait(10)
        return read_at(descriptor, start, length)

    monkeypatch.setattr("ftdesk.dataset.lines._read_at", hang)
    with ThreadPoolExecutor() as threads:
        read = threads.submit(source.read, 0, 5)
        assert reading.wait(10)
        source.close(wait=False)
        answer.set()
        assert read.result(10) == b"line\n"
    with pytest.raises(file_errors.FileChanged):
        source.read(0, 5)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(file_errors.FileMissing, match=r"“gone\.jsonl”"):
        Dataset.open(tmp_path / "gone.jsonl")


def test_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(file_errors.FileIsFolder, match="is a folder"):
        Dataset.open(tmp_path)


def test_a_file_that_the_system_refuses_says_why(tmp_path: Path) -> None:
    loop = tmp_path / "loop.jsonl"
    try:
        loop.symlink_to(loop)
    except OSError:
        pytest.skip("no rights to make symlinks")
    with pytest.raises(file_errors.DatasetFileError, match=r"loop\.jsonl"):
        Dataset.open(loop)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n%\xe2", "PDF"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"\x89PNG\r\n\x1a\n\x00", "picture"),
        (b"\x1f\x8b\x08", "compressed"),
        ("\ufeff{}\n".encode("utf-16"), "UTF-16"),
        ('{"a": 1}\n'.encode("utf-16-le"), "UTF-16"),
        (bytes(range(256)) * 3 + bytes(100), "binary data"),
        (bytes(range(1, 256)) * 30, "binary data"),
    ],
)
def test_a_binary_file_is_refused_and_told_what_it_is(tmp_path: Path, head: bytes, kind: str) -> None:
    (tmp_path / "f").write_bytes(head)
    with pytest.raises(file_errors.FileIsBinary, match=kind):
        Dataset.open(tmp_path / "f")


def test_a_stray_nul_does_not_make_a_text_binary(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b'{"a": "b\x00"}\n' + b'{"a": "b"}\n' * 9)
    assert len(Dataset.open(tmp_path / "f")) == 10
