"""Whether texts would be refused: the same check that providers run over training files."""

from collections.abc import Sequence

from ftdesk.api.client import ApiClient
from ftdesk.api.errors import AnswerUnusable, UnusableReason
from ftdesk.api.parsing import JsonObject, as_list, as_number, as_object, as_text
from ftdesk.api.refusals import raise_error_inside
from ftdesk.api.types import ModerationResult
from ftdesk.cancellation import Cancellation


def moderate(
    client: ApiClient, texts: Sequence[str], *, cancellation: Cancellation | None = None
) -> tuple[ModerationResult, ...]:
    """One result for each text, in order; AnswerUnusable where the server gives another number."""
    answer = client.post_json("moderations", {"input": list(texts)}, cancellation=cancellation)
    results = tuple(_result(as_object(row)) for row in as_list(answer.get("results")))
    if len(results) != len(texts):
        raise_error_inside(answer)
        raise AnswerUnusable(UnusableReason.SHAPE, 200, detail=f"{len(results)} results")
    return results


def _result(row: JsonObject) -> ModerationResult:
    flags = as_object(row.get("categories"))
    scores = (
        (as_text(name), as_number(score)) for name, score in as_object(row.get("category_scores")).items()
    )
    return ModerationResult(
        flagged=row.get("flagged") is True,
        categories=tuple(as_text(name) for name, flag in flags.items() if flag is True),
        scores=tuple((as_text(name), score) for name, score in scores if score is not None),
    )
