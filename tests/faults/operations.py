"""Every step of a save fails in turn, by an operating system of our own making: fast, and the same everywhere.

The first call fails, then the second, and so on until a save goes through untouched; for each error, and with calls
that take only half of what they are given.
"""

import errno
import os
import tempfile
from pathlib import Path
from typing import Any

from ftdesk.dataset.file_operations import FileOperations
from tests.faults.judgement import judge, judge_retry
from tests.faults.savers import Saver, saver
from tests.faults.scenes import KINDS, make_scene
from tests.faults.verdict import Verdict

COUNT = len(KINDS)
CONTROLS = ("naive-save", "short-write-ignored", "sync-failure-ignored")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC))
HALF, FULL = 0, -1
"""In the place of an error: the call takes half of what it is given, and all goes on; or nothing more is taken."""

_STEPS = frozenset(
    name
    for name in vars(FileOperations)
    if not name.startswith("_") and callable(getattr(FileOperations, name))
)
_TAKING = {"write": 1, "copy_range": 3, "send_range": 3}  # by step: which argument is how much


class FailingCall(FileOperations):
    """The `failing`-th call of all fails."""

    def __init__(self, failing: int, error: int) -> None:
        self.left, self.error = failing, error
        self.failed = ""

    def __getattribute__(self, name: str) -> Any:
        if name not in _STEPS:
            return super().__getattribute__(name)

        def step(*arguments: Any) -> Any:
            self.left -= 1
            real = getattr(FileOperations, name)
            if self.left == 0 and self.error in (HALF, FULL) and name in _TAKING:
                if self.error == FULL:
                    self.left, self.error = 1, errno.ENOSPC
                return real(self, *_half(arguments, _TAKING[name]))
            if self.left == 0 and self.error > 0:
                self.failed = name
                if name == "close":
                    real(self, *arguments)
                raise OSError(self.error, os.strerror(self.error))
            return real(self, *arguments)

        return step


def _half(arguments: tuple[Any, ...], place: int) -> tuple[Any, ...]:
    given = arguments[place]
    half = given[: len(given) // 2] if isinstance(given, memoryview) else given // 2
    return (*arguments[:place], half, *arguments[place + 1 :])


def run(count: int, seed: int, control: str | None) -> Verdict:
    """Sweep over so many scenes."""
    verdict = Verdict()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            kind = KINDS[number % len(KINDS)]
            for error in (*ERRORS, HALF, FULL):
                sweep(verdict, Path(folder) / f"{number}-{error}", kind, seed + number, error, saver(control))
    return verdict


def sweep(verdict: Verdict, folder: Path, kind: str, seed: int, error: int, save: Saver) -> None:
    """Let the first, the second … call fail until none does."""
    failing = 0
    while True:
        failing += 1
        scene = make_scene(kind, folder / str(failing), seed)
        files, told = FailingCall(failing, error), None
        try:
            save(scene.dataset, scene.path, files)
        except Exception as failure:  # noqa: BLE001 - whatever it is, it is judged
            told = failure
        verdict.trials += 1
        verdict.count(f"told {type(told).__name__ if told else 'saved'}")
        wrong = judge(scene, told, files.error if files.failed else None)
        wrong = wrong or _judge_more(files, told, scene.litter())
        wrong = wrong or judge_retry(scene)
        if wrong is not None:
            verdict.wrongs.append(f"{kind}, call {failing} ({files.failed}), error {error}: {wrong}")
        scene.dataset.close()
        if files.left > 0:
            return


def _judge_more(files: FailingCall, told: BaseException | None, litter: set[str]) -> str | None:
    if told is None and files.failed in {"create", "write", "sync", "close", "replace", "sync_folder"}:
        return "called saved"
    return f"left behind: {', '.join(litter)}" if litter else None
