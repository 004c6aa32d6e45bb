import os
import signal
import subprocess
import sys
import threading
import time
from hashlib import pbkdf2_hmac
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer, Signal, Slot
from pytestqt.qtbot import QtBot

from ftdesk.desktop.background import Background, Progress, Work
from ftdesk.desktop.worker_pool import WorkerLost
from ftdesk.errors import Cancelled


class Listener(QObject):
    """Notes what arrives, and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.threads: set[threading.Thread] = set()

    def done(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(threading.current_thread())

    def failed(self, error: Exception) -> None:
        self.errors.append(error)
        self.threads.add(threading.current_thread())


def destroy(thing: QObject) -> None:
    thing.deleteLater()
    QCoreApplication.sendPostedEvents(thing, QEvent.Type.DeferredDelete)


def until_cancelled(work: Work) -> None:
    work.wait(30)
    work.raise_if_set()


def refuse(_work: Work) -> None:
    raise ValueError("no")


def test_work_runs_beside_the_window_and_reports_in_it(background: Background, qtbot: QtBot) -> None:
    listener = Listener()
    background.run(listener, lambda _: threading.current_thread(), listener.done)
    qtbot.waitUntil(lambda: len(listener.results) == 1)
    assert listener.results[0] is not threading.main_thread()
    assert listener.threads == {threading.main_thread()}


def test_a_failure_reaches_failed_in_the_gui_thread(background: Background, qtbot: QtBot) -> None:
    listener = Listener()
    background.run(listener, refuse, listener.done, listener.failed)
    qtbot.waitUntil(lambda: len(listener.errors) == 1)
    assert str(listener.errors[0]) == "no"
    assert listener.threads == {threading.main_thread()}


def test_a_failure_that_nobody_takes_is_reported(background: Background, qtbot: QtBot) -> None:
    with qtbot.waitSignal(background.unexpected) as reported:
        background.run(Listener(), refuse)
    assert isinstance(reported.args[0], ValueError)


def test_cancelled_work_ends_with_cancelled_and_never_with_done(background: Background, qtbot: QtBot) -> None:
    listener = Listener()
    task = background.run(listener, until_cancelled, listener.done, listener.failed)
    task.cancel()
    qtbot.waitUntil(lambda: len(listener.errors) == 1)
    assert isinstance(listener.errors[0], Cancelled)
    assert not listener.results


def test_work_of_a_destroyed_owner_is_cancelled_and_reports_nothing(
    background: Background, qtbot: QtBot
) -> None:
    owner, seen = QObject(), Listener()
    task = background.run(owner, until_cancelled, seen.done, seen.failed)
    destroy(owner)
    qtbot.waitUntil(lambda: task.finished)
    assert task.cancelled
    assert not seen.errors
    assert not seen.results


def test_of_many_reports_the_newest_arrives(background: Background, qtbot: QtBot) -> None:
    listener, reports = Listener(), []

    def count(work: Work) -> str:
        for number in range(100_000):
            work.report(Progress(number + 1, 100_000))
        return "counted"

    background.run(listener, count, listener.done, progress=reports.append)
    qtbot.waitUntil(lambda: listener.results == ["counted"], timeout=20_000)
    assert reports[-1].fraction == 1.0
    assert len(reports) < 50_000


def test_titled_work_is_announced_while_it_runs_and_can_be_cancelled(
    background: Background, qtbot: QtBot
) -> None:
    listener = Listener()
    background.run(listener, until_cancelled, failed=listener.failed, title="Uploading")
    (activity,) = background.running
    assert activity.title == "Uploading"
    activity.cancel()
    qtbot.waitUntil(lambda: background.running == ())


def test_computing_happens_in_a_niced_process_of_its_own(background: Background, qtbot: QtBot) -> None:
    listener = Listener()
    background.compute(listener, os.getpid, done=listener.done)
    background.compute(listener, os.nice, 0, done=listener.done)
    qtbot.waitUntil(lambda: len(listener.results) == 2, timeout=30_000)
    assert listener.results[0] != os.getpid()
    assert int(str(listener.results[1])) >= 15
    assert listener.threads == {threading.main_thread()}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows holds no signals back")
def test_ctrl_c_never_reaches_a_worker_process(background: Background, qtbot: QtBot) -> None:
    listener = Listener()
    background.compute(listener, signal.pthread_sigmask, signal.SIG_BLOCK, (), done=listener.done)
    qtbot.waitUntil(lambda: len(listener.results) == 1, timeout=30_000)
    assert listener.results == [{signal.SIGINT}]


def test_a_failure_in_a_worker_process_reaches_failed(background: Background, qtbot: QtBot) -> None:
    listener = Listener()
    background.compute(listener, int, "not a number", failed=listener.failed)
    qtbot.waitUntil(lambda: len(listener.errors) == 1, timeout=30_000)
    assert isinstance(listener.errors[0], ValueError)


def test_a_lost_worker_process_is_reported_and_replaced(background: Background, qtbot: QtBot) -> None:
    listener = Listener()
    background.compute(listener, os._exit, 3, failed=listener.failed)
    qtbot.waitUntil(lambda: len(listener.errors) == 1, timeout=30_000)
    assert isinstance(listener.errors[0], WorkerLost)
    background.compute(listener, abs, -4, done=listener.done)
    qtbot.waitUntil(lambda: listener.results == [4], timeout=30_000)


def test_computing_that_has_not_begun_can_be_cancelled(background: Background, qtbot: QtBot) -> None:
    listener = Listener()
    background.compute(listener, time.sleep, 0.5, done=listener.done)
    later = [
        background.compute(listener, abs, -1, done=listener.done, failed=listener.failed) for _ in range(5)
    ]
    later[-1].cancel()
    qtbot.waitUntil(lambda: len(listener.errors) == 1, timeout=30_000)
    qtbot.waitUntil(lambda: len(listener.results) == 5, timeout=30_000)


def test_shutdown_ends_running_computing_at_once(qtbot: QtBot) -> None:
    background, listener = Background(processes=1), Listener()
    background.compute(listener, os.getpid, done=listener.done)
    qtbot.waitUntil(lambda: len(listener.results) == 1, timeout=30_000)
    worker = int(str(listener.results[0]))
    background.compute(listener, time.sleep, 60, done=listener.done)
    began = time.monotonic()
    assert background.shutdown()
    assert time.monotonic() - began < 5
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_shutdown_says_that_a_thread_is_held_by_a_foreign_library(qtbot: QtBot) -> None:
    background, begun, freed = Background(), threading.Event(), threading.Event()

    def hang(_work: Work) -> None:
        begun.set()
        freed.wait(30)

    background.run(Listener(), hang)
    begun.wait(30)
    assert not background.shutdown(seconds=0.1)
    freed.set()


def test_after_shutdown_nothing_is_started_or_reported(qtbot: QtBot) -> None:
    background, listener = Background(), Listener()
    assert background.shutdown()
    task = background.run(listener, lambda _: 1, listener.done, listener.failed)
    qtbot.wait(50)
    assert task.finished
    assert not listener.results


class Ticker(QObject):
    """A worker that ticks in its own thread."""

    ticked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.cancelled = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)

    @Slot()
    def begin(self) -> None:
        self._timer.start(1)

    def cancel(self) -> None:
        self.cancelled = True

    def _tick(self) -> None:
        self.ticked.emit(QThread.currentThread().objectName())


class Starter(QObject):
    begin = Signal()


def test_a_worker_lives_in_a_thread_of_its_name_and_ends_with_it(qtbot: QtBot) -> None:
    background, ticker, starter, listener = Background(), Ticker(), Starter(), Listener()
    ticker.ticked.connect(listener.done)
    starter.begin.connect(ticker.begin)
    background.start(ticker, "ticker")
    starter.begin.emit()
    qtbot.waitUntil(lambda: "ticker" in listener.results)
    assert listener.threads == {threading.main_thread()}
    assert background.shutdown()
    assert ticker.cancelled


def test_a_stopped_worker_is_deleted_without_waiting_for_it(background: Background, qtbot: QtBot) -> None:
    ticker, gone = Ticker(), []
    ticker.destroyed.connect(lambda: gone.append(True))
    background.start(ticker, "ticker")
    background.stop(ticker)
    qtbot.waitUntil(lambda: gone == [True])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at /proc")
def test_worker_processes_die_with_a_window_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "window.py"
    script.write_text(
        "import os, sys, time\n"
        "from PySide6.QtCore import QCoreApplication, QObject\n"
        "from ftdesk.desktop.background import Background\n"
        "if __name__ == '__main__':\n"
        "    app, owner = QCoreApplication([]), QObject()\n"
        "    background = Background(processes=1)\n"
        "    background.compute(owner, os.getpid, done=lambda pid: print(pid, flush=True))\n"
        "    background.compute(owner, time.sleep, 600)\n"
        "    app.exec()\n"
    )
    window = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert window.stdout is not None
    worker = int(window.stdout.readline())
    window.send_signal(signal.SIGKILL)
    window.wait()
    window.stdout.close()
    deadline = time.monotonic() + 10
    while _lives(worker) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _lives(worker)


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().split(") ")[1][0] != "Z"
    except OSError:
        return False


def test_shutdown_does_not_wait_for_calls_that_no_worker_will_read(qtbot: QtBot) -> None:
    made, listener = Background(processes=1), Listener()
    made.compute(listener, os.getpid, done=listener.done)
    qtbot.waitUntil(lambda: bool(listener.results), timeout=20_000)
    for _ in range(4):  # one keeps the worker busy, the others are more than the pipe to it holds
        made.compute(listener, pbkdf2_hmac, "sha512", b"", bytes(2_000_000), 50_000_000)
    qtbot.wait(300)
    ending = threading.Thread(target=made._pool.shutdown, daemon=True)
    ending.start()
    ending.join(10)
    assert not ending.is_alive()
    made.shutdown()
