"""What the dataset tab tells the window about the open file, for the title and the status bar."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DatasetSummary:
    """Counts of the open file; None where they are not known yet.

    `read_only` says why the file cannot be edited, or not saved under its name; empty where it can.

    `tokens` are those of one epoch for the target model, `doubts` the reasons why they are near only; `cost` is the
    estimate in words, such as "≈ $0.92 × 3".
    """

    path: Path | None = None
    edited: bool = False
    read_only: str = ""
    examples: int = 0
    errors: int | None = None
    warnings: int | None = None
    notes: int | None = None
    tokens: int | None = None
    cost: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file's name, empty for a dataset that was never saved."""
        return self.path.name if self.path is not None else ""
