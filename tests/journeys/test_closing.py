"""Closing at any moment, by hand, by a signal, or by force: nothing is left behind and nothing complains."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer

from ftdesk.resource_files import resource_directory

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc and sends signals")

MOMENTS = int(os.environ.get("FTDESK_MOMENTS", "2"))
"""How many moments each search tries; some 50 make it thorough."""
SAMPLE = resource_directory() / "samples" / "harbor_tone.jsonl"
ENDINGS = (signal.SIGTERM, signal.SIGINT)

Start = Callable[..., Any]


@pytest.fixture(scope="module")
def large_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """20 MB of examples."""
    line = json.loads(SAMPLE.read_text(encoding="utf-8").splitlines()[0])
    path = tmp_path_factory.mktemp("large") / "large.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(30_000):
            line["messages"][1]["content"] = f"Question {number}: " + "how do I book a boat? " * 20
            file.write(json.dumps(line) + "\n")
    return path


def moments(until: float) -> list[float]:
    """Seconds, spread over a stretch and always the same."""
    chosen = random.Random(7)
    return [(number + chosen.random()) * until / MOMENTS for number in range(MOMENTS)]


def let_run(program: Any, seconds: float) -> None:
    try:
        program.process.wait(seconds)
    except subprocess.TimeoutExpired:
        return


# -- the real program, told to end ---------------------------------------------------------------------------


@pytest.mark.parametrize("number", ENDINGS)
@pytest.mark.parametrize("library", ["QtCore", "QtWidgets"])
def test_a_signal_before_there_is_a_window_ends_the_program_without_a_word(
    start_program: Start, library: str, number: int
) -> None:
    program = start_program()
    program.wait(lambda: program.maps(library))
    assert program.end(number) in {0, -number}
    assert program.complaints == []


@pytest.mark.parametrize("moment", moments(0.4))
@pytest.mark.parametrize("number", ENDINGS)
def test_a_signal_while_the_window_is_made_closes_it(
    start_program: Start, number: int, moment: float
) -> None:
    program = start_program()
    program.wait((program.home / "workspace.db").exists)
    let_run(program, moment)
    assert program.end(number) == 0
    assert program.complaints == []


@pytest.mark.parametrize("moment", moments(2.5))
def test_ctrl_c_in_the_terminal_while_a_large_file_is_checked_closes_the_window(
    start_program: Start, large_file: Path, moment: float
) -> None:
    program = start_program(str(large_file), "--workspace", "here")
    program.wait(lambda: len(program.living()) > 2)  # the engine, the first worker process
    let_run(program, moment)
    assert program.end(signal.SIGINT, group=True) == 0
    assert program.complaints == []


@pytest.mark.parametrize("steps", [2, 5, 7] if MOMENTS < 10 else range(1, 10))
def test_a_signal_during_the_main_job_closes_the_window(start_program: Start, steps: int) -> None:
    # GIVEN edits that are not saved (2), a job that is uploaded and trains (5), an answer that streams (7)
    program = start_program("--tour")
    assert program.wait(lambda: program.steps >= steps)
    let_run(program, 0.3)
    assert program.end(ENDINGS[steps % 2]) == 0
    assert program.complaints == []


def test_signals_do_not_disturb_the_end(start_program: Start) -> None:
    script = """
        from ftdesk.desktop.background import Background

        shutdown = Background.shutdown
        def shutdown_with_signals(self):
            for number in (signal.SIGTERM, signal.SIGINT):
                os.kill(os.getpid(), number)
            tell(ends=True)
            return shutdown(self)
        Background.shutdown = shutdown_with_signals

        def painted(window):
            QTimer.singleShot(0, window.close)
    """
    program = start_program(script=script)
    assert program.end(seconds=20) == 0
    assert program.complaints == []
    assert json.loads(program.output) == {"ends": True}


def test_open_dialogs_do_not_keep_the_program_alive(start_program: Start) -> None:
    script = """
        def painted(window):
            window.open_settings()
            window.show_about()
            window.show_failure(ZeroDivisionError("made by a test"))
            window.dataset_tab.files.choose_and_open()
            QTimer.singleShot(50, lambda: os.kill(os.getpid(), signal.SIGTERM))
    """
    program = start_program(script=script)
    assert program.end(seconds=20) == 0
    assert program.complaints == []


# -- the real program, killed --------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", [0, 5])
def test_a_killed_window_takes_its_processes_along(start_program: Start, steps: int) -> None:
    program = start_program("--tour")
    program.wait(lambda: program.steps >= steps and len(program.living()) > 2)
    let_run(program, 0.3)
    assert program.end(signal.SIGKILL) == -signal.SIGKILL


# -- the window in this process, closed by hand; `desk` looks at what is left --------------------------------


@pytest.mark.parametrize("moment", moments(1.5))
def test_the_window_closes_while_a_file_is_opened_and_checked(
    desk: Any, large_file: Path, moment: float
) -> None:
    desk.window.open_path(large_file)
    wait_a_moment(desk, moment)


@pytest.mark.parametrize("moment", moments(2.0))
def test_the_window_closes_while_a_job_begins_and_trains(desk: Any, tmp_path: Path, moment: float) -> None:
    training = tmp_path / "mine.jsonl"
    training.write_bytes(SAMPLE.read_bytes())
    desk.open(training)
    desk.begin_job(epochs=50)
    wait_a_moment(desk, moment)


@pytest.mark.parametrize("moment", moments(0.4))
def test_the_window_closes_while_an_answer_streams(desk: Any, moment: float) -> None:
    desk.chat_with("ftdesk-replies-1", "")
    desk.begin_question("Tell me all about boats.")
    wait_a_moment(desk, moment)


def wait_a_moment(desk: Any, seconds: float) -> None:
    over: list[bool] = []
    QTimer.singleShot(round(1000 * seconds), desk.window, lambda: over.append(True))
    desk.wait(lambda: bool(over))
