"""Worker processes end at once, and nothing of their executor is taken away from under it."""

import threading
import time

import pytest

from ftdesk import worker_processes
from ftdesk.worker_processes import WorkerProcesses


def test_the_executor_closes_its_pipe_itself_when_the_processes_end() -> None:
    workers = WorkerProcesses(1)
    busy = workers.submit(time.sleep, 60)
    reader = workers._executor._call_queue._reader  # type: ignore[attr-defined]
    close, closing = reader.close, set[threading.Thread]()

    def noted() -> None:
        closing.add(threading.current_thread())
        close()

    reader.close = noted
    began = time.monotonic()
    workers.end()
    assert time.monotonic() - began < 30
    assert busy.done()
    assert threading.current_thread() not in closing
    assert reader.closed


def test_an_executor_that_waits_for_ever_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_processes, "_LONGEST_END", 0.1)
    workers = WorkerProcesses(1)
    manager, waiting = workers._executor._executor_manager_thread, threading.Event()  # type: ignore[attr-defined]
    reader = workers._executor._call_queue._reader  # type: ignore[attr-defined]
    close, join = reader.close, manager.join_executor_internals

    def let_go() -> None:
        waiting.set()
        close()

    def wait_for_ever() -> None:
        reader.close = let_go
        assert waiting.wait(30)
        join()

    manager.join_executor_internals = wait_for_ever
    workers.end()
    assert waiting.is_set()
    assert not manager.is_alive()
