"""Reports of lines that have findings, kept from the workers until they are told: no line is checked twice."""

import pickle
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from ftdesk.dataset.block_report import BlockReport, CheckedLine, report_block
from ftdesk.dataset.formats import Format
from ftdesk.dataset.line_report import CheckOptions, LineReport
from ftdesk.dataset.parts import Part
from ftdesk.dataset.validation import check_lines, counter_name

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

    def add(self, part: CheckedPart) -> None:
        """Keep those of the next part of the file."""
        self.firsts.append(int(part.report.keys[0]))
        self.packed.append(part.packed)
        self.size += len(part.packed or b"")

    def of_row(self, key: int) -> LineReport | None:
        """What was kept of a row; None where its part was not. One part is open at a time, so ask in order."""
        place = bisect_right(self.firsts, key) - 1
        packed = self.packed[place]
        if packed is None:
            return None
        if self._opened is None or self._opened[0] != place:
            self._opened = place, pickle.loads(packed)  # noqa: S301 - from our own process
        return self._opened[1].get(key, _NOTHING_FOUND)


def check_part_keeping(part: Part, options: CheckOptions, keep: bool) -> CheckedPart:  # noqa: FBT001 - travels
    """Read and check many lines, and keep what was found in them: picklable both ways.

    Raises as `Part.read`, `VocabularyUnusable`.
    """
    found: dict[int, LineReport] = {}

    def lines() -> Iterator[CheckedLine]:
        for line in check_lines(part.read(), options):
            key, _, report = line
            if report is not None and keep and (report.findings or report.if_reinforcement):
                found[key] = LineReport(
                    report.findings, report.format, if_reinforcement=report.if_reinforcement
                )
            yield line

    return CheckedPart(report_block(lines(), counter_name(options)), pickle.dumps(found) if keep else None)
