"""The check of whole files on all cores, for programs without a window (there `DocumentPass` shares out the work).

Workers read and check parts of a file and send back a few arrays, and the findings of the lines that have any, so that
no line is checked twice to say what is wrong with it.
"""

import os
import pickle
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from ftdesk.dataset.block_report import BlockReport, report_block
from ftdesk.dataset.document import Dataset
from ftdesk.dataset.file_check import FileCheck
from ftdesk.dataset.formats import Format
from ftdesk.dataset.line_report import CheckOptions, LineReport
from ftdesk.dataset.parts import Part
from ftdesk.dataset.rules.finding import Finding
from ftdesk.dataset.snapshot import Snapshot
from ftdesk.dataset.validation import check_block, check_lines, counter_name
from ftdesk.worker_processes import WorkerLost, WorkerProcesses

LINES_A_PART = 8_000
BYTES_A_PART = 4 << 20
SMALL = BYTES_A_PART
"""A file up to this size is checked before a process would have started."""

MOST_KEPT = 64 << 20
"""Bytes of packed findings; those of the rest of a file are found out again, line by line, when they are asked for."""

_NOTHING_FOUND = LineReport((), Format.UNKNOWN)


@dataclass(frozen=True, slots=True)
class CheckedPart:
    """What a worker says of a part; `packed` are the reports of its lines with findings, where these are wanted."""

    report: BlockReport
    packed: bytes | None


@dataclass(slots=True)
class KeptReports:
    """Reports of lines that have findings, by row id, packed part by part as they came."""

    firsts: list[int] = field(default_factory=list)
    packed: list[bytes | None] = field(default_factory=list)
    size: int = 0
    _opened: tuple[int, dict[int, LineReport]] | None = None

    def add(self, first: int, packed: bytes | None) -> None:
        """Keep those of the part that begins with a row; parts come in order."""
        self.firsts.append(first)
        self.packed.append(packed)
        self.size += len(packed or b"")

    def of_row(self, key: int) -> LineReport | None:
        """What was kept of a row; None where its part was not. One part is open at a time, so ask in order."""
        place = bisect_right(self.firsts, key) - 1
        packed = self.packed[place]
        if packed is None:
            return None
        if self._opened is None or self._opened[0] != place:
            self._opened = place, pickle.loads(packed)  # noqa: S301 - from our own process
        return self._opened[1].get(key, _NOTHING_FOUND)


@dataclass(frozen=True, slots=True, eq=False)
class CheckedFile:
    """A file as it was checked, still open, and what was found in it."""

    dataset: Dataset
    check: FileCheck
    kept: KeptReports

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.dataset.close()

    def findings(self) -> Iterator[Finding]:
        """All findings in line order, made one by one. Raises `DatasetFileError` subclasses."""
        return self.check.findings_in(self.dataset.row_ids(), self._report)

    def _report(self, key: int) -> LineReport:
        return self.kept.of_row(key) or self.check.check_again(key, self.dataset.line(key))


class CheckProcesses:
    """Checks files one after the other; processes are started for the first that is worth it, and serve the others."""

    def __init__(self, count: int | None = None) -> None:
        """`count` processes, one for each core that this process may use if None."""
        self._count = count or _cores()
        self._workers: WorkerProcesses | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._workers is not None:
            self._workers.end()

    def check(self, path: Path, options: CheckOptions, *, keep: bool = True) -> CheckedFile:
        """Check a file; without `keep` findings are counted only, and looked for again when they are asked for.

        Raises `DatasetFileError` subclasses, `VocabularyUnusable`, `WorkerLost`.
        """
        if self._workers is None and self._count > 1 and _size(path) > SMALL:
            self._workers = WorkerProcesses(self._count)  # they start while the lines are counted
        dataset = Dataset.open(path)
        check, kept = new_check(dataset, options), KeptReports()
        try:
            for first, part in self._checked(dataset.snapshot(), options, kept, MOST_KEPT if keep else 0):
                check.add_block(part.report)
                kept.add(first, part.packed)
        except BrokenProcessPool as error:
            raise WorkerLost("A process that checked the file was ended from outside.") from error
        return CheckedFile(dataset, check, kept)

    def _checked(
        self, snapshot: Snapshot, options: CheckOptions, kept: KeptReports, room: int
    ) -> Iterator[tuple[int, CheckedPart]]:
        """The first row of each part with what was found in it, in order; a few parts are under way at a time."""
        workers = self._workers if snapshot.size_bytes() > SMALL else None
        under_way: deque[tuple[int, Future[CheckedPart]]] = deque()
        for part in snapshot.parts(LINES_A_PART, BYTES_A_PART):
            first, keep = int(part.row_ids[0]), kept.size < room
            if workers is None:
                yield first, check_part_keeping(part, options, keep=keep)
                continue
            under_way.append((first, workers.submit(check_part_keeping, part, options, keep=keep)))
            if len(under_way) > 2 * self._count:
                yield _first_of(under_way)
        while under_way:
            yield _first_of(under_way)


def check_part_keeping(part: Part, options: CheckOptions, *, keep: bool) -> CheckedPart:
    """Read and check many lines, and keep what was found in them: picklable both ways.

    Raises as `Part.read`, `VocabularyUnusable`.
    """
    found: dict[int, LineReport] = {}

    def reports() -> Iterator[tuple[int, LineReport]]:
        for key, report in check_lines(part.read(), options):
            if keep and (report.findings or report.if_reinforcement):
                found[key] = LineReport(
                    report.findings, report.format, if_reinforcement=report.if_reinforcement
                )
            yield key, report

    return CheckedPart(report_block(reports(), counter_name(options)), pickle.dumps(found) if keep else None)


def check_dataset(dataset: Dataset, options: CheckOptions) -> FileCheck:
    """Check every row in this process. Raises `DatasetFileError` subclasses, `VocabularyUnusable`."""
    check = new_check(dataset, options)
    for block in dataset.blocks():
        check.add_block(check_block(block, options))
    return check


def new_check(dataset: Dataset, options: CheckOptions) -> FileCheck:
    """A check that waits for the reports of a dataset's rows."""
    return FileCheck(
        options,
        size_bytes=dataset.size_bytes,
        has_byte_order_mark=dataset.has_byte_order_mark,
        places_of=dataset.places_of,
    )


def _first_of(under_way: deque[tuple[int, Future[CheckedPart]]]) -> tuple[int, CheckedPart]:
    first, checking = under_way.popleft()
    return first, checking.result()


def _size(path: Path) -> int:
    """0 for a file that cannot be looked at: opening it says why."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
