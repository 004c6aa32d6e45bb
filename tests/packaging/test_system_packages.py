"""What a fresh machine lacks is installed or named exactly, never guessed at silently."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASK = "import sys; sys.path.insert(0, 'packaging'); from system_packages import install; "


def call(code: str, path: Path) -> subprocess.CompletedProcess[str]:
    settings = dict(os.environ, PATH=str(path))
    return subprocess.run(
        [sys.executable, "-c", ASK + code],
        cwd=ROOT,
        env=settings,
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_without_apt_the_packages_are_named(tmp_path: Path) -> None:
    told = call("install(['libegl1'], 'Qt needs system libraries')", tmp_path)
    assert told.returncode == 1
    assert told.stderr.strip().endswith("the equivalents of these Debian packages: libegl1")


@pytest.mark.skipif(os.name == "nt", reason="apt is not on Windows")
def test_without_rights_the_exact_line_is_printed(tmp_path: Path) -> None:
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\nexit 9\n", encoding="ascii")
    apt.chmod(0o755)
    told = call("import os; os.geteuid = lambda: 1000; install(['libegl1'], 'Qt needs it')", tmp_path)
    assert told.returncode == 1
    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1"
    assert line in told.stderr


def test_an_unknown_verb_shows_the_usage() -> None:
    told = subprocess.run(
        [sys.executable, "packaging", "paint"],
        cwd=ROOT,
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert told.returncode == 2
    assert "python3 packaging run" in told.stdout
