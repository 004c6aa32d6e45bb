"""The virtual environment `.venv`: made once, then only touched when the lock changes."""

import hashlib
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from system_packages import install, say

PIP = ["-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-input"]


def prepare(root: Path, *, development: bool) -> Path:
    """Return the interpreter of an environment that holds every package of the lock and ftdesk itself."""
    folder = root / ".venv"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    lock = root / ("requirements-dev.lock" if development else "requirements.lock")
    mark = folder / f"{lock.stem}.installed"
    wanted = fingerprint(lock, root / "pyproject.toml")
    if python.exists() and mark.is_file() and mark.read_text(encoding="ascii") == wanted:
        return python
    if not python.exists() or not has_pip(python):
        say("Making the virtual environment in .venv")
        if find_spec("ensurepip") is None:  # Debian and Ubuntu ship it apart
            package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
            install([package], "Python's venv module is missing")
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    say(f"Installing the packages of {lock.name}")
    subprocess.run([python, *PIP, "--require-hashes", "--only-binary", ":all:", "-r", lock], check=True)
    subprocess.run([python, *PIP, "--no-deps", "--no-build-isolation", "--editable", root], check=True)
    mark.write_text(wanted, encoding="ascii")
    return python


def fingerprint(*files: Path) -> str:
    """One hash over the files and this Python: another of either means installing again."""
    digest = hashlib.sha256(repr(sys.version_info[:3]).encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def has_pip(python: Path) -> bool:
    """Whether an earlier, interrupted run left an environment that can install."""
    trial = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False)
    return trial.returncode == 0
