"""What is cut off at a model's limit: where, and how much of it would have been learnt."""

import json
from pathlib import Path

import pytest

from ftdesk.dataset.formats import Format
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.target import OverLong
from ftdesk.dataset.tokens import TokenCounter
from ftdesk.dataset.truncation import Cut, cut_of, find_cut
from ftdesk.dataset.validation import check_line

USER = {"role": "user", "content": "hello world"}  # 3 and 1 for who speaks, 2 for the text
REPLY = {"role": "assistant", "content": "hello world"}


@pytest.fixture(scope="module")
def counter() -> TokenCounter:
    return TokenCounter("o200k_base", Path(__file__).resolve().parents[2] / "resources" / "tokenizers")


@pytest.mark.parametrize(
    ("limit", "cut"),
    [
        (24, None),  # only the three tokens that every example ends with are over
        (23, Cut(("messages", 3, "content"), 5, 23, 4, 1)),
        (22, Cut(("messages", 3, "content"), 0, 22, 5, 2)),
        (19, Cut(("messages", 3), 0, 19, 8, 2)),
        (11, Cut(("messages", 1, "content"), 5, 11, 16, 3)),
    ],
)
def test_the_end_is_cut_at_a_character(counter: TokenCounter, limit: int, cut: Cut | None) -> None:
    assert cut_of({"messages": [USER, REPLY, USER, REPLY]}, Format.CHAT, counter, limit) == cut


def test_what_is_left_and_what_is_lost_make_the_whole(counter: TokenCounter) -> None:
    text = "An answer — with 日本語 and 😀😀, cut wherever it may be. " * 20
    value = {"messages": [USER, {"role": "assistant", "content": text}, REPLY]}
    whole = counter.count_example(value, Format.CHAT)
    for limit in range(1, whole.total):
        cut, within = (
            cut_of(value, Format.CHAT, counter, limit),
            counter.count_example(value, Format.CHAT, limit),
        )
        if cut is not None:
            assert (cut.lost, cut.lost_trained) == (whole.total - limit, whole.trained - within.trained)
    for tokens in range(counter.count_text(text)):
        kept = counter.characters_within(text, tokens)
        assert text.startswith(text[:kept])
        assert counter.count_text(text[:kept]) <= tokens


def test_a_prompt_is_read_before_its_completion(counter: TokenCounter) -> None:
    value = {"completion": " hello", "prompt": "hello world"}
    assert cut_of(value, Format.COMPLETION, counter, 2) == Cut(("completion",), 0, 2, 1, 1)
    assert cut_of(value, Format.COMPLETION, counter, 3) is None


@pytest.mark.parametrize(
    ("fate", "trained"), [(OverLong.CUT, 1), (OverLong.REFUSED, 2), (OverLong.DROPPED, 2), (None, 2)]
)
def test_only_what_is_cut_off_for_certain_is_taken_from_what_is_trained(
    vocabularies: Path, fate: OverLong | None, trained: int
) -> None:
    options = CheckOptions(
        token_limit=11, encoding="o200k_base", vocabulary_directory=vocabularies, over_long=fate
    )
    for more in ({}, {"tools": []}):  # a plain chat is counted another way
        line = json.dumps({"messages": [USER, REPLY], **more}).encode()
        assert check_line(2, line, options).trained_tokens == trained


def test_a_line_is_asked_with_the_options_of_its_check(vocabularies: Path) -> None:
    options = CheckOptions(
        token_limit=11, encoding="o200k_base", vocabulary_directory=vocabularies, over_long=OverLong.REFUSED
    )
    line = json.dumps({"messages": [USER, REPLY]}).encode()
    assert find_cut(line, options) == Cut(("messages", 1, "content"), 5, 11, 4, 1, OverLong.REFUSED)
    assert find_cut(b"{", options) is None
    preference = {"input": {"messages": [USER]}, "preferred_output": [REPLY], "non_preferred_output": [REPLY]}
    pair = json.dumps(preference).encode()
    assert find_cut(pair, options) is None
    [told] = [each for each in check_line(2, pair, options).findings if each.code == "tokens.over_limit"]
    assert told.message.endswith("what happens to it is not known.")
    assert find_cut(line, CheckOptions(token_limit=11)) is None
