"""A desk as a person has it: the real window, the real engine process, and probes that watch how it behaves."""

import os
import shutil
import signal
import statistics
import subprocess
import sys
import textwrap
import threading
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QMetaObject, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from ftdesk.app import running_services
from ftdesk.desktop.main_window import MainWindow
from ftdesk.desktop.playground_tab.turn_card import TurnCard
from ftdesk.desktop.services import Services
from ftdesk.desktop.theme import apply_theme
from ftdesk.workspace.job_records import LedgerJob
from ftdesk.workspace.paths import WorkspacePaths

W = TypeVar("W", bound=QWidget)
LONG = 120_000
"""Milliseconds that a training may take here."""


class Responsiveness(QObject):
    """A 5 ms timer that keeps the longest time the event loop could not run it.

    This watches the window, not how busy the machine is: time for which other processes had the core is taken
    off where the system tells it (Linux), and what remains is measured in units of a machine at full speed,
    by a small piece of work that each beat repeats.
    """

    def __init__(self) -> None:
        super().__init__()
        self._schedule = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._can_tell = self._schedule.exists()
        self.longest = 0.0
        self.at = ""
        self.doing = ""
        self._speeds: deque[float] = deque([_time_of_small_work()], maxlen=9)
        self._full_speed = min(_time_of_small_work() for _ in range(50))
        self._last = (time.monotonic(), self._waited())
        self._timer = QTimer(self, interval=5, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _waited(self) -> float:
        """Seconds this thread was ready to run and did not get a core."""
        return int(self._schedule.read_text().split()[1]) / 1e9 if self._can_tell else 0.0

    @Slot()
    def _beat(self) -> None:
        now = (time.monotonic(), self._waited())
        taken = _time_of_small_work()
        self._full_speed = min(self._full_speed, taken)
        self._speeds.append(taken)
        slowdown = max(1.0, statistics.median(self._speeds) / self._full_speed)
        gap = ((now[0] - self._last[0]) - (now[1] - self._last[1])) / slowdown
        if gap > self.longest:
            self.longest, self.at = gap, self.doing
        self._last = (time.monotonic(), self._waited())


def _time_of_small_work() -> float:
    started = time.perf_counter()
    sum(range(5_000))
    return time.perf_counter() - started


class WidgetWatch:
    """Notes every call of a widget's own methods from a thread other than the GUI's."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def profile(self, _frame: object, event: str, called: Any) -> None:
        if event == "c_call" and isinstance(getattr(called, "__self__", None), QWidget):
            self.seen.add(
                f"{type(called.__self__).__name__}.{called.__name__} in {threading.current_thread().name}"
            )


class _Installer(QObject):
    """Puts the watch into a QThread, from inside."""

    def __init__(self, watch: WidgetWatch) -> None:
        super().__init__()
        self._watch = watch

    @Slot()
    def install(self) -> None:
        sys.setprofile(self._watch.profile)


class Desk:
    """The window with the hands of a person: finds what is visible, presses, types, waits."""

    def __init__(self, window: MainWindow, services: Services, qtbot: QtBot) -> None:
        self.window = window
        self.services = services
        self.qtbot = qtbot
        self.responsiveness = Responsiveness()

    def find(self, kind: type[W], name: str) -> W:
        found = [widget for widget in self.window.findChildren(kind, name) if widget.isVisible()]
        assert found, f"no visible {name}"
        return found[0]

    def wait(self, what: Callable[[], bool], timeout: int = 20_000) -> None:
        self.qtbot.waitUntil(what, timeout=timeout)

    def press(self, name: str) -> None:
        self.qtbot.waitUntil(
            lambda: any(b.isVisible() for b in self.window.findChildren(QAbstractButton, name))
        )
        button = self.find(QAbstractButton, name)
        self.wait(button.isEnabled)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def doing(self, what: str) -> None:
        self.responsiveness.doing = what

    # -- the dataset ---------------------------------------------------------------------------------------

    def open(self, path: Path) -> None:
        self.doing("open")
        self.window.open_path(path)
        tab = self.window.dataset_tab
        self.wait(lambda: tab.summary.path == path and None not in (tab.summary.errors, tab.summary.tokens))

    def save(self) -> None:
        self.doing("save")
        self.window.dataset_tab.save()
        self.wait(lambda: not self.window.dataset_tab.summary.edited)

    # -- the job -------------------------------------------------------------------------------------------

    def begin_job(self, epochs: int, validation: Path | None = None) -> None:
        """Set up a job in the dialog and start it."""
        self.doing("job dialog")
        self.window.dataset_tab.ask_for_job()
        self.wait(lambda: bool(self.window.findChildren(QWidget, "new_job_dialog")))
        dialog = self.find(QWidget, "new_job_dialog")
        if validation is not None:
            edit = self.find(QLineEdit, "validation_file_edit")
            edit.setText(str(validation))
            edit.editingFinished.emit()
        dialog.findChild(QWidget, "epochs_spin").setValue(epochs)
        self.press("start_job_button")
        self.doing("training")

    def train(self, validation: Path | None, epochs: int) -> LedgerJob:
        """Start a job and watch it to its end."""
        self.begin_job(epochs, validation)
        table = self.find(QTableView, "jobs_table")
        self.wait(lambda: table.model().rowCount() > 0)
        ledger = self.services.ledger

        def finished() -> bool:
            jobs = ledger.jobs("local")
            return bool(jobs) and jobs[0].state in {"succeeded", "failed", "cancelled"}

        self.wait(finished, LONG)
        self.wait(lambda: self._shows("chat_with_button"))
        job = ledger.jobs("local")[0]
        assert job.state == "succeeded", job.error_message
        return job

    def _shows(self, name: str) -> bool:
        return any(widget.isVisible() for widget in self.window.findChildren(QWidget, name))

    def losses(self, job: LedgerJob) -> list[float]:
        """The training loss of every step, in order."""
        events = self.services.ledger.events("local", job.id)
        steps = {e.metrics.step: e.metrics.train_loss for e in events if e.metrics is not None}
        return [loss for step, loss in sorted(steps.items()) if step is not None and loss is not None]

    # -- the playground ------------------------------------------------------------------------------------

    def chat_with(self, model: str, system: str) -> None:
        self.window.show_tab(2)
        self.window.playground_tab.show_model(model)
        self.find(QPlainTextEdit, "system_prompt_edit").setPlainText(system)

    def begin_question(self, question: str) -> None:
        """Send a question."""
        self.doing("streaming")
        self.find(QPlainTextEdit, "composer_edit").setPlainText(question)
        self.press("send_button")

    def ask(self, question: str) -> TurnCard:
        """Send a question and give back the card of its answer."""
        self.begin_question(question)
        self.wait(lambda: not self.window.playground_tab.streaming, 60_000)
        cards = [card for card in self.window.findChildren(TurnCard) if card.isVisible()]
        assert cards[-1].role == "assistant"
        return cards[-1]


DRIVER = """
import json, os, signal, sys
contacts = []
def watch(event, arguments):
    if event == "socket.connect":
        contacts.append(str(arguments[1]))
    elif event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}:
        contacts.append("looked up " + str(arguments[0]))
