import pytest

from ftdesk.engine.generation import Generation, Limits


def pieces(text):
    return iter([bytes([byte]) for byte in text.encode()])


def drawn(generation):
    helpings = []
    while generation.finish_reason is None:
        helpings.append(generation.more())
    return helpings


def test_text_comes_in_helpings_that_never_split_a_character():
    helpings = drawn(Generation(pieces("日本語です。" * 3), Limits()))
    assert len(helpings) > 3
    assert "".join(helpings) == "日本語です。" * 3


def test_a_character_cut_by_the_length_is_marked():
    assert "".join(drawn(Generation(pieces("日本"), Limits(tokens=4)))) == "日\ufffd"


def test_the_beginning_of_a_stop_text_is_held_back_until_it_is_clear():
    generation = Generation(pieces("1234567#89#!"), Limits(stop=("#!",)))
    assert generation.more() == "1234567"
    assert "".join(drawn(generation)) == "#89"


def test_the_earliest_of_several_stop_texts_counts():
    assert "".join(drawn(Generation(pieces("a,b.c"), Limits(stop=(".", ","))))) == "a"


@pytest.mark.parametrize(("tokens", "reason"), [(2, "length"), (3, "length"), (4, "stop"), (None, "stop")])
def test_the_reason_tells_who_ended_it(tokens, reason):
    generation = Generation(pieces("abc"), Limits(tokens))
    drawn(generation)
    assert generation.finish_reason == reason


def test_only_drawn_tokens_are_counted():
    generation = Generation(pieces("abc" * 100), Limits(tokens=10))
    drawn(generation)
    assert generation.tokens == 10
