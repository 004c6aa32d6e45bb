"""The rules over lines: one line, or a block of them in a worker process.

Whatever needs the whole file (duplicates, the majority's format, totals) is `file_check.FileCheck`'s, which
is fed with the reports made here.
"""

from functools import lru_cache
from pathlib import Path

import numpy as np

from ftdesk.dataset.document import Block
from ftdesk.dataset.example_check import check_example
from ftdesk.dataset.formats import Format
from ftdesk.dataset.line_report import BlockReport, CheckOptions, LineReport
from ftdesk.dataset.row_table import ROW, row_of
from ftdesk.dataset.rules.characters import has_plain_text
from ftdesk.dataset.rules.finding import Found
from ftdesk.dataset.rules.json_line import BYTE_ORDER_MARK, read_line
from ftdesk.dataset.tokens import TokenCounter

VERY_LONG = 1_000_000


def check_line(line_number: int, raw: bytes, options: CheckOptions) -> LineReport:
    """Check one line, given without its line end, by everything that the line alone can tell.

    The first check with an encoding loads its vocabulary into this process. Raises `VocabularyUnusable`.
    """
    found = Found(line_number, plain_text=has_plain_text(raw))
    if line_number == 1 and raw.startswith(BYTE_ORDER_MARK):
        found.add("file.byte_order_mark")
        raw = raw[len(BYTE_ORDER_MARK) :]
    if not raw or raw.isspace():
        found.add("line.blank")
        return LineReport(tuple(found.findings), Format.UNKNOWN, blank=True)
    if len(raw) > VERY_LONG:
        found.add("line.very_long", size=len(raw))
    reading = read_line(raw, found)
    if reading is None:
        return LineReport(tuple(found.findings), Format.UNKNOWN)
    return check_example(reading, options, found, _counter_of(options))


def check_block(block: Block, options: CheckOptions) -> BlockReport:
    """Check many lines: module-level and picklable both ways, for worker processes."""
    rows = np.zeros(len(block.lines), dtype=ROW)
    result = BlockReport(np.array(block.row_ids, dtype=np.int64), rows, {}, {}, {})
    for index, (key, raw) in enumerate(zip(block.row_ids, block.lines, strict=True)):
        report = check_line(block.first_line + index, raw, options)
        rows[index] = row_of(report)
        if report.findings:
            result.findings[key] = report.findings
        if report.if_reinforcement is not None:
            result.if_reinforcement[key] = report.if_reinforcement
        if report.trace.edges is not None:
            result.edges[key] = report.trace.edges
    return result


def _counter_of(options: CheckOptions) -> TokenCounter | None:
    if options.encoding is None:
        return None
    return _counter(options.encoding, options.vocabulary_directory or Path())


@lru_cache(maxsize=3)
def _counter(encoding: str, vocabulary_directory: Path) -> TokenCounter:
    return TokenCounter(encoding, vocabulary_directory)
