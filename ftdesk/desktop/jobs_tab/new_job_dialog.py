"""The dialog for a new job: files, model, parameters; what is found, what it costs, where the data goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget

from ftdesk.desktop.connection import ConnectionState
from ftdesk.desktop.jobs_tab.auto_spin import AutoDoubleSpin, AutoSpin
from ftdesk.desktop.jobs_tab.budget import over_budget
from ftdesk.desktop.jobs_tab.data_blockers import format_blocker, same_file_blocker
from ftdesk.desktop.jobs_tab.data_check import FileSummary
from ftdesk.desktop.jobs_tab.file_field import FileField
from ftdesk.desktop.jobs_tab.job_estimate import (
    JobEstimate,
    destination_words,
    estimate_job,
    price_words,
    tokens_words,
)
from ftdesk.desktop.jobs_tab.job_submission import JobOrder
from ftdesk.desktop.jobs_tab.model_choice import ModelBox, choices_for
from ftdesk.desktop.jobs_tab.new_job_layout import SummaryCard, lay_out
from ftdesk.desktop.jobs_tab.private_data_question import CODES
from ftdesk.desktop.jobs_tab.shared_examples import SharedExamples
from ftdesk.desktop.jobs_tab.start_questions import ask_before_start
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.past_error import PastErrorLabel
from ftdesk.desktop.profile_name import nature_of_local_model
from ftdesk.desktop.stylesheet import set_look
from ftdesk.errors import FtdeskError
from ftdesk.workspace.job_records import PriceEstimate

if TYPE_CHECKING:
    from ftdesk.api.types import Model
    from ftdesk.dataset.targets import Target
    from ftdesk.desktop.services import Services
    from ftdesk.workspace.preferences import Budget

_OPTIONS_DELAY_MS = 250
_LONGEST_SUFFIX = 64
"""Where the provider names no limit: what OpenAI takes."""


class NewJobDialog(QDialog):
    """Collects a `JobOrder`; sends nothing itself.

    Signals:
        ordered(object): JobOrder, the person pressed "Start job".
        look_requested(object, object): Path, to be opened in the dataset tab, and codes of findings to see (none: all).
    """

    ordered = Signal(object)  # JobOrder
    look_requested = Signal(object, object)  # Path, frozenset[str]

    def __init__(
        self, services: Services, tuned: tuple[str, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("new_job_dialog")
        self.setWindowTitle(self.tr("New job"))
        self._services = services
        self._tuned = tuned
        background = services.background
        self.training = FileField("training_file_edit", self.tr("Training file"), background)
        self.validation = FileField(
            "validation_file_edit", self.tr("Validation file"), background, optional=True
        )
        SharedExamples(background, self.training, self.validation)
        self.model = ModelBox(self.tr("Model"))
        self.epochs = AutoSpin("epochs_spin", self.tr("Epochs"), 1, 50)
        self.batch = AutoSpin("batch_size_spin", self.tr("Batch size"), 1, 256)
        self.rate = AutoDoubleSpin("learning_rate_spin", self.tr("Learning rate multiplier"), 100.0, 3)
        self.suffix = QLineEdit()
        self.suffix.setObjectName("suffix_edit")
        self.suffix.setAccessibleName(self.tr("Suffix"))
        self.suffix.setPlaceholderText(self.tr("Part of the tuned model's name"))
        self.seed = AutoSpin("seed_spin", self.tr("Seed"), 0, 2_147_483_647)
        self.nature = plain_label(nature_of_local_model(), "small", wrap=True)
        self.card = SummaryCard()
        self.past = PastErrorLabel(background, services.ledger)
        self.reason = plain_label(look="small", wrap=True)
        self.reason.setObjectName("start_job_reason")
        self.start = QPushButton(self.tr("Start job"))
        self.start.setObjectName("start_job_button")
        self.start.setDefault(True)
        set_look(self.start, "primary")
        self._options_delay = QTimer(self, singleShot=True, interval=_OPTIONS_DELAY_MS)
        lay_out(self)
        self._connect()
        self._follow_connection(services.connection.state)

    def fill_in(self, order: JobOrder) -> None:
        """Show an earlier order, to be changed and started again."""
        self.training.show_path(order.training_path)
        self.validation.show_path(order.validation_path)
        self.model.choose(order.model)
        self.epochs.choose(order.n_epochs)
        self.batch.choose(order.batch_size)
        self.rate.choose(order.learning_rate_multiplier)
        self.suffix.setText(order.suffix or "")
        self.seed.choose(order.seed)

    @property
    def blocker(self) -> str:
        """Why the job cannot start, in a sentence; empty when it can."""
        state = self._services.connection.state
        if not state.ready:
            return state.sentence or self.tr("Not connected yet")
        if self.training.blocker:
            return self.training.blocker
        if self.validation.blocker:
            return self.validation.blocker
        if not self.model.name:
            return self.tr("Choose a model.")
        if self._options_delay.isActive():
            return self.tr("The files are being checked for this model.")
        return (
            format_blocker(self.training.summary, self._target(), self.model.name)
            or same_file_blocker(self.training.path, self.validation.path)
            or over_budget(self._price(), self._budget())
        )

    def order(self) -> JobOrder:
        """What the fields say now. Only to be asked when nothing blocks."""
        training, summary = self.training.path, self.training.summary
        assert training is not None  # noqa: S101 - `blocker` saw to it
        return JobOrder(
            profile_id=self._services.connection.profile.id,
            model=self.model.name,
            training_path=training,
            validation_path=self.validation.path,
            n_epochs=self.epochs.chosen,
            batch_size=self.batch.chosen,
            learning_rate_multiplier=self.rate.chosen,
            suffix=self.suffix.text().strip() or None,
            seed=self.seed.value() if isinstance(self.seed.chosen, int) else None,
            checked={file.path: file.stamp for file in self._files() if file.stamp is not None},
            method="dpo" if summary is not None and summary.format == "preference" else "supervised",
            estimate=self._price(),
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Drop checks that are going on."""
        self._stop()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """Drop checks that are going on."""
        self._stop()
        super().done(result)

    def _stop(self) -> None:
        self._options_delay.stop()
        self.training.stop()
        self.validation.stop()

    def _connect(self) -> None:
        self._services.connection.changed.connect(self._follow_connection)
        self._options_delay.timeout.connect(self._check_against_target)
        for field in (self.training, self.validation):
            field.changed.connect(self._show)
            field.look_requested.connect(self._ask_to_look)
        self.model.editTextChanged.connect(self._model_changed)
        self.epochs.valueChanged.connect(self._show)
        self.start.clicked.connect(self._accept)

    @Slot(object)
    def _follow_connection(self, state: ConnectionState) -> None:
        self._offer(())
        self.nature.setVisible(state.profile.kind == "local")
        if state.ready:
            self._services.background.run(self, lambda _: self._list_models(), self._offer, self._no_list)
        self._check_against_target()

    def _list_models(self) -> tuple[Model, ...]:
        from ftdesk.api.models import list_models

        return list_models(self._services.connection.client())

    def _no_list(self, error: Exception) -> None:
        """A server without a list still takes a typed name; other faults are the program's."""
        if not isinstance(error, FtdeskError):
            self._services.background.unexpected.emit(error)

    def _offer(self, listed: tuple[Model, ...]) -> None:
        kind = self._services.connection.profile.kind
        today = datetime.now(UTC).date()
        self.model.offer(choices_for(kind, self._services.targets, listed, self._tuned, today))
        self._show()

    def _model_changed(self) -> None:
        self._options_delay.start()
        self._show()

    def _target(self) -> Target:
        kind = self._services.connection.profile.kind
        return self._services.targets.for_model(kind, self.model.name)

    def _check_against_target(self) -> None:
        from ftdesk.dataset.line_report import CheckOptions

        target = self._target()
        self.past.ask([self._services.connection.profile.id], self.model.name)
        self.suffix.setMaxLength(target.suffix_length or _LONGEST_SUFFIX)
        options = CheckOptions.for_target(target, self._services.vocabulary_directory)
        self.training.check_against(options)
        self.validation.check_against(replace(options, minimum_examples=None))
        self._show()

    def _estimate(self) -> JobEstimate | None:
        """What the job will read and cost; None while the training file is not known to be usable."""
        training, target = self.training.summary, self._target()
        if training is None or training.errors:
            return None
        epochs, prices = self.epochs.chosen, self._services.prices
        return estimate_job(training, epochs, target.name, target.provider, prices, target.default_epochs)

    def _price(self) -> PriceEstimate:
        found = self._estimate()
        return PriceEstimate() if found is None else found.price

    def _budget(self) -> Budget | None:
        """The person's limit, where the job costs anything."""
        is_free = self._services.connection.profile.kind == "local"
        return None if is_free else self._services.settings.current.budget

    def _show(self) -> None:
        """Say what the job will read and cost, and whether it can start."""
        blocker = self.blocker
        self.start.setEnabled(not blocker)
        self.reason.setText(blocker)
        training, profile = self.training.summary, self._services.connection.profile
        found = self._estimate()
        if training is None or found is None:
            self.card.clear()
            return
        self.card.show_words(
            tokens_words(training, found),
            price_words(found.price, profile),
            destination_words(self._files(), profile),
        )

    def _files(self) -> list[FileSummary]:
        """What was found in the files that would be sent."""
        return [file for file in (self.training.summary, self.validation.summary) if file is not None]

    def _ask_to_look(self, path: Path) -> None:
        self.look_requested.emit(path, frozenset())
        self.reject()

    def _look_at_private(self, file: FileSummary) -> None:
        self.look_requested.emit(file.path, CODES.intersection(file.codes))
        self.reject()

    def _accept(self) -> None:
        """Start, after what has to be asked first."""
        if self.blocker or not self.start.isEnabled():
            return
        ask_before_start(
            self,
            self._files(),
            self._services.connection.profile,
            self._price(),
            self._budget(),
            self._hand_over,
            self._look_at_private,
        )

    def _hand_over(self) -> None:
        """Hand the order over once: the button is off before anything else happens."""
        if self.blocker or not self.start.isEnabled():
            return
        self.start.setEnabled(False)
        order = self.order()
        self.accept()
        self.ordered.emit(order)
