from collections.abc import Callable

import pytest

from ftdesk.dataset.rules.finding import Finding
from ftdesk.desktop.finding_sentence import sentence


def test_a_finding_and_the_words_that_fill_it_are_translated(speak: Callable[[str], object]) -> None:
    speak("ja")
    broken = Finding(
        1, "json.invalid", "", (("column", "3"), ("expected", "a value"), ("found", "the end of the line"))
    )
    assert sentence(broken) == "JSONではありません。3文字目に必要なのは値ですが、行末があります。"
    mixed = Finding(1, "file.mixed_formats", "", (("format", "preference"), ("majority", "chat")))
    assert sentence(mixed) == "この行の形式は「選好」ですが、ファイルの大半は「チャット」です。"


def test_a_key_called_like_a_word_of_ours_stays_as_it_is(speak: Callable[[str], object]) -> None:
    speak("ja")
    assert "「missing」" in sentence(Finding(1, "message.unknown_key", "", (("key", "missing"),)))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_tokens_have_separators_and_a_line_has_none(speak: Callable[[str], object], language: str) -> None:
    speak(language)
    arguments = (("tokens", "12345"), ("over", "2345"), ("target", "m-10000"), ("fate", "they are cut off"))
    over = sentence(Finding(1, "tokens.over_limit", "", arguments))
    assert "12,345" in over
    assert "2,345" in over
    assert "m-10000" in over
    assert "12345" in sentence(Finding(1, "example.duplicate", "", (("line", "12345"),)))
