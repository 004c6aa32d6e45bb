"""The rules over lines: one line, or a block of them in a worker process.

Whatever needs the whole file (duplicates, the majority's format, totals) is `file_check.FileCheck`'s, which is fed
with the reports made here.
"""

from ftdesk.dataset.document import Block
from ftdesk.dataset.line_report import BlockReport, CheckOptions, LineReport


def check_line(line_number: int, raw: bytes, options: CheckOptions) -> LineReport:
    """Check one line, given without its line end, by everything that the line alone can tell."""
    raise NotImplementedError


def check_block(block: Block, options: CheckOptions) -> BlockReport:
    """Check many lines: module-level and picklable both ways, for worker processes."""
    raise NotImplementedError
