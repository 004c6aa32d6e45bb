"""How long the window stays silent while a large file is opened, checked and scrolled through.

    python -m benchmarks.dataset_window [--size 100MB | --file FILE] [--model NAME]

A timer of 5 ms runs in the window's thread; the gaps between its ticks are what a person would feel: at rest first,
then while the file opens, while it is checked, and where another example is chosen meanwhile, every half second.
The tab is shown on Qt's offscreen platform unless QT_QPA_PLATFORM says otherwise.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.large_file import add_file_options, large_file

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab

CHOOSE_EVERY = 0.5
STEP = 997
IDLE = 4.0
"""Seconds of rest that are measured first."""


@dataclass
class Gaps:
    """Seconds between ticks, by what went on; idle is the measure for the others."""

    idle: list[float] = field(default_factory=list)
    opening: list[float] = field(default_factory=list)
    checking: list[float] = field(default_factory=list)
    choosing: list[float] = field(default_factory=list)

    @staticmethod
    def in_words(name: str, gaps: Sequence[float]) -> str:
        """Median, 99th percentile and maximum in milliseconds."""
        ordered = sorted(gaps) or [0.0]
        at = [ordered[round((len(ordered) - 1) * share)] * 1000 for share in (0.5, 0.99, 1.0)]
        return f"{name:9} {at[0]:6.1f} {at[1]:6.1f} {at[2]:6.1f} ms (median, p99, max of {len(ordered)})"


def measure(path: Path, model: str | None) -> None:
    """Open `path` in the dataset tab and print the gaps."""
    from keyring.backends.null import Keyring
    from PySide6.QtCore import Qt, QTimer

    from ftdesk.app import make_application, running_services
    from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
    from ftdesk.desktop.theme import apply_theme
    from ftdesk.workspace.credentials import Credentials
    from ftdesk.workspace.paths import WorkspacePaths

    application = make_application()
    apply_theme(application, "light")
    with (
        tempfile.TemporaryDirectory() as home,
        running_services(WorkspacePaths(Path(home)), Credentials(Keyring())) as services,
    ):
        if model is not None:
            services.settings.update(target_model=model)
        tab = DatasetTab(services)
        tab.resize(1280, 760)
        tab.show()
        services.background.warm_up()
        tab.files.reading.warm_up()
        _run_until(application, time.monotonic() + 1.5)
        gaps, last = Gaps(), time.perf_counter()
        current = gaps.idle

        def tick() -> None:
            nonlocal last, current
            now = time.perf_counter()
            current.append(now - last)
            last = now
            if current is not gaps.idle:
                current = gaps.checking if tab.is_open else gaps.opening

        def choose(line: int) -> None:
            nonlocal current
            current = gaps.choosing
            tab.desk.go_to_line(line)

        timer = QTimer(interval=5)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(tick)
        timer.start()
        _run_until(application, time.monotonic() + IDLE)
        current, began = gaps.opening, time.perf_counter()
        tab.open_path(path)
        opened = _follow(application, tab, choose)
        print(
            f"{path.name}: opened in {opened - began:.2f} s, checked after {time.perf_counter() - began:.2f} s"
        )
        print(Gaps.in_words("idle", gaps.idle))
        print(Gaps.in_words("opening", gaps.opening))
        print(Gaps.in_words("checking", gaps.checking))
        print(Gaps.in_words("choosing", gaps.choosing))
        tab.hide()


def _follow(application: "QApplication", tab: "DatasetTab", choose: Callable[[int], None]) -> float:
    """Choose examples until the check has ended; when the file was open."""
    opened, choose_at, line = 0.0, 0.0, 1
    while True:
        _run_until(application, time.monotonic() + 0.002)
        if not tab.is_open:
            continue
        opened = opened or time.perf_counter()
        dataset, checker = tab.session.dataset, tab.session.checker
        if dataset is not None and dataset.is_whole and checker.check is not None and not checker.running:
            return opened
        if time.monotonic() > choose_at:
            choose_at, line = time.monotonic() + CHOOSE_EVERY, line + STEP
            choose(1 + line % tab.summary.examples)


def _run_until(application: "QApplication", end: float) -> None:
    while time.monotonic() < end:
        application.processEvents()
        time.sleep(0.001)


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description="Gaps in the window's thread while a file opens.")
    add_file_options(parser, "100MB")
    parser.add_argument("--model", help="the model that tokens are counted for")
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with large_file(arguments) as path:
        measure(path, arguments.model)


if __name__ == "__main__":
    main()
