"""What a check of faults found, and how every check is called."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Protocol

_SHOWN = 10


@dataclass
class Verdict:
    """How many trials there were and what went wrong in them."""

    trials: int = 0
    wrongs: list[str] = field(default_factory=list)
    skipped: str = ""
    """Why nothing could be tried here."""
    figures: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of_process(
        cls, command: list[str], asked: tuple[int, int, str | None], settings: Mapping[str, str]
    ) -> "Verdict":
        """That of a process which is given `asked` as its last argument and sends its verdict."""
        told = subprocess.run(
            [*command, json.dumps(asked)], env=settings, capture_output=True, text=True, check=False
        )
        if told.returncode:
            return cls(wrongs=[f"the process ended with {told.returncode}: {told.stderr[-2000:]}"])
        return cls(**json.loads(told.stdout))

    def count(self, outcome: str, times: int = 1) -> None:
        """One more trial ended like this, or so many things were looked at."""
        self.figures[outcome] = self.figures.get(outcome, 0) + times

    def passed(self, control: str | None) -> bool:
        """Whether nothing went wrong; for a known-bad variant, whether that was noticed."""
        return bool(self.skipped) or bool(self.wrongs) is (control is not None)

    def told(self, name: str, control: str | None, seconds: float) -> str:
        """The figure as a person reads it."""
        if self.skipped:
            return f"{name}: not tried: {self.skipped}"
        lines = [f"{name}: {self.trials:,} trials, {len(self.wrongs):,} wrong, {seconds:.0f} s"]
        lines += [f"  {key}: {value:,}" for key, value in self.figures.items()]
        lines += [f"  WRONG {wrong}" for wrong in self.wrongs[:_SHOWN]]
        if control is not None:
            lines.append(f"  control {control}: {'caught' if self.wrongs else 'NOT CAUGHT'}")
        return "\n".join(lines)


def received() -> tuple[int, int, str | None]:
    """In a process of `Verdict.of_process`: what is asked for."""
    count, seed, control = json.loads(sys.argv[-1])
    return count, seed, control


def send(verdict: Verdict) -> None:
    """In a process of `Verdict.of_process`: hand the verdict over."""
    sys.stdout.write(json.dumps(asdict(verdict)))


class Check(Protocol):
    """A module of this folder."""

    COUNT: int
    CONTROLS: tuple[str, ...]

    def run(self, count: int, seed: int, control: str | None) -> Verdict:
        """Make so many trials, or as many as there are; with a control, of the known-bad variant."""
