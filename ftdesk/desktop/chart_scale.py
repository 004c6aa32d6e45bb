"""Axes: round numbers for ticks, and the way from values to pixels."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10

from PySide6.QtCore import QPointF, QRectF


def nice_ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`, at most about `most` of them."""
    if not high > low:
        high = low + (abs(low) or 1.0)
    step = _nice_step((high - low) / max(1, most - 1))
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(place * step, 12) for place in range(first, last + 1)]


def _nice_step(rough: float) -> float:
    """The smallest of 1, 2, 2.5, 5 and 10 times a power of ten that is at least `rough`."""
    power: float = 10.0 ** floor(log10(rough))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * (1 - 1e-9))


def tick_digits(ticks: list[float]) -> int:
    """How many decimals tell neighbouring ticks apart."""
    step = ticks[1] - ticks[0] if len(ticks) > 1 else 1.0
    digits = 0
    while digits < 9 and abs(step * 10**digits - round(step * 10**digits)) > 1e-6:
        digits += 1
    return digits


@dataclass(frozen=True, slots=True)
class Scale:
    """Steps from left to right and values from bottom to top of `area`, in logical pixels."""

    area: QRectF
    first_step: float
    last_step: float
    lowest: float
    highest: float

    def x(self, step: float) -> float:
        """Where a step lies."""
        span = self.last_step - self.first_step or 1.0
        return self.area.left() + (step - self.first_step) / span * self.area.width()

    def y(self, value: float) -> float:
        """Where a value lies."""
        span = self.highest - self.lowest or 1.0
        return self.area.bottom() - (value - self.lowest) / span * self.area.height()

    def point(self, step: float, value: float) -> QPointF:
        """Where a measurement lies."""
        return QPointF(self.x(step), self.y(value))

    def step_at(self, x: float) -> float:
        """The step under a pixel."""
        share = (x - self.area.left()) / (self.area.width() or 1.0)
        return self.first_step + share * (self.last_step - self.first_step)
