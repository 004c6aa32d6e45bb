"""Number fields whose lowest value is a word: the server decides."""

from __future__ import annotations

from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox, QWidget

from ftdesk.workspace.job_records import HyperValue


class AutoSpin(QSpinBox):
    """A whole number from `lowest` on, or "auto" one below it."""

    def __init__(
        self, object_name: str, title: str, lowest: int, highest: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(title)
        self.setRange(lowest - 1, highest)
        self.setSpecialValueText(self.tr("auto"))
        self.setValue(lowest - 1)
        self.setAccelerated(True)

    @property
    def chosen(self) -> int | str:
        """The number, or "auto"."""
        return "auto" if self.value() == self.minimum() else self.value()

    def choose(self, value: HyperValue | None) -> None:
        """Show a number, or "auto" for anything else."""
        self.setValue(int(value) if isinstance(value, int | float) else self.minimum())


class AutoDoubleSpin(QDoubleSpinBox):
    """A number above 0, or "auto" at 0."""

    def __init__(
        self, object_name: str, title: str, highest: float, decimals: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(title)
        self.setDecimals(decimals)
        self.setRange(0.0, highest)
        self.setSingleStep(0.1)
        self.setSpecialValueText(self.tr("auto"))
        self.setValue(0.0)

    @property
    def chosen(self) -> float | str:
        """The number, or "auto"."""
        return self.value() if self.value() > 0 else "auto"

    def choose(self, value: HyperValue | None) -> None:
        """Show a number, or "auto" for anything else."""
        self.setValue(float(value) if isinstance(value, int | float) else 0.0)
