"""No spelling of a text is missed: what the search finds equals what a plain look at the decoded lines finds."""

import json
import pickle
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ftdesk.dataset.document import Dataset
from ftdesk.dataset.file_errors import ChangedOnDisk, FileChanged, FileIsBinary
from ftdesk.dataset.line_text import line_text
from ftdesk.dataset.search import line_test, search_part
from ftdesk.dataset.search_anchor import anchor_of
from ftdesk.dataset.text_query import PatternTooSlow, PatternUnusable, Place, TextQuery
from ftdesk.dataset.time_limit import TimeIsUp, time_limit

ALPHABET = 'aAkKsSiI é É ß ſ İ ı \u212a 日本 😀 "\\/\n\t{}:,x0\ufffd\u200b\x7f'


def spelled(text: str, dice: random.Random, escapes: float) -> str:
    """`text` as a JSON string in which any letter may be an escape, in any case of hexadecimal digits."""
    parts = []
    for letter in text:
        short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "/": "\\/"}.get(letter)
        if dice.random() < escapes:
            units = letter.encode("utf-16-be").hex()
            codes = (units[at : at + 4] for at in range(0, len(units), 4))
            parts += [
                "\\u" + "".join(dice.choice((digit, digit.upper())) for digit in code) for code in codes
            ]
        elif short and (letter != "/" or dice.random() < 0.5):
            parts.append(short)
        else:
            parts.append(letter)
    return f'"{"".join(parts)}"'


def random_text(dice: random.Random, most: int) -> str:
    return "".join(dice.choice(ALPHABET) for _ in range(dice.randrange(most)))


def random_line(dice: random.Random) -> tuple[bytes, dict[str, str]]:
    """A line, and what each role says in it."""
    said = {role: random_text(dice, 30) for role in ("system", "user", "assistant")}
    escapes = dice.choice((0.0, 0.1, 0.5, 1.0))
    messages = (
        f'{{"role": {spelled(role, dice, escapes / 4)}, "content": {spelled(text, dice, escapes)}}}'
        for role, text in said.items()
    )
    return f'{{"messages": [{", ".join(messages)}]}}'.encode(), said


def found_in(path: Path, query: TextQuery) -> list[int]:
    dataset = Dataset.open(path)
    return [
        row
        for part in dataset.snapshot().parts(7, 1 << 20)
        for row in search_part(part, query).row_ids.tolist()
    ]


@pytest.mark.parametrize("match_case", [True, False])
@pytest.mark.parametrize("seed", range(6))
def test_no_spelling_of_a_literal_is_missed(tmp_path: Path, seed: int, *, match_case: bool) -> None:
    dice = random.Random(f"{seed}{match_case}")
    lines = [random_line(dice) for _ in range(300)]
    path = tmp_path / "mixed.jsonl"
    path.write_bytes(b"\n".join(line for line, _ in lines))
    for _ in range(40):
        text = dice.choice(lines)[1][dice.choice(("user", "system", "assistant"))]
        at = dice.randrange(max(1, len(text)))
        needle = text[at : at + dice.randrange(1, 6)]
        place = dice.choice((Place.TEXTS, Place.USER, Place.ASSISTANT, Place.SYSTEM))
        pattern = re.compile(re.escape(needle), re.NOFLAG if match_case else re.IGNORECASE)
        expected = [
            row
            for row, (_, said) in enumerate(lines)
            if any(pattern.search(words) for role, words in said.items() if place in (Place.TEXTS, role))
        ]
        query = TextQuery(needle, match_case=match_case, place=place)
        assert found_in(path, query) == expected, query


