"""What a worker says of a line: one row of a numpy table, so that a block of lines travels as a few arrays."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ftdesk.dataset.finding_columns import FOUND, NOTHING_FOUND, found_of
from ftdesk.dataset.formats import Format

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ftdesk.dataset.line_report import LineReport

FORMATS = tuple(Format)
"""The format of a row is an index into these."""

NOT_COUNTED = -1
NO_CHAT = -1

PRESENT, BLANK, OPEN, UNKNOWN, READABLE, IMAGES, TOOLS, WEIGHTS = (1 << bit for bit in range(8))
"""Flags of a row. OPEN: reinforcement if most of the file is; UNKNOWN: JSON of no known format; READABLE: a JSON
object, whatever is in it; TOOLS: defines, calls or answers tools; WEIGHTS: a message says a weight."""

ROW = np.dtype(
    [
        ("flags", "u1"),
        ("format", "u1"),
        ("roles", "u1"),
        ("turns", "<i4"),
        ("answer", "<i4"),
        ("tokens", "<i4"),
        ("trained", "<i4"),
        ("doubts", "u1"),
        ("fingerprint", "<i8"),
        ("system", "<i8"),
        ("found", FOUND),
    ]
)
_PACKED = struct.Struct("<3B4iB2q2Q3H")
"""The same as bytes: numpy takes many at once, and one by one would take several times longer."""
pack = _PACKED.pack

PLACES = {kind: place for place, kind in enumerate(FORMATS)}
GONE = (0, 0, 0, 0, NOT_COUNTED, NOT_COUNTED, NOT_COUNTED, 0, 0, NO_CHAT, NOTHING_FOUND)
"""A row that is not there, or was never checked."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the file; the token figures are None as long as no line was counted.

    `doubts` are the bits of `token_doubts.Doubt` of all its examples.
    """

    examples: int
    tokens: int | None
    trained_tokens: int | None
    largest: int | None
    doubts: int = 0


def rows_of(packed: "Iterable[bytes]") -> "NDArray[np.void]":
    """Packed rows as a table."""
    return np.frombuffer(b"".join(packed), ROW)


def row_of(report: "LineReport") -> bytes:
    """A line's report as a packed row of the table."""
    trace = report.trace
    codes, amounts = found_of(report.findings)
    return pack(
        _flags(report),
        PLACES[report.format],
        report.roles,
        report.turns,
        NOT_COUNTED if report.answer is None else report.answer,
        NOT_COUNTED if report.tokens is None else report.tokens,
        NOT_COUNTED if report.trained_tokens is None else report.trained_tokens,
        report.doubts,
        trace.fingerprint,
        NO_CHAT if trace.system is None else trace.system,
        *codes,
        *amounts,
    )


def _flags(report: "LineReport") -> int:
    flags = PRESENT
    if report.format is not Format.UNKNOWN:
        flags |= READABLE
    elif any(finding.code == "format.unknown" for finding in report.findings):
        flags |= READABLE | UNKNOWN
    if report.blank:
        flags |= BLANK
    if report.if_reinforcement is not None:
        flags |= OPEN
    if report.trace.has_images:
        flags |= IMAGES
    if report.has_tools:
        flags |= TOOLS
    if report.has_weight:
        flags |= WEIGHTS
    return flags
