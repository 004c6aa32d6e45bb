"""What was predicted for finished jobs beside what the provider counted: how far off the predictions are.

A prediction is tokens of one epoch × epochs. How many epochs the server would choose is foretold, and known later; the
two are kept apart, so that a wrong guess of the epochs is no error of the count.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from ftdesk.dataset.encodings import base_model
from ftdesk.workspace.job_ledger import JobLedger
from ftdesk.workspace.job_records import Intent, LedgerJob

LAST_JOBS = 10
"""So many of the newest jobs tell how good the predictions are."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A finished job: tokens as predicted, with the epochs that were trained where these are known, and as billed."""

    predicted: int
    billed: int
    foretold_epochs: int | None
    epochs: int | None

    @property
    def error(self) -> float:
        """How much more was billed than predicted, as a share; negative where it was less."""
        return self.billed / self.predicted - 1


@dataclass(frozen=True, slots=True)
class PastError:
    """The median error of so many jobs."""

    jobs: int
    median: float


def reconcile(job: LedgerJob, intent: Intent | None) -> Reconciled | None:
    """Compare a job with what was predicted; None where it was not made here, not counted, or has not succeeded."""
    if intent is None or job.state != "succeeded" or not job.trained_tokens:
        return None
    estimate = intent.order.estimate
    epochs = job.n_epochs if isinstance(job.n_epochs, int) else None
    predicted = estimate.tokens
    if estimate.epoch_tokens is not None and epochs is not None:
        predicted = estimate.epoch_tokens * epochs
    if not predicted:
        return None
    return Reconciled(predicted, job.trained_tokens, estimate.epochs, epochs)


def past_error(ledger: JobLedger, profile_ids: Iterable[str], model: str) -> PastError | None:
    """How far off the last predictions for a base model were with these profiles; None without any finished job.

    Raises DatabaseError.
    """
    wanted, found = base_model(model), []
    for profile_id in profile_ids:
        intents = {intent.job_id: intent for intent in ledger.intents(profile_id)}
        for job in ledger.jobs(profile_id):
            known = reconcile(job, intents.get(job.id)) if base_model(job.model) == wanted else None
            if known is not None:
                found.append((job.created_at, known.error))
    errors = [error for _, error in sorted(found, reverse=True)[:LAST_JOBS]]
    return PastError(len(errors), median(errors)) if errors else None