@pytest.mark.parametrize("seed", range(6))
def test_anywhere_means_the_line_with_its_escapes_undone(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    lines = [random_line(dice)[0] for _ in range(200)]
    lines[::20] = [line[: len(line) // 2] for line in lines[::20]]  # no JSON any more
    path = tmp_path / "mixed.jsonl"
    path.write_bytes(b"\n".join(lines))
    for _ in range(40):
        needle = line_text(dice.choice(lines))[5 : dice.randrange(6, 90)][-dice.randrange(1, 7) :]
        expected = [row for row, line in enumerate(lines) if needle in plainly_unescaped(line)]
        query = TextQuery(needle, match_case=True, place=Place.ANYWHERE)
        assert found_in(path, query) == expected, query


def plainly_unescaped(line: bytes) -> str:
    """Letter by letter, as a slow reader would."""
    text, out, at = line.decode("utf-8", "replace"), "", 0
    while at < len(text):
        escape = re.compile(r"\\(?:u[0-9a-fA-F]{4}|[\"\\/bfnrt])").match(text, at)
        out += json.loads(f'"{escape[0]}"') if escape else text[at]
        at = escape.end() if escape else at + 1
    return out.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (rb'{"a": "\n\\n \u00e9\u00C9 \/ \ud83d\ude00 \"x\""}', '{"a": "\n\\n éÉ / 😀 "x""}'),
        (rb"no JSON: \q \u12 \u0041", r"no JSON: \q \u12 A"),
        (b"raw \x01 \\u0001 \\\\n", "raw \x01 \x01 \\n"),
        ("caf\u00e9".encode(), "café"),
        (b"\xff\\t", "\ufffd\t"),
    ],
)
def test_a_line_reads_with_its_escapes_undone(line: bytes, text: str) -> None:
    assert line_text(line) == text


@pytest.mark.parametrize("form", ["café", r"caf\u00e9", r"caf\u00E9", r"\u0063afé", r"c\u0061f\u00e9"])
def test_every_spelling_of_one_word_is_found(tmp_path: Path, form: str) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text(f'{{"messages": []}}\n{{"prompt": "un {form} noir"}}\n', encoding="utf-8")
    for needle in ("café", "CAFÉ", "É n", "caf"):
        assert found_in(path, TextQuery(needle)) == [1]
    assert found_in(path, TextQuery("CAFÉ", match_case=True)) == []


@pytest.mark.parametrize(
    ("needle", "line", "holds"),
    [
        ("tide", b'{"a": "The TIDE"}', True),
        ("\u6f6e", b'{"a": "\\u6f6e"}', True),
        ("\u6f6e", '{"a": "潮"}'.encode(), True),
        ("two\nlines", b'{"a": "two\\nlines"}', True),
        ('say "aye"', b'{"a": "say \\"aye\\""}', True),
        ("caf\u00c9", '{"a": "café"}'.encode(), True),
        ("tide", b'{"a": "ebb"}', False),
        ("tide", b'{"a": "\\u0074ide"}', True),
    ],
)
def test_a_literal_is_seen_through_escapes_and_case(needle: str, line: bytes, holds: bool) -> None:
    assert line_test(TextQuery(needle)).holds(line) is holds


def test_an_escape_is_not_taken_for_the_letters_it_is_written_with() -> None:
    line = json.dumps({"prompt": "a\nof course \u00e9"}).encode()
    assert not line_test(TextQuery("nof")).holds(line)
    assert not line_test(TextQuery("u00e9", place=Place.ANYWHERE)).holds(line)


def test_edited_and_added_rows_are_searched_as_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "edited.jsonl"
    path.write_bytes(b'{"prompt": "one"}\n{"prompt": "two"}\n{"prompt": "three"}\n')
    dataset = Dataset.open(path)
    dataset.replace(0, b'{"prompt": "zwei"}')
    dataset.replace(1, b'{"prompt": "\\u007awei"}')
    added = dataset.insert(1, b'{"prompt": "zwei too"}')
    (part,) = dataset.snapshot().parts(100, 1 << 20)
    assert search_part(part, TextQuery("zwei")).row_ids.tolist() == [0, added, 1]
    assert search_part(part, TextQuery("t")).row_ids.tolist() == [added, 2]


def test_what_a_role_or_an_id_is_called_is_no_text() -> None:
    line = json.dumps(
        {
            "messages": [
                {"role": "user", "content": [{"type": "text", "text": "see"}]},
                {
                    "role": "assistant",
                    "tool_calls": [
                        {
                            "id": "call_1",
                            "type": "function",
                            "function": {"name": "tide", "arguments": '{"at": "noon"}'},
                        }
                    ],
                },
                {"role": "tool", "tool_call_id": "call_1", "content": "high"},
            ]
        }
    ).encode()

    def holds(text: str, place: Place = Place.TEXTS) -> bool:
        return line_test(TextQuery(text, place=place)).holds(line)

    assert [holds(word) for word in ("see", "tide", "noon", "high")] == [True] * 4
    assert [holds(word) for word in ("user", "call_1", "function", "messages")] == [False] * 4
    assert holds("noon", Place.ASSISTANT)
    assert holds("high", Place.TOOL)
    assert not holds("high", Place.ASSISTANT)
    assert holds("call_1", Place.ANYWHERE)
    assert holds("", Place.TOOL)
    assert not holds("", Place.SYSTEM)


def test_an_expression_is_tried_on_each_text_by_itself() -> None:
    line = json.dumps({"prompt": "Hi\nSure, why not", "completion": "Sure."}).encode()
    assert line_test(TextQuery(r"^sure\.$", is_pattern=True)).holds(line)
    assert line_test(TextQuery(r"^Sure,", is_pattern=True, match_case=True)).holds(line)
    assert not line_test(TextQuery(r"^sure\.$", is_pattern=True, place=Place.USER)).holds(line)


def test_whole_words_are_words_in_every_script() -> None:
    line = json.dumps({"prompt": "the art of übermut"}).encode()
    assert line_test(TextQuery("art", whole_words=True)).holds(line)
    assert not line_test(TextQuery("mut", whole_words=True)).holds(line)
    assert line_test(TextQuery("a.t", is_pattern=True, whole_words=True)).holds(line)


@pytest.mark.parametrize("source", ["(", "[a", r"(?P<a", "*", "(?i", "(?<=a+)b"])
def test_a_bad_expression_is_refused_with_its_place(source: str) -> None:
    with pytest.raises(PatternUnusable, match="This is no regular expression"):
        TextQuery(source, is_pattern=True).pattern()
    with pytest.raises(PatternUnusable):
        TextQuery(source, is_pattern=True, whole_words=True).pattern()


def test_an_expression_that_never_ends_is_given_up_and_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ftdesk.dataset.search.SECONDS_A_PART", 0.2)
    path = tmp_path / "slow.jsonl"
    path.write_text('{"prompt": "b"}\n{"prompt": "' + "a" * 60 + '!"}\n', encoding="utf-8")
    began = time.monotonic()
    with pytest.raises(PatternTooSlow, match="line 2"):
        found_in(path, TextQuery("(a+)+$", is_pattern=True))
    assert time.monotonic() - began < 20


def spin_for(seconds: float) -> None:
    with time_limit(seconds):
        while True:
            pass


def test_a_limit_is_no_more_than_a_limit() -> None:
    with time_limit(30):
        assert sum(range(1000)) == 499_500
    with pytest.raises(TimeIsUp):
        spin_for(0.05)
    with time_limit(None):
        pass


def test_a_literal_without_a_plain_letter_has_no_anchor() -> None:
    assert anchor_of('"\n', match_case=True) is None
    assert anchor_of("Ж", match_case=False) is None
    assert anchor_of("Ж", match_case=True) is not None


@pytest.mark.parametrize(
    "error",
    [
        FileChanged(Path("a.jsonl")),
        FileIsBinary(Path("a.jsonl"), kind="a picture"),
        ChangedOnDisk(Path("a.jsonl")),
        TextQuery("(", is_pattern=True),
    ],
)
def test_failures_come_back_whole_from_a_worker_process(error: Exception | TextQuery) -> None:
    if isinstance(error, TextQuery):
        with pytest.raises(PatternUnusable) as raised:
            error.pattern()
        error = raised.value
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), str(back), vars(back)) == (type(error), str(error), vars(error))


def test_searching_needs_no_window() -> None:
    code = (
        "import sys, ftdesk.dataset.search; assert not any(name.startswith('PySide') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
