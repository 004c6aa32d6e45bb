"""The rules by which a target takes a file, each a small function that yields its reasons."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from ftdesk.dataset.encodings import UTF8_BYTES
from ftdesk.dataset.fit_reasons import CheckedFile, Outcome, Reason
from ftdesk.dataset.formats import Format
from ftdesk.dataset.line_report import ROLES
from ftdesk.dataset.row_query import Feature, RowQuery
from ftdesk.dataset.rules.catalogue import CATALOGUE
from ftdesk.dataset.rules.finding import Severity
from ftdesk.dataset.target import MarkRule, OverLong, Target

Reasons = Iterator[Reason]

OF_A_TARGET = frozenset({"tokens.over_limit"})
"""Errors that hold for the target of the check, and are judged anew for each other one."""

_JOBS_END_SOON, _MODEL_ENDS_SOON = timedelta(days=90), timedelta(days=365)
_REFUSED, _REMARKS = Outcome.REFUSED, Outcome.REMARKS
_FATES = {
    OverLong.CUT: (_REMARKS, "tokens.cut"),
    OverLong.DROPPED: (_REMARKS, "tokens.dropped"),
    OverLong.REFUSED: (_REFUSED, "tokens.refused"),
    None: (_REMARKS, "tokens.unknown"),
}


def errors(file: CheckedFile, _target: Target) -> Reasons:
    """What is wrong with the file wherever it goes."""
    if not file.examples and not file.is_partial:
        yield Reason(_REFUSED, "empty")
    wrong = {code for code in file.codes if CATALOGUE[code].severity is Severity.ERROR} - OF_A_TARGET
    if wrong:
        yield from _of_rows(file, _REFUSED, "errors", RowQuery(codes=frozenset(wrong)))


def formats(file: CheckedFile, target: Target) -> Reasons:
    """The format of the file must be one that the target is trained with."""
    told = {"format": file.format}
    if not file.examples:
        return
    if file.format is Format.UNKNOWN:
        yield Reason(_REFUSED, "format.unknown")
    elif file.format is Format.FOREIGN:
        yield Reason(_REFUSED, "format.foreign")
    elif file.format not in target.formats:
        yield Reason(_REFUSED, "format.refused", told, "formats")
    elif "formats" in target.unconfirmed:
        yield Reason(_REMARKS, "format.unconfirmed", told, "formats")


def roles(file: CheckedFile, target: Target) -> Reasons:
    """Each message must have a role that the target knows."""
    strange = [role for role in ROLES if role not in target.roles]
    found = [role for role in strange if file.count(RowQuery(roles=frozenset({role})))]
    if found:
        query = RowQuery(roles=frozenset(found))
        yield from _of_rows(file, _REFUSED, "roles.refused", query, "roles", roles=", ".join(found))


def features(file: CheckedFile, target: Target) -> Reasons:
    """Tools and images are not taken everywhere, weights are not obeyed everywhere."""
    for feature, taken in ((Feature.TOOLS, target.tools), (Feature.IMAGES, target.images)):
        query = RowQuery(features=frozenset({feature}))
        if not taken:
            yield from _of_rows(file, _REFUSED, f"{feature}.refused", query, feature)
        elif feature in target.unconfirmed:
            yield from _of_rows(file, _REMARKS, f"{feature}.unconfirmed", query, feature)
    if target.weights is not True:
        kind = "weights.unknown" if target.weights is None else "weights.ignored"
        query = RowQuery(features=frozenset({Feature.WEIGHTS}))
        yield from _of_rows(file, _REMARKS, kind, query, "weights")


def refused_findings(file: CheckedFile, target: Target) -> Reasons:
    """What others take with a warning."""
    found = sorted(code for code in target.refused_findings if file.codes[code])
    if found:
        query = RowQuery(codes=frozenset(found))
        told = ", ".join(found)
        yield from _of_rows(file, _REFUSED, "findings.refused", query, "refused_findings", codes=told)


def tokens(file: CheckedFile, target: Target) -> Reasons:
    """No example may be longer than what is trained on, or its end is lost."""
    limit = target.token_limit(file.format) or target.raised_token_limit
    if limit is None:
        return
    figure = "raised_token_limit" if target.train_token_limit is None else "train_token_limit"
    if file.encoding is None:
        yield Reason(_REMARKS, "tokens.uncounted", {"limit": limit}, figure)
        return
    approximate = file.encoding != target.encoding or target.approximate_reason is not None
    for reason in _over(file, target, limit, figure):
        yield replace(reason, approximate=approximate)


def _over(file: CheckedFile, target: Target, limit: int, figure: str) -> Reasons:
    over, raised = RowQuery(least_tokens=limit + 1), target.raised_token_limit
    if (
        file.encoding == UTF8_BYTES != target.encoding
    ):  # a token is at least a byte: what is shorter in bytes fits
        yield from _of_rows(file, _REMARKS, "tokens.bytes", over, figure, limit=limit)
    elif raised is not None:
        longer = RowQuery(least_tokens=raised + 1)
        yield from _of_rows(file, _REFUSED, "tokens.most", longer, "raised_token_limit", raised=raised)
        between = RowQuery(least_tokens=limit + 1, most_tokens=raised)
        yield from _of_rows(file, _REMARKS, "tokens.raised", between, figure, limit=limit, raised=raised)
    else:
        outcome, kind = _FATES[target.over_long]
        yield from _of_rows(file, outcome, kind, over, figure, limit=limit)


def amount(file: CheckedFile, target: Target) -> Reasons:
    """There must be enough examples, and not too many."""
    least, most = target.minimum_examples, target.maximum_examples
    if 0 < file.examples < least and not file.is_partial:
        yield Reason(_REFUSED, "examples.few", {"count": file.examples, "least": least}, "minimum_examples")
    if most is not None and file.examples > most:
        yield Reason(_REFUSED, "examples.many", {"count": file.examples, "most": most}, "maximum_examples")


def size(file: CheckedFile, target: Target) -> Reasons:
    """The file must not be larger than what can be sent, in one request or in parts."""
    once, parts, size_bytes = target.maximum_bytes, target.maximum_bytes_in_parts, file.check.size_bytes
    if once is None or size_bytes <= once:
        return
    if parts is not None and size_bytes <= parts:
        yield Reason(_REMARKS, "size.parts", {"bytes": size_bytes, "most_bytes": once}, "maximum_bytes")
    else:
        figure, most = ("maximum_bytes", once) if parts is None else ("maximum_bytes_in_parts", parts)
        yield Reason(_REFUSED, "size.refused", {"bytes": size_bytes, "most_bytes": most}, figure)


def byte_order_mark(file: CheckedFile, target: Target) -> Reasons:
    """Some want the mark at the start of the file, some refuse it."""
    has_mark = file.check.has_byte_order_mark
    if target.byte_order_mark is MarkRule.WANTED and not has_mark:
        yield Reason(_REMARKS, "mark.wanted", figure="byte_order_mark")
    if target.byte_order_mark is MarkRule.REFUSED and has_mark:
        yield Reason(_REFUSED, "mark.refused", figure="byte_order_mark")


def dates(file: CheckedFile, target: Target) -> Reasons:
    """A provider stops taking jobs, a model stops answering."""
    last, off = target.last_job, target.shut_down
    if off is not None and off <= file.today:
        yield Reason(_REFUSED, "model.off", {"date": off}, "shut_down")
        return
    if last is not None and last <= file.today:
        yield Reason(_REFUSED, "jobs.over", {"date": last}, "last_job")
    elif last is not None and last - file.today <= _JOBS_END_SOON:
        yield Reason(_REMARKS, "jobs.ending", {"date": last}, "last_job")
    if off is not None and off - file.today <= _MODEL_ENDS_SOON:
        yield Reason(_REMARKS, "model.ending", {"date": off}, "shut_down")


def _of_rows(
    file: CheckedFile, outcome: Outcome, kind: str, query: RowQuery, figure: str = "", **arguments: object
) -> Reasons:
    """A reason about the rows of a query; none where there are no such rows."""
    count = file.count(query)
    if count:
        yield Reason(
            outcome, kind, {"count": count, "total": file.examples, **arguments}, figure, query, count
        )


RULES: tuple[Callable[[CheckedFile, Target], Reasons], ...] = (
    errors,
    formats,
    roles,
    features,
    refused_findings,
    tokens,
    amount,
    size,
    byte_order_mark,
    dates,
)
