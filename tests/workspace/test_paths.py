import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from ftdesk.workspace.errors import FolderUnusable
from ftdesk.workspace.paths import WorkspacePaths, default_root

posix_only = pytest.mark.skipif(os.name == "nt", reason="modes are a POSIX matter")


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@posix_only
@pytest.mark.usefixtures("open_umask")
def test_all_folders_are_for_the_owner_alone(tmp_path: Path) -> None:
    paths = WorkspacePaths(tmp_path / "a" / "home")
    for folder in (paths.root, paths.engine, paths.logs, paths.uploads):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@posix_only
def test_a_folder_that_others_could_read_is_tightened(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o755)
    assert stat.S_IMODE(WorkspacePaths(tmp_path / "home").root.stat().st_mode) == 0o700


def test_the_environment_names_another_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FTDESK_HOME", str(tmp_path / "elsewhere"))
    assert default_root() == tmp_path / "elsewhere"
    assert WorkspacePaths().database.parent == tmp_path / "elsewhere"


def test_an_explicit_root_beats_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FTDESK_HOME", str(tmp_path / "elsewhere"))
    assert WorkspacePaths(tmp_path / "here").root == tmp_path / "here"
    assert not (tmp_path / "elsewhere").exists()


def test_a_root_that_is_a_file_is_named_in_the_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(FolderUnusable, match="file"):
        WorkspacePaths(tmp_path / "file")
