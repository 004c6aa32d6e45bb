"""Saves on a real disk that has exactly so many bytes left, where the system takes a part of what it is given.

Needs the right to mount a file system in memory: root's, or a name space of one's own.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ftdesk.dataset.file_errors import NoSpace, SaveFailed, SaveReason
from ftdesk.dataset.file_operations import FILES, FileOperations
from tests.faults.judgement import judge, judge_retry
from tests.faults.savers import saver
from tests.faults.scenes import KINDS, Scene, make_scene
from tests.faults.verdict import Verdict

COUNT = 120
CONTROLS = ("naive-save", "short-write-ignored")
_PAGE = 4096
_ALONE = "FTDESK_OWN_MOUNTS"


class Unknowing(FileOperations):
    """A disk that does not say how much is free, so that it is found out by writing."""

    def free_space(self, folder: Path) -> int | None:
        return None


def run(count: int, seed: int, control: str | None) -> Verdict:
    """Save so many times, with more or less room."""
    if sys.platform != "linux":
        return Verdict(skipped="mounting a disk of an exact size is known for Linux only")
    if _ALONE not in os.environ:
        return _run_alone(count, seed, control)
    verdict, dice = Verdict(), random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            _try(verdict, Path(folder) / "disk", KINDS[number % len(KINDS)], dice, control)
    return verdict


def _run_alone(count: int, seed: int, control: str | None) -> Verdict:
    """Again, where mounts are seen by nobody else and end with the process."""
    unshare = (
        ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    )
    again = "from tests.faults import full_disk as f, verdict as v; v.send(f.run(*v.received()))"
    settings = dict(os.environ, **{_ALONE: "1"})
    try:
        subprocess.run([*unshare, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return Verdict(skipped="nothing may be mounted here")
    return Verdict.of_process([*unshare, sys.executable, "-c", again], (count, seed, control), settings)


def _try(verdict: Verdict, disk: Path, kind: str, dice: random.Random, control: str | None) -> None:
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "none", disk], check=True)
    try:
        scene = make_scene(kind, disk / "scene", dice.randrange(1000))
        pages = dice.choice((0, 1, 2, dice.randrange(len(scene.new) // _PAGE + 4)))
        _fill(disk, pages * _PAGE)
        files = Unknowing() if control is not None or dice.random() < 0.5 else FILES
        told: BaseException | None = None
        try:
            saver(control)(scene.dataset, scene.path, files)
        except Exception as failure:  # noqa: BLE001 - whatever it is, it is judged
            told = failure
        verdict.trials += 1
        verdict.count(f"told {told.reason if isinstance(told, SaveFailed) else told or 'saved'}")
        wrong = judge(scene, told, None) or _judge_words(told, pages) or _judge_more_room(disk, scene)
        if wrong is not None:
            verdict.wrongs.append(f"{kind}, {pages} pages free: {wrong}")
        scene.dataset.close()
        told = None  # its traceback has the old file open
    finally:
        subprocess.run(["umount", disk], check=True)
        disk.rmdir()


def _fill(disk: Path, free: int) -> None:
    with (disk / "filling").open("wb") as filling:
        filling.truncate()
        os.posix_fallocate(filling.fileno(), 0, max(1, shutil.disk_usage(disk).free - free))


def _judge_words(told: BaseException | None, pages: int) -> str | None:
    if told is None:
        return None
    if not isinstance(told, SaveFailed) or told.reason is not SaveReason.NO_SPACE:
        return f"a full disk was called {told!r}"
    if isinstance(told, NoSpace) and f"{pages * _PAGE / 1000:.1f} kB are free" not in str(told).replace(
        "0 B are free", "0.0 kB are free"
    ):
        return f"{pages} free pages were called “{told}”"
    return None


def _judge_more_room(disk: Path, scene: Scene) -> str | None:
    """Once there is room, the same save goes through."""
    (disk / "filling").unlink()
    litter = scene.litter()
    return f"left behind: {', '.join(litter)}" if litter else judge_retry(scene)
