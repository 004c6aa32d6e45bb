"""Whether a checked file fits a target: a verdict with its reasons, each with the rows that it is about.

Nothing is read again: all is known from the check. Tokens are compared as they were counted, which may be with another
vocabulary than the target's; then the verdict is approximate and says so.
"""

from dataclasses import dataclass

from ftdesk.dataset.fit_reasons import CheckedFile, Outcome, Reason
from ftdesk.dataset.fit_rules import RULES
from ftdesk.dataset.target import Target

__all__ = ["CheckedFile", "Outcome", "Reason", "Verdict", "judge"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of a file and a target; the worst reasons come first."""

    target: Target
    reasons: tuple[Reason, ...]

    @property
    def outcome(self) -> Outcome:
        """The worst of the reasons'."""
        return max((reason.outcome for reason in self.reasons), default=Outcome.FITS)

    @property
    def is_approximate(self) -> bool:
        """Whether the outcome rests on tokens alone that were counted with another vocabulary."""
        worst = [reason.approximate for reason in self.reasons if reason.outcome is self.outcome]
        return bool(worst) and all(worst)


def judge(file: CheckedFile, target: Target) -> Verdict:
    """Whether a job with this file at this target would be taken on the day of `file`."""
    reasons = [reason for rule in RULES for reason in rule(file, target)]
    return Verdict(target, tuple(sorted(reasons, key=lambda reason: -reason.outcome)))
