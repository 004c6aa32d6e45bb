import sys
import threading

import pytest
from PySide6.QtCore import QTimer
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from ftdesk.desktop.exception_hook import report_exceptions


def fail() -> None:
    raise LookupError("in a slot")


def test_an_exception_in_a_slot_reaches_the_person_and_standard_error(qtbot: QtBot) -> None:
    shown: list[BaseException] = []
    with capture_exceptions() as caught, report_exceptions(shown.append):
        QTimer.singleShot(0, fail)
        qtbot.waitUntil(lambda: [type(error) for error in shown] == [LookupError])
    assert len(caught) == 1
    caught.clear()


def test_an_exception_in_a_thread_is_shown_in_the_gui_thread(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    shown: list[threading.Thread] = []
    with report_exceptions(lambda _: shown.append(threading.current_thread())):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: shown == [threading.main_thread()])


def test_the_hooks_are_as_before_afterwards() -> None:
    before = sys.excepthook, threading.excepthook
    with report_exceptions(lambda _: None):
        assert sys.excepthook is not before[0]
    assert (sys.excepthook, threading.excepthook) == before
