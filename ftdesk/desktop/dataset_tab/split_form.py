"""What a person says about a split: share, seed, what both files have in proportion, and their names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QGridLayout, QSpinBox, QWidget

from ftdesk.desktop.dataset_tab.target_field import TargetField
from ftdesk.desktop.labels import plain_label

if TYPE_CHECKING:
    from ftdesk.dataset.split import SplitPlan

_LARGEST_SEED = 2**31 - 1
_SHARE, _SEED = 10.0, 42

translate = QCoreApplication.translate


class SplitForm(QWidget):
    """Signals:
    changed(): another plan or other names.
    """

    changed = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share = QDoubleSpinBox(minimum=0.1, maximum=99.9, singleStep=1.0, decimals=1, value=_SHARE)
        self.share.setObjectName("split_share_spin")
        self.share.setSuffix(" %")
        self.seed = QSpinBox(minimum=0, maximum=_LARGEST_SEED, value=_SEED)
        self.seed.setObjectName("split_seed_spin")
        self.stratify = QComboBox()
        self.stratify.setObjectName("split_stratify_combo")
        for value, words in _strata():
            self.stratify.addItem(words, value)
        self.together = QCheckBox(self.tr("Keep repeated examples in the same file"))
        self.together.setObjectName("split_together_check")
        self.together.setToolTip(self.tr("So that nothing is validated that was trained on"))
        self.together.setChecked(True)
        self.training = TargetField("split_training_edit", self.tr("Training file"), folder, self)
        self.validation = TargetField("split_validation_edit", self.tr("Validation file"), folder, self)
        self._lay_out()
        for signal in (self.share.valueChanged, self.seed.valueChanged, self.together.toggled):
            signal.connect(self.changed)
        self.stratify.currentIndexChanged.connect(self.changed)
        self.training.changed.connect(self.changed)
        self.validation.changed.connect(self.changed)

    def plan(self) -> SplitPlan:
        """How the rows are to be split."""
        from ftdesk.dataset.split import SplitPlan, Stratify

        return SplitPlan(
            permille=round(self.share.value() * 10),
            seed=self.seed.value(),
            stratify=Stratify(self.stratify.currentData()),
            keep_together=self.together.isChecked(),
        )

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("For validation"), self.share),
            (self.tr("Seed"), self.seed),
            (self.tr("In the same proportion"), self.stratify),
            (self.tr("Training file"), self.training),
            (self.tr("Validation file"), self.validation),
        )
        for row, (title, field) in enumerate(rows):
            label = plain_label(title)
            label.setBuddy(field)
            field.setAccessibleName(title)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self.together, len(rows), 1)


def _strata() -> tuple[tuple[str, str], ...]:
    """The values of `Stratify` with their words."""
    return (
        ("nothing", translate("SplitForm", "Nothing: at random")),
        ("format", translate("SplitForm", "Formats")),
        ("system", translate("SplitForm", "System prompts")),
        ("length", translate("SplitForm", "Numbers of messages")),
        ("answer", translate("SplitForm", "Last answers (labels)")),
    )
