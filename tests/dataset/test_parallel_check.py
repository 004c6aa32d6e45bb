"""The check on all cores finds what one process finds, in the same order, and leaves no process behind."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ftdesk.dataset import parallel_check
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.parallel_check import CheckProcesses
from ftdesk.dataset.rules.finding import Finding

PROC = Path("/proc")
needs_proc = pytest.mark.skipif(not PROC.is_dir(), reason="processes are told by /proc")


def chat(text: str, role: str = "user") -> str:
    turns = [{"role": role, "content": text}, {"role": "assistant", "content": f"Answer to {text}"}]
    return json.dumps({"messages": turns}) + "\n"


@pytest.fixture
def spoiled(tmp_path: Path) -> Path:
    """Faults of a line, of lines compared, and of the file; reinforcement if most of it were."""
    path = tmp_path / "spoiled.jsonl"
    lines = [chat(str(number % 350), "user" if number % 7 else "human") for number in range(400)]
    lines[100:104] = [
        "{\n",
        "\n",
        '{"prompt": "a", "completion": "b"}\n',
        chat("open").replace("assistant", "user"),
    ]
    path.write_text("".join(lines))
    return path


@pytest.fixture(scope="module")
def two() -> Iterator[CheckProcesses]:
    """Two processes for all tests here."""
    with CheckProcesses(2) as processes:
        yield processes


def findings(
    processes: CheckProcesses, path: Path, *, keep: bool = True
) -> tuple[list[Finding], object, object]:
    with processes.check(path, CheckOptions(encoding="utf8_bytes"), keep=keep) as checked:
        return list(checked.findings()), checked.check.totals(), checked.check.code_counts()


@pytest.mark.parametrize("kept", [64 << 20, 100, 0])
def test_several_processes_say_what_one_does_in_line_order(
    kept: int, spoiled: Path, two: CheckProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = findings(CheckProcesses(1), spoiled, keep=False)
    monkeypatch.setattr(parallel_check, "SMALL", 0)
    monkeypatch.setattr(parallel_check, "LINES_A_PART", 30)
    monkeypatch.setattr(parallel_check, "MOST_KEPT", kept)
    shared = findings(two, spoiled)
    assert two._workers is not None
    assert shared == alone
    lines = [finding.line for finding in shared[0]]
    assert lines == sorted(lines)
    assert len(lines) > 100


def test_lines_are_not_checked_again_to_say_what_is_wrong(
    spoiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with CheckProcesses(1).check(spoiled, CheckOptions()) as checked:
        monkeypatch.setattr(parallel_check.FileCheck, "check_again", None)
        assert len(list(checked.findings())) > 100


def test_a_small_file_starts_no_process(spoiled: Path) -> None:
    with CheckProcesses(2) as processes:
        processes.check(spoiled, CheckOptions()).dataset.close()
        assert processes._workers is None


@pytest.fixture
def running(tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """`ftdesk check` in the middle of a file that keeps two processes busy for a while."""
    path = tmp_path / "large.jsonl"
    path.write_text("".join(chat(f"{number:x} {number * number:b} " * 20) for number in range(9_000)))
    command = [sys.executable, "-m", "ftdesk", "check", str(path)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        wait_for(lambda: len(workers(process.pid)) >= 2)
        yield process


@needs_proc
@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2 if PROC.is_dir() else True, reason="needs two cores")
@pytest.mark.parametrize("ended_by", ["ctrl-c", "kill", "lost worker"])
def test_whatever_ends_a_check_no_process_is_left(ended_by: str, running: "subprocess.Popen[bytes]") -> None:
    started = workers(running.pid)
    if ended_by == "lost worker":
        os.kill(started[0], signal.SIGKILL)
    else:
        running.send_signal(signal.SIGINT if ended_by == "ctrl-c" else signal.SIGKILL)
    out, err = running.communicate(timeout=60)
    status, sentences = {"ctrl-c": (130, 0), "kill": (-signal.SIGKILL, None), "lost worker": (2, 1)}[ended_by]
    assert (running.returncode, out) == (status, b"")
    assert sentences is None or len(err.splitlines()) == sentences
    wait_for(lambda: not any(is_alive(worker) for worker in started))


@needs_proc
def test_an_installed_program_starts_itself_as_its_worker(tmp_path: Path, spoiled: Path) -> None:
    program = tmp_path / "ftdesk-frozen"
    program.write_text(FROZEN.format(python=sys.executable, root=str(Path(__file__).parents[2])))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    done = subprocess.run(
        [program, "check", spoiled, "--no-tokens"], capture_output=True, timeout=100, check=False
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert len(done.stdout.splitlines()) > 100


FROZEN = """#!{python}
# A frozen program: no interpreter to call, so that multiprocessing calls the program with arguments of its own.
import sys
sys.path.insert(0, {root!r})
if sys.argv[1] == "-B" or sys.argv[1] == "-c":  # the bootloader runs the code of a resource tracker itself
    exec(sys.argv[sys.argv.index("-c") + 1])
    sys.exit()
sys.frozen = True
sys.executable = __file__
from ftdesk.__main__ import main
if __name__ == "__main__":
    if "--multiprocessing-fork" not in sys.argv:
        from ftdesk.dataset import parallel_check
        parallel_check.SMALL = 0
        parallel_check._cores = lambda: 2
    sys.exit(main())
"""


def workers(process: int) -> list[int]:
    """The spawned processes below one that check."""
    return [child for child in children(process) if b"spawn_main" in command_line(child)]


def children(process: int) -> list[int]:
    found = []
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            found += [int(folder.name)] if parent == process else []
    return found


def command_line(process: int) -> bytes:
    try:
        return (PROC / str(process) / "cmdline").read_bytes()
    except OSError:
        return b""


def is_alive(process: int) -> bool:
    return b"spawn_main" in command_line(process)


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)
