"""Tables give every cell as it was, however they are delimited, quoted and sliced; what is broken is told by line."""

import csv
import io
import json
import random
from pathlib import Path

import pytest

from ftdesk.dataset import table_reading
from ftdesk.dataset.conversion.table import CELLS
from ftdesk.dataset.lines import BYTE_ORDER_MARK
from ftdesk.dataset.table_reading import append_rows, begin

LETTERS = ("a", '"', ",", ";", "\t", "\n", "\r\n", " ", "語", "\u2028", "'", "|", "")


def read(
    tmp_path: Path, content: bytes, *, has_names: bool = True
) -> tuple[tuple[str, ...], list[list[str]], list[str]]:
    """The names of the columns, the rows and the notices."""
    path, target = tmp_path / "table.csv", tmp_path / "lines"
    path.write_bytes(content)
    target.write_bytes(b"")
    stamp, cursor, form = begin(path, has_names=has_names)
    notices, count = [], 0
    while True:
        found = append_rows(path, stamp, cursor, target, form)
        notices += list(map(str, found.notices))
        count += found.lines
        if found.next is None:
            break
        cursor = found.next
    rows = [json.loads(line)[CELLS] for line in target.read_bytes().splitlines()]
    assert count == len(rows)
    return form.names, rows, notices


def random_rows(seed: int) -> list[list[str]]:
    dice = random.Random(seed)
    texts = ["".join(dice.choices(LETTERS, k=dice.randint(0, 12))) for _ in range(300)]
    return [["x" + texts[place], texts[place + 1]] for place in range(0, 300, 2)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", BYTE_ORDER_MARK])
def test_every_cell_comes_as_it_was_written(
    tmp_path: Path, delimiter: str, line_end: str, mark: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_reading, "SLICE", 100)
    rows = random_rows(seed=1)
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator=line_end).writerows([["question", "answer"], *rows])
    names, read_rows, notices = read(tmp_path, mark + file.getvalue().encode())
    assert (names, read_rows, notices) == (("question", "answer"), rows, [])


def test_excel_names_its_delimiter_in_a_first_line(tmp_path: Path) -> None:
    names, rows, _ = read(tmp_path, b"sep=;\r\nprompt;completion\r\na,b;c\r\n")
    assert (names, rows) == (("prompt", "completion"), [["a,b", "c"]])


def test_blank_rows_are_none_and_a_last_row_needs_no_line_end(tmp_path: Path) -> None:
    assert read(tmp_path, b"question,answer\n\n,\na,b")[1] == [["a", "b"]]
    assert read(tmp_path, b"question,answer")[1] == []


def test_a_quote_that_is_never_closed_is_told_with_its_line(tmp_path: Path) -> None:
    _, rows, notices = read(tmp_path, b'question,answer\na,b\n"c,d\ne,f\n')
    assert rows[0] == ["a", "b"]
    assert notices == ["Line 3: a quote is opened here and never closed."]


def test_a_cell_longer_than_any_text_ends_the_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_reading, "LONGEST_FIELD", 1000)
    _, rows, notices = read(tmp_path, b'question,answer\na,b\n"c,d\n' + b"e,f\n" * 500)
    assert rows == [["a", "b"]]
    assert notices == ["Line 3: a quote or bracket is never closed. The rest of the file was left out."]


def test_letters_that_are_none_are_told_with_their_line(tmp_path: Path) -> None:
    _, rows, notices = read(tmp_path, b"question,answer\na,caf\xe9\n")
    assert rows == [["a", "caf\ufffd"]]
    assert notices == ["Line 2: bytes that are no letter became U+FFFD."]


def test_a_return_alone_ends_a_line_where_no_line_has_another_end(tmp_path: Path) -> None:
    _, rows, notices = read(tmp_path, b'question,answer\ra,"b\rc"\rd,e\r')
    assert (rows, notices) == ([["a", "b\nc"], ["d", "e"]], [])


def test_without_names_the_first_row_is_one_like_the_others(tmp_path: Path) -> None:
    names, rows, _ = read(tmp_path, b"sep=;\na;b\nc;d\n", has_names=False)
    assert (names, rows) == (("1", "2"), [["a", "b"], ["c", "d"]])


def test_rows_begin_where_they_begin_whatever_letters_the_names_have(tmp_path: Path) -> None:
    names, rows, _ = read(tmp_path, b"caf\xe9,r\xe9ponse\na,b\n")
    assert (names, rows) == (("caf\ufffd", "r\ufffdponse"), [["a", "b"]])


def test_a_line_without_end_needs_no_more_memory_than_a_cell_may_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_reading, "LONGEST_FIELD", 1000)
    _, rows, notices = read(tmp_path, b"question,answer\n" + b"x" * 5_000_000)
    assert rows == []
    assert notices == ["Line 2: a quote or bracket is never closed. The rest of the file was left out."]
