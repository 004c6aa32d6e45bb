"""The questions before many examples are edited at once: which ones, and what they are given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ftdesk.dataset.bulk_edits import Answers, RemoveSystemPrompt, SetSystemPrompt, SetWeight, Where
from ftdesk.desktop.dataset_tab.row_scope import RowScope
from ftdesk.desktop.dialog_size import fit_to_words
from ftdesk.desktop.file_drops import TextEdit
from ftdesk.desktop.stylesheet import set_look

if TYPE_CHECKING:
    from ftdesk.dataset.line_pass import ExampleEdit
    from ftdesk.dataset.lines import Positions

_WIDTH = 520


@dataclass(frozen=True, slots=True, eq=False)
class BulkOrder:
    """Which rows get which edits; `step` names it on the undo stack."""

    row_ids: Positions
    edits: Sequence[ExampleEdit]
    step: str


class BulkDialog(QDialog):
    """What both questions share.

    Signals:
        ordered(object): BulkOrder.
    """

    ordered = Signal(object)

    def __init__(self, scope: RowScope, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.scope = scope
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(8)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.do = QPushButton(self)
        self.do.setObjectName("bulk_button")
        set_look(self.do, "primary")
        self.do.setDefault(True)
        self.do.clicked.connect(self._order)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setObjectName("bulk_cancel")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.do)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(self.form)
        layout.addLayout(buttons)

    def order(self) -> tuple[ExampleEdit, str]:
        """The edit and the words for its step."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the words."""
        super().showEvent(event)
        fit_to_words(self, _WIDTH)

    def _order(self) -> None:
        edit, step = self.order()
        self.ordered.emit(BulkOrder(self.scope.row_ids(), (edit,), step))
        self.accept()


class SystemPromptDialog(BulkDialog):
    """Sets the system prompt of many examples, or takes it away."""

    def __init__(self, scope: RowScope, prompt: str, parent: QWidget) -> None:
        """`prompt` is what stands there at first."""
        super().__init__(scope, parent)
        self.setObjectName("system_prompt_dialog")
        self.setWindowTitle(self.tr("System prompt"))
        self.text = TextEdit(self)
        self.text.setObjectName("system_prompt_text")
        self.text.setAccessibleName(self.tr("System prompt"))
        self.text.setPlainText(prompt)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(120)
        self.choice = QComboBox(self)
        self.choice.setObjectName("system_prompt_choice")
        self.choice.setAccessibleName(self.tr("What to do"))
        self.choice.addItem(self.tr("Set it in every example"), Where.EVERYWHERE)
        self.choice.addItem(self.tr("Add it where there is none"), Where.MISSING)
        self.choice.addItem(self.tr("Replace it where there is one"), Where.PRESENT)
        self.choice.addItem(self.tr("Remove it"), None)
        self.choice.currentIndexChanged.connect(self._show_choice)
        self.form.addRow(self.tr("Examples"), scope)
        self.form.addRow(self.tr("What to do"), self.choice)
        self.form.addRow(self.tr("System prompt"), self.text)
        self._show_choice()
        self.text.setFocus()
        self.text.selectAll()

    def order(self) -> tuple[ExampleEdit, str]:
        """The edit and the words for its step."""
        where = self.choice.currentData()
        if where is None:
            return RemoveSystemPrompt(), self.tr("Remove the system prompt")
        edit = SetSystemPrompt(self.text.toPlainText(), Where(where))
        return edit, self.tr("Set the system prompt")

    def _show_choice(self) -> None:
        removes = self.choice.currentData() is None
        self.text.setEnabled(not removes)
        self.do.setText(self.tr("Remove system prompt") if removes else self.tr("Set system prompt"))


class WeightDialog(BulkDialog):
    """Says which answers of many examples are trained on."""

    def __init__(self, scope: RowScope, parent: QWidget) -> None:
        super().__init__(scope, parent)
        self.setObjectName("weight_dialog")
        self.setWindowTitle(self.tr("Weights of answers"))
        self.answers = QComboBox(self)
        self.answers.setObjectName("weight_answers")
        self.answers.setAccessibleName(self.tr("Answers"))
        self.answers.addItem(self.tr("All answers"), Answers.ALL)
        self.answers.addItem(self.tr("All but the last answer"), Answers.ALL_BUT_LAST)
        self.answers.addItem(self.tr("The last answer"), Answers.LAST)
        self.weight = QComboBox(self)
        self.weight.setObjectName("weight_choice")
        self.weight.setAccessibleName(self.tr("Weight"))
        self.weight.addItem(self.tr("0: not trained on"), 0)
        self.weight.addItem(self.tr("1: trained on"), 1)
        self.weight.addItem(self.tr("No weight: trained on"), None)
        self.form.addRow(self.tr("Examples"), scope)
        self.form.addRow(self.tr("Answers"), self.answers)
        self.form.addRow(self.tr("Weight"), self.weight)
        self.do.setText(self.tr("Set weights"))

    def order(self) -> tuple[ExampleEdit, str]:
        """The edit and the words for its step."""
        weight = self.weight.currentData()
        edit = SetWeight(weight, Answers(self.answers.currentData()))
        if weight is None:
            return edit, self.tr("Remove weights")
        return edit, self.tr("Set weights")
