"""What the tour shows: from a training file with a slip in it to an answer that becomes a new example."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QSpinBox,
    QTableView,
    QWidget,
)

from ftdesk.desktop.playground_tab.turn_card import TurnCard
from ftdesk.desktop.tour import Doing, Picture, Step, TourFailed, Until

if TYPE_CHECKING:
    from ftdesk.desktop.main_window import MainWindow

SAMPLE = "harbor_tone.jsonl"
VALIDATION = "harbor_tone_validation.jsonl"
SLIP_LINE = 6
"""The line of the copy in which a role is misspelt, for the tour to mend."""
BASE_MODEL = "ftdesk-replies-1"
QUESTIONS = ("How do I book a boat?", "予約を取り消せますか。")

translate = QCoreApplication.translate

W = TypeVar("W", bound=QWidget)


def prepare_copy(samples: Path, folder: Path) -> Path:
    """Copy the sample and its validation part into `folder`, with one role misspelt; the path of the copy."""
    shutil.copyfile(samples / VALIDATION, folder / VALIDATION)
    lines = (samples / SAMPLE).read_text(encoding="utf-8").splitlines(keepends=True)
    lines[SLIP_LINE - 1] = lines[SLIP_LINE - 1].replace('"role": "assistant"', '"role": "asistant"')
    copy = folder / SAMPLE
    copy.write_text("".join(lines), encoding="utf-8")
    return copy


class TourSteps:
    """The steps, on a real window and a prepared copy of the sample."""

    def __init__(self, window: MainWindow, file: Path) -> None:
        self._window = window
        self._file = file
        first = json.loads(file.read_text(encoding="utf-8").splitlines()[0])["messages"]
        self._system = str(first[0]["content"])
        self._tuned = ""
        self._examples = 0

    def all(self) -> list[Step]:
        """Every step, in order."""
        return [
            Step(translate("Tour", "Open the sample"), self._open),
            Step(translate("Tour", "See what is wrong with which example"), self._look_at_finding),
            Step(translate("Tour", "Fix it"), self._mend),
            Step(translate("Tour", "Save"), self._save),
            Step(translate("Tour", "Set up a job: files, epochs, price, destination"), self._set_up_job),
            Step(translate("Tour", "Start it and watch its loss fall"), self._train),
            Step(translate("Tour", "Ask the base model"), self._ask_base),
            Step(translate("Tour", "Ask the tuned model"), self._ask_tuned),
            Step(translate("Tour", "Make the answer a new example"), self._make_example),
            Step(translate("Tour", "Save the dataset again"), self._save),
        ]

    # -- the dataset ---------------------------------------------------------------------------------------

    def _open(self) -> Doing:
        yield Picture("welcome")
        self._window.open_path(self._file)
        yield Until(self._is_checked, "the check of the file")
        yield Picture("dataset")

    def _is_checked(self) -> bool:
        summary = self._window.dataset_tab.summary
        return summary.errors is not None and summary.tokens is not None

    def _look_at_finding(self) -> Doing:
        self._window.dataset_tab.desk.go_to_line(1)
        self._window.dataset_tab.desk.step_finding(forward=True)
        findings = self._the(QListView, "findings_list")
        yield Until(lambda: findings.isVisible() and findings.model().rowCount() > 0, "a finding")
        yield Picture("finding")

    def _mend(self) -> Doing:
        role = self._the(QComboBox, "message_role_2")
        place = role.findText("assistant")
        role.setCurrentIndex(place)
        role.activated.emit(place)
        yield Until(lambda: self._window.dataset_tab.summary.errors == 0, "the finding to go away")
        yield Picture("mended")

    def _save(self) -> Doing:
        self._window.show_tab(0)
        self._window.dataset_tab.save()
        yield Until(lambda: not self._window.dataset_tab.summary.edited, "the file to be saved")

    # -- the job -------------------------------------------------------------------------------------------

    def _set_up_job(self) -> Doing:
        self._window.dataset_tab.ask_for_job()
        yield Until(lambda: self._find(QWidget, "new_job_dialog") is not None, "the dialog for a new job")
        self._the(QLineEdit, "validation_file_edit").setText(str(self._file.parent / VALIDATION))
        self._the(QLineEdit, "validation_file_edit").editingFinished.emit()
        self._the(QLineEdit, "suffix_edit").setText("harbour")
        self._in_dialog(QSpinBox, "epochs_spin").setValue(5)
        start = self._the(QAbstractButton, "start_job_button")
        yield Until(start.isEnabled, "the dialog to allow the job", 60)
        yield Picture("new-job")

    def _train(self) -> Doing:
        self._the(QAbstractButton, "start_job_button").click()
        table = self._the(QTableView, "jobs_table")
        yield Until(lambda: table.model().rowCount() > 0, "the job to appear in the list")
        yield Until(lambda: self._measured() >= 8 or self._is_tuned(), "the first steps", 90)
        yield Picture("training")
        yield Until(self._is_tuned, "the job to succeed", 180)
        yield Picture("trained")

    def _measured(self) -> int:
        values = self._find(QTableView, "values_table", visible=False)
        return values.model().rowCount() if values is not None else 0

    def _is_tuned(self) -> bool:
        button = self._find(QAbstractButton, "chat_with_button")
        return button is not None and button.isEnabled()

    # -- the playground ------------------------------------------------------------------------------------

    def _ask_base(self) -> Doing:
        self._the(QAbstractButton, "chat_with_button").click()
        model = self._the(QComboBox, "playground_model_combo")
        yield Until(lambda: model.currentText().startswith("ft:"), "the playground with the tuned model")
        self._tuned = model.currentText()
        self._window.playground_tab.show_model(BASE_MODEL)
        self._the(QPlainTextEdit, "system_prompt_edit").setPlainText(self._system)
        yield from self._ask(QUESTIONS[0])
        yield Picture("base")

    def _ask_tuned(self) -> Doing:
        self._window.playground_tab.show_model(self._tuned)
        for question in QUESTIONS:
            yield from self._ask(question)
        yield Picture("tuned")

    def _ask(self, question: str) -> Doing:
        playground = self._window.playground_tab
        edit, send = self._the(QPlainTextEdit, "composer_edit"), self._the(QAbstractButton, "send_button")
        edit.setPlainText(question)
        yield Until(send.isEnabled, "the playground to be ready")
        send.click()
        yield Until(lambda: not playground.streaming, "the answer", 60)
        if not self._answers()[-1].text.strip():
            raise TourFailed("the model answered nothing")

    def _answers(self) -> list[TurnCard]:
        cards = self._window.findChildren(TurnCard)
        return [card for card in cards if card.role == "assistant" and card.isVisible()]

    def _make_example(self) -> Doing:
        self._examples = self._window.dataset_tab.summary.examples
        buttons = self._answers()[-1].findChildren(QAbstractButton, "make_example_button")
        buttons[0].click()
        yield Until(
            lambda: self._window.dataset_tab.summary.examples == self._examples + 1, "the new example"
        )
        self._window.show_tab(0)
        yield Until(self._is_checked, "the check of the new example")
        yield Picture("new-example")

    # -- finding widgets -----------------------------------------------------------------------------------

    def _find(self, kind: type[W], name: str, *, visible: bool = True) -> W | None:
        found = self._window.findChildren(kind, name)
        return next((widget for widget in found if widget.isVisible() or not visible), None)

    def _the(self, kind: type[W], name: str) -> W:
        widget = self._find(kind, name)
        if widget is None:
            raise TourFailed(f"there is no visible {name}")
        return widget

    def _in_dialog(self, kind: type[W], name: str) -> W:
        dialog = self._the(QWidget, "new_job_dialog")
        widget = dialog.findChild(kind, name)
        if widget is None:
            raise TourFailed(f"the dialog has no {name}")
        return widget
