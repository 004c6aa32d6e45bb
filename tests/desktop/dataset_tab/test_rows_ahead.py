"""What is kept about a file is read while the file is opened, and used only for that very file."""

import os
from pathlib import Path

import numpy as np
import pytest

from ftdesk.dataset.kept_check import options_key
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.lines import LineSource
from ftdesk.desktop.dataset_tab.rows_ahead import RowsAhead
from ftdesk.workspace.analysis_cache import AnalysisCache

OPTIONS = CheckOptions(minimum_examples=3)
CONTENT = b'{"messages": []}\n' * 10_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "analysis"
    made.mkdir()
    return made


@pytest.fixture
def kept_file(tmp_path: Path, folder: Path) -> Path:
    """A file about which something is kept."""
    path = tmp_path / "data.jsonl"
    path.write_bytes(CONTENT)
    source = LineSource(path)
    AnalysisCache(folder).keep_rows(source, options_key(OPTIONS), [("flags", np.arange(9))], {})
    source.close()
    return path


def forget_all(folder: Path) -> None:
    for entry in folder.iterdir():
        entry.unlink()


def test_what_was_read_ahead_is_handed_out_once_without_reading_it_again(
    kept_file: Path, folder: Path
) -> None:
    ahead = RowsAhead(folder, OPTIONS)
    ahead.read(kept_file)
    forget_all(folder)
    source = LineSource(kept_file)
    found = ahead.take(source)
    assert found is not None
    assert found.arrays["flags"].tolist() == list(range(9))
    assert ahead.take(source) is None
    source.close()


def test_without_reading_ahead_it_is_looked_up_when_asked_for(kept_file: Path, folder: Path) -> None:
    source = LineSource(kept_file)
    assert RowsAhead(folder, OPTIONS).take(source) is not None
    assert RowsAhead(folder, CheckOptions(token_limit=4)).take(source) is None
    source.close()


def test_another_file_that_took_the_place_meanwhile_is_not_believed_to_be_the_same(
    kept_file: Path, folder: Path
) -> None:
    status = kept_file.stat()
    ahead = RowsAhead(folder, OPTIONS)
    ahead.read(kept_file)
    other = kept_file.with_name("other.jsonl")
    other.write_bytes(CONTENT.replace(b"[]", b"{}", 1))
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(kept_file)
    source = LineSource(kept_file)
    assert ahead.take(source) is None
    source.close()


def test_a_file_that_is_not_there_has_nothing_kept(tmp_path: Path, kept_file: Path, folder: Path) -> None:
    ahead = RowsAhead(folder, OPTIONS)
    ahead.read(tmp_path / "gone.jsonl")
    source = LineSource(kept_file)
    assert ahead.take(source) is not None
    source.close()
