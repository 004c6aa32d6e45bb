"""What tells a file's content without reading all of it."""

import os
from pathlib import Path

import pytest

from ftdesk.dataset.content_identity import sampled_identity
from ftdesk.dataset.file_errors import FileMissing
from ftdesk.dataset.lines import LineSource

LARGE = 5 << 20


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "data.jsonl"
    path.write_bytes(os.urandom(LARGE))
    return path


def test_the_same_content_has_the_same_identity_wherever_it_is(path: Path) -> None:
    copy = path.with_name("copy.jsonl")
    copy.write_bytes(path.read_bytes())
    assert sampled_identity(path) == sampled_identity(LineSource(copy))


def test_any_byte_of_a_small_file_counts(path: Path) -> None:
    known = set()
    for place in range(0, 1000, 7):
        content = bytearray(1000)
        content[place] = 1
        path.write_bytes(content)
        known.add(sampled_identity(path))
    assert len(known) == len(range(0, 1000, 7))


@pytest.mark.parametrize("place", [0, LARGE - 1])
def test_the_first_and_the_last_byte_of_a_large_file_count(path: Path, place: int) -> None:
    before = sampled_identity(path)
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    assert sampled_identity(path) != before


def test_one_byte_more_counts(path: Path) -> None:
    before = sampled_identity(path)
    with path.open("ab") as file:
        file.write(b"\n")
    assert sampled_identity(path) != before


def test_an_empty_file_has_an_identity_and_a_missing_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert len(sampled_identity(tmp_path / "empty")) == 32
    with pytest.raises(FileMissing):
        sampled_identity(tmp_path / "none")
