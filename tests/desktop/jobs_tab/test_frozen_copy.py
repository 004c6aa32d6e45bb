import hashlib
import os
import stat
from pathlib import Path

import pytest

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.file_errors import FileMissing, FileNotReadable
from ftdesk.desktop.jobs_tab.frozen_copy import freeze, remove_leftovers
from ftdesk.errors import Cancelled


def test_a_copy_has_the_bytes_whose_hash_it_names(tmp_path: Path, training_file: Path) -> None:
    frozen = freeze(training_file, tmp_path, Cancellation())
    content = frozen.copy.read_bytes()
    assert content == training_file.read_bytes()
    assert frozen.data.sha256 == hashlib.sha256(content).hexdigest()
    assert (frozen.data.size_bytes, frozen.name) == (len(content), "harbour.jsonl")


@pytest.mark.skipif(os.name == "nt", reason="modes are a POSIX matter")
def test_a_copy_is_for_the_owner_alone(tmp_path: Path, training_file: Path) -> None:
    frozen = freeze(training_file, tmp_path, Cancellation())
    assert stat.S_IMODE(frozen.copy.stat().st_mode) == 0o600


def test_a_removed_copy_may_be_removed_again(tmp_path: Path, training_file: Path) -> None:
    frozen = freeze(training_file, tmp_path, Cancellation())
    frozen.remove()
    frozen.remove()
    assert not frozen.copy.exists()


@pytest.mark.parametrize(("name", "error"), [("gone.jsonl", FileMissing), ("folder", FileNotReadable)])
def test_what_cannot_be_read_is_named_and_leaves_nothing(
    tmp_path: Path, name: str, error: type[Exception]
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "uploads").mkdir()
    with pytest.raises(error, match=name):
        freeze(tmp_path / name, tmp_path / "uploads", Cancellation())
    assert list((tmp_path / "uploads").iterdir()) == []


def test_a_cancelled_copy_leaves_nothing(tmp_path: Path, training_file: Path) -> None:
    (tmp_path / "uploads").mkdir()
    cancellation = Cancellation()
    cancellation.cancel()
    with pytest.raises(Cancelled):
        freeze(training_file, tmp_path / "uploads", cancellation)
    assert list((tmp_path / "uploads").iterdir()) == []


def test_what_an_earlier_run_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / "old.jsonl").write_text("x")
    remove_leftovers(tmp_path)
    remove_leftovers(tmp_path / "missing")
    assert list(tmp_path.iterdir()) == []
