"""What a file check keeps of every line: one row of a numpy table, found by row id."""

from typing import TYPE_CHECKING

import numpy as np

from ftdesk.dataset.formats import Format

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ftdesk.dataset.line_report import LineReport

FORMATS = tuple(Format)
"""The format of a row is an index into these."""

NOT_COUNTED = -1
NO_CHAT = -1

ROW = np.dtype(
    [
        ("present", "?"),
        ("format", "u1"),
        ("blank", "?"),
        ("open", "?"),  # reinforcement if most of the file is
        ("unknown", "?"),  # JSON of no known format
        ("images", "?"),
        ("turns", "<i4"),
        ("tokens", "<i4"),
        ("trained", "<i4"),
        ("fingerprint", "<i8"),
        ("system", "<i8"),
    ]
)


def row_of(report: "LineReport") -> tuple[object, ...]:
    """A line's report as a row of the table."""
    trace = report.trace
    return (
        True,
        FORMATS.index(report.format),
        report.blank,
        report.if_reinforcement is not None,
        any(finding.code == "format.unknown" for finding in report.findings),
        trace.has_images,
        report.turns,
        NOT_COUNTED if report.tokens is None else report.tokens,
        NOT_COUNTED if report.trained_tokens is None else report.trained_tokens,
        trace.fingerprint,
        NO_CHAT if trace.system is None else trace.system,
    )


def grown(table: "NDArray[np.void]", keys: int) -> "NDArray[np.void]":
    """The table with room for row ids below `keys`, doubled so that growing row by row stays cheap."""
    if keys <= len(table):
        return table
    larger = np.zeros(max(keys, 2 * len(table)), dtype=ROW)
    larger[: len(table)] = table
    return larger
