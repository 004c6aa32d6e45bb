"""The pages of a job: its events, checkpoints, values and parameters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ftdesk.desktop.jobs_tab import wording
from ftdesk.desktop.record_table import RecordTable, TableColumn
from ftdesk.desktop.stylesheet import set_look
from ftdesk.desktop.theme import set_icon
from ftdesk.workspace.job_records import LedgerCheckpoint, LedgerEvent, LedgerMetrics

_TONES = {"error": "error", "warn": "warning", "warning": "warning"}


def events_table(parent: QWidget | None = None) -> RecordTable[LedgerEvent]:
    """A job's history, the newest line first."""
    columns: tuple[TableColumn[LedgerEvent], ...] = (
        TableColumn(
            QCoreApplication.translate("Jobs", "Time"),
            lambda event: wording.clock_time(event.created_at),
            whole=lambda event: wording.exactly(event.created_at),
        ),
        TableColumn(
            QCoreApplication.translate("Jobs", "Event"),
            lambda event: wording.one_line(event.message),
            tone=lambda event: _TONES.get(event.level, ""),
            whole=lambda event: event.message,
        ),
    )
    title = QCoreApplication.translate("Jobs", "Events")
    table = RecordTable[LedgerEvent]("events_view", title, columns, parent)
    table.stretch(1, 84)
    return table


def values_table(parent: QWidget | None = None) -> RecordTable[LedgerMetrics]:
    """The values of the chart as numbers."""

    def column(title: str, name: str, *, share: bool = False) -> TableColumn[LedgerMetrics]:
        written = wording.percent if share else wording.measure
        return TableColumn(title, lambda metrics: written(getattr(metrics, name)), numeric=True)

    translate = QCoreApplication.translate
    columns: tuple[TableColumn[LedgerMetrics], ...] = (
        TableColumn(translate("Jobs", "Step"), lambda metrics: wording.number(metrics.step), numeric=True),
        column(translate("Jobs", "Training loss"), "train_loss"),
        column(translate("Jobs", "Validation loss"), "valid_loss"),
        column(translate("Jobs", "Whole file"), "full_valid_loss"),
        column(translate("Jobs", "Training accuracy"), "train_accuracy", share=True),
        column(translate("Jobs", "Validation accuracy"), "valid_accuracy", share=True),
        column(translate("Jobs", "Whole file"), "full_valid_accuracy", share=True),
    )
    title = translate("Jobs", "Values of the chart")
    table = RecordTable[LedgerMetrics]("metric_values_table", title, columns, parent)
    table.spread()
    return table


class CheckpointsPage(QWidget):
    """The models kept on the way.

    Signals:
        chat_requested(object): str, the model's name.
    """

    chat_requested = Signal(object)  # str

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns: tuple[TableColumn[LedgerCheckpoint], ...] = (
            TableColumn(self.tr("Step"), lambda kept: wording.number(kept.step), numeric=True),
            TableColumn(self.tr("Training loss"), _training_loss, numeric=True),
            TableColumn(self.tr("Validation loss"), _validation_loss, numeric=True),
            TableColumn(
                self.tr("Model"),
                lambda kept: kept.model,
                whole=lambda kept: kept.model,
            ),
        )
        self.table = RecordTable[LedgerCheckpoint]("checkpoints_table", self.tr("Checkpoints"), columns, self)
        self.table.stretch(3, 84, 116, 126)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.doubleClicked.connect(self._chat)
        self.table.selectionModel().currentRowChanged.connect(self._enable)
        self._chat_button = QPushButton(self.tr("Chat with it"))
        self._chat_button.setObjectName("chat_with_checkpoint_button")
        self._chat_button.clicked.connect(self._chat)
        self._copy_button = QPushButton(self.tr("Copy model name"))
        self._copy_button.setObjectName("copy_checkpoint_button")
        self._copy_button.clicked.connect(self._copy)
        self._empty = QLabel(self.tr("No checkpoint yet. One is kept at the end of each epoch."))
        set_look(self._empty, "muted")
        self._lay_out()
        self._enable()

    def show_checkpoints(self, checkpoints: Sequence[LedgerCheckpoint]) -> None:
        """Show these checkpoints, by step."""
        before = self.table.records.rowCount()
        follows_newest = self.table.currentIndex().row() == before - 1
        self.table.records.show_records(checkpoints)
        self.table.setVisible(bool(checkpoints))
        self._empty.setVisible(not checkpoints)
        if len(checkpoints) != before and (follows_newest or not self.table.currentIndex().isValid()):
            self.table.selectRow(len(checkpoints) - 1)
        self._enable()

    def _lay_out(self) -> None:
        set_icon(self._chat_button, "playground")
        set_icon(self._copy_button, "copy")
        buttons = QHBoxLayout()
        buttons.addWidget(self._chat_button)
        buttons.addWidget(self._copy_button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self._empty)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        layout.addStretch(0)

    def _enable(self) -> None:
        chosen = self.table.chosen()
        for button in (self._chat_button, self._copy_button):
            button.setEnabled(chosen is not None and bool(chosen.model))

    def _chat(self) -> None:
        chosen = self.table.chosen()
        if chosen is not None and chosen.model:
            self.chat_requested.emit(chosen.model)

    def _copy(self) -> None:
        chosen = self.table.chosen()
        if chosen is not None:
            QGuiApplication.clipboard().setText(chosen.model)


class ParametersPage(QScrollArea):
    """Names and values, each to be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("parameters_view")
        self.setWidgetResizable(True)
        self._shown: Sequence[tuple[str, str]] = ()

    def show_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show these names and values."""
        if pairs == self._shown:
            return
        self._shown = pairs
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(0, 12, 8, 8)
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for name, value in pairs:
            title = QLabel(name)
            set_look(title, "muted")
            words = QLabel(value)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
            words.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            form.addRow(title, words)
        self.setWidget(page)


def _training_loss(kept: LedgerCheckpoint) -> str:
    return wording.measure(kept.metrics.train_loss if kept.metrics is not None else None)


def _validation_loss(kept: LedgerCheckpoint) -> str:
    metrics = kept.metrics
    if metrics is None:
        return wording.measure(None)
    whole = metrics.full_valid_loss
    return wording.measure(metrics.valid_loss if whole is None else whole)
