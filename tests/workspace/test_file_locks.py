"""One writer for each document, in this process or another, until it lets go or dies."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ftdesk.workspace.errors import FolderUnusable
from ftdesk.workspace.file_locks import FileLocks

HOLDER = "import sys; from pathlib import Path; from ftdesk.workspace.file_locks import FileLocks; "
HOLDER += "held = FileLocks(Path(sys.argv[1])).acquire('key'); print(held is not None, flush=True); sys.stdin.read()"


def holder(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", HOLDER, str(folder)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def test_a_lock_has_one_holder_at_a_time(tmp_path: Path) -> None:
    locks = FileLocks(tmp_path / "locks")
    held = locks.acquire("key")
    assert held is not None
    assert locks.acquire("key") is None
    assert not locks.is_free("key")
    other = locks.acquire("other")
    assert other is not None
    held.release()
    held.release()
    assert locks.is_free("key")
    assert locks.acquire("key") is not None


def test_another_process_holds_it_until_it_is_killed(tmp_path: Path) -> None:
    locks = FileLocks(tmp_path)
    with holder(tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"True\n"
        assert locks.acquire("key") is None
        assert not locks.is_free("key")
        process.kill()
    assert locks.is_free("key")
    taken = locks.acquire("key")
    assert taken is not None
    with holder(tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"False\n"
        process.kill()
    taken.release()


def test_a_released_lock_leaves_no_file(tmp_path: Path) -> None:
    held = FileLocks(tmp_path).acquire("key")
    assert held is not None
    held.release()
    assert list(tmp_path.iterdir()) == []


def test_threads_that_take_turns_are_never_inside_together(tmp_path: Path) -> None:
    locks, inside, most, turns = FileLocks(tmp_path), 0, 0, 0
    counting = threading.Lock()

    def take_turns() -> None:
        nonlocal inside, most, turns
        for _ in range(30):
            held = locks.acquire("key")
            if held is None:
                continue
            with counting:
                inside, turns = inside + 1, turns + 1
                most = max(most, inside)
            with counting:
                inside -= 1
            held.release()

    threads = [threading.Thread(target=take_turns) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert turns >= 30


def test_a_place_where_nothing_can_be_locked_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderUnusable, match="file"):
        FileLocks(tmp_path / "file").acquire("key")