sys.addaudithook(watch)

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel
from ftdesk.desktop.main_window import MainWindow
from ftdesk.__main__ import main

def said(window):  # what stands in boxes over the window
    labels = [label for label in window.findChildren(QLabel) if label.window() is not window]
    return [label.text() for label in labels if label.isVisible() and label.text()]

def when(window, holds, then):
    timer = QTimer(window, interval=20)
    def look():
        if holds():
            timer.stop()
            then()
    timer.timeout.connect(look)
    timer.start()

def tell(**found):
    print(json.dumps(found), flush=True)

SCRIPT

made = MainWindow.__init__
def init(self, *arguments):
    made(self, *arguments)
    self.painted.connect(lambda: painted(self))
MainWindow.__init__ = init
sys.exit(main(sys.argv[1:]))
"""


def _without_power() -> list[str]:
    """The start of a command line under which the rights of files count, though root runs the tests."""
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("rights do not count for root, and setpriv is not there to change that")
    return [setpriv, "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps=-all"]


class Program:
    """ftdesk as a process of its own with all that it starts, which a mark in the environment makes known."""

    SAID_OFFSCREEN = "This plugin does not support propagateSizeHints()"

    def __init__(self, folder: Path, command: list[str], environment: dict[str, str]) -> None:
        self.home = folder / "home"
        self._mark = uuid.uuid4().hex
        self._output, self._errors = folder / "stdout", folder / "stderr"
        kept = {"FTDESK_HOME": str(self.home), "FTDESK_TEST_MARK": self._mark, "LC_ALL": "C.UTF-8"}
        kept["TMPDIR"] = str(folder)  # a killed tour leaves its copies
        with self._output.open("w") as output, self._errors.open("w") as errors:
            self.process = subprocess.Popen(
                command,
                env={**os.environ, **kept, **environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=errors,
                start_new_session=True,
                cwd=folder,
            )

    @property
    def output(self) -> str:
        return self._output.read_text(encoding="utf-8")

    @property
    def complaints(self) -> list[str]:
        """What it wrote to standard error, without what the offscreen platform always says."""
        lines = self._errors.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if line != self.SAID_OFFSCREEN]

    @property
    def steps(self) -> int:
        """How many steps of the tour went well."""
        return sum(line.startswith("ok ") for line in self.output.splitlines())

    def wait(self, what: Callable[[], bool], seconds: float = 60.0) -> bool:
        """Wait for something; false when the program ended before."""
        deadline = time.monotonic() + seconds
        while not what():
            if self.process.poll() is not None:
                return False
            assert time.monotonic() < deadline, self.complaints
            time.sleep(0.005)
        return True

    def maps(self, library: str) -> bool:
        """Whether the process has come as far as loading this library."""
        return library in Path(f"/proc/{self.process.pid}/maps").read_text(encoding="utf-8")

    def living(self) -> dict[int, str]:
        """Every living process with the mark: its command line by its id."""
        found = {}
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                state = (entry / "stat").read_text(encoding="utf-8").rpartition(") ")[2].split()[0]
                if self._mark.encode() in (entry / "environ").read_bytes() and state != "Z":
                    found[int(entry.name)] = (
                        (entry / "cmdline").read_text(encoding="utf-8").replace("\0", " ")
                    )
            except OSError:
                continue  # it ended while we looked
        return found

    def end(self, number: int | None = None, *, group: bool = False, seconds: float = 5.0) -> int:
        """Send a signal (as a terminal does: to the whole group) and give back the exit status.

        Asserts that nothing at all of the program is left within `seconds`.
        """
        if number is not None and self.process.poll() is None:
            (os.killpg if group else os.kill)(self.process.pid, number)
        deadline = time.monotonic() + seconds
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            pytest.fail(f"does not end: {self.living()} {self.complaints}")
        while (left := self.living()) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert left == {}
        return status


@pytest.fixture
def start_program(tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Starts ftdesk with arguments; whatever a failed test leaves is killed.

    `script` defines `painted(window)`, which is called after the first paint, in the process.
    With `powerless` the rights of files count even for root.
    """
    started: list[Program] = []

    def start(*arguments: str, script: str = "", powerless: bool = False, **environment: str) -> Program:
        folder = tmp_path / f"program-{len(started)}"
        folder.mkdir()
        code = DRIVER.replace("SCRIPT", textwrap.dedent(script))
        python = [sys.executable, *(("-c", code) if script else ("-m", "ftdesk"))]
        prefix = _without_power() if powerless else []
        started.append(Program(folder, [*prefix, *python, *arguments], environment))
        return started[-1]

    yield start
    for program in started:
        for process_id in program.living():
            os.kill(process_id, signal.SIGKILL)
        program.process.wait()


