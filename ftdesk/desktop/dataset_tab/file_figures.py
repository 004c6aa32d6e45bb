"""The open file in figures, gathered from its check: for the statistics, the cost and the window's status bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ftdesk.dataset.formats import Format
from ftdesk.dataset.rules.finding import Finding, Severity
from ftdesk.dataset.token_doubts import reasons_of

if TYPE_CHECKING:
    from ftdesk.dataset.call_shape import CallShape
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession


@dataclass(frozen=True, slots=True)
class FileFigures:
    """Figures are None while they are not known, as after a check that was cut short.

    `billable` are the tokens of one epoch, each example cut at the limit; `shape` is what a call like the examples has
    in tokens; `doubts` are the reasons why the token counts are near, not certain (context "Encoding").
    """

    format: Format
    examples: int
    tokens: int | None
    trained: int | None
    largest: int | None
    billable: int | None
    size_bytes: int
    counts: dict[Severity, int]
    file_findings: tuple[Finding, ...]
    doubts: tuple[str, ...] = ()
    shape: CallShape | None = None
    is_counting: bool = False
    """Whether rows are being checked just now; a check that was stopped does not count on."""


def figures_of(session: DocumentSession, token_limit: int | None) -> FileFigures:
    """The figures of the open file as far as it was checked."""
    check, dataset = session.checker.check, session.dataset
    if check is None or dataset is None:
        return FileFigures(Format.UNKNOWN, 0, None, None, None, None, 0, {}, ())
    from ftdesk.dataset.call_shape import shape_of

    check.size_bytes = dataset.size_bytes
    totals = check.totals()
    complete = session.checker.is_complete
    counted = complete or session.checker.running
    return FileFigures(
        format=check.format,
        examples=totals.examples,
        tokens=totals.tokens if counted else None,
        trained=totals.trained_tokens if counted else None,
        largest=totals.largest if counted else None,
        billable=check.columns.billable(token_limit) if totals.tokens is not None and complete else None,
        size_bytes=dataset.size_bytes,
        counts=session.checker.counts(),
        file_findings=check.file_findings() if complete else (),
        doubts=reasons_of(totals.doubts, check.options.approximate_reason),
        shape=shape_of(totals, check.format) if complete else None,
        is_counting=session.checker.running,
    )
