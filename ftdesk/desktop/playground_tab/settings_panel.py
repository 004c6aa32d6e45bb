"""What the next answer is asked with: model, system prompt, parameters. Editable with no network at all."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ftdesk.desktop.file_drops import TextEdit
from ftdesk.desktop.icons import set_icon
from ftdesk.desktop.labels import ElidedLineEdit, plain_tooltip
from ftdesk.desktop.playground_tab.model_names import completes_text, in_order
from ftdesk.desktop.profile_name import nature_of_local_model
from ftdesk.workspace.conversations import ChatParameters

_LARGEST_SEED = 2_147_483_647


@dataclass(frozen=True, slots=True)
class AskSettings:
    """What the panel says now; `completion` asks through `/v1/completions`."""

    model: str
    system_prompt: str
    parameters: ChatParameters
    completion: bool


class SettingsPanel(QWidget):
    """Signals:
    changed(object): AskSettings, after each change by the person.
    refresh_wanted(): the person asks for the server's models again.
    """

    changed = Signal(object)  # AskSettings
    refresh_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("playground_settings")
        self._model = QComboBox(editable=True, insertPolicy=QComboBox.InsertPolicy.NoInsert)
        self._model.setLineEdit(ElidedLineEdit())
        self._model.setObjectName("playground_model_combo")
        self._model.setAccessibleName(self.tr("Model"))
        self._model.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._nature = QLabel(nature_of_local_model())
        self._nature.setObjectName("model_nature_label")
        self._nature.setProperty("look", "small")
        self._nature.setWordWrap(True)
        self._refresh = QToolButton()
        self._refresh.setObjectName("refresh_models_button")
        self._refresh.setAccessibleName(self.tr("Refresh the list of models"))
        self._refresh.setToolTip(self.tr("Refresh the list of models"))
        set_icon(self._refresh, "refresh")
        self._kind = QComboBox()
        self._kind.setObjectName("ask_as_combo")
        self._kind.setAccessibleName(self.tr("Ask as"))
        self._kind.addItem(self.tr("Automatic"), "auto")
        self._kind.addItem(self.tr("Chat"), "chat")
        self._kind.addItem(self.tr("Completion"), "completion")
        self._system = TextEdit()
        self._system.setObjectName("system_prompt_edit")
        self._system.setAccessibleName(self.tr("System prompt"))
        self._system.setPlaceholderText(self.tr("How the model should behave"))
        self._system.setTabChangesFocus(True)
        self._system.setMinimumHeight(112)
        self._temperature = self._decimal("temperature_spin", self.tr("Temperature"), 2.0)
        self._top_p = self._decimal("top_p_spin", self.tr("Top p"), 1.0)
        self._max_tokens = self._whole("max_tokens_spin", self.tr("Longest answer, in tokens"), 0, 1_000_000)
        self._seed = self._whole("playground_seed_spin", self.tr("Seed"), -1, _LARGEST_SEED)
        self._stop = QLineEdit()
        self._stop.setObjectName("stop_edit")
        self._stop.setAccessibleName(self.tr("Stop text"))
        self._stop.setPlaceholderText(self.tr("None"))
        self._lay_out()
        self._connect()

    # -- what it says --------------------------------------------------------------------------------------

    @property
    def settings(self) -> AskSettings:
        """What the next answer is asked with."""
        model = self._model.currentText().strip()
        kind = self._kind.currentData()
        return AskSettings(
            model,
            self._system.toPlainText(),
            self.parameters,
            completion=kind == "completion" or (kind == "auto" and completes_text(model)),
        )

    @property
    def parameters(self) -> ChatParameters:
        """The parameters alone; what stands at "Automatic" is None."""
        return ChatParameters(
            temperature=round(self._temperature.value(), 2) if self._temperature.value() >= 0 else None,
            top_p=round(self._top_p.value(), 2) if self._top_p.value() >= 0 else None,
            max_tokens=self._max_tokens.value() or None,
            seed=self._seed.value() if self._seed.value() >= 0 else None,
            stop=(self._stop.text(),) if self._stop.text() else (),
        )

    def show_settings(self, model: str | None, system_prompt: str, parameters: ChatParameters) -> None:
        """Show the settings of a conversation; `changed` stays silent."""
        blockers = [QSignalBlocker(widget) for widget in self._inputs()]
        if model:
            self.show_model(model)
        self._system.setPlainText(system_prompt)
        self._temperature.setValue(-1 if parameters.temperature is None else parameters.temperature)
        self._top_p.setValue(-1 if parameters.top_p is None else parameters.top_p)
        self._max_tokens.setValue(parameters.max_tokens or 0)
        self._seed.setValue(-1 if parameters.seed is None else parameters.seed)
        self._stop.setText(parameters.stop[0] if parameters.stop else "")
        for blocker in blockers:
            blocker.unblock()

    def show_models(self, names: list[str]) -> None:
        """Offer these models, tuned ones first; what is chosen stays chosen."""
        chosen = self._model.currentText().strip()
        blocker = QSignalBlocker(self._model)
        self._model.clear()
        self._model.addItems(in_order(names))
        if chosen:
            self.show_model(chosen)
        blocker.unblock()
        if not chosen and names:
            self._tell()

    def show_model(self, name: str) -> None:
        """Choose a model, listed or not."""
        if self._model.findText(name) < 0:
            self._model.insertItem(0, name)
        self._model.setCurrentText(name)
        line = self._model.lineEdit()
        if line is not None:
            line.setCursorPosition(0)  # a long name shows its beginning
        self._model.setToolTip(plain_tooltip(name))

    # -- inside --------------------------------------------------------------------------------------------

    def _decimal(self, name: str, title: str, largest: float) -> QDoubleSpinBox:
        spin = QDoubleSpinBox(minimum=-0.05, maximum=largest, singleStep=0.05, decimals=2, value=-0.05)
        spin.setObjectName(name)
        spin.setAccessibleName(title)
        spin.setSpecialValueText(self.tr("Automatic"))
        return spin

    def _whole(self, name: str, title: str, automatic: int, largest: int) -> QSpinBox:
        spin = QSpinBox(minimum=automatic, maximum=largest, value=automatic)
        spin.setObjectName(name)
        spin.setAccessibleName(title)
        spin.setSpecialValueText(self.tr("Automatic"))
        return spin

    def _lay_out(self) -> None:
        model_row = QHBoxLayout()
        model_row.setContentsMargins(0, 0, 0, 0)
        model_row.setSpacing(4)
        model_row.addWidget(self._model, 1)
        model_row.addWidget(self._refresh)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Ask as"), self._kind)
        form.addRow(self.tr("Temperature"), self._temperature)
        form.addRow(self.tr("Top p"), self._top_p)
        form.addRow(self.tr("Longest answer"), self._max_tokens)
        form.addRow(self.tr("Seed"), self._seed)
        form.addRow(self.tr("Stop text"), self._stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._heading(self.tr("Model")))
        layout.addLayout(model_row)
        layout.addWidget(self._nature)
        layout.addSpacing(8)
        layout.addWidget(self._heading(self.tr("System prompt")))
        layout.addWidget(self._system, 1)
        layout.addSpacing(8)
        layout.addWidget(self._heading(self.tr("Parameters")))
        layout.addLayout(form)
        layout.addStretch(3)

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("look", "section")
        return label

    def _inputs(self) -> tuple[QWidget, ...]:
        numbers = (self._temperature, self._top_p, self._max_tokens, self._seed)
        return (self._model, self._kind, self._system, *numbers, self._stop)

    def _connect(self) -> None:
        self._refresh.clicked.connect(self.refresh_wanted)
        self._model.currentTextChanged.connect(self._tell)
        self._kind.currentIndexChanged.connect(self._tell)
        self._system.textChanged.connect(self._tell)
        for spin in (self._temperature, self._top_p, self._max_tokens, self._seed):
            spin.valueChanged.connect(self._tell)
        self._stop.textChanged.connect(self._tell)

    def show_nature(self, *, built_in: bool) -> None:
        """Say under the model what a built-in one is, so that nobody takes it for a large language model."""
        self._nature.setVisible(built_in)

    @Slot()
    def _tell(self) -> None:
        self.changed.emit(self.settings)
