"""Wide and compressed texts become plain UTF-8, letter for letter; what cannot is told with its line."""

import gzip
from pathlib import Path

import pytest

from ftdesk.cancellation import Cancellation
from ftdesk.dataset import unwrapping
from ftdesk.dataset.lines import STEP, LineSource
from ftdesk.dataset.shapes import Shape
from ftdesk.dataset.unwrapping import Unwrapping
from ftdesk.errors import Cancelled

WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


def plain(tmp_path: Path, content: bytes, shape: Shape) -> tuple[bytes, list[str]]:
    path, target = tmp_path / "source", tmp_path / "plain"
    path.write_bytes(content)
    source = LineSource(path)
    made = Unwrapping(source, shape)
    made.write(target)
    source.close()
    return target.read_bytes(), list(map(str, made.notices))


@pytest.mark.parametrize("encoding", WIDE)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_letter_is_the_same(tmp_path: Path, encoding: str, mark: str) -> None:
    text = '{"語": "😀 caf\u00e9"}\r\n' * 70_000  # longer than one step, with pairs across its border
    assert len(text.encode(encoding)) > 2 * STEP
    assert plain(tmp_path, (mark + text).encode(encoding), Shape(encoding=encoding)) == (text.encode(), [])


def test_half_a_pair_becomes_an_escape_and_is_told(tmp_path: Path) -> None:
    content = 'a\n"\ud83d"\n'.encode("utf-16-le", "surrogatepass")
    made, notices = plain(tmp_path, content, Shape(encoding="utf-16-le"))
    assert made == b'a\n"\\ud83d"\n'
    assert notices == ["Line 2: half of a surrogate pair became an escape."]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("a\nb".encode("utf-16-le") + b"x", "utf-16-le"),
        ("a\n".encode("utf-32-le") + b"\xff" * 4, "utf-32-le"),
    ],
)
def test_bytes_that_are_no_letter_are_told(tmp_path: Path, content: bytes, encoding: str) -> None:
    made, notices = plain(tmp_path, content, Shape(encoding=encoding))
    assert made.startswith(b"a\n")
    assert made.endswith("\ufffd".encode())
    assert notices == ["Line 2: bytes that are no letter became U+FFFD."]


def test_compressed_members_are_unpacked_one_after_the_other(tmp_path: Path) -> None:
    text = b'{"a": "caf\xe9"}\n' * 200_000
    content = gzip.compress(text) + gzip.compress(text) + b"\0" * 512
    assert plain(tmp_path, content, Shape(compressed=True)) == (text * 2, [])


def test_a_compressed_file_that_is_cut_off_or_damaged_gives_what_it_has(tmp_path: Path) -> None:
    text = bytes(range(32, 127)) * 3000
    packed = gzip.compress(b"first line\n" + text)
    made, notices = plain(tmp_path, packed[:-300], Shape(compressed=True))
    assert made.startswith(b"first line\n")
    assert notices == ["Line 2: the compressed file ends too early here."]
    (tmp_path / "plain").unlink()
    spoiled = gzip.compress(b"a\n") + b"\x1f\x8b\x08\x00" + b"\xff" * 40
    assert plain(tmp_path, spoiled, Shape(compressed=True)) == (
        b"a\n",
        ["Line 2: the compressed file is damaged here. The rest was left out."],
    )


def test_a_file_made_to_fill_the_disk_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unwrapping, "MOST_UNPACKED", STEP)
    made, notices = plain(tmp_path, gzip.compress(b"0" * 20 * STEP), Shape(compressed=True))
    assert len(made) < 4 * STEP
    assert notices == ["Line 1: the compressed file holds too much. The rest was left out."]


def test_unwrapping_can_be_cancelled(tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(b"a\0" * 10)
    cancelled = Cancellation()
    cancelled.cancel()
    with pytest.raises(Cancelled):
        Unwrapping(LineSource(tmp_path / "source"), Shape(encoding="utf-16-le")).write(
            tmp_path / "plain", cancelled
        )
