import pytest

from ftdesk.desktop.fuzzy import match


def best(wanted: str, *texts: str) -> str:
    found = {text: how.score for text in texts if (how := match(wanted, text)) is not None}
    return max(found, key=lambda text: found[text])


def test_letters_match_in_order_with_gaps_whatever_their_case() -> None:
    how = match("NJB", "Jobs: New job")
    assert how is not None
    assert [("Jobs: New job")[at] for at in how.positions] == ["N", "j", "b"]


@pytest.mark.parametrize(("wanted", "text"), [("xyz", "New job"), ("bn", "New")])
def test_letters_that_are_not_there_do_not_match(wanted: str, text: str) -> None:
    assert match(wanted, text) is None


def test_beginnings_of_words_count_more_than_letters_within() -> None:
    assert best("sv", "File: Save", "View: Resolve everything") == "File: Save"
    assert (
        best("new ex", "Dataset: New example", "Dataset: Next finding in example") == "Dataset: New example"
    )


def test_everything_matches_nothing_typed() -> None:
    assert match("", "anything") is not None


def test_japanese_and_full_width_letters_match() -> None:
    assert match("保存", "ファイル: 保存") is not None
    assert match("ｓａｖｅ", "Save") is not None
