"""The whole tab on a real poller and a real server on loopback."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QThread
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ftdesk.desktop.jobs_tab.job_submission import JobOrder
from ftdesk.desktop.jobs_tab.jobs_tab import JobsTab
from ftdesk.desktop.services import Services
from ftdesk.desktop.theme import apply_theme
from ftdesk.workspace.job_ledger import JobLedger
from ftdesk.workspace.job_records import IntentState, JobIntent, LedgerJob, TrainingData

NO = {"error": {"message": "this model cannot be tuned", "type": "x", "param": "model", "code": "bad"}}


def step(number: int, total: int = 4) -> dict[str, Any]:
    data = {"step": number, "total_steps": total, "train_loss": 2 / number}
    return {
        "id": f"e{number}",
        "created_at": 1_800_000_000 + 5 * number,
        "level": "info",
        "message": f"Step {number}",
        "type": "metrics",
        "data": data,
    }


@pytest.fixture
def tab(services: Services, qtbot: QtBot) -> Iterator[JobsTab]:
    """Polls quickly, as for the local engine."""
    made = JobsTab(services)
    qtbot.addWidget(made)
    made.resize(1100, 650)
    made.show()
    yield made
    services.background.shutdown()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ftdesk.desktop.jobs_tab.job_follower.REMOTE_SECONDS", 0.1)


def connect(tab: JobsTab, services: Services, qtbot: QtBot) -> None:
    services.connection.open()
    qtbot.waitUntil(lambda: services.connection.state.ready)


def words(tab: JobsTab, name: str) -> str:
    label = tab.findChild(QLabel, name)
    assert label is not None
    return label.text()


def press(tab: QWidget, name: str, qtbot: QtBot) -> None:
    button = tab.findChild(QPushButton, name)
    assert button is not None
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def agree(tab: JobsTab, name: str, qtbot: QtBot) -> None:
    box = tab.findChild(QMessageBox, name)
    assert box is not None
    press(box, f"{name}_yes", qtbot)


def first_cell(tab: JobsTab, column: int) -> str:
    return str(tab.list.table.jobs.index(0, column).data())


def test_an_empty_list_offers_a_new_job(tab: JobsTab, qtbot: QtBot) -> None:
    press(tab, "empty_new_job_button", qtbot)
    assert any(widget.objectName() == "new_job_dialog" for widget in QApplication.topLevelWidgets())


def test_the_list_of_the_last_time_is_there_without_a_server(
    services: Services, ledger: JobLedger, qtbot: QtBot
) -> None:
    ledger.record_job(
        "own", LedgerJob("j1", "base", "succeeded", "succeeded", 1e9, suffix="tone", seen_at=1.7e9)
    )
    tab = JobsTab(services)
    qtbot.addWidget(tab)
    tab.show()
    qtbot.waitUntil(lambda: tab.list.table.jobs.rowCount() == 1)
    assert (first_cell(tab, 0), first_cell(tab, 1)) == ("tone", "Succeeded")
    services.connection.changed.emit(services.connection.state)
    assert "last seen" in words(tab, "jobs_link_label")


def test_a_job_is_watched_from_running_to_succeeded(
    tab: JobsTab, services: Services, server: Any, qtbot: QtBot
) -> None:
    job = server.add_job()
    connect(tab, services, qtbot)
    for number in (1, 2):
        server.events[job["id"]].append(step(number))
    qtbot.waitUntil(lambda: words(tab, "job_progress_label").startswith("2 / 4"))
    bar = tab.findChild(QProgressBar, "job_progress")
    assert bar is not None
    assert bar.value() / bar.maximum() == 0.5
    assert words(tab, "job_state_label") == "Running"
    assert tab.detail.values.records.rowCount() == 2
    job |= {"status": "succeeded", "fine_tuned_model": "ft:base-model:x"}
    qtbot.waitUntil(lambda: words(tab, "job_state_label") == "Succeeded")
    with qtbot.waitSignal(tab.chat_requested, check_params_cb=lambda name: name == "ft:base-model:x"):
        press(tab, "chat_with_button", qtbot)


def test_nothing_is_shown_from_another_thread(
    services: Services, server: Any, qtbot: QtBot, training_file: Path
) -> None:
    threads: set[QThread] = set()

    class Watched(JobsTab):
        def _show(self) -> None:
            threads.add(QThread.currentThread())
            super()._show()

    server.add_job()
    tab = Watched(services)
    qtbot.addWidget(tab)
    connect(tab, services, qtbot)
    tab.dealings.starter.start(JobOrder("own", "base-model", training_file))
    qtbot.waitUntil(lambda: tab.list.table.jobs.rowCount() == 2)
    tab.dealings.starter.cancel_job("own", "ftjob-1")
    qtbot.waitUntil(lambda: tab.follower.book.jobs["ftjob-1"].state == "cancelled")
    assert threads == {tab.thread()}


def test_unfinished_jobs_are_counted(tab: JobsTab, services: Services, server: Any, qtbot: QtBot) -> None:
    counts: list[int] = []
    tab.unfinished_changed.connect(counts.append)
    job, _ = server.add_job(), server.add_job(status="failed")
    connect(tab, services, qtbot)
    qtbot.waitUntil(lambda: counts == [1])
    job["status"] = "cancelled"
    qtbot.waitUntil(lambda: counts == [1, 0])


def test_a_failed_job_says_why_as_plain_text(
    tab: JobsTab, services: Services, server: Any, qtbot: QtBot
) -> None:
    error = {"code": "bad_file", "message": "Line 3 <b>is</b> wrong.", "param": "training_file"}
    server.add_job(status="failed", error=error)
    connect(tab, services, qtbot)
    qtbot.waitUntil(lambda: "<b>is</b>" in words(tab, "job_banner_label"))
    label = tab.findChild(QLabel, "job_banner_label")
    assert label is not None
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_word_nobody_has_seen_is_shown_as_it_came(
    tab: JobsTab, services: Services, server: Any, qtbot: QtBot
) -> None:
    server.add_job(status="defragmenting")
    connect(tab, services, qtbot)
    qtbot.waitUntil(lambda: words(tab, "job_state_label") == "defragmenting")


def test_cancelling_asks_first_and_shows_what_the_server_says(
    tab: JobsTab, services: Services, server: Any, qtbot: QtBot
) -> None:
    server.add_job()
    connect(tab, services, qtbot)
    qtbot.waitUntil(lambda: words(tab, "job_state_label") == "Running")
    press(tab, "cancel_job_button", qtbot)
    assert server.counts()["POST cancel"] == 0
    agree(tab, "cancel_job_box", qtbot)
    qtbot.waitUntil(lambda: words(tab, "job_state_label") == "Cancelled")


def test_a_cancellation_without_an_answer_never_shows_cancelled(
    tab: JobsTab, services: Services, server: Any, qtbot: QtBot
) -> None:
    server.add_job()
    server.always = {"POST cancel": "cut before"}
    connect(tab, services, qtbot)
    qtbot.waitUntil(lambda: words(tab, "job_state_label") == "Running")
    press(tab, "cancel_job_button", qtbot)
    agree(tab, "cancel_job_box", qtbot)
    qtbot.waitUntil(lambda: server.counts()["POST cancel"] == 1 and not tab.dealings.starter.cancelling)
    assert words(tab, "job_state_label") == "Running"


def test_a_checkpoint_can_be_talked_to(tab: JobsTab, services: Services, server: Any, qtbot: QtBot) -> None:
    job = server.add_job(status="succeeded", fine_tuned_model="ft:x")
    kept = {"id": "c1", "fine_tuned_model_checkpoint": "ft:x:ckpt-step-2", "step_number": 2, "metrics": {}}
    server.checkpoints[job["id"]] = [kept]
    connect(tab, services, qtbot)
    table = tab.findChild(QTableView, "checkpoints_table")
    assert table is not None
    qtbot.waitUntil(lambda: table.model().rowCount() == 1)
    tab.detail._pages.setCurrentIndex(2)
    with qtbot.waitSignal(tab.chat_requested, check_params_cb=lambda name: name == "ft:x:ckpt-step-2"):
        press(tab, "chat_with_checkpoint_button", qtbot)


def test_a_started_job_appears_and_is_chosen(
    tab: JobsTab, services: Services, server: Any, qtbot: QtBot, training_file: Path
) -> None:
    server.add_job(status="succeeded")
    connect(tab, services, qtbot)
    qtbot.waitUntil(lambda: tab.list.table.jobs.rowCount() == 1)
    tab.dealings.starter.start(JobOrder("own", "base-model", training_file, suffix="fresh"))
    qtbot.waitUntil(lambda: words(tab, "job_title_label") == "fresh")
    qtbot.waitUntil(lambda: words(tab, "job_state_label") == "Running")
    assert server.counts()["POST jobs"] == 1
    assert tab.list.table.key == ("job", "ftjob-2")


def test_the_data_of_a_job_is_asked_for_by_the_tag_it_is_kept_under(
    tab: JobsTab, services: Services, server: Any, qtbot: QtBot, training_file: Path
) -> None:
    connect(tab, services, qtbot)
    tab.dealings.starter.start(JobOrder("own", "base-model", training_file, suffix="fresh"))
    qtbot.waitUntil(lambda: words(tab, "job_state_label") == "Running")
    with qtbot.waitSignal(tab.data_requested) as asked:
        press(tab, "open_job_data_button", qtbot)
    assert asked.args is not None
    assert [version.path for version in services.versions.store().of_job(asked.args[0])] == [training_file]


def test_a_lost_answer_is_shown_as_unconfirmed_until_the_job_is_found_by_its_tag(
    tab: JobsTab, services: Services, server: Any, qtbot: QtBot, training_file: Path
) -> None:
    connect(tab, services, qtbot)
    server.hides_new_jobs = True
    server.faults = {"POST jobs": ["cut after"]}
    tab.dealings.starter.start(JobOrder("own", "base-model", training_file, suffix="fresh"))
    qtbot.waitUntil(lambda: words(tab, "job_state_label") == "Unconfirmed", timeout=10_000)
    assert "may exist" in words(tab, "job_banner_label")
    server.show_hidden()
    qtbot.waitUntil(lambda: words(tab, "job_state_label") == "Running", timeout=10_000)
    assert server.counts()["POST jobs"] == 1
    assert tab.list.table.jobs.rowCount() == 1


def test_a_refusal_is_shown_and_can_be_changed_or_removed(
    tab: JobsTab, services: Services, server: Any, qtbot: QtBot, training_file: Path, ledger: JobLedger
) -> None:
    connect(tab, services, qtbot)
    server.faults = {"POST jobs": [(400, NO)]}
    tab.dealings.starter.start(JobOrder("own", "base-model", training_file, n_epochs=7))
    qtbot.waitUntil(lambda: "this model cannot be tuned" in words(tab, "job_banner_label"))
    assert words(tab, "job_state_label") == "Not created"
    press(tab, "job_banner_first_button", qtbot)
    dialog = tab.dealings._dialog
    assert dialog is not None
    assert dialog.epochs.value() == 7
    dialog.reject()
    press(tab, "job_banner_second_button", qtbot)
    qtbot.waitUntil(lambda: tab.list.table.jobs.rowCount() == 0)
    assert ledger.intents("own")[0].state is IntentState.ABANDONED


def test_the_same_job_again_asks_first(
    tab: JobsTab, services: Services, server: Any, qtbot: QtBot, training_file: Path
) -> None:
    connect(tab, services, qtbot)
    order = JobOrder("own", "base-model", training_file)
    tab.dealings.starter.start(order)
    qtbot.waitUntil(lambda: tab.list.table.jobs.rowCount() == 1)
    qtbot.waitUntil(lambda: words(tab, "job_state_label") == "Running")
    tab.dealings.starter.start(order)
    qtbot.waitUntil(lambda: tab.findChild(QMessageBox, "start_again_box") is not None)
    assert server.counts()["POST jobs"] == 1
    agree(tab, "start_again_box", qtbot)
    qtbot.waitUntil(lambda: server.counts()["POST jobs"] == 2)


def test_what_an_earlier_run_left_open_is_looked_for_first(
    services: Services, ledger: JobLedger, server: Any, qtbot: QtBot
) -> None:
    intent = ledger.begin_intent("own", JobIntent("base-model", TrainingData(Path("f.jsonl"), "00", 1)))
    for state in (IntentState.UPLOADING, IntentState.UPLOADED, IntentState.SENDING):
        ledger.move(intent.id, state, training_file_id="file-1")
    job = server.add_job(metadata={"ftdesk_tag": intent.tag})
    tab = JobsTab(services)
    qtbot.addWidget(tab)
    connect(tab, services, qtbot)
    qtbot.waitUntil(lambda: ledger.intent(intent.id).job_id == job["id"])
    qtbot.waitUntil(lambda: tab.list.table.jobs.rowCount() == 1)


def test_giving_up_an_unconfirmed_job_asks_first(
    services: Services, ledger: JobLedger, server: Any, qtbot: QtBot
) -> None:
    intent = ledger.begin_intent("own", JobIntent("base-model", TrainingData(Path("f.jsonl"), "00", 1)))
    for state in (IntentState.UPLOADING, IntentState.UPLOADED, IntentState.SENDING):
        ledger.move(intent.id, state)
    tab = JobsTab(services)
    qtbot.addWidget(tab)
    tab.show()
    qtbot.waitUntil(lambda: words(tab, "job_state_label") == "Unconfirmed")
    press(tab, "job_banner_second_button", qtbot)
    agree(tab, "stop_looking_box", qtbot)
    qtbot.waitUntil(lambda: ledger.intent(intent.id).state is IntentState.ABANDONED)


def test_a_server_that_is_not_there_is_named_and_the_list_stays(
    tab: JobsTab, services: Services, server: Any, qtbot: QtBot
) -> None:
    server.add_job()
    connect(tab, services, qtbot)
    qtbot.waitUntil(lambda: tab.list.table.jobs.rowCount() == 1)
    server.always = dict.fromkeys(
        ("GET jobs", "GET job"), (200, b"<html>log in</html>", {"Content-Type": "text/html"})
    )
    qtbot.waitUntil(lambda: "Next try in" in words(tab, "jobs_link_label"), timeout=10_000)
    assert tab.list.table.jobs.rowCount() == 1


def test_the_chosen_job_stays_chosen_when_others_come(
    tab: JobsTab, services: Services, server: Any, qtbot: QtBot
) -> None:
    QAbstractItemModelTester(tab.list.table.jobs, QAbstractItemModelTester.FailureReportingMode.Fatal)
    first = server.add_job()
    connect(tab, services, qtbot)
    qtbot.waitUntil(lambda: tab.list.table.jobs.rowCount() == 1)
    tab.list.table.select(("job", first["id"]))
    server.add_job()
    tab.follower.refresh()
    qtbot.waitUntil(lambda: tab.list.table.jobs.rowCount() == 2)
    assert tab.list.table.key == ("job", first["id"])
    assert tab.list.table.currentIndex().row() == 1


def test_another_profile_shows_its_own_jobs(
    tab: JobsTab, services: Services, server: Any, qtbot: QtBot, ledger: JobLedger
) -> None:
    server.add_job()
    connect(tab, services, qtbot)
    qtbot.waitUntil(lambda: tab.list.table.jobs.rowCount() == 1)
    services.connection.select("openai")
    qtbot.waitUntil(lambda: tab.list.table.jobs.rowCount() == 0)
    assert ledger.jobs("openai") == ()
    services.connection.select("own")
    qtbot.waitUntil(lambda: tab.list.table.jobs.rowCount() == 1)


def test_an_id_can_be_copied(tab: JobsTab, services: Services, server: Any, qtbot: QtBot) -> None:
    job = server.add_job()
    connect(tab, services, qtbot)
    qtbot.waitUntil(lambda: words(tab, "job_state_label") == "Running")
    press(tab, "copy_id_button", qtbot)
    assert QGuiApplication.clipboard().text() == job["id"]


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_every_theme_can_be_painted(
    tab: JobsTab, services: Services, server: Any, qtbot: QtBot, name: str, qapp: QApplication
) -> None:
    job = server.add_job()
    server.events[job["id"]] += [step(1), step(2)]
    connect(tab, services, qtbot)
    qtbot.waitUntil(lambda: tab.list.table.jobs.rowCount() == 1)
    apply_theme(qapp, name)
    assert not tab.grab().isNull()


def test_uploaded_files_are_listed_and_deleted_after_a_question(
    tab: JobsTab, services: Services, server: Any, qtbot: QtBot, training_file: Path
) -> None:
    connect(tab, services, qtbot)
    tab.dealings.starter.start(JobOrder("own", "base-model", training_file))
    qtbot.waitUntil(lambda: bool(server.files))
    tab.dealings.open_files()
    dialog = next(
        widget for widget in QApplication.topLevelWidgets() if widget.objectName() == "files_dialog"
    )
    table = dialog.findChild(QTableView, "files_table")
    assert table is not None
    qtbot.waitUntil(lambda: table.model().rowCount() == 1)
    table.selectRow(0)
    press(dialog, "delete_file_button", qtbot)
    box = dialog.findChild(QMessageBox, "delete_file_box")
    assert box is not None
    press(box, "delete_file_box_yes", qtbot)
    qtbot.waitUntil(lambda: server.files == {} and table.model().rowCount() == 0)
    dialog.close()


def test_a_second_window_leaves_alone_what_the_first_is_sending(
    tab: JobsTab, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(tab.follower.loaded, timeout=5_000):
        tab.follower.reload()
    data = TrainingData(tmp_path / "a.jsonl", "0" * 64, 1)
    sending = services.ledger.begin_intent("own", JobIntent("base", data))
    for state in (IntentState.UPLOADING, IntentState.UPLOADED, IntentState.SENDING):
        services.ledger.move(sending.id, state)
    second = JobsTab(services)
    qtbot.addWidget(second)
    with qtbot.waitSignal(second.follower.loaded, timeout=5_000):
        second.follower.reload()
    assert services.ledger.intent(sending.id).state is IntentState.SENDING
