"""What training on this file costs: model, epochs, tokens and a dated price; unknown is said, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.data_words import in_words
from ftdesk.desktop.dataset_tab.price_words import price_notes, use_words
from ftdesk.desktop.dataset_tab.target_choice import TargetBox
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.money import money
from ftdesk.desktop.token_words import in_sentences, nearly

if TYPE_CHECKING:
    from ftdesk.dataset.target import Target
    from ftdesk.desktop.dataset_tab.file_figures import FileFigures
    from ftdesk.desktop.model_data import ModelData

MOST_EPOCHS = 50


class CostPanel(QWidget):
    """Signals:
    target_changed(): the person picked another model; `target()` has it.
    fit_wanted(): the person asks which models take the file.
    """

    target_changed = Signal()
    fit_wanted = Signal()

    def __init__(self, data: ModelData, chosen: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cost_panel")
        self._data = data
        self._figures: FileFigures | None = None
        self.models = TargetBox(data.targets, chosen, self)
        self._provider = plain_label("", "small", parent=self)
        self._provider.setObjectName("cost_provider_label")
        self.epochs = QSpinBox(self)
        self.epochs.setObjectName("epochs_spin")
        self.epochs.setAccessibleName(self.tr("Epochs"))
        self.epochs.setRange(0, MOST_EPOCHS)
        self.cost = plain_label("", "number", parent=self)
        self.cost.setObjectName("cost_label")
        self._sum = plain_label("", "small", wrap=True, parent=self)
        self._sum.setObjectName("cost_sum_label")
        self._source = plain_label("", "small", wrap=True, parent=self)
        self._source.setObjectName("cost_source_label")
        self._source.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._use = plain_label("", wrap=True, parent=self)
        self._use.setObjectName("cost_use_label")
        self.fit = QPushButton(self.tr("Where does it fit?"), self)
        self.fit.setObjectName("show_fit_button")
        self.fit.setProperty("look", "quiet")
        theme.set_icon(self.fit, "check-circle", "text_muted")
        self._lay_out()
        theme.notifier().theme_changed.connect(self._keep_room)
        self._keep_room()
        self.models.currentIndexChanged.connect(lambda _index: self._change_target())
        self.epochs.valueChanged.connect(lambda _value: self._show())
        self.fit.clicked.connect(self.fit_wanted)
        data.changed.connect(self._offer_anew)
        self._show()

    def target(self) -> Target | None:
        """The model that the file is meant for."""
        key = self.models.key
        return None if key is None else self._data.targets.find(key)

    def show_figures(self, figures: FileFigures) -> None:
        """Show what the file costs, as far as its tokens are counted."""
        self._figures = figures
        self._show()

    def add_model_note(self, note: QWidget) -> None:
        """Have something said of the model right under its name, where the words of its price push nothing away."""
        self._model_notes.addWidget(note)

    def add_note(self, note: QWidget) -> None:
        """Have something said under the cost."""
        self._notes.addWidget(note)

    def summary(self) -> str:
        """The estimate in a few words for the status bar; empty until the tokens are counted."""
        if self._billable() is None or self.target() is None:
            return ""
        if not self.cost.text().startswith("≈"):
            return self.cost.text()
        one, many = self.tr("{amount} for 1 epoch"), self.tr("{amount} for {epochs} epochs")
        return (one if self._epochs() == 1 else many).format(amount=self.cost.text(), epochs=self._epochs())

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 10, 12, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.addWidget(plain_label(self.tr("Cost"), "section", parent=self), 0, 0)
        grid.addWidget(self.fit, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._provider, 2, 1)
        self._model_notes = QVBoxLayout()
        grid.addLayout(self._model_notes, 3, 0, 1, 2)
        for row, words, field in (
            (1, self.tr("Model"), self.models),
            (4, self.tr("Epochs"), self.epochs),
        ):
            label = plain_label(words, "muted", parent=self)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        self._notes = QVBoxLayout()
        grid.addLayout(self._notes, 9, 0, 1, 2)
        for row, widget in enumerate((self.cost, self._sum, self._use, self._source), 5):
            grid.addWidget(widget, row, 0, 1, 2)

    def _keep_room(self) -> None:
        """Two lines for the source, so that nothing jumps when the price arrives."""
        self._source.setMinimumHeight(2 * self._source.fontMetrics().lineSpacing())

    def _offer_anew(self) -> None:
        """The person changed what is known of models."""
        before = self.target()
        quiet = QSignalBlocker(self.models)
        self.models.offer(self._data.targets, self.models.key)
        quiet.unblock()
        if self.target() != before:
            self._change_target()
        else:
            self._show()

    def _change_target(self) -> None:
        self._show()
        self.target_changed.emit()

    def _epochs(self) -> int:
        return self.epochs.value() or self._automatic_epochs()

    def _automatic_epochs(self) -> int:
        from ftdesk.dataset.epochs import epochs_for

        target, examples = self.target(), 0 if self._figures is None else self._figures.examples
        if target is None:
            return epochs_for(examples)
        return epochs_for(examples, target.provider, target.default_epochs)

    def _billable(self) -> int | None:
        """The tokens of one epoch that are billed; None while they are not known."""
        return None if self._figures is None or not self._figures.examples else self._figures.billable

    def _show(self) -> None:
        figures, target, billable = self._figures, self.target(), self._billable()
        has_examples = figures is not None and figures.examples > 0
        self.epochs.setSpecialValueText(
            self.tr("Automatic ({count})").format(count=self._automatic_epochs())
            if has_examples
            else self.tr("Automatic")
        )
        self._provider.setText(
            "" if target is None else in_words(self._data.targets.providers[target.provider].title)
        )
        if figures is None or target is None or billable is None:
            self.cost.setText("–")
            self._sum.setText(self._why_not_counted() if has_examples else "")
            self._source.setText("")
            self._use.setText("")
            return
        epochs = self._epochs()
        one, many = self.tr("{tokens} tokens × 1 epoch"), self.tr("{tokens} tokens × {epochs} epochs")
        words = one if epochs == 1 else many
        reasons = self._reasons(target, figures)
        self._sum.setText(nearly(words.format(tokens=f"{billable:,}", epochs=epochs), reasons))
        if target.provider == "local":
            self.cost.setText(self.tr("Free"))
            self._source.setText(self.tr("Trained on this computer; nothing is uploaded."))
            self._use.setText("")
            return
        self._show_price(billable, epochs, target)
        notes = [*price_notes(target, self._data.prices), in_sentences(reasons) if reasons else ""]
        self._source.setText("\n".join(filter(None, notes)))
        self._use.setText(use_words(figures.shape, target, self._data.prices))

    def _why_not_counted(self) -> str:
        if self._figures is not None and self._figures.is_counting:
            return self.tr("Tokens are being counted.")
        return self.tr("The check was stopped before all tokens were counted.")

    def _show_price(self, billable: int, epochs: int, target: Target) -> None:
        from ftdesk.dataset.cost import estimate

        cost = estimate(billable, epochs, target.name, self._data.prices, provider=target.provider)
        unknown = self.tr("Price unknown")
        self.cost.setText(unknown if cost.amount is None else f"≈ {money(cost.amount, cost.currency)}")

    def _reasons(self, target: Target, figures: FileFigures) -> tuple[str, ...]:
        """Why the tokens are near: of the model chosen just now, and of the examples as they were checked."""
        known = (target.approximate_reason,) if target.approximate_reason else ()
        return (*known, *(doubt for doubt in figures.doubts if doubt not in known))
