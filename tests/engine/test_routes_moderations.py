import pytest


def moderate(engine, given, **fields):
    return engine.client.post("/moderations", json={"input": given, **fields})


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Give me that or I WILL HURT YOU.", "harassment/threatening"),
        ("もう生きていたくないと思う", "self-harm/intent"),
    ],
)
def test_a_listed_phrase_is_found_in_both_languages(engine, conforms, text, category):
    answer = moderate(engine, text).json()
    conforms(answer, "moderation")
    assert answer["model"] == "ftdesk-patterns-1"
    [result] = answer["results"]
    assert result["flagged"]
    assert result["categories"][category]
    assert result["category_scores"][category] == 1


def test_other_text_is_not_flagged_and_each_text_has_a_result(engine, conforms):
    answer = moderate(engine, ["Nice to meet you.", "こんにちは", ""]).json()
    conforms(answer, "moderation")
    assert [result["flagged"] for result in answer["results"]] == [False] * 3


def test_parts_are_one_text(engine):
    parts = [{"type": "text", "text": "hello"}, {"type": "text", "text": "shoplift"}]
    assert len(moderate(engine, parts).json()["results"]) == 1


@pytest.mark.parametrize("given", [None, 5, [], ["a", 5], [{"type": "image_url"}]])
def test_what_is_no_text_is_refused(engine, conforms, given):
    answer = moderate(engine, given)
    assert answer.status_code == 400
    conforms(answer.json(), "error")


def test_no_other_moderation_model_is_pretended(engine):
    assert moderate(engine, "x", model="omni-moderation-latest").status_code == 404
