"""Windows that share a workspace see each other, and only while they live."""

import os
import subprocess
import sys
import time
from pathlib import Path

from ftdesk.workspace.presence import Presence

HOLDER = "import sys; from pathlib import Path; from ftdesk.workspace.presence import Presence; "
HOLDER += "held = Presence(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"


def test_the_only_window_sees_no_other(tmp_path: Path) -> None:
    assert Presence(tmp_path / "windows").others_since() is None


def test_two_windows_see_each_other_until_one_closes(tmp_path: Path) -> None:
    first, second = Presence(tmp_path), Presence(tmp_path)
    assert first.others_since() is not None
    first.close()
    assert second.others_since() is None


def test_a_killed_window_is_gone_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        mine = Presence(tmp_path)
        began = mine.others_since()
        assert began is not None
        assert abs(began - time.time()) < 60
        process.kill()
    assert mine.others_since() is None


def test_the_file_of_a_window_long_gone_is_removed(tmp_path: Path) -> None:
    left = tmp_path / "0123.window"
    left.touch()
    os.utime(left, (1_000_000_000, 1_000_000_000))
    assert Presence(tmp_path).others_since() is None
    assert not left.exists()
