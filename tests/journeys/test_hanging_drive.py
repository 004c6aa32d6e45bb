"""A file on a drive that stops answering: the window lives on, says what it waits for, and shows the rest later."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ftdesk.desktop.dataset_tab.content_sized_editor import ContentSizedEditor
from ftdesk.desktop.dataset_tab.file_notices import DRIVE, STATE
from tests.journeys import hanging_drive

STALL = 0.2
"""Seconds that the window may not answer."""
ROWS = 6_000
AT_LAST = 60
"""After so many seconds the drive answers again, whatever a failed test forgot."""


class Drive:
    """A mounted folder with one file; `hang` and `answer` stop and wake who serves it."""

    def __init__(self, folder: Path, shown: Path) -> None:
        self._command = [sys.executable, hanging_drive.__file__, str(folder), str(shown)]
        self.folder, self.path = folder, folder / shown.name
        self._watchdog = threading.Timer(AT_LAST, self.answer)
        self.mount()

    def mount(self) -> None:
        """Put the drive there, with the file as it is."""
        self._server = subprocess.Popen(
            self._command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._server.stdout is not None
        self.is_mounted = self._server.stdout.readline() == "mounted\n"

    def hang(self) -> None:
        """From now on nobody gets an answer."""
        self._watchdog.start()
        os.kill(self._server.pid, signal.SIGSTOP)

    def answer(self) -> None:
        """Everybody who waits gets one."""
        os.kill(self._server.pid, signal.SIGCONT)

    def close(self) -> None:
        """Take the drive away, and let nothing run on."""
        self._watchdog.cancel()
        self.vanish()

    def vanish(self) -> None:
        """Take the drive away; open files on it fail."""
        if self._server.poll() is None:
            self.answer()
        if self.is_mounted:
            subprocess.run(["umount", "--lazy", str(self.folder)], check=True)
            self.is_mounted = False
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._server.wait(0.5)  # it goes by itself once nobody has a file of it open
        self._server.kill()
        self._server.wait()
        assert self._server.stdout is not None
        self._server.stdout.close()


@pytest.fixture
def drive(tmp_path: Path, desk: Any) -> Iterator[Drive]:
    """A drive with a file of 6,000 examples; where it cannot be made, the test is skipped."""
    if not Path("/dev/fuse").exists() or os.geteuid() != 0:
        pytest.skip("a drive of one's own needs FUSE and the right to mount")
    shown, folder = tmp_path / "chats.jsonl", tmp_path / "drive"
    shown.write_bytes(b"".join(line(number) for number in range(ROWS)))
    folder.mkdir()
    made = Drive(folder, shown)
    try:
        if not made.is_mounted:
            pytest.skip("this system does not let us mount")
        yield made
        made.answer()
        desk.window.dataset_tab.files.close()
        desk.wait(lambda: not desk.services.background.running)
    finally:
        made.close()


def line(number: int) -> bytes:
    turns = (("user", f"Question {number}: how do I book a boat?"), ("assistant", "Press Book." * 20))
    return (
        json.dumps({"messages": [{"role": role, "content": text} for role, text in turns]}).encode() + b"\n"
    )


def shown_question(desk: Any) -> str:
    """The text of the first message on the screen."""
    texts = [e for e in desk.window.findChildren(ContentSizedEditor, "message_text_0") if e.isVisible()]
    return texts[0].value().partition(":")[0] if texts else ""


def test_the_window_lives_on_while_the_drive_hangs_and_shows_the_rest_when_it_answers(
    desk: Any, drive: Drive
) -> None:
    desk.open(drive.path)
    desk.wait(lambda: shown_question(desk) == "Question 0", 60_000)
    tab = desk.window.dataset_tab
    desk.wait(lambda: not tab.session.checker.running, 60_000)
    desk.responsiveness.longest = 0.0

    drive.hang()
    desk.wait(lambda: "Waiting for the drive" in tab.notices.sentence(DRIVE))
    desk.doing("type")
    QTest.keyClicks(desk.find(ContentSizedEditor, "message_text_0"), "Typed meanwhile. ")
    desk.doing("scroll")
    for row in range(0, ROWS, ROWS // 20):
        tab.left.table.scrollTo(tab.left.table.model().index(row, 0))
        desk.qtbot.wait(20)
    desk.doing("choose a row")
    tab.left.table.choose_row(5_000)
    desk.doing("step through rows")
    for _ in range(10):
        QTest.keyClick(tab.left.table, Qt.Key.Key_Down)
        desk.qtbot.wait(20)
    assert shown_question(desk) != "Question 5010"
    assert desk.responsiveness.longest < STALL, desk.responsiveness.at

    drive.answer()
    desk.wait(lambda: not tab.notices.sentence(DRIVE))
    desk.wait(lambda: shown_question(desk) == "Question 5010")
    assert b"Typed meanwhile. " in tab.session.line(0)
    tab.undo_stack.undo()


def test_a_file_on_a_drive_that_hangs_can_be_closed_and_another_opened(
    desk: Any, drive: Drive, tmp_path: Path
) -> None:
    desk.open(drive.path)
    tab = desk.window.dataset_tab
    desk.wait(lambda: shown_question(desk) == "Question 0", 60_000)
    other = tmp_path / "other.jsonl"
    other.write_bytes(line(7))
    drive.hang()
    tab.left.table.choose_row(5_000)
    desk.wait(lambda: bool(tab.notices.sentence(DRIVE)))
    desk.responsiveness.longest = 0.0
    desk.press("close_file_notice_button")
    desk.wait(lambda: not tab.is_open)
    desk.open(other)
    desk.wait(lambda: shown_question(desk) == "Question 7")
    assert desk.responsiveness.longest < STALL, desk.responsiveness.at


def test_a_file_that_is_opened_from_a_drive_that_hangs_does_not_keep_others_from_being_opened(
    desk: Any, drive: Drive, tmp_path: Path
) -> None:
    other = tmp_path / "other.jsonl"
    other.write_bytes(line(7))
    drive.hang()
    desk.responsiveness.longest = 0.0
    desk.doing("open")
    desk.window.open_path(drive.path)
    desk.qtbot.wait(500)
    assert not desk.window.dataset_tab.is_open
    desk.open(other)
    desk.wait(lambda: shown_question(desk) == "Question 7")
    assert desk.responsiveness.longest < STALL, desk.responsiveness.at
    drive.answer()
    desk.wait(lambda: not desk.services.background.running)
    assert desk.window.dataset_tab.session.path == other


def test_a_drive_that_vanishes_and_comes_back_is_read_on(desk: Any, drive: Drive) -> None:
    desk.open(drive.path)
    tab = desk.window.dataset_tab
    desk.wait(lambda: shown_question(desk) == "Question 0", 60_000)
    drive.vanish()
    desk.wait(lambda: "cannot be reached" in tab.notices.sentence(STATE))
    tab.left.table.choose_row(5_000)
    desk.wait(lambda: tab.desk.current_line() == 5_001)
    assert shown_question(desk) != "Question 5000"
    drive.mount()
    desk.wait(lambda: not tab.notices.sentence(STATE))
    desk.wait(lambda: shown_question(desk) == "Question 5000")
    QTest.keyClicks(desk.find(ContentSizedEditor, "message_text_0"), "Mended. ")
    assert b"Mended. " in tab.session.line(5_000)
    tab.undo_stack.undo()


def test_a_check_that_a_vanishing_drive_cuts_short_goes_on_when_it_is_back(desk: Any, drive: Drive) -> None:
    tab = desk.window.dataset_tab
    checker = tab.session.checker
    desk.window.open_path(drive.path)
    desk.wait(lambda: checker.running)
    drive.vanish()
    desk.wait(lambda: "cannot be reached" in tab.notices.sentence(STATE))
    desk.wait(lambda: not checker.running)
    assert not checker.is_complete
    assert (tab.summary.errors, tab.summary.tokens) == (None, None)
    assert not tab.notices.sentence(DRIVE), "one notice is enough"
    drive.mount()
    desk.wait(lambda: not tab.notices.sentence(STATE))
    desk.wait(lambda: checker.is_complete)
    desk.wait(lambda: None not in (tab.summary.errors, tab.summary.tokens))
