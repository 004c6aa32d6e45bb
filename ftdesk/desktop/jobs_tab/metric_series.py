"""Losses and accuracies of a job as series of points, out of its events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import isfinite

from ftdesk.workspace.job_records import LedgerEvent, LedgerMetrics

Point = tuple[int, float]
"""Step and value."""


@dataclass(frozen=True, slots=True)
class Series:
    """One measure over the steps, by rising step; `name` is the field of the metrics."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Measures:
    """All that was measured at the steps of a job; `total_steps` is where the training will end."""

    steps: tuple[LedgerMetrics, ...] = ()
    total_steps: int | None = None

    def series(self, name: str) -> Series:
        """One measure, without the steps at which it was not taken."""
        points = ((metrics.step, getattr(metrics, name)) for metrics in self.steps)
        return Series(name, tuple((step, value) for step, value in points if _usable(value)))


def measures_of(events: Iterable[LedgerEvent]) -> Measures:
    """The measurements in events of any order; what is told twice of a step is put together."""
    by_step: dict[int, LedgerMetrics] = {}
    total: int | None = None
    for event in events:
        metrics = event.metrics
        if metrics is None:
            continue
        known = by_step.get(metrics.step)
        by_step[metrics.step] = metrics if known is None else _joined(known, metrics)
        total = metrics.total_steps or total
    return Measures(tuple(by_step[step] for step in sorted(by_step)), total)


def smoothed(points: Sequence[Point], width: int) -> list[Point]:
    """The mean around each point over `width` points, fewer at the ends: what the eye looks for in noise.

    Centred, so that a fall is drawn where it happened.
    """
    sums = [0.0, *accumulate(value for _, value in points)]
    half, last = width // 2, len(points) - 1
    result: list[Point] = []
    for place, (step, _) in enumerate(points):
        reach = min(half, place, last - place)
        start, stop = place - reach, place + reach + 1
        result.append((step, (sums[stop] - sums[start]) / (stop - start)))
    return result


def decimated(points: Sequence[Point], buckets: int) -> Sequence[Point]:
    """At most four points a bucket of steps: first, lowest, highest and last, so that no peak is lost."""
    if len(points) <= 4 * buckets:
        return points
    low, high = points[0][0], points[-1][0]
    width = max(1, high - low) / buckets
    result: list[Point] = []
    bucket: list[Point] = []
    edge = low + width
    for point in points:
        if point[0] > edge and bucket:
            result.extend(_outline(bucket))
            bucket = []
            edge = low + width * (int((point[0] - low) / width) + 1)
        bucket.append(point)
    result.extend(_outline(bucket))
    return result


def _outline(bucket: list[Point]) -> list[Point]:
    lowest = min(bucket, key=lambda point: point[1])
    highest = max(bucket, key=lambda point: point[1])
    return sorted({bucket[0], lowest, highest, bucket[-1]})


def _usable(value: object) -> bool:
    return isinstance(value, float | int) and isfinite(value)


def _joined(known: LedgerMetrics, news: LedgerMetrics) -> LedgerMetrics:
    values = {
        name: getattr(known, name) if getattr(news, name) is None else getattr(news, name)
        for name in LedgerMetrics.__slots__
    }
    return LedgerMetrics(**values)
