"""What is exported holds the same values, in the spelling that was asked for and otherwise in its own."""

import json
from collections.abc import Callable

import numpy as np
import pytest

from ftdesk.dataset.document import Dataset
from ftdesk.dataset.export import ExportStyle, export_chunks, rows_without_json

MakeDataset = Callable[[bytes], Dataset]
ROWS = ['{"a": 1.0e2, "b":"caf\\u00e9 café 😀\\/"}', '{"z":[ ],"a":-0}', '{"語": "\u2028"}']
SOURCE = "\r\n".join(ROWS).encode()


def exported(dataset: Dataset, style: ExportStyle) -> bytes:
    return b"".join(export_chunks(dataset.snapshot(), style))


def test_lines_keep_their_bytes_and_get_the_line_end_asked_for(make_dataset: MakeDataset) -> None:
    assert exported(make_dataset(SOURCE), ExportStyle()) == "".join(f"{row}\n" for row in ROWS).encode()
    windows = ExportStyle(line_end=b"\r\n", byte_order_mark=True)
    assert exported(make_dataset(SOURCE), windows) == b"\xef\xbb\xbf" + SOURCE + b"\r\n"


def test_a_mark_of_the_source_is_not_part_of_the_first_row(make_dataset: MakeDataset) -> None:
    assert exported(make_dataset(b"\xef\xbb\xbf{}"), ExportStyle()) == b"{}\n"


def test_an_array_is_json_and_its_elements_keep_their_spelling(make_dataset: MakeDataset) -> None:
    made = exported(make_dataset(SOURCE), ExportStyle(array=True)).decode()
    assert json.loads(made) == [json.loads(row) for row in ROWS]
    assert made == "[\n" + ",\n".join(ROWS) + "\n]\n"


def test_an_array_of_nothing_is_an_empty_array(make_dataset: MakeDataset) -> None:
    assert json.loads(exported(make_dataset(b""), ExportStyle(array=True))) == []
    assert exported(make_dataset(b""), ExportStyle()) == b""


@pytest.mark.parametrize("array", [False, True])
def test_escapes_stand_for_every_letter_beyond_ascii(make_dataset: MakeDataset, *, array: bool) -> None:
    made = exported(make_dataset(SOURCE), ExportStyle(array=array, ascii_only=True))
    assert made.isascii()
    assert b"1.0e2" in made
    assert b"\\ud83d\\ude00\\/" in made
    values = json.loads(made) if array else [json.loads(line) for line in made.splitlines()]
    assert values == [json.loads(row) for row in ROWS]


def test_many_blocks_are_joined_without_a_seam(make_dataset: MakeDataset) -> None:
    numbers = [{"n": number} for number in range(5001)]
    dataset = make_dataset(b"\n".join(json.dumps(number).encode() for number in numbers))
    assert json.loads(exported(dataset, ExportStyle(array=True))) == numbers


def test_only_some_rows_are_exported_in_their_order(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(SOURCE)
    dataset.replace(2, b'{"new": 1}')
    some = dataset.snapshot().taking(np.array([0, 2]))
    assert b"".join(export_chunks(some, ExportStyle())) == ROWS[0].encode() + b'\n{"new": 1}\n'


def test_rows_that_are_no_json_are_found(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b'{}\n\n{"a": NaN}\n"\xff"\n[1]\n{"a": 1} x\n')
    (part,) = dataset.snapshot().parts(100, 1000)
    assert rows_without_json(part).tolist() == [1, 2, 3, 5]