@pytest.fixture
def widget_watch() -> Iterator[WidgetWatch]:
    watch = WidgetWatch()
    threading.setprofile(watch.profile)
    yield watch
    threading.setprofile(None)
    assert not watch.seen


@pytest.fixture
def desk(widget_watch: WidgetWatch, own_home: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    """A fresh desk with the local engine running; afterwards nothing of it may be left."""
    apply_theme(qapp, "light")
    with running_services(WorkspacePaths(own_home)) as services:
        window = MainWindow(services)
        failures: list[BaseException] = []
        services.background.unexpected.connect(failures.append)
        window.show()
        services.connection.open()
        installers = _watch_worker_threads(services, widget_watch)
        qtbot.waitUntil(lambda: services.connection.state.ready, timeout=30_000)
        yield Desk(window, services, qtbot)
        window.close()
        qtbot.waitUntil(lambda: not window.isVisible(), timeout=5_000)
        window.deleteLater()
        del installers
    assert not failures
    assert services.background.ended_cleanly


def _watch_worker_threads(services: Services, watch: WidgetWatch) -> list[_Installer]:
    installers = []
    for housed in services.background._workers._housed:
        installer = _Installer(watch)
        installer.moveToThread(housed.thread)
        QMetaObject.invokeMethod(installer, "install", Qt.ConnectionType.QueuedConnection)
        installers.append(installer)
    return installers


@pytest.fixture(scope="session")
def real_files() -> Path:
    """Published training files beside the checkout; where they are not, the tests on them are skipped."""
    folder = Path(__file__).resolve().parents[3] / "shared" / "datasets"
    if not folder.is_dir():
        pytest.skip("the published files are not beside this checkout")
    return folder
