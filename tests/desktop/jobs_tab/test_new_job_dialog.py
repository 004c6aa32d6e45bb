"""The dialog on real files, checked by real worker processes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ftdesk.dataset.line_report import CheckOptions
from ftdesk.desktop.background import Background
from ftdesk.desktop.jobs_tab.file_field import FileField
from ftdesk.desktop.jobs_tab.job_submission import JobOrder
from ftdesk.desktop.jobs_tab.new_job_dialog import NewJobDialog
from ftdesk.desktop.services import Services
from ftdesk.workspace.job_records import IntentState, JobIntent, LedgerJob, PriceEstimate, TrainingData

MakeDialog = Callable[[], NewJobDialog]
SLOW = 30_000  # a first worker process has to start


@pytest.fixture
def make_dialog(services: Services, qtbot: QtBot) -> MakeDialog:
    def make() -> NewJobDialog:
        dialog = NewJobDialog(services, ("ft:base:old",))
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return make


@pytest.fixture
def dialog(services: Services, make_dialog: MakeDialog, qtbot: QtBot) -> NewJobDialog:
    services.connection.open()
    qtbot.waitUntil(lambda: services.connection.state.ready)
    made = make_dialog()
    qtbot.waitUntil(lambda: made.model.name == "base-model")
    return made


def words(dialog: NewJobDialog, name: str) -> str:
    label = dialog.findChild(QLabel, name)
    assert label is not None
    return label.text()


def write_examples(path: Path, count: int, reply: str = "Yes.") -> Path:
    for number in range(count):
        question = {"role": "user", "content": f"Question {number}?"}
        line = {"messages": [question, {"role": "assistant", "content": reply}]}
        with path.open("a") as file:
            file.write(json.dumps(line) + "\n")
    return path


def test_earlier_jobs_of_the_model_tell_how_good_predictions_are(
    dialog: NewJobDialog, services: Services, qtbot: QtBot
) -> None:
    past = dialog.past
    assert not past.isVisibleTo(dialog)
    profile = services.connection.profile.id
    order = JobIntent("other", TrainingData(Path("f"), "ab", 9), estimate=PriceEstimate(1_000))
    wish = services.ledger.begin_intent(profile, order)
    for state in (IntentState.UPLOADING, IntentState.UPLOADED, IntentState.SENDING, IntentState.CREATED):
        services.ledger.move(wish.id, state, job_id="j")
    job = LedgerJob("j", "other", "succeeded", "succeeded", 1.0, trained_tokens=1_002)
    services.ledger.record_job(profile, job)
    dialog.model.setEditText("other")
    qtbot.waitUntil(lambda: past.isVisibleTo(dialog))
    assert past.text() == "Past error of such predictions: +0.2 % (one job)"
    dialog.model.setEditText("another")
    qtbot.waitUntil(lambda: not past.isVisibleTo(dialog))


def test_a_faultless_file_can_be_started_and_says_what_it_takes(
    dialog: NewJobDialog, training_file: Path, qtbot: QtBot
) -> None:
    dialog.training.show_path(training_file)
    qtbot.waitUntil(lambda: not dialog.blocker, timeout=SLOW)
    assert dialog.start.isEnabled()
    assert words(dialog, "training_file_note").startswith("Examples: 12 · Tokens: ")
    assert "× about 8 epochs" in words(dialog, "job_tokens_label")
    assert words(dialog, "job_price_label").startswith("Unknown")
    assert words(dialog, "job_destination_label").startswith("12 examples (")
    assert words(dialog, "job_destination_label").endswith("are sent to 127.0.0.1")


def test_errors_block_with_the_reason_and_a_way_to_look(
    dialog: NewJobDialog, training_file: Path, qtbot: QtBot
) -> None:
    training_file.write_text(training_file.read_text() + '{"messages": [{"role": "user", "content": "?"}]}\n')
    dialog.training.show_path(training_file)
    qtbot.waitUntil(lambda: dialog.training.summary is not None, timeout=SLOW)
    assert not dialog.start.isEnabled()
    assert words(dialog, "training_file_note").startswith("Errors: 2. Line 13: ")
    assert "Fix the errors first" in words(dialog, "start_job_reason")
    look = dialog.findChild(QWidget, "training_file_look_button")
    assert look is not None
    with qtbot.waitSignal(dialog.look_requested, check_params_cb=lambda path, _codes: path == training_file):
        qtbot.mouseClick(look, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: None, "There is no file"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.write_bytes(b"%PDF-1.7\n" + bytes(500)), "PDF"),
        (lambda path: path.write_bytes(b""), "example"),
    ],
)
def test_what_is_no_training_file_blocks_with_a_sentence(
    dialog: NewJobDialog, tmp_path: Path, qtbot: QtBot, make: Callable[[Path], Any], sentence: str
) -> None:
    make(tmp_path / "odd.jsonl")
    dialog.training.show_path(tmp_path / "odd.jsonl")
    qtbot.waitUntil(lambda: sentence in words(dialog, "training_file_note"), timeout=SLOW)
    assert not dialog.start.isEnabled()


def test_an_order_holds_what_the_fields_say(dialog: NewJobDialog, training_file: Path, qtbot: QtBot) -> None:
    dialog.training.show_path(training_file)
    dialog.epochs.setValue(2)
    dialog.rate.setValue(0.5)
    dialog.suffix.setText(" tone ")
    qtbot.waitUntil(lambda: not dialog.blocker, timeout=SLOW)
    with qtbot.waitSignal(dialog.ordered) as caught:
        qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    order: JobOrder = caught.args[0]
    assert (order.profile_id, order.model, order.training_path) == ("own", "base-model", training_file)
    assert (order.n_epochs, order.batch_size, order.learning_rate_multiplier) == (2, "auto", 0.5)
    assert (order.suffix, order.seed, order.method) == ("tone", None, "supervised")
    assert order.estimate.tokens is not None
    assert order.estimate.amount is None


def test_pressing_twice_orders_once(dialog: NewJobDialog, training_file: Path, qtbot: QtBot) -> None:
    orders: list[object] = []
    dialog.ordered.connect(orders.append)
    dialog.training.show_path(training_file)
    qtbot.waitUntil(lambda: not dialog.blocker, timeout=SLOW)
    for _ in range(3):
        dialog.start.click()
        dialog._accept()
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert len(orders) == 1


def test_the_validation_file_may_be_small_but_not_the_same(
    dialog: NewJobDialog, training_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.training.show_path(training_file)
    dialog.validation.show_path(write_examples(tmp_path / "v.jsonl", 1))
    qtbot.waitUntil(lambda: not dialog.blocker, timeout=SLOW)
    dialog.validation.show_path(training_file)
    qtbot.waitUntil(lambda: "is the training file" in words(dialog, "start_job_reason"), timeout=SLOW)


def test_a_file_is_checked_again_when_the_limits_change(
    background: Background, tmp_path: Path, qtbot: QtBot
) -> None:
    field = FileField("training_file_edit", "Training file", background)
    qtbot.addWidget(field)
    field.show_path(write_examples(tmp_path / "few.jsonl", 3))
    field.check_against(CheckOptions(minimum_examples=3))
    qtbot.waitUntil(lambda: field.summary is not None, timeout=SLOW)
    assert field.blocker == ""
    field.check_against(CheckOptions(minimum_examples=4))
    qtbot.waitUntil(lambda: "Fix the errors" in field.blocker, timeout=SLOW)


def test_without_a_connection_nothing_starts(make_dialog: MakeDialog) -> None:
    dialog = make_dialog()
    assert not dialog.start.isEnabled()
    assert words(dialog, "start_job_reason") == "Not connected yet"


def test_models_of_the_server_and_tuned_ones_are_offered(dialog: NewJobDialog) -> None:
    offered = [dialog.model.itemText(place) for place in range(dialog.model.count())]
    assert offered == ["Base models", "base-model", "Tuned models: train on", "ft:base:old"]


def test_a_typed_model_survives_the_arrival_of_the_list(
    services: Services, make_dialog: MakeDialog, qtbot: QtBot
) -> None:
    dialog = make_dialog()
    dialog.model.choose("my-own-model")
    services.connection.open()
    qtbot.waitUntil(lambda: dialog.model.findText("base-model") >= 0)
    assert dialog.model.name == "my-own-model"


def test_an_earlier_order_comes_back_into_the_fields(dialog: NewJobDialog, training_file: Path) -> None:
    order = JobOrder("own", "m", training_file, None, 3, 4, 0.25, "s", 9)
    dialog.fill_in(order)
    assert (dialog.epochs.chosen, dialog.batch.chosen, dialog.rate.chosen) == (3, 4, 0.25)
    assert (dialog.suffix.text(), dialog.seed.chosen, dialog.model.name) == ("s", 9, "m")


def test_every_field_has_a_name_for_screen_readers(dialog: NewJobDialog) -> None:
    fields = (dialog.training.edit, dialog.validation.edit, dialog.model, dialog.epochs, dialog.batch)
    for field in (*fields, dialog.rate, dialog.suffix, dialog.seed):
        assert field.accessibleName()
        assert field.objectName()


def test_closing_during_a_check_leaves_nothing_running(
    dialog: NewJobDialog, training_file: Path, qtbot: QtBot
) -> None:
    dialog.training.show_path(training_file)
    qtbot.wait(350)
    dialog.reject()
    assert not dialog.training._check.busy


@pytest.mark.parametrize(
    ("most", "words_of_it"),
    [(1 << 30, "With a near duplicate in the training file: 2"), (0, "In the training file, too: 2")],
)
def test_examples_of_the_validation_file_that_are_trained_on_are_counted(
    dialog: NewJobDialog,
    training_file: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    most: int,
    words_of_it: str,
) -> None:
    monkeypatch.setattr("ftdesk.dataset.leaks.MOST_BYTES", most)
    validation = write_examples(tmp_path / "v.jsonl", 2)
    first, second, *_ = training_file.read_text().splitlines()
    with validation.open("a") as file:
        file.write(f"{first}\n{second.replace(': ', ':')}\n")
    dialog.training.show_path(training_file)
    dialog.validation.show_path(validation)
    qtbot.waitUntil(
        lambda: words(dialog, "validation_file_note").endswith(words_of_it),
        timeout=SLOW,
    )
    assert not dialog.blocker
    dialog.validation.show_path(write_examples(tmp_path / "other.jsonl", 3, "No."))
    qtbot.waitUntil(lambda: words(dialog, "validation_file_note").startswith("Examples: 3"), timeout=SLOW)
    assert "too" not in words(dialog, "validation_file_note")
