"""How far a job is, from what the server said and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ftdesk.workspace.job_records import LedgerEvent, LedgerJob, LedgerMetrics


@dataclass(frozen=True, slots=True)
class JobProgress:
    """The newest step of how many (None: not told), and the seconds left (None: cannot be told)."""

    step: int | None = None
    total: int | None = None
    seconds_left: float | None = None

    @property
    def fraction(self) -> float | None:
        """Between 0 and 1, None when unknown."""
        if self.step is None or not self.total:
            return None
        return min(1.0, max(0.0, self.step / self.total))


def progress_of(job: LedgerJob, events: Sequence[LedgerEvent], now: float) -> JobProgress:
    """The progress of a job with its events, oldest first; `now` in seconds since 1970."""
    measured = [event for event in events if event.metrics is not None]
    newest = max(measured, key=_step, default=None)
    if newest is None or newest.metrics is None:
        return JobProgress(seconds_left=_until(job.estimated_finish, now))
    total = newest.metrics.total_steps
    left = _until(job.estimated_finish, now)
    if left is None:
        left = _seconds_left(measured[0], newest)
    return JobProgress(newest.metrics.step, total, left)


def _seconds_left(first: LedgerEvent, newest: LedgerEvent) -> float | None:
    """By the speed so far, on the server's own clock; its whole seconds need a while to tell anything."""
    start, end = first.metrics, newest.metrics
    passed = newest.created_at - first.created_at
    if not isinstance(start, LedgerMetrics) or not isinstance(end, LedgerMetrics):
        return None
    steps = end.step - start.step
    if not end.total_steps or passed < 3 or steps <= 0:
        return None
    return max(0.0, (end.total_steps - end.step) * passed / steps)


def _until(moment: float | None, now: float) -> float | None:
    return None if moment is None or moment <= now else moment - now


def _step(event: LedgerEvent) -> int:
    return event.metrics.step if event.metrics is not None else -1
