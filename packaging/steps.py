"""What `run` and `test` do once the environment is there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from system_packages import install, missing_qt_packages, say

LINUX = sys.platform.startswith("linux")
# Programs that some tests drive for real: a screen, a session bus and a keyring service of their own, and one that
# makes system calls fail.
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "dbus-run-session": "dbus-daemon",
    "gnome-keyring-daemon": "gnome-keyring",
    "strace": "strace",
}
CHECKS = (
    ("Lint", ["-m", "ruff", "check"]),
    ("Format", ["-m", "ruff", "format", "--check"]),
    ("Types", ["-m", "mypy"]),
    ("Import contracts", ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]),
)


def run(python: Path, arguments: list[str], pictures: Path) -> int:
    """Start ftdesk; without a display the window cannot show, so it tours itself and leaves pictures."""
    display = has_display()
    if LINUX:
        ensure_qt(python, ["xcb", "wayland"] if display else ["offscreen"])
    if display or arguments:
        return subprocess.run([python, "-m", "ftdesk", *arguments], check=False).returncode
    say("No display here: the window runs its tour on Qt's offscreen screen")
    if LINUX:
        ensure_japanese_font()
    command = [str(python), "-m", "ftdesk", "--tour", "--screenshots", str(pictures)]
    settings = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    status = subprocess.run(command, env=settings, check=False).returncode
    say(f"The pictures are in {pictures}")
    return status


def test(python: Path, root: Path, arguments: list[str]) -> int:
    """Lint, types, import contracts, then every test; with arguments, pytest alone with them."""
    if LINUX:
        ensure_qt(python, ["offscreen", "xcb"])
        ensure_japanese_font()
        wanted = [package for program, package in TEST_PROGRAMS.items() if shutil.which(program) is None]
        if wanted:
            install(
                wanted,
                "The tests drive a real screen, session bus and keyring service, and make system calls fail",
            )
    settings = dict(os.environ)
    settings.setdefault("QT_QPA_PLATFORM", "offscreen")
    checks = () if arguments else CHECKS
    failed = [name for name, check in checks if not passes(name, [python, *check], root, settings)]
    tests = subprocess.run([python, "-m", "pytest", *arguments], cwd=root, env=settings, check=False)
    if failed:
        say(f"These checks failed before the tests ran: {', '.join(failed)}")
    return tests.returncode or (1 if failed else 0)


def passes(name: str, command: list[str | Path], root: Path, settings: dict[str, str]) -> bool:
    """Run one check with its output shown."""
    say(name)
    return subprocess.run(command, cwd=root, env=settings, check=False).returncode == 0


def has_display() -> bool:
    """Whether a window can show: always on macOS and Windows, by X11 or Wayland elsewhere."""
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def ensure_qt(python: Path, platforms: list[str]) -> None:
    """Install the system libraries that Qt links to and this machine lacks."""
    packages = missing_qt_packages(python, platforms)
    if packages:
        install(packages, "Qt needs system libraries")


def ensure_japanese_font() -> None:
    """Pictures without a Japanese font show boxes: install one where that is possible, go on where not."""
    if shutil.which("apt-get") is None or os.geteuid() != 0 or any(Path("/usr/share/fonts").rglob("*CJK*")):
        return
    install(["fonts-noto-cjk"], "No Japanese font is here")
