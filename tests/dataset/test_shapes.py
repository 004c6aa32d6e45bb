"""What a file is, is told by its first bytes, and nobody is asked about a file of lines, broken or not."""

import gzip
import json
from pathlib import Path

import pytest

from ftdesk.dataset.lines import HEAD, LineSource
from ftdesk.dataset.shapes import Layout, Shape, recognise

ONE = {
    "messages": [
        {"role": "user", "content": 'a [ { " \\ ] } caf\u00e9'},
        {"role": "assistant", "content": "b"},
    ]
}
LONG = {"messages": [{"role": "user", "content": "x" * 2 * HEAD}]}
LINE = json.dumps(ONE).encode()
PRETTY = json.dumps(ONE, indent=2).encode()


def shape_of(tmp_path: Path, content: bytes, name: str = "file") -> Shape:
    path = tmp_path / name
    path.write_bytes(content)
    source = LineSource(path)
    try:
        return recognise(source)
    finally:
        source.close()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        LINE,
        LINE + b"\n" + LINE,
        b"\xef\xbb\xbf" + LINE + b"\n",
        b"\r\n  " + LINE + b"\r\n",
        json.dumps(LONG).encode(),
        b"[1, 2]\n[3, 4]\n",
        b'[{"a": 1}]\n[{"a": 2}]\n',
        b"[]",
        b'["a", "b"]',
        b"[INST] hello",
        b"{broken\n" + LINE,
        LINE[:-1] + b"\n" + LINE + b"\n",
        b'{"messages": [{"role": "user"\n' + LINE,
        b"caf\xe9\n" + LINE,
        b"hello",
        b"\x00",
        b"{\n",
    ],
)
def test_lines_are_lines_even_where_some_are_broken(tmp_path: Path, content: bytes) -> None:
    assert shape_of(tmp_path, content).is_plain


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([ONE, ONE]).encode(),
        json.dumps([ONE, ONE], indent=4).encode(),
        b"[\n" + LINE + b",\n" + LINE + b"\n]\n",
        b"[\n" + LINE + b"\n]\n",
        b" \n[\r\n {",
        json.dumps([LONG, ONE]).encode(),
        b"\xef\xbb\xbf[" + LINE + b"]",
    ],
)
def test_an_array_of_examples_is_told(tmp_path: Path, content: bytes) -> None:
    assert shape_of(tmp_path, content) == Shape(Layout.ARRAY)


@pytest.mark.parametrize(
    "content",
    [
        PRETTY,
        PRETTY + b"\n" + PRETTY,
        PRETTY.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf\n" + PRETTY,
        json.dumps(LONG, indent=1).encode(),
    ],
)
def test_examples_over_several_lines_are_told(tmp_path: Path, content: bytes) -> None:
    assert shape_of(tmp_path, content) == Shape(Layout.VALUES)


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    "content",
    [{"data": [ONE, ONE]}, {"name": "x", "n": 1.5, "ok": None, "train": [ONE]}, {"rows": [ONE] * 5000}],
)
def test_a_list_of_examples_in_an_object_is_told(
    tmp_path: Path, content: dict[str, object], indent: int | None
) -> None:
    assert shape_of(tmp_path, json.dumps(content, indent=indent).encode()) == Shape(Layout.WRAPPED)


def test_examples_that_hold_lists_are_no_wrappers(tmp_path: Path) -> None:
    other = {"dialogue": [{"who": "a"}], "score": 1}
    assert shape_of(tmp_path, json.dumps(other).encode()).is_plain
    assert shape_of(tmp_path, json.dumps(other, indent=1).encode()) == Shape(Layout.VALUES)
    wrappers = "\n".join(json.dumps({"data": [ONE]}) for _ in range(3))
    assert shape_of(tmp_path, wrappers.encode()).is_plain


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(("content", "layout"), [(LINE, Layout.LINES), (PRETTY, Layout.VALUES)])
def test_wide_letters_are_told_with_and_without_a_mark(
    tmp_path: Path, encoding: str, mark: str, content: bytes, layout: Layout
) -> None:
    wide = (mark + content.decode()).encode(encoding)
    assert shape_of(tmp_path, wide) == Shape(layout, encoding)


