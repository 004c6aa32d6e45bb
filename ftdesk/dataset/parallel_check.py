"""The check of whole files on all cores, for programs without a window (there `DocumentPass` shares out the work).

Workers read and check parts of a file and send back a few arrays, and the findings of the lines that have any, so that
no line is checked twice to say what is wrong with it.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

from ftdesk.dataset.document import Dataset
from ftdesk.dataset.file_check import FileCheck
from ftdesk.dataset.kept_reports import KeptReports, check_part_keeping
from ftdesk.dataset.known_likes import KnownLikes
from ftdesk.dataset.likeness_search import Search, leaks
from ftdesk.dataset.line_report import CheckOptions, LineReport
from ftdesk.dataset.near_duplicates import Likes
from ftdesk.dataset.rules.finding import Finding
from ftdesk.dataset.validation import check_block
from ftdesk.worker_processes import WorkerLost, WorkerProcesses

LINES_A_PART = 8_000
BYTES_A_PART = 4 << 20
SMALL = BYTES_A_PART
"""A file up to this size is checked before a process would have started."""

MOST_KEPT = 64 << 20
"""Bytes of packed findings; those of the rest of a file are found out again, line by line, when they are asked for."""

T = TypeVar("T")


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
        report = self.kept.of_row(key)
        return self.check.check_again(key, self.dataset.line(key)) if report is None else report


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
        size = _size(path)
        self._start_for(size)  # they start while the lines are counted
        dataset = Dataset.open(path)
        check, kept = new_check(dataset, options), KeptReports()
        room = MOST_KEPT if keep else 0
        parts = dataset.snapshot().parts(LINES_A_PART, BYTES_A_PART)
        calls = ((part, options, kept.size < room) for part in parts)
        with _losses_told():
            for part in self._made(check_part_keeping, calls, size):
                check.add_block(part.report)
                kept.add(part)
        return CheckedFile(dataset, check, kept)

    def find_leaks(self, checked: CheckedFile, validation: Dataset) -> None:
        """Find the rows that stand in the validation file, too, or nearly. Raises as `check`."""
        size = checked.dataset.size_bytes + validation.size_bytes
        self._start_for(size)
        with _losses_told():
            found = self._searched(leaks(checked.dataset.snapshot(), validation.snapshot()), size)
        checked.check.comparison.take_likes(KnownLikes.elsewhere(found, checked.check.columns))

    def _searched(self, search: Search, size: int) -> Likes:
        """Make the calls of one round after the other."""
        results: list[Any] | None = None
        while True:
            try:
                wanted = search.send(results) if results is not None else next(search)
            except StopIteration as ended:
                likes: Likes = ended.value
                return likes
            results = list(self._made(wanted.function, (call for _, call in wanted.calls), size))

    def _start_for(self, size: int) -> None:
        if self._workers is None and self._count > 1 and size > SMALL:
            self._workers = WorkerProcesses(self._count)

    def _made(self, function: Callable[..., T], calls: Iterator[tuple[Any, ...]], size: int) -> Iterator[T]:
        """What comes of each call, in order; for files of this size here, or in the processes, a few at a time."""
        workers = self._workers if size > SMALL else None
        under_way: deque[Future[T]] = deque()
        for call in calls:
            if workers is None:
                yield function(*call)
                continue
            under_way.append(workers.submit(function, *call))
            if len(under_way) > 2 * self._count:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


@contextmanager
def _losses_told() -> Iterator[None]:
    """A process that ends in the middle of its work is a sentence, too."""
    try:
        yield
    except BrokenProcessPool as error:
        raise WorkerLost("A process that checked the file was ended from outside.") from error


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
