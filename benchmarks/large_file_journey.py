"""A large file in the real window from the first row to the last save, with times and pictures.

    python -m benchmarks.large_file_journey [--size 1GB | --file FILE] [--pictures DIR]

The file is opened, checked, scrolled to the end, filtered, edited at both ends, undone, saved and opened again in the
whole application, each step as a person sees it: a time ends when the window shows the result. Longest silence is the
longest gap between ticks of a 5 ms timer in the window's thread during the step. Runs on the display that there is
(Xvfb or a real one), else on Qt's offscreen platform.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.large_file import add_file_options, in_words, large_file

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ftdesk.desktop.main_window import MainWindow
    from ftdesk.desktop.services import Services

TEXT = "請求書"
_GIVE_UP = 900.0


def take_journey(path: Path, pictures: Path | None) -> None:
    """Go through all steps with a copy of the file, which is edited."""
    from keyring.backends.null import Keyring

    from ftdesk.app import make_application, running_services
    from ftdesk.desktop.main_window import MainWindow
    from ftdesk.desktop.theme import apply_theme
    from ftdesk.workspace.credentials import Credentials
    from ftdesk.workspace.paths import WorkspacePaths

    application = make_application()
    apply_theme(application, "light")
    with (
        tempfile.TemporaryDirectory() as home,
        running_services(WorkspacePaths(Path(home)), Credentials(Keyring())) as services,
    ):
        window = MainWindow(services)
        window.resize(1400, 900)
        window.show()
        services.background.warm_up()
        window.dataset_tab.files.reading.warm_up()
        Journey(application, window, services, path, pictures).take()
        window.dataset_tab.files.journal.discarding = True
        window.close_quietly()


class Journey:
    """One walk through the window."""

    def __init__(
        self,
        application: QApplication,
        window: MainWindow,
        services: Services,
        path: Path,
        pictures: Path | None,
    ) -> None:
        from PySide6.QtCore import QTimer

        self._application = application
        self._window = window
        self._services = services
        self._tab = window.dataset_tab
        self._path = path
        self._pictures = pictures
        self._last, self._longest = time.perf_counter(), 0.0
        self._timer = QTimer(window, interval=5)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def take(self) -> None:
        """All steps, printed one by one."""
        from ftdesk.dataset.row_query import RowQuery
        from ftdesk.dataset.text_query import TextQuery

        tab, table = self._tab, self._tab.left.table
        self._rest(3.0)
        self._step("first rows", lambda: self._window.open_path(self._path), self._shows_rows)
        self._step(
            "all rows there",
            lambda: None,
            lambda: tab.session.dataset is not None and tab.session.dataset.is_whole,
        )
        self._step("scrolled to the end", table.scrollToBottom, self._shows_rows)
        self._step("edited the first", lambda: self._edit(0), self._is_edited)
        self._step("edited the last", lambda: self._edit(tab.summary.examples - 1), self._is_edited)
        self._step("checked", lambda: None, self._is_checked)
        self._step(
            "filtered by text",
            lambda: tab.left.filter.show_query(RowQuery(TextQuery(TEXT))),
            lambda: table.examples.is_filtered and not tab.left.finder.searching,
        )
        self._step("filter removed", tab.left.filter.clear, lambda: not table.examples.is_filtered)
        self._step("undone", tab.undo_stack.undo, self._is_edited)
        self._step("saved", tab.save, lambda: not tab.summary.edited)
        self._wait_for_rest()
        self._step(
            "opened again, all counts", lambda: self._window.open_path(self._path), self._is_checked_again
        )

    # -- steps --------------------------------------------------------------------------------------------------------

    def _step(self, name: str, do: Callable[[], object], done: Callable[[], bool]) -> None:
        self._opened_before = self._tab.session.dataset
        self._longest, self._last = 0.0, time.perf_counter()
        began = time.perf_counter()
        do()
        while not done():
            self._application.processEvents()
            time.sleep(0.0005)
            if time.perf_counter() - began > _GIVE_UP:
                raise SystemExit(f"{name}: not done in time")
        self._tab.left.table.viewport().repaint()
        seconds = time.perf_counter() - began
        print(
            f"{name:26} {seconds * 1000:9.0f} ms, longest silence {self._longest * 1000:5.0f} ms", flush=True
        )
        if self._pictures is not None:
            self._rest(0.6)
            self._window.grab().save(str(self._pictures / f"{name.replace(' ', '-').replace(',', '')}.png"))

    def _edit(self, place: int) -> None:
        session = self._tab.session
        assert session.dataset is not None
        row_id = session.dataset.row_id_at(place)
        line = session.dataset.line(row_id)
        session.replace_line(row_id, line.replace(b'"messages"', b'"messages" ', 1) + b" ", "Edit")

    def _shows_rows(self) -> bool:
        table = self._tab.left.table
        first = table.rowAt(0)
        views = table.examples.views(first, first) if first >= 0 else []
        return bool(views) and views[0].preview is not None

    def _is_whole(self) -> bool:
        dataset = self._tab.session.dataset
        return dataset is not None and dataset.is_whole

    def _is_edited(self) -> bool:
        return self._tab.summary.edited

    def _is_checked(self) -> bool:
        dataset, checker = self._tab.session.dataset, self._tab.session.checker
        known = dataset is not None and dataset.is_whole and checker.check is not None
        return known and not checker.running and self._tab.summary.tokens is not None

    def _is_checked_again(self) -> bool:
        return self._tab.session.dataset is not self._opened_before and self._is_checked()

    # -- waiting ------------------------------------------------------------------------------------------------------

    def _wait_for_rest(self) -> None:
        """Until what goes on beside has ended, such as writing down what a check found."""
        end = time.monotonic() + 120
        while self._services.background.running and time.monotonic() < end:
            self._rest(0.2)
        self._rest(10.0)

    def _rest(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._application.processEvents()
            time.sleep(0.001)

    def _tick(self) -> None:
        now = time.perf_counter()
        self._longest, self._last = max(self._longest, now - self._last), now


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description="A large file in the real window.")
    add_file_options(parser, "1GB")
    parser.add_argument("--pictures", type=Path, help="a folder for a picture after each step")
    arguments = parser.parse_args()
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if arguments.pictures is not None:
        arguments.pictures.mkdir(parents=True, exist_ok=True)
    with large_file(arguments) as path, tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        print(in_words(copy))
        take_journey(copy, arguments.pictures)


if __name__ == "__main__":
    main()
