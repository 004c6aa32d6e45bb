"""What a check of faults found, and how every check is called."""

from dataclasses import dataclass, field
from typing import Protocol

_SHOWN = 10


@dataclass
class Verdict:
    """How many trials there were and what went wrong in them."""

    trials: int = 0
    wrongs: list[str] = field(default_factory=list)
    skipped: str = ""
    """Why nothing could be tried here."""
    figures: dict[str, object] = field(default_factory=dict)

    def count(self, outcome: str) -> None:
        """One more trial ended like this."""
        self.figures[outcome] = int(str(self.figures.get(outcome, 0))) + 1

    def passed(self, control: str | None) -> bool:
        """Whether nothing went wrong; for a known-bad variant, whether that was noticed."""
        return bool(self.skipped) or bool(self.wrongs) is (control is not None)

    def told(self, name: str, control: str | None, seconds: float) -> str:
        """The figure as a person reads it."""
        if self.skipped:
            return f"{name}: not tried: {self.skipped}"
        lines = [f"{name}: {self.trials:,} trials, {len(self.wrongs):,} wrong, {seconds:.0f} s"]
        lines += [f"  {key}: {value}" for key, value in self.figures.items()]
        lines += [f"  WRONG {wrong}" for wrong in self.wrongs[:_SHOWN]]
        if control is not None:
            lines.append(f"  control {control}: {'caught' if self.wrongs else 'NOT CAUGHT'}")
        return "\n".join(lines)


class Check(Protocol):
    """A module of this folder."""

    COUNT: int
    CONTROLS: tuple[str, ...]

    def run(self, count: int, seed: int, control: str | None) -> Verdict:
        """Make so many trials, or as many as there are; with a control, of the known-bad variant."""
