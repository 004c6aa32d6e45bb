"""The tour: the real window does the whole main job by itself, visibly, on a copy of the sample.

It presses the same buttons and waits for the same things as a person would; what it shows is what there is.
Each step says in one line how it went, and may leave a picture.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ftdesk.desktop.pictures import save_picture
from ftdesk.resource_files import resource_directory

if TYPE_CHECKING:
    from ftdesk.desktop.main_window import MainWindow

_LOOK_EVERY_MS = 40
_GOODBYE_MS = 2_500


class TourFailed(Exception):
    """What a step waited for did not come, or a widget it needs is not there."""


@dataclass(frozen=True, slots=True)
class Until:
    """Go on once `holds`; give up after `seconds`, saying `what` was missing."""

    holds: Callable[[], bool]
    what: str
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Picture:
    """Keep a picture of the window as it is now, under this name."""

    name: str


Doing = Generator["Until | Picture", None, None]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the tour shows: a title for people, and how it is done."""

    title: str
    doing: Callable[[], Doing]


class Tour(QObject):
    """Walks through the steps from a timer, so that the window stays alive all the while.

    Signals:
        finished(object): int, how many steps failed (the tour ends with the first).
    """

    finished = Signal(object)  # int

    def __init__(self, window: QWidget, steps: list[Step], pictures: Path | None, *, pause_ms: int) -> None:
        super().__init__(window)
        self.folder: TemporaryDirectory[str] | None = None
        self._window = window
        self._steps = steps
        self._pictures = pictures
        self._pause_ms = pause_ms
        self._number = 0
        self._taken = 0
        self._doing: Doing | None = None
        self._waits_for: Until | None = None
        self._waits_since = self._started = 0.0
        self._caption = _Caption(window)
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS, singleShot=True)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin with the first step."""
        self._begin_step()

    def _begin_step(self) -> None:
        if self._number == len(self._steps):
            self._caption.close()
            self.finished.emit(0)
            return
        step = self._steps[self._number]
        self._caption.show_text(f"{self._number + 1}/{len(self._steps)}  {step.title}")
        self._doing = step.doing()
        self._started = time.monotonic()
        self._timer.start(max(_LOOK_EVERY_MS, self._pause_ms))

    @Slot()
    def _look(self) -> None:
        """Go on with the step as far as it does not have to wait."""
        if self._window.isHidden():
            return  # it was closed meanwhile: nothing is left to walk through
        try:
            if self._still_waits():
                self._timer.start(_LOOK_EVERY_MS)
                return
            self._waits_for = None
            self._go_on()
        except TourFailed as failure:
            self._say(done=False, remark=str(failure))
            self._keep_picture("failed")
            self._caption.close()
            self.finished.emit(1)

    def _still_waits(self) -> bool:
        wanted = self._waits_for
        if wanted is None or wanted.holds():
            return False
        if time.monotonic() - self._waits_since > wanted.seconds:
            raise TourFailed(f"waited {wanted.seconds:g} s for {wanted.what}")
        return True

    def _go_on(self) -> None:
        doing = self._doing
        wish = next(doing, None) if doing is not None else None
        if wish is None:
            self._say(done=True)
            self._number += 1
            self._begin_step()
            return
        if isinstance(wish, Picture):
            self._keep_picture(wish.name)
        else:
            self._waits_for, self._waits_since = wish, time.monotonic()
        self._timer.start(_LOOK_EVERY_MS)

    def _keep_picture(self, name: str) -> None:
        if self._pictures is not None:
            self._taken += 1
            self._caption.hide()
            save_picture(self._window, self._pictures / f"{self._taken:02}-{name}.png")
            self._caption.show()

    def _say(self, *, done: bool, remark: str = "") -> None:
        seconds = time.monotonic() - self._started
        title = self._steps[self._number].title
        line = f"{'ok    ' if done else 'FAILED'} {seconds:5.1f} s  {title}{': ' if remark else ''}{remark}"
        print_line(line)


def print_line(line: str) -> None:
    """Write a line to standard output as well as that can take it: it may not know the letters, have been
    closed by who read it, or not be there at all (a program without a console on Windows).
    """
    output: TextIO | None = sys.stdout
    if output is None:
        return
    known = line.encode(output.encoding, "replace").decode(output.encoding)
    try:
        output.write(known + "\n")
        output.flush()
    except OSError:
        return


class _Caption(QLabel):
    """Says over the window's lower edge what the tour does now."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.window_below = window
        self.setObjectName("tour_caption")
        self.setProperty("look", "pill")
        self.setProperty("tone", "accent")

    def show_text(self, text: str) -> None:
        self.setText(text)
        self.adjustSize()
        window = self.window_below
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - 48)
        self.raise_()
        self.show()


def start_tour(window: MainWindow, pictures: Path | None) -> None:
    """Walk through the whole main job; then leave with exit status 0, or 1 if a step failed.

    On a real screen the tour takes its time, and without pictures to take the window stays open at its end.
    """
    from ftdesk.desktop.tour_steps import TourSteps, prepare_copy

    folder = TemporaryDirectory(prefix="ftdesk-tour-", ignore_cleanup_errors=True)
    window.throwaway = Path(folder.name)
    file = prepare_copy(resource_directory() / "samples", window.throwaway)
    unseen = QGuiApplication.platformName() in {"offscreen", "minimal"}
    tour = Tour(window, TourSteps(window, file).all(), pictures, pause_ms=0 if unseen else 1_200)

    def end(failed: object) -> None:
        if unseen or pictures is not None or failed:
            status = 1 if failed else 0
            QTimer.singleShot(0 if unseen else _GOODBYE_MS, window, lambda: QApplication.exit(status))

    tour.finished.connect(end)
    tour.folder = folder  # goes, with the copy in it, when the tour does
    tour.start()
