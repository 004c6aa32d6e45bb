import inspect
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ftdesk.api import errors as api
from ftdesk.dataset import file_errors
from ftdesk.desktop.keys import KeyringSilent
from ftdesk.desktop.messages import FailureBox, explain, recent_failures, show_failure
from ftdesk.desktop.worker_pool import WorkerLost
from ftdesk.errors import Cancelled, FtdeskError
from ftdesk.workspace.errors import CredentialsError, DatabaseUnusable, StoreLocked

KEY = "sk-proj-abcdefghijklmnop1234"


def failures() -> list[BaseException]:
    """One of every failure that a person may meet."""
    path = Path("/data/support.jsonl")
    refused = [
        api.Refused,
        api.KeyRejected,
        api.NotAllowed,
        api.NotFound,
        api.TooManyRequests,
        api.QuotaExhausted,
        api.ServerFailed,
    ]
    return [
        *(kind(400, message=f"No: {KEY} {{x}}", body=f'{{"key": "{KEY}"}}') for kind in refused),
        *(api.NotReached(reason, "host:1", "errno") for reason in api.UnreachedReason),
        *(api.KeyUnusable(reason) for reason in api.KeyReason),
        *(api.EndpointUnusable("base_url", reason) for reason in api.EndpointReason),
        *(api.AnswerUnusable(reason, 200, body=f"Bearer {KEY}") for reason in api.UnusableReason),
        api.ConnectionLost(), api.DeadlinePassed(30, idle=False, sent=True), api.RedirectRefused(302, "https://x/"),
        api.StreamCut(), api.FileNotUploadable(path, "missing"), api.UploadMismatch("file-1", 10, 5),
        file_errors.FileMissing(path), file_errors.FileIsFolder(path), file_errors.FileNotReadable(path, cause="no"),
        file_errors.SaveFailed(path, file_errors.SaveReason.NO_SPACE), file_errors.ChangedOnDisk(path),
        StoreLocked("The keyring is locked."), DatabaseUnusable("{path}: {cause}.", path="a", cause="b"),
        KeyringSilent("silent"), WorkerLost("lost"), MemoryError(), OSError(28, "No space left", str(path)),
        OSError("odd"), FtdeskError("A sentence."), ValueError(f"a fault with {KEY}"),
    ]  # fmt: skip


@pytest.mark.parametrize("error", failures(), ids=lambda error: f"{type(error).__name__}")
def test_every_failure_is_a_sentence_without_a_key(error: BaseException) -> None:
    explanation = explain(error)
    assert explanation.sentence.endswith((".", ")"))
    assert "{" not in explanation.sentence + explanation.next_step
    assert KEY not in explanation.as_text()
    assert explanation.details


def test_no_kind_of_server_failure_is_without_words() -> None:
    kinds = {kind for _, kind in inspect.getmembers(api, inspect.isclass) if issubclass(kind, api.ApiError)}
    assert kinds - {type(error) for error in failures()} == {api.ApiError}


def test_a_failure_names_cause_and_next_step() -> None:
    explanation = explain(api.NotReached(api.UnreachedReason.REFUSED, "127.0.0.1:9"))
    assert explanation.sentence == "127.0.0.1:9 cannot be reached."
    assert "no server listens" in explanation.cause
    assert "port" in explanation.next_step


def test_the_home_folder_stays_out_of_the_details() -> None:
    assert str(Path.home()) not in explain(ValueError(f"{Path.home()}/secret.jsonl")).details


def test_a_key_problem_points_to_the_settings() -> None:
    assert "settings" in explain(CredentialsError("No.")).next_step


def open_box(window: QWidget) -> FailureBox:
    (box,) = window.findChildren(FailureBox)
    return box


def test_a_failure_is_shown_without_blocking_as_plain_text(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    show_failure(window, api.Refused(400, message="<b>bold</b>"))
    box = open_box(window)
    assert box.isVisible()
    assert "<b>bold</b>" in [label.text() for label in box.findChildren(QLabel)]


def test_details_can_be_read_and_copied(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    show_failure(window, api.ServerFailed(503, message="busy", request_id="req_1"))
    box = open_box(window)
    box.findChild(QPushButton, "failure_show_details").click()
    assert "req_1" in box.findChild(QPlainTextEdit, "failure_details").toPlainText()
    box.findChild(QPushButton, "failure_copy").click()
    assert "busy" in QGuiApplication.clipboard().text()


def test_a_repeated_failure_is_shown_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    for _ in range(3):
        show_failure(window, api.StreamCut())
    open_box(window)
    assert recent_failures()[-1].startswith("StreamCut")


def test_cancelled_work_shows_nothing(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    show_failure(window, Cancelled())
    assert window.findChildren(FailureBox) == []