def test_what_is_compressed_is_looked_into(tmp_path: Path) -> None:
    packed = gzip.compress(json.dumps([ONE]).encode("utf-16-le"))
    assert shape_of(tmp_path, packed) == Shape(Layout.ARRAY, "utf-16-le", compressed=True)
    assert shape_of(tmp_path, gzip.compress(LINE)) == Shape(compressed=True)
    assert shape_of(tmp_path, b"\x1f\x8bno gzip").compressed


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (json.dumps([ONE] * 7).encode("utf-16"), 7),
        (gzip.compress(PRETTY * 3), 3),
        (json.dumps({"data": [ONE] * 2, "more": [1, {}]}).encode(), 2),
        (json.dumps([LONG]).encode(), None),
        (LINE, None),
    ],
)
def test_examples_of_short_files_are_counted(tmp_path: Path, content: bytes, count: int | None) -> None:
    assert shape_of(tmp_path, content).examples == count


def test_every_published_file_is_lines(published: Path) -> None:
    for path in published.glob("*.jsonl"):
        source = LineSource(path)
        assert recognise(source).is_plain
        source.close()


PROSE = b"Dear Ana, thank you; see you soon,\nYours, Ben\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"one,two\n1,2\n"),
        ("a.TSV", b"one\ttwo\n"),
        ("a.csv.gz", gzip.compress(b"one;two\n")),
        ("a.csv", b"notes\nhello\n"),
        ("a.txt", b"prompt;completion\r\na;b\r\n"),
        ("a", b"sep=|\r\na|b\r\n"),
        ("a", b'\xef\xbb\xbf"question","answer"\n"a\nb","c"\n'),
        ("a.txt", b"messages\tid\n[]\t1\n"),
    ],
)
def test_a_table_is_told_by_its_name_or_by_its_columns(tmp_path: Path, name: str, content: bytes) -> None:
    assert shape_of(tmp_path, content, name).layout is Layout.TABLE


@pytest.mark.parametrize("name", ["a", "a.jsonl", "a.txt"])
@pytest.mark.parametrize(
    "content", [PROSE, b"answer\n", b"id,score\n1,2\n", b"question,note\nQ,x\n", b"sep=one\na,b\n"]
)
def test_other_text_is_no_table(tmp_path: Path, name: str, content: bytes) -> None:
    assert shape_of(tmp_path, content, name).is_plain


@pytest.mark.parametrize(
    "content", [LINE + b"\n" + LINE, b'{"prompt": "a,b", "completion": "c"}\n', b"[1, 2]\n", b""]
)
def test_lines_of_json_are_lines_whatever_the_name_says(tmp_path: Path, content: bytes) -> None:
    assert shape_of(tmp_path, content, "a.csv").is_plain


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("question,answer\n駅はどこですか,右です\n", "cp932"),
        ("question,answer\nO\u00f9 est le caf\u00e9 ?,\u00c0 c\u00f4t\u00e9\n", "cp1252"),
        ("question\tanswer\n語\t😀\n", "utf-16-le"),
        ("question,answer\n語,😀\n", "utf-8"),
    ],
)
def test_the_letters_of_a_spreadsheet_are_told(tmp_path: Path, text: str, encoding: str) -> None:
    assert shape_of(tmp_path, text.encode(encoding)) == Shape(Layout.TABLE, encoding)


@pytest.mark.parametrize("first", [{"conversations": []}, {"instruction": "a", "output": "b"}])
def test_a_first_example_of_another_tool_is_told(tmp_path: Path, first: dict[str, object]) -> None:
    for content in (json.dumps([first, ONE]), json.dumps({"data": [first]}), json.dumps(first, indent=1)):
        assert shape_of(tmp_path, content.encode()).foreign
    assert shape_of(tmp_path, json.dumps(first).encode("utf-16")).foreign
    assert not shape_of(tmp_path, json.dumps([ONE, first]).encode()).foreign
    assert not shape_of(tmp_path, json.dumps([{"conversations": "x" * 2 * HEAD}]).encode()).foreign
