"""What was worked out about a file is there again for the same content, never for another, and never in the way."""

import os
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from ftdesk.dataset.lines import LineIndex, LineSource, index_lines
from ftdesk.workspace.analysis_cache import SMALLEST_FILE, AnalysisCache, content_of

LINES = SMALLEST_FILE // 10


@pytest.fixture
def cache(tmp_path: Path) -> AnalysisCache:
    folder = tmp_path / "analysis"
    folder.mkdir()
    return AnalysisCache(folder)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Read as a whole for its identity."""
    path = tmp_path / "small.jsonl"
    path.write_bytes(b"".join(b'{"a":%5d}\r\n' % line for line in range(LINES)))
    return path


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Only samples of it count for its identity."""
    path = tmp_path / "large.jsonl"
    path.write_bytes(b"".join(b'{"a":%7d}\n' % line for line in range(200_000)))
    return path


def keep(cache: AnalysisCache, path: Path) -> LineIndex:
    source = LineSource(path)
    index = index_lines(source)
    cache.keep_index(source, index)
    cache.keep_rows(
        source, "key", [("flags", np.arange(9)), ("none", np.zeros((2, 0), np.int64))], {"word": "é"}
    )
    source.close()
    return index


def entries(cache: AnalysisCache) -> list[Path]:
    return sorted(cache._folder.iterdir())


def test_what_was_kept_is_there_again_under_another_name_of_the_file(
    cache: AnalysisCache, small: Path
) -> None:
    index = keep(cache, small)
    moved = small.rename(small.with_name("moved.jsonl"))
    found = cache.index_at(moved)
    assert found is not None
    assert found.offsets.tolist() == index.offsets.tolist()
    assert index.returns is not None
    assert found.returns is not None
    assert found.returns.tolist() == index.returns.tolist()
    assert (found.line_end, found.ends_with_line_end) == (b"\r\n", True)
    rows = cache.rows_of(LineSource(moved), "key")
    assert rows is not None
    assert rows.arrays["flags"].tolist() == list(range(9))
    assert rows.arrays["none"].shape == (2, 0)
    assert rows.notes["word"] == "é"
    assert cache.rows_of(LineSource(moved), "other options") is None


def test_a_file_that_is_wholly_read_needs_no_old_time(cache: AnalysisCache, small: Path) -> None:
    keep(cache, small)
    os.utime(small, (1, 1))
    assert cache.index_at(small) is not None


def test_a_change_between_the_samples_of_a_large_file_is_not_taken_for_the_old_content(
    cache: AnalysisCache, large: Path
) -> None:
    keep(cache, large)
    before = content_of(LineSource(large))
    content = bytearray(large.read_bytes())
    content[10_000:10_002] = b"\n\n"
    copy = large.with_name("copy.jsonl")
    shutil.copy2(large, copy)
    large.write_bytes(content)
    assert content_of(LineSource(large)) == before, "the change is to be one that no sample sees"
    assert cache.index_at(large) is None
    assert cache.index_at(copy) is not None, "a copy with its old time is the old content"


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "other"])
def test_a_damaged_entry_is_removed_and_counts_as_none(
    cache: AnalysisCache, small: Path, damage: str
) -> None:
    keep(cache, small)
    for entry in entries(cache):
        content = bytearray(entry.read_bytes())
        content[len(content) // 3] ^= 1
        damaged = {"cut": content[:-20], "flipped": content, "empty": b"", "other": b"x" * 500}[damage]
        entry.write_bytes(damaged)
    assert cache.index_at(small) is None
    assert cache.rows_of(LineSource(small), "key") is None
    assert entries(cache) == []


def test_a_file_that_cannot_be_read_or_an_unusable_folder_is_no_failure(tmp_path: Path, small: Path) -> None:
    cache = AnalysisCache(tmp_path / "missing")
    keep(cache, small)
    assert cache.index_at(small) is None
    assert cache.index_at(tmp_path / "no such file") is None


def test_the_least_used_entries_go_when_there_is_no_room(cache: AnalysisCache, small: Path) -> None:
    keep(cache, small)
    for entry in entries(cache):
        os.utime(entry, (1000, 1000))
    narrow = AnalysisCache(cache._folder, sum(entry.stat().st_size for entry in entries(cache)) * 5 // 2)
    for number in range(2):
        other = small.with_name(f"{number}.jsonl")
        other.write_bytes(small.read_bytes().replace(b"a", b"b%d" % number))
        keep(narrow, other)
        assert cache.index_at(small) is not None  # used again
    assert cache.index_at(small) is not None
    assert cache.index_at(small.with_name("0.jsonl")) is None
    assert cache.index_at(small.with_name("1.jsonl")) is not None


def test_small_files_are_not_kept(cache: AnalysisCache, tmp_path: Path) -> None:
    path = tmp_path / "tiny.jsonl"
    path.write_bytes(b"{}\n")
    keep(cache, path)
    assert entries(cache) == []


def test_what_a_save_replaced_is_forgotten_with_all_its_entries(cache: AnalysisCache, small: Path) -> None:
    keep(cache, small)
    cache.forget(content_of(LineSource(small)))
    assert entries(cache) == []


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter there")
def test_entries_are_for_their_owner_alone(cache: AnalysisCache, small: Path) -> None:
    keep(cache, small)
    assert {entry.stat().st_mode & 0o077 for entry in entries(cache)} == {0}
