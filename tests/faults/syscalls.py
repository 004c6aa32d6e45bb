"""Every system call of a save fails in turn, and the process is killed before each: strace makes them.

First a save is watched to see which calls it makes. Then for each of them, the first, the second …, a save of the
same scene is made in which that call fails with each error, and one in which the process is killed right there.
"""

import errno
import re
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from tests.faults.scenes import KINDS, make_scene
from tests.faults.traced_save import Outcome, trace_save
from tests.faults.verdict import Verdict

COUNT = 1_000_000
"""At most so many; there are some hundreds a scene."""
_ONE_SCENE = 200  # so few trials are made in the first scene alone
CONTROLS = ("naive-save", "sync-failure-ignored", "no-sync")
ERRORS = ("ENOSPC", "EIO", "EROFS", "EDQUOT", "EINTR")
KILL = "KILL"
# What tells most comes first, for short runs.
_FIRST = ("write", "fsync", "rename", "copy_file_range", "openat", "close")
# Memory: a process that gets none dies, which killing it here shows as well. Random bytes cannot fail like this.
_NOT_FAILED = {"mmap", "munmap", "mremap", "brk", "madvise", "getrandom"}
_NEITHER = {"clock_nanosleep", "restart_syscall", "futex", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn"}


class Point(NamedTuple):
    """Where a fault strikes: the `when`-th call of a name in the save of a scene."""

    kind: str
    call: str
    when: int
    fault: str


def run(count: int, seed: int, control: str | None) -> Verdict:
    """Sweep over the scenes until `count` faults were made."""
    verdict = Verdict(skipped="" if shutil.which("strace") else "strace is not installed")
    if sys.platform != "linux":
        verdict.skipped = "strace is on Linux only"
    if verdict.skipped:
        return verdict
    with tempfile.TemporaryDirectory() as folder:
        try:
            kinds = KINDS[: 1 + count // _ONE_SCENE]
            points = [point for kind in kinds for point in _watch(verdict, Path(folder), kind, seed, control)]
        except PermissionError as error:
            verdict.skipped = f"processes may not be traced here ({error})"
            return verdict
        for number, point in enumerate(_in_order(points)[:count]):
            strike(verdict, Path(folder) / str(number), point, seed, control)
    return verdict


def _watch(verdict: Verdict, folder: Path, kind: str, seed: int, control: str | None) -> list[Point]:
    """The calls of a save without faults; also judges their order."""
    outcome = trace_save(folder / f"watched-{kind}", kind, seed, control, None, ["-e", "trace=all"])
    calls = Counter(re.findall(r"^\d+ +(\w+)\(", outcome.trace, re.MULTILINE))
    wrong = outcome.wrong or _wrong_order(outcome.trace)
    if wrong:
        verdict.wrongs.append(f"{kind}, without a fault: {wrong}")
    return [
        Point(kind, call, when, fault)
        for call, times in calls.items()
        if call not in _NEITHER
        for when in range(1, times + 1)
        for fault in (KILL, *(ERRORS if call not in _NOT_FAILED else ()))
    ]


def _in_order(points: list[Point]) -> list[Point]:
    rank = {call: place for place, call in enumerate(_FIRST)}
    return sorted(
        points, key=lambda point: (point.when, KINDS.index(point.kind), rank.get(point.call, len(rank)))
    )


def _wrong_order(trace: str) -> str | None:
    """Only this order survives a power cut: the file is synced, renamed, and then its folder is synced."""
    events = []
    for line in trace.splitlines():
        if found := re.search(
            r"\b(write|copy_file_range|sendfile|fsync)\(.*?<([^>]*)>(?:.*<([^>]*)>)?", line
        ):
            call, path, second = found.groups()
            events.append((call, second if call == "copy_file_range" else path))
        elif found := re.search(r"\brename\w*\(.*\"([^\"]*)\"[^\"]*\"([^\"]*)\"", line):
            events += [("rename", found[1])]
    renamed = [place for place, (call, _) in enumerate(events) if call == "rename"]
    if not renamed:
        return "the file is not put in place by a rename"
    draft = events[renamed[0]][1]
    before = [call for call, path in events[: renamed[0]] if path == draft]
    if not before or before[-1] != "fsync":
        return "renamed before it was synced"
    after = [path for call, path in events[renamed[0] :] if call == "fsync"]
    return None if str(Path(draft).parent) in after else "the folder was not synced after the rename"


def strike(verdict: Verdict, folder: Path, point: Point, seed: int, control: str | None) -> None:
    """Make one fault and judge what came of it."""
    what = "signal=KILL" if point.fault == KILL else f"error={point.fault}"
    options = ["-e", f"trace={point.call}", "-e", f"inject={point.call}:{what}:when={point.when}"]
    error = None if point.fault == KILL else getattr(errno, point.fault)
    outcome = trace_save(folder, point.kind, seed, control, error, options)
    verdict.trials += 1
    verdict.count(f"told {outcome.told}")
    wrong = outcome.wrong or _judge(folder, point, seed, outcome)
    if wrong is not None:
        verdict.wrongs.append(f"{point.kind}, {point.call} {point.when}, {point.fault}: {wrong}")
    shutil.rmtree(folder)


def _judge(folder: Path, point: Point, seed: int, outcome: Outcome) -> str | None:
    if outcome.told == "killed":
        wanted = make_scene(point.kind, folder / "wanted", seed)
        path = folder / "scene" / wanted.path.name
        held = path.read_bytes() if path.exists() else None
        return None if held in (wanted.old, wanted.new) else "killed, and the file is neither old nor new"
    failed = [line for line in outcome.trace.splitlines() if "(INJECTED)" in line]
    if point.fault == KILL or not failed:  # the call came after the save, or not at all this time
        return None
    if point.fault == "EINTR":  # the call may be made again, which is no lie
        return None
    if point.call in {"fsync", "rename", "write"} and outcome.told == "saved":
        return "called saved"
    synced = re.findall(r"fsync\(\d+<([^>]*)>", outcome.trace)
    return None if len(synced) == len(set(synced)) else "a failed sync was tried again"
