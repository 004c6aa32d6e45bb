"""Counts are tiktoken's own, token by token, whoever makes them and wherever a long text is cut."""

import sys
import tomllib
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.fuzzed_texts import fuzzed_texts
from ftdesk.dataset import fast_counting, word_counts
from ftdesk.dataset.fast_counting import PROBED, checksum, load_gigatoken
from ftdesk.dataset.formats import Format
from ftdesk.dataset.text_pieces import LONG, cut_at_borders
from ftdesk.dataset.token_doubts import Doubt
from ftdesk.dataset.tokenisers import Tokeniser, Tokens, load_tiktoken
from ftdesk.dataset.tokens import TokenCounter
from ftdesk.dataset.vocabularies import Vocabulary, read_vocabulary
from ftdesk.dataset.word_counts import WordCounts

ENCODINGS = ("o200k_base", "cl100k_base")
FUZZED = tuple(fuzzed_texts(10_000))


@pytest.fixture(scope="module", params=ENCODINGS)
def vocabulary(request: pytest.FixtureRequest) -> Vocabulary:
    directory = Path(__file__).resolve().parents[2] / "resources" / "tokenizers"
    return read_vocabulary(request.param, directory)


@pytest.fixture(scope="module")
def reference(vocabulary: Vocabulary) -> Tokeniser:
    return load_tiktoken(vocabulary)


@pytest.fixture(scope="module")
def wanted(reference: Tokeniser) -> list[list[int]]:
    return [list(reference.encode(text)) for text in FUZZED]


@pytest.fixture(scope="module")
def counter(vocabulary: Vocabulary) -> TokenCounter:
    return TokenCounter(vocabulary.encoding, vocabulary.file.parent)


@pytest.fixture(scope="module")
def fast(vocabulary: Vocabulary) -> Tokeniser:
    return load_gigatoken(vocabulary) or pytest.skip("gigatoken is not installed")


def test_the_fast_way_gives_the_tokens_of_tiktoken(fast: Tokeniser, wanted: list[list[int]]) -> None:
    differing = [
        text for text, tokens in zip(FUZZED, wanted, strict=True) if list(fast.encode(text)) != tokens
    ]
    assert differing == []


def test_no_token_reaches_across_a_border_where_long_texts_are_cut(
    reference: Tokeniser, wanted: list[list[int]]
) -> None:
    cut = 0
    for text, tokens in zip(FUZZED, wanted, strict=True):
        pieces = list(cut_at_borders(text, long=1))
        cut += len(pieces) - 1
        assert [token for piece in pieces for token in reference.encode(piece)] == tokens, ascii(text)
    assert cut > len(FUZZED)


def test_word_by_word_a_text_counts_as_tiktoken_counts_it_whole(
    reference: Tokeniser, wanted: list[list[int]]
) -> None:
    words = WordCounts(reference.encode)
    texts = [*FUZZED, *map(" ".join, pairwise(FUZZED))]
    counts = [len(tokens) for tokens in wanted]
    counts += [len(reference.encode(text)) for text in texts[len(FUZZED) :]]
    for _ in range(2):  # what one text taught, the others use
        differing = [text for text, count in zip(texts, counts, strict=True) if words.count(text) != count]
        assert differing == []
    assert len(words._words) > len(FUZZED) // 2


def test_where_words_hardly_come_again_whole_texts_are_counted_for_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def encode(text: str) -> str:
        asked.append(text)
        return text  # a token for each letter

    monkeypatch.setattr(word_counts, "_LOOKED_AT_AFTER", 100)
    monkeypatch.setattr(word_counts, "_REST", 2000)
    words, known, new = WordCounts(encode), "word " * 150, " ".join(f"word{number}" for number in range(150))
    assert [words.count(known), words.count(known)] == [750, 750]
    assert (len(asked), words.count(new)) == (3, len(new))
    asked.clear()
    assert (words.count(new), asked) == (len(new), [new])
    assert ([words.count(known), words.count(known)], asked) == ([750, 750], [new, known, known])
    assert (words.count(known), len(asked)) == (750, 3)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("x\n\ny  z", ["x\n\n", "y", "  z"]),
        ("a。b c", ["a", "。b", " c"]),
        ("x\n/y", ["x\n/y"]),
        ("!\x1cx", ["!\x1cx"]),
        ("_。!\n ", ["_。!\n "]),
    ],
)
def test_a_text_is_cut_where_a_border_is_certain_and_nowhere_else(text: str, pieces: list[str]) -> None:
    assert list(cut_at_borders(text, long=1)) == pieces


def test_the_kept_checksum_of_the_probe_is_tiktokens(vocabulary: Vocabulary, reference: Tokeniser) -> None:
    assert checksum(reference.encode) == PROBED[vocabulary.encoding]


def test_letters_of_a_newer_unicode_are_left_to_tiktoken(fast: Tokeniser, reference: Tokeniser) -> None:
    texts = [f"a{letter}s {letter}!n" for letter in "\u088f\U00016ea8\U00033099"]  # assigned in 2025
    assert [list(fast.encode(text)) for text in texts] == [reference.encode(text) for text in texts]


def test_a_fast_tokeniser_that_disagrees_is_not_used(
    vocabularies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vocabulary = read_vocabulary("cl100k_base", vocabularies)
    encode: Callable[..., Tokens] = fast_counting._Gigatoken.encode
    monkeypatch.setattr(fast_counting._Gigatoken, "encode", lambda self, text: encode(self, text)[:-1])
    assert load_gigatoken(vocabulary) is None


def test_without_the_fast_tokeniser_tiktoken_counts(
    vocabularies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "gigatoken.gigatoken_rs", None)
    counter = TokenCounter("cl100k_base", vocabularies)
    assert (counter.tokeniser.name, counter.count_text("hello world")) == ("tiktoken", 2)


def test_its_memory_of_words_is_begun_anew_now_and_then(
    vocabularies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vocabulary = read_vocabulary("cl100k_base", vocabularies)
    monkeypatch.setattr(fast_counting, "_RENEWED_AFTER", 30)
    fast = fast_counting._Gigatoken(vocabulary)
    words = fast._words
    assert [len(fast.encode("hello world")) for _ in range(4)] == [2, 2, 2, 2]
    assert fast._words is not words


@pytest.mark.parametrize("blank", ["\n", " ", "。"])
def test_a_long_text_counts_as_tiktoken_counts_it_whole(
    reference: Tokeniser, counter: TokenCounter, blank: str
) -> None:
    text = blank.join(f"line{number} it's" for number in range(15_000))
    assert len(list(cut_at_borders(text))) >= len(text) // LONG > 1
    count = counter.count_example({"messages": [{"content": text}]}, Format.CHAT)
    assert (count.total - 6, count.doubts) == (len(reference.encode(text)), 0)


def test_endless_blanks_are_counted_in_parts_and_said_to_be_near(counter: TokenCounter) -> None:
    chat = {"messages": [{"content": f"a{' ' * 1_000_000}b"}]}
    count = counter.count_example(chat, Format.CHAT)
    assert 7_800 < count.total < 7_840
    assert count.doubts == Doubt.BLANKS
    assert counter.count_example({"messages": [{"content": "a"}]}, Format.CHAT).doubts == 0


def test_the_vocabulary_files_are_those_that_the_encodings_name(vocabularies: Path) -> None:
    encodings = tomllib.loads((vocabularies / "encodings.toml").read_text("utf-8"))
    assert set(encodings) == set(ENCODINGS)
    for named in encodings.values():
        assert sha256((vocabularies / named["file"]).read_bytes()).hexdigest() == named["sha256"]
