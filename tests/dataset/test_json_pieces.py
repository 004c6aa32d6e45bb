"""Values come out of a long text one by one, whole and in their own spelling, wherever the slices are cut."""

import json
import random
from pathlib import Path

import pytest

from ftdesk.dataset import json_pieces
from ftdesk.dataset.file_errors import FileChanged
from ftdesk.dataset.json_pieces import append_slice, begin
from ftdesk.dataset.shapes import Layout


def pieces(tmp_path: Path, content: bytes, layout: Layout) -> tuple[list[bytes], list[str]]:
    path, target = tmp_path / "file.json", tmp_path / "lines"
    path.write_bytes(content)
    target.write_bytes(b"")
    stamp, cursor = begin(path, layout)
    count = 0
    notices: list[str] = []
    while cursor is not None:
        found = append_slice(path, stamp, cursor, target)
        count += found.lines
        notices += map(str, found.notices)
        cursor = found.next
    lines = target.read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert len(lines) == count
    return lines, notices


def test_a_value_keeps_its_spelling_but_for_the_line_breaks(tmp_path: Path) -> None:
    value = (
        b'{\r\n  "b" : 1.50e+2,\n\n  "a":[ 1,2 ,\n 3],\t"s": "caf\\u00e9 \\/ , [ caf\xc3\xa9",\n "e": {\n}\n}'
    )
    expected = b'{"b" : 1.50e+2, "a":[ 1,2 , 3],\t"s": "caf\\u00e9 \\/ , [ caf\xc3\xa9", "e": {}}'
    assert pieces(tmp_path, value, Layout.VALUES) == ([expected], [])
    assert json.loads(expected) == json.loads(value)


def test_a_value_on_one_line_keeps_every_byte(tmp_path: Path) -> None:
    rows = [b'{ "a" :1 }', b'{"b":[ ],"c":"\xff"}', b"{}"]
    assert pieces(tmp_path, b"[\n" + b" ,\n".join(rows) + b"\n]\n", Layout.ARRAY) == (rows, [])


def test_values_one_after_the_other_need_no_comma(tmp_path: Path) -> None:
    content = b'\xef\xbb\xbf{\n"a": 1}{"b": 2}\n\n{"c":\n3},\n'
    assert pieces(tmp_path, content, Layout.VALUES) == ([b'{"a": 1}', b'{"b": 2}', b'{"c":3}'], [])


@pytest.mark.parametrize("seed", range(40))
def test_slices_may_be_cut_anywhere(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    monkeypatch.setattr(json_pieces, "SLICE", chance.randint(1, 40))
    texts = ["", "a", '"', "\\", "}]{[,", "\n\r\t", "語😀", "\\u0041", '\\"']
    values = [
        {
            chance.choice(texts): chance.choice(
                [chance.choice(texts), chance.random(), None, {"x": []}, [1, "]"]]
            )
        }
        for _ in range(chance.randrange(1, 12))
    ]
    indent, ascii_only = chance.choice([None, 0, 1, 3]), chance.random() < 0.5
    as_list = json.dumps(values, indent=indent, ensure_ascii=ascii_only).encode()
    one_by_one = "\n".join(json.dumps(value, indent=indent, ensure_ascii=ascii_only) for value in values)
    for content, layout in ((as_list, Layout.ARRAY), (one_by_one.encode(), Layout.VALUES)):
        lines, notices = pieces(tmp_path, content, layout)
        assert [json.loads(line) for line in lines] == values
        assert notices == []


def test_what_is_no_json_becomes_a_row_and_nothing_is_lost(tmp_path: Path) -> None:
    content = b'[\n{"a": 1},\n oops,\n{"b": tru\ne},\n{"c": 3} {"d": 4}\n,,\n]'
    lines, notices = pieces(tmp_path, content, Layout.ARRAY)
    assert lines == [b'{"a": 1}', b"oops", b'{"b": true}', b'{"c": 3}', b'{"d": 4}']
    assert notices == []


def test_a_line_break_inside_a_text_becomes_an_escape_and_is_told(tmp_path: Path) -> None:
    lines, notices = pieces(tmp_path, b'[\n{"a": 1},\n{"b":\n "x\ny"}\n]', Layout.ARRAY)
    assert lines == [b'{"a": 1}', b'{"b":"x\\ny"}']
    assert notices == ["Line 3: a line break inside a text became an escape."]


def test_a_list_that_is_cut_off_keeps_what_there_is_and_is_told(tmp_path: Path) -> None:
    lines, notices = pieces(tmp_path, b'[\n{"a": 1},\n{"b": "unti', Layout.ARRAY)
    assert lines == [b'{"a": 1}', b'{"b": "unti']
    assert notices == ["Line 3: the list is not closed; the file may be cut off."]


def test_text_after_the_list_is_kept_and_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_pieces, "SLICE", 4)
    lines, notices = pieces(tmp_path, b'[{"a": 1}]\n\n{"b": 2} {"c": 3}', Layout.ARRAY)
    assert lines == [b'{"a": 1}', b'{"b": 2}', b'{"c": 3}']
    assert notices == ["Line 3: there is more text after the end of the list."]


def test_a_list_in_an_object_is_taken_and_what_stands_beside_it_is_told(tmp_path: Path) -> None:
    rows = [b'{"text": "a"}', b'{"text": "]}"}']
    content = b'{\n"version": 2, "data": [\n' + b",\n".join(rows) + b"]\n}\n"
    told = ["Line 1: what stands beside the list was left out."]
    assert pieces(tmp_path, content, Layout.WRAPPED) == (rows, told)
    plain = b'{"data": [' + b", ".join(rows) + b"]}"
    assert pieces(tmp_path, plain, Layout.WRAPPED) == (rows, [])
    more = b'{"data": [' + b", ".join(rows) + b'],\n"more": [{"text": "b"}]}'
    assert pieces(tmp_path, more, Layout.WRAPPED) == (rows, told)


def test_a_quote_that_is_never_closed_does_not_take_all_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_pieces, "SLICE", 16)
    monkeypatch.setattr(json_pieces, "LONGEST_PIECE", 64)
    lines, notices = pieces(tmp_path, b'[{"a": 1}, {"b": "' + b"x" * 1000, Layout.ARRAY)
    assert lines == [b'{"a": 1}']
    assert notices == ["Line 1: a quote or bracket is never closed. The rest of the file was left out."]


def test_a_file_that_changes_meanwhile_is_not_read_on(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_bytes(b"[{}]")
    stamp, cursor = begin(path, Layout.ARRAY)
    path.write_bytes(b"[{}, {}]")
    with pytest.raises(FileChanged):
        append_slice(path, stamp, cursor, tmp_path / "lines")


@pytest.mark.timeout(20)
@pytest.mark.parametrize("value", [b'{"a":%s\n1}', b'{"a":%s\n tru}', b'{"a": "%s\n"}', b'[%s\n"'])
def test_a_million_spaces_take_no_longer_than_other_text(tmp_path: Path, value: bytes) -> None:
    spaces = b" " * 1_000_000 + b"x" + b"\t" * 1_000_000
    lines, _ = pieces(tmp_path, value % spaces, Layout.VALUES)
    assert len(lines) == 1


@pytest.mark.timeout(20)
def test_thousands_of_notices_take_no_longer_than_their_text(tmp_path: Path) -> None:
    content = b"[" + b",\n".join([b'{"a": "broken\ntext"}'] * 100_000) + b"]"
    lines, notices = pieces(tmp_path, content, Layout.ARRAY)
    assert len(lines) == len(notices) == 100_000
    assert notices[-1].startswith("Line 199999:")
