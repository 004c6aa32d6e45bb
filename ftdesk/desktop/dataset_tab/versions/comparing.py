"""Compares two sides, step by step: find the lines, match them, then see which of the rest are one that changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ftdesk.desktop.dataset_tab.versions.read_and_compute import ReadAndCompute, Stretch

if TYPE_CHECKING:
    from ftdesk.dataset.compared_lines import Side
    from ftdesk.dataset.comparison import Comparison
    from ftdesk.dataset.line_hashes import HashedLines, Hashes
    from ftdesk.dataset.pairing import Unpaired
    from ftdesk.desktop.background import Activity, Background, Task, Work

Sides = tuple["Side", "Side"]

STEPS = 1000
"""Steps of progress in all: reading and hashing come first, matching and pairing share the rest."""
_READ, _MATCHED = 800, 850


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """What became of a comparison: both sides, the older first, and what differs."""

    before: Side
    after: Side
    comparison: Comparison


class Comparing(QObject):
    """One comparison on its way; lives in the GUI thread and is thrown away when it has ended.

    Signals:
        advanced(int): steps that are done, of `STEPS`.
        finished(object): Compared.
        failed(object): Exception; `Cancelled` if it was stopped.
    """

    advanced = Signal(int)
    finished = Signal(object)  # Compared
    failed = Signal(object)  # Exception

    def __init__(self, background: Background, title: str, parent: QObject) -> None:
        """`title` is what the status bar says meanwhile."""
        super().__init__(parent)
        self._background = background
        self._sides: list[Side] = []
        self._hashes: list[Hashes] = []
        self._bytes_done = 0
        self._step: Task | ReadAndCompute | None = None
        self._activity: Activity | None = background.announce(title, self.cancel)
        self.destroyed.connect(self._activity.finish)

    def start(self, open_sides: Callable[[Work], Sides]) -> None:
        """Begin with what `open_sides` gives in an I/O thread: the older side and the newer."""
        self._step = self._background.run(self, open_sides, self._take_sides, self._fail)

    def cancel(self) -> None:
        """Stop; nothing happens once it has ended."""
        if self._step is not None:
            self._step.cancel()

    # -- the lines of both -------------------------------------------------------------------------------------------

    def _take_sides(self, sides: Sides) -> None:
        self._sides = list(sides)
        self._hash(0)

    def _hash(self, number: int) -> None:
        from ftdesk.dataset.compared_lines import blocks
        from ftdesk.dataset.line_hashes import hash_range

        stretches = ((len(raw), (raw, start)) for start, raw in blocks(self._sides[number]))
        self._read_and_compute(
            stretches, hash_range, self._count_bytes, lambda found: self._take_lines(number, found)
        )

    def _count_bytes(self, count: int) -> None:
        self._bytes_done += count
        self._advance(_READ * self._bytes_done // max(1, sum(side.size for side in self._sides)))

    def _take_lines(self, number: int, found: list[tuple[int, HashedLines]]) -> None:
        from ftdesk.dataset.comparison import compare
        from ftdesk.dataset.line_hashes import joined

        lines = joined([part for _, part in found])
        self._sides[number].take(lines)
        self._hashes.append(lines.hashes)
        if number == 0:
            self._hash(1)
            return
        hashes, self._hashes = self._hashes, []
        self._step = self._background.compute(self, compare, *hashes, done=self._pair_near, failed=self._fail)

    # -- which of the rest belong together ----------------------------------------------------------------------------

    def _pair_near(self, comparison: Comparison) -> None:
        from ftdesk.dataset.likeness import pair_near
        from ftdesk.dataset.pairing import near_gaps

        before, after = self._sides
        self._pair(comparison, near_gaps(before, after, comparison), pair_near, self._pair_far)

    def _pair_far(self, comparison: Comparison) -> None:
        from ftdesk.dataset.likeness import pair_far
        from ftdesk.dataset.pairing import far_gap

        before, after = self._sides
        self._pair(comparison, far_gap(before, after, comparison), pair_far, self._finish)

    def _pair(
        self,
        comparison: Comparison,
        unpaired: Iterator[Unpaired],
        pair: Callable[..., object],
        then: Callable[[Comparison], None],
    ) -> None:
        from ftdesk.dataset.comparison import Kind
        from ftdesk.dataset.pairing import pair_all, with_pairs

        done, total = 0, max(1, comparison.count(Kind.REMOVED))

        def count(gaps: Any) -> None:
            nonlocal done
            done += sum(len(gap.removed) for gap in gaps)
            self._advance(_MATCHED + (STEPS - _MATCHED) * done // total)

        def take(found: list[tuple[Any, Any]]) -> None:
            self._step = self._background.compute(
                self, with_pairs, comparison, found, done=then, failed=self._fail
            )

        self._read_and_compute(((part.gaps, (pair, part.lines)) for part in unpaired), pair_all, count, take)

    # -- the end ------------------------------------------------------------------------------------------------------

    def _finish(self, comparison: Comparison) -> None:
        self._end()
        before, after = self._sides
        self.finished.emit(Compared(before, after, comparison))

    def _fail(self, error: Exception) -> None:
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        self._step = None
        if self._activity is not None:
            self._activity.finish()
            self._activity = None

    def _advance(self, steps: int) -> None:
        if self._activity is not None:
            self._activity.advance(steps, STEPS)
        self.advanced.emit(steps)

    def _read_and_compute(
        self,
        stretches: Iterator[Stretch],
        function: Callable[..., object],
        advanced: Callable[[Any], None],
        finished: Callable[[list[tuple[Any, Any]]], None],
    ) -> None:
        step = ReadAndCompute(self._background, stretches, function, self)
        step.advanced.connect(advanced)
        step.finished.connect(finished)
        step.failed.connect(self._fail)
        self._step = step
        step.start()
