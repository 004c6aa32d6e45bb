"""The only maker of threads and worker processes: "do this, then call me here".

`run` is for waiting (files, servers, the keyring) and uses threads; `compute` is for thinking (checks,
token counts) and uses niced worker processes, because one busy thread makes every frame of the window
several times slower; `start` gives a long-lived worker object a thread of its own. Callbacks always arrive
in the GUI thread, and only while their owner lives. This is also the only place that catches broadly: what
it catches is handed on, never swallowed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast, runtime_checkable

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from ftdesk.desktop.io_threads import IoThreads
from ftdesk.desktop.tasks import Activity, Progress, Task, Work
from ftdesk.desktop.worker_pool import WorkerPool
from ftdesk.desktop.worker_threads import WorkerThreads

__all__ = ["Activity", "Background", "Progress", "Task", "Work", "Worker"]

T = TypeVar("T")


@runtime_checkable
class Worker(Protocol):
    """A long-lived, parentless QObject such as a poller; `cancel` is called directly, from the GUI thread."""

    def cancel(self) -> None: ...


class Background(QObject):
    """Runs work beside the window; lives in the GUI thread, one for the whole application.

    Signals:
        running_changed(object): tuple[Activity, ...], what is going on now, oldest first.
        unexpected(object): an exception that no `failed` callback took.
    """

    running_changed = Signal(object)  # tuple[Activity, ...]
    unexpected = Signal(object)  # BaseException
    _posted = Signal(object)  # Callable[[], None]: from any thread into this one

    def __init__(self, parent: QObject | None = None, *, processes: int | None = None) -> None:
        """`processes` is how many worker processes may run at once; None means one for each core."""
        super().__init__(parent)
        self._tasks: set[Task] = set()
        self._activities: list[Activity] = []
        self._closed = False
        self.ended_cleanly = False
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)
        self._threads = IoThreads()
        self._pool = WorkerPool(self._threads, self._post, processes)
        self._workers = WorkerThreads(self)

    # -- waiting: threads ----------------------------------------------------------------------------------

    def run(
        self,
        owner: QObject,
        work: Callable[[Work], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[Any], None] | None = None,
        title: str = "",
    ) -> Task:
        """Do `work` in an I/O thread, then call `done` with its result in the GUI thread.

        Args:
            owner: callbacks are dropped, and the work cancelled, once this object is destroyed.
            work: gets a `Work` (a `Cancellation` that can also `report` progress). It must not touch widgets.
            failed: called with whatever `work` raised, or with `Cancelled` once cancelled work has ended.
                Without it a failure other than `Cancelled` goes to `unexpected`, which the window shows.
            progress: called in the GUI thread with what the work reports; of several reports that wait, the
            newest.
            title: shown in the status bar, with a cancel button, while the work runs ("" shows nothing).
        """
        task = self._make_task(owner, done, failed, progress, title)
        self._threads.submit(lambda: self._perform(task, work))
        return task

    def _perform(self, task: Task, work: Callable[[Work], Any]) -> None:
        """In an I/O thread: the one broad except around work that others wrote."""
        try:
            task.work.raise_if_set()
            result = work(task.work)
        except Exception as error:  # noqa: BLE001 - handed on to `failed` or `unexpected`
            caught = error
            self._post(lambda: task.finish_with_error(caught))
        else:
            self._post(lambda: task.finish(result))

    # -- thinking: processes -------------------------------------------------------------------------------

    def warm_up(self) -> None:
        """Start the worker processes now (after the first paint), so that the first check need not wait for
        them.
        """
        if not self._closed:
            self._pool.warm_up()

    def compute(
        self,
        owner: QObject,
        function: Callable[..., T],
        *args: object,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        title: str = "",
    ) -> Task:
        """Call `function(*args)` in a worker process, then `done` with its result in the GUI thread.

        `function` is a module-level function; it, its arguments and its result are pickled. Work that has
        not begun is dropped when cancelled; a running call ends by itself and its result is dropped, so cut
        long work into slices.
        """
        task = self._make_task(owner, done, failed, None, title)
        self._pool.submit(task, function, args)
        return task

    # -- long-lived workers --------------------------------------------------------------------------------

    def start(self, worker: QObject, name: str) -> None:
        """Give `worker` (a parentless QObject with `cancel()`) a thread of its own, until `stop` or
        `shutdown`.
        """
        if self._closed:
            return
        self._workers.start(worker, name)

    def stop(self, worker: QObject) -> None:
        """Cancel `worker`, let its thread run out without waiting for it, and delete the worker there."""
        self._workers.stop(worker)

    # -- what the status bar shows -------------------------------------------------------------------------

    def announce(self, title: str, cancel: Callable[[], None] | None = None) -> Activity:
        """Show work that consists of many steps as one line in the status bar, until its `finish`."""
        activity = Activity(title, cancel, self._activity_changed)
        self._activities.append(activity)
        self._emit_running()
        return activity

    @property
    def running(self) -> tuple[Activity, ...]:
        """What is announced now, oldest first."""
        return tuple(self._activities)

    # -- the end -------------------------------------------------------------------------------------------

    def shutdown(self, seconds: float = 5.0) -> bool:
        """Stop everything; True when nothing is left. Idempotent, and nothing is ever terminated by force.

        A thread that a foreign library holds (a keyring that never answers) is a daemon and is left behind:
        False.
        """
        if self._closed:
            return self.ended_cleanly
        self._closed = True
        for task in tuple(self._tasks):
            task.abandon()
        self._tasks.clear()
        workers_ended = self._workers.shutdown(seconds)
        self._pool.shutdown()
        self.ended_cleanly = self._threads.shutdown(seconds) and workers_ended
        return self.ended_cleanly

    # -- inside --------------------------------------------------------------------------------------------

    def _make_task(
        self,
        owner: QObject,
        done: Callable[..., None] | None,
        failed: Callable[[Exception], None] | None,
        progress: Callable[[Any], None] | None,
        title: str,
    ) -> Task:
        task = Task(owner, done, failed or self._report_unhandled, self._post, self._forget)
        activity = self.announce(title, task.cancel) if title else None
        task.attach(progress, activity)
        if self._closed:
            task.abandon()
        else:
            self._tasks.add(task)
        return task

    def _forget(self, task: Task) -> None:
        self._tasks.discard(task)

    def _report_unhandled(self, error: Exception) -> None:
        from ftdesk.errors import Cancelled

        if not isinstance(error, Cancelled):
            self.unexpected.emit(error)

    def _activity_changed(self, activity: Activity) -> None:
        if activity.finished and activity in self._activities:
            self._activities.remove(activity)
        self._emit_running()

    def _emit_running(self) -> None:
        if not self._closed:
            self.running_changed.emit(tuple(self._activities))

    def _post(self, call: Callable[[], None]) -> None:
        """Have `call` made in the GUI thread; from any thread."""
        if QCoreApplication.instance() is not None and not self._closed:
            self._posted.emit(call)

    @Slot(object)
    def _call(self, call: object) -> None:
        if not self._closed:
            cast("Callable[[], None]", call)()
