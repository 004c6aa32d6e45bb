"""What a file check keeps of every line: one row of a numpy table, found by row id."""

from dataclasses import dataclass
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
        ("readable", "?"),  # a JSON object, whatever is in it
        ("images", "?"),
        ("turns", "<i4"),
        ("tokens", "<i4"),
        ("trained", "<i4"),
        ("fingerprint", "<i8"),
        ("system", "<i8"),
    ]
)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the file; the token figures are None as long as no line was counted."""

    examples: int
    tokens: int | None
    trained_tokens: int | None
    largest: int | None


def row_of(report: "LineReport") -> tuple[object, ...]:
    """A line's report as a row of the table."""
    trace = report.trace
    unknown = any(finding.code == "format.unknown" for finding in report.findings)
    return (
        True,
        FORMATS.index(report.format),
        report.blank,
        report.if_reinforcement is not None,
        unknown,
        unknown or report.format is not Format.UNKNOWN,
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


def totals_of(table: "NDArray[np.void]", *, counted: bool) -> Totals:
    """Sums over all rows that are present; the others hold zeros."""
    examples = int(np.count_nonzero(table["present"] & ~table["blank"]))
    if not counted:
        return Totals(examples, None, None, None)
    tokens, trained = table["tokens"], table["trained"]
    uncounted = int(np.count_nonzero(tokens == NOT_COUNTED)) * NOT_COUNTED
    return Totals(
        examples=examples,
        tokens=int(tokens.sum(dtype=np.int64)) - uncounted,
        trained_tokens=int(trained.sum(dtype=np.int64)) - uncounted,
        largest=int(tokens.max(initial=0)),
    )
