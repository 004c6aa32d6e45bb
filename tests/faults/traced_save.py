"""A save in a process of its own, which strace is attached to for as long as the save takes.

The two processes talk through a shared page alone: a system call between them could be the one that is made to fail.
"""

import ctypes
import json
import mmap
import multiprocessing
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ftdesk.dataset.file_operations import FILES
from tests.faults.judgement import judge, judge_retry
from tests.faults.savers import saver
from tests.faults.scenes import make_scene

_READY, _GO, _SAVED, _LET_GO, _JUDGED = range(1, 6)
_PAGE = 1 << 16
_PATIENCE_SECONDS = 60
_ALLOW_TRACING = (0x59616D61, -1)  # prctl: PR_SET_PTRACER, any process


@dataclass(frozen=True)
class Outcome:
    """What came of a traced save."""

    trace: str
    """strace's lines."""
    told: str
    """The failure by name, "saved", or "killed"."""
    wrong: str | None
    """What the process itself found wrong; None for a killed one, which the disk alone can tell about."""


def trace_save(
    folder: Path, kind: str, seed: int, control: str | None, error: int | None, options: Sequence[str]
) -> Outcome:
    """Save a scene under strace with these options; `error` is what they make a call fail with.

    Raises PermissionError where processes may not be traced.
    """
    folder.mkdir(parents=True)
    page_file, trace_file = folder / "page", folder / "trace"
    page_file.write_bytes(bytes(_PAGE))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    process = context.Process(target=_save, args=(folder, kind, seed, control, error))
    process.start()
    with page_file.open("r+b") as file, mmap.mmap(file.fileno(), _PAGE) as page:
        _wait(page, _READY, process)
        command = ["strace", "-f", "-y", "-o", str(trace_file), "-p", str(process.pid), *options]
        strace = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        if not _is_attached(strace):
            process.kill()
            raise PermissionError(f"strace: {strace.communicate()[0] or 'not attached'}")
        page[0] = _GO
        _wait(page, _SAVED, process)
        strace.terminate()
        strace.communicate()
        page[0] = _LET_GO
        _wait(page, _JUDGED, process)
        process.join(_PATIENCE_SECONDS)
        trace = trace_file.read_text(encoding="utf-8", errors="replace")
        if process.exitcode == -9:
            return Outcome(trace, "killed", None)
        told, wrong = json.loads(page[1:].split(b"\0", 1)[0])
        return Outcome(trace, told, wrong)


def _is_attached(strace: "subprocess.Popen[str]") -> bool:
    assert strace.stderr is not None
    return any("attached" in line for line in iter(strace.stderr.readline, ""))


def _wait(page: mmap.mmap, state: int, process: multiprocessing.process.BaseProcess) -> None:
    """Until the process comes to a state, or ends."""
    patience = time.monotonic() + _PATIENCE_SECONDS
    while page[0] < state and process.is_alive() and time.monotonic() < patience:
        time.sleep(0.001)


def _save(folder: Path, kind: str, seed: int, control: str | None, error: int | None) -> None:
    """In the traced process: make the scene, and once strace is there save it; then say what is wrong."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(*_ALLOW_TRACING, 0, 0, 0)
    with (folder / "page").open("r+b") as file:
        page = mmap.mmap(file.fileno(), _PAGE)
    save = saver(control)
    scene = make_scene(kind, folder / "scene", seed)
    told: BaseException | None = None
    _pause(page, _READY)
    try:
        save(scene.dataset, scene.path, FILES)
    except Exception as failure:  # noqa: BLE001 - whatever it is, it is judged
        told = failure
    _pause(page, _SAVED)
    wrong = judge(scene, told, error) or judge_retry(scene)
    report = json.dumps([type(told).__name__ if told else "saved", wrong]).encode()
    page[1 : 1 + len(report)] = report
    page[0] = _JUDGED


def _pause(page: mmap.mmap, state: int) -> None:
    page[0] = state
    while page[0] == state:
        time.sleep(0.001)
