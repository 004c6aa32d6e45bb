"""Moderation results, one for each text."""

import pytest

from ftdesk.api.errors import AnswerUnusable
from ftdesk.api.moderations import moderate
from ftdesk.api.types import ModerationResult

FLAGGED = {"flagged": True, "categories": {"hate": True, "violence": False}, "category_scores": {"hate": 0.9}}


def test_each_text_gets_its_result(server, client):
    server.answers({"results": [{"flagged": False}, FLAGGED]})
    assert moderate(client, ["a", "b"]) == (
        ModerationResult(flagged=False),
        ModerationResult(flagged=True, categories=("hate",), scores=(("hate", 0.9),)),
    )
    assert server.asked[0].json == {"input": ["a", "b"]}


def test_another_number_of_results_is_not_matched_up(server, client):
    server.answers({"results": [FLAGGED]})
    with pytest.raises(AnswerUnusable):
        moderate(client, ["a", "b"])
