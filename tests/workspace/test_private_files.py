import os
import stat
from pathlib import Path

import pytest

from ftdesk.workspace.private_files import set_aside, touch_private_file, write_private_file

posix_only = pytest.mark.skipif(os.name == "nt", reason="modes are a POSIX matter")


@posix_only
def test_a_written_file_is_for_the_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_private_file(tmp_path / "f", b"1")
        touch_private_file(tmp_path / "g")
    finally:
        os.umask(before)
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in "fg"] == [0o600, 0o600]


def test_a_write_replaces_and_leaves_nothing_beside(tmp_path: Path) -> None:
    write_private_file(tmp_path / "f", b"1")
    write_private_file(tmp_path / "f", b"22")
    assert (tmp_path / "f").read_bytes() == b"22"
    assert [path.name for path in tmp_path.iterdir()] == ["f"]


def test_a_failed_write_keeps_the_old_and_leaves_nothing_beside(tmp_path: Path) -> None:
    target = tmp_path / "f"
    target.mkdir()
    with pytest.raises(OSError, match=r"f"):
        write_private_file(target, b"1")
    assert [path.name for path in tmp_path.iterdir()] == ["f"]


def test_two_files_set_aside_in_one_second_both_stay(tmp_path: Path) -> None:
    kept = []
    for content in ("one", "two"):
        (tmp_path / "f.json").write_text(content)
        kept.append(set_aside(tmp_path / "f.json"))
    assert [path.read_text() for path in kept] == ["one", "two"]
    assert all(path.suffix == ".json" for path in kept)
