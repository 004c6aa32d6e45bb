"""How soon a large file is there: first rows, line index, memory, and all counts when it is opened again.

    python -m benchmarks.opening [--size 1GB | --file FILE] [--rounds N]

Each opening is a process of its own with the real tab on Qt's offscreen platform, its worker processes warm as they
are a moment after the start. "First rows" is the time from the request to the end of the first paint that shows the
first example. The peers: the same for a file of 10 MB, and a plain read of the file in steps of 1 MiB for the index.
"Open again" is the same file in a new process: the time until counts, findings and figures of all rows are shown.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.large_file import add_file_options, in_words, large_file, make_file

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
    from ftdesk.desktop.services import Services

SMALL = 10_000_000
_WAIT = 900.0


def measure(path: Path, rounds: int) -> None:
    """Open the file, and a small one, in turns, and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.jsonl"
        make_file(small, SMALL)
        first = {file: [] for file in (path, small)}  # type: dict[Path, list[dict[str, float]]]
        for number in range(rounds):
            for file, found in first.items():
                found.append(_in_a_process(file, Path(folder) / f"{file.stem}{number}"))
        again = [_in_a_process(path, Path(folder) / f"{path.stem}0") for _ in range(rounds)]
    shown = statistics.median(found["painted"] for found in first[path])
    shown_small = statistics.median(found["painted"] for found in first[small])
    print(in_words(path))
    print(f"first rows painted        {shown * 1000:7.0f} ms")
    print(f"  the same for 10 MB      {shown_small * 1000:7.0f} ms: {shown / shown_small:.2f} times")
    index, read = _index_and_read(path, rounds)
    print(f"line index                {index * 1000:7.0f} ms")
    print(f"  a plain read            {read * 1000:7.0f} ms: {index / read:.1f} times")
    checked = statistics.median(found["checked"] for found in first[path])
    print(f"checked, all rows         {checked:7.1f} s")
    print(f"memory, window            {max(found['window'] for found in first[path]):7.0f} MB at most")
    print(f"memory, all processes     {max(found['all'] for found in first[path]):7.0f} MB at most")
    counts = statistics.median(found["checked"] for found in again)
    print(
        f"opened again, all counts  {counts * 1000:7.0f} ms: {checked / counts:.0f} times faster than at first"
    )
    print(f"memory, opened again      {max(found['window'] for found in again):7.0f} MB at most (window)")


def _in_a_process(path: Path, home: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.opening", "--child", str(path), "--home", str(home)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_WAIT + 60)
    if ended.returncode:
        sys.exit(ended.stderr)
    found: dict[str, float] = json.loads(ended.stdout)
    return found


def _index_and_read(path: Path, rounds: int) -> tuple[float, float]:
    """Seconds for the line index and for a plain read, in turns."""
    from ftdesk.dataset.lines import LineSource, index_lines

    indexed, read = [], []
    for _ in range(rounds):
        began = time.perf_counter()
        with path.open("rb", buffering=0) as file:
            buffer = bytearray(1 << 20)
            while file.readinto(buffer):
                pass
        read.append(time.perf_counter() - began)
        began = time.perf_counter()
        source = LineSource(path)
        index_lines(source)
        source.close()
        indexed.append(time.perf_counter() - began)
    return statistics.median(indexed), statistics.median(read)


# -- in the process of one opening ----------------------------------------------------------------------------------


def open_once(path: Path, home: Path) -> None:
    """Open the file in a tab, wait until it is checked, and print what was found as JSON."""
    from keyring.backends.null import Keyring

    from ftdesk.app import make_application, running_services
    from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
    from ftdesk.desktop.theme import apply_theme
    from ftdesk.workspace.credentials import Credentials
    from ftdesk.workspace.paths import WorkspacePaths

    application = make_application()
    apply_theme(application, "light")
    with running_services(WorkspacePaths(home), Credentials(Keyring())) as services:
        tab = DatasetTab(services)
        tab.resize(1300, 900)
        tab.show()
        services.background.warm_up()
        tab.files.reading.warm_up()
        _run_until(application, _after(2.5))
        found = _open(application, services, tab, path)
        tab.finish()
        tab.hide()
    print(json.dumps(found))


def _open(application: QApplication, services: Services, tab: DatasetTab, path: Path) -> dict[str, float]:
    from benchmarks.first_paint import FirstPaint
    from benchmarks.processes import memory_now

    watch = FirstPaint(tab)
    began = time.perf_counter()
    tab.open_path(path)
    _run_until(application, lambda: watch.painted is not None)
    found = {"painted": (watch.painted or 0.0) - began}
    memory = memory_now()
    checked = _Checked(tab)
    while not checked():
        _run_until(application, _after(0.25), checked)
        memory = memory.larger(memory_now())
    found["checked"] = time.perf_counter() - began
    _run_until(
        application, lambda: not services.background.running, _after(20)
    )  # what is remembered is written
    memory = memory.larger(memory_now())
    return found | {"window": memory.window, "all": memory.all}


class _Checked:
    """Whether all rows are checked and their figures are shown."""

    def __init__(self, tab: DatasetTab) -> None:
        self._tab = tab

    def __call__(self) -> bool:
        dataset, checker = self._tab.session.dataset, self._tab.session.checker
        if dataset is None or not dataset.is_whole or checker.check is None or checker.running:
            return False
        return self._tab.summary.errors is not None and self._tab.summary.examples == len(dataset)


def _after(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def _run_until(application: QApplication, *reasons: Callable[[], Any]) -> None:
    """Let the window live until one of the reasons to stop holds."""
    give_up = _after(_WAIT)
    while not any(reason() for reason in reasons):
        application.processEvents()
        time.sleep(0.0005)
        if give_up():
            sys.exit("the file was not opened in time")


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description="How soon a large file is there.")
    add_file_options(parser, "1GB")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if arguments.child is not None:
        open_once(arguments.child, arguments.home)
        return
    with large_file(arguments) as path:
        measure(path, arguments.rounds)


if __name__ == "__main__":
    main()
