"""The prompt lab: what shorter variants of a system prompt would save, and one of them put into all its examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QPushButton, QVBoxLayout, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.prompt_rows import (
    Kind,
    PromptRow,
    VariantRow,
    price_words,
    prompt_columns,
    variant_columns,
    variant_name,
)
from ftdesk.desktop.file_drops import TextEdit
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.record_table import RecordTable
from ftdesk.desktop.stylesheet import set_look

if TYPE_CHECKING:
    from ftdesk.dataset.cost import Price
    from ftdesk.dataset.prompt_texts import FilePrompt
    from ftdesk.desktop.dataset_tab.prompt_counter import PromptCounter

_SIZE = (900, 640)
_NARROWEST = 780
_PROMPTS_SHOWN = 4
_VARIANTS_SHOWN = 5


class PromptLab(QDialog):
    """Variants are kept as long as the file is open, whether or not the dialog is.

    Signals:
        applied(object, str): FilePrompt, and the text that its examples are to have; empty takes it away.
    """

    applied = Signal(object, str)

    def __init__(self, counter: PromptCounter, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("prompt_lab")
        self.setWindowTitle(self.tr("Shorter system prompts"))
        self.resize(*_SIZE)
        self.setMinimumWidth(_NARROWEST)
        self._counter = counter
        self._prompts: list[FilePrompt] = []
        self._variants: dict[str, list[str]] = {}
        self._price: Price | None = None
        self._told = ""
        self._locked = False
        self.prompts: RecordTable[PromptRow] = RecordTable(
            "lab_prompts", self.tr("System prompts of the file"), prompt_columns(), self
        )
        self.variants: RecordTable[VariantRow] = RecordTable(
            "lab_variants", self.tr("Variants"), variant_columns(), self
        )
        self.text = TextEdit(self)
        self._about = plain_label("", "small", wrap=True)
        self._about.setObjectName("lab_about")
        self._add = self._button("lab_add_button", self.tr("Add a variant"), self._add_variant)
        self._drop = self._button("lab_drop_button", self.tr("Delete variant"), self._drop_variant)
        self._apply = self._button("lab_apply_button", "", self._ask_to_apply)
        self._close = self._button("lab_close_button", self.tr("Close"), self.close)
        set_look(self._apply, "primary")
        self._lay_out()
        counter.counted.connect(self._show_counts)
        self.prompts.selectionModel().currentRowChanged.connect(lambda *_: self._show_prompt())
        self.variants.selectionModel().currentRowChanged.connect(lambda *_: self._show_variant())
        self.text.textChanged.connect(self._take_text)
        self._show_prompt()

    def show_prompts(self, prompts: Sequence[FilePrompt], chosen: str | None = None) -> None:
        """Show the prompts of the file; the one with the text `chosen`, else the one chosen before, is chosen."""
        wanted = chosen if chosen is not None else self._chosen_text()
        self._prompts = list(prompts)
        self._about.setText(
            self._told if prompts else self.tr("No example of this file has a system prompt.")
        )
        self._fill_prompts()
        texts = [prompt.text for prompt in self._prompts]
        if texts:
            self.prompts.selectRow(texts.index(wanted) if wanted in texts else 0)
        self._show_prompt()

    def show_price(self, price: Price | None, model: str) -> None:
        """Use a model's prices, None where none is known; tokens are counted anew by its vocabulary."""
        self._price = price
        self._told = price_words(price, model)
        self._about.setText(self._told)
        self._show_counts()

    def show_waiting(self) -> None:
        """The file is still being checked, which finds its prompts."""
        self._about.setText(self.tr("The file is being checked; its system prompts come when that is done."))

    def set_locked(self, *, locked: bool) -> None:
        """Whether the file may only be read."""
        self._locked = locked
        self._show_state()

    def forget(self) -> None:
        """Another file is open."""
        self._variants.clear()
        self.show_prompts(())

    def showEvent(self, event: QShowEvent) -> None:
        """The tables as high as a few rows of the text size."""
        super().showEvent(event)
        for table, rows in ((self.prompts, _PROMPTS_SHOWN), (self.variants, _VARIANTS_SHOWN)):
            table.setFixedHeight((rows + 1) * theme.row_height() + 8)

    # -- prompts ------------------------------------------------------------------------------------------------------

    def _chosen_text(self) -> str | None:
        row = self.prompts.chosen()
        return None if row is None else row.prompt.text

    def _fill_prompts(self) -> None:
        rows = [PromptRow(prompt, self._counter.tokens(prompt.text)) for prompt in self._prompts]
        self.prompts.refill(rows)

    def _show_prompt(self) -> None:
        self._fill_variants()
        self.variants.selectRow(0)
        self._show_variant()

    def _show_counts(self) -> None:
        """More is counted: the same rows again."""
        self._fill_prompts()
        self._fill_variants()
        self._show_state()

    # -- variants -----------------------------------------------------------------------------------------------------

    def _written(self) -> list[str]:
        text = self._chosen_text()
        return [] if text is None else self._variants.setdefault(text, [])

    def _fill_variants(self) -> None:
        row = self.prompts.chosen()
        if row is None:
            self.variants.refill([])
            self._counter.want(prompt.text for prompt in self._prompts)
            return
        written, today = self._written(), row.prompt.text
        rows = [self._variant(Kind.TODAY, 0, today), self._variant(Kind.REMOVED, 0, "")]
        rows += [self._variant(Kind.WRITTEN, number, text) for number, text in enumerate(written, 1)]
        self.variants.refill(rows)
        self._counter.want([today, "", *written, *(prompt.text for prompt in self._prompts)])

    def _variant(self, kind: Kind, number: int, text: str) -> VariantRow:
        from ftdesk.dataset.prompt_savings import saving

        row = self.prompts.chosen()
        now = None if row is None else self._counter.tokens(row.prompt.text)
        then = self._counter.tokens(text)
        saved = None
        if row is not None and now is not None and then is not None:
            saved = saving(now, then, row.prompt.examples, self._price)
        currency = "USD" if self._price is None else self._price.currency
        return VariantRow(kind, number, text, saved, currency)

    def _show_variant(self) -> None:
        row = self.variants.chosen()
        self.text.blockSignals(True)  # noqa: FBT003 - as Qt has it
        self.text.setPlainText("" if row is None else row.text)
        self.text.blockSignals(False)  # noqa: FBT003
        self._show_state()

    def _take_text(self) -> None:
        row = self.variants.chosen()
        if row is not None and row.kind is Kind.WRITTEN:
            self._written()[row.number - 1] = self.text.toPlainText()
            self._fill_variants()

    def _add_variant(self) -> None:
        written = self._written()
        written.append(self._chosen_text() or "")
        self._fill_variants()
        self.variants.selectRow(self.variants.records.rowCount() - 1)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.selectAll()

    def _drop_variant(self) -> None:
        row = self.variants.chosen()
        if row is not None and row.kind is Kind.WRITTEN:
            del self._written()[row.number - 1]
            self._fill_variants()
            self.variants.selectRow(min(row.number, self.variants.records.rowCount() - 1))

    def _ask_to_apply(self) -> None:
        prompt, variant = self.prompts.chosen(), self.variants.chosen()
        if prompt is not None and variant is not None:
            self.applied.emit(prompt.prompt, variant.text)

    # -- looks --------------------------------------------------------------------------------------------------------

    def _show_state(self) -> None:
        prompt, variant = self.prompts.chosen(), self.variants.chosen()
        is_written = variant is not None and variant.kind is Kind.WRITTEN
        self.text.setReadOnly(not is_written)
        self.text.setEnabled(variant is not None)
        self.text.setAccessibleName("" if variant is None else variant_name(variant))
        self._add.setEnabled(prompt is not None)
        self._drop.setEnabled(is_written)
        self._apply.setEnabled(variant is not None and variant.kind is not Kind.TODAY and not self._locked)
        self._apply.setText(
            self.tr("Apply to {count} examples").format(count=f"{prompt.prompt.examples:,}" if prompt else 0)
        )

    def _button(self, name: str, words: str, press: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(press)
        return button

    def _lay_out(self) -> None:
        for table in (self.prompts, self.variants):
            header = table.horizontalHeader()
            header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.text.setObjectName("lab_text")
        self.text.setTabChangesFocus(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._add, self._drop):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self._apply, self._close):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.prompts)
        layout.addWidget(self.variants)
        layout.addWidget(self._about)
        layout.addWidget(self.text, 1)
        layout.addLayout(buttons)
