"""How much an example answers, by its format."""

import json

import pytest

from ftdesk.dataset.formats import Format
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.parts import Block
from ftdesk.dataset.row_columns import RowColumns
from ftdesk.dataset.validation import check_block, check_line

USER, ANSWER = {"role": "user", "content": "Hello"}, {"role": "assistant", "content": "日本語"}
PARTS = {"role": "assistant", "content": [{"type": "text", "text": "four"}, "five", {"type": "refusal"}, 1]}


@pytest.mark.parametrize(
    ("example", "kind", "length"),
    [
        ({"messages": [USER, ANSWER, USER, ANSWER]}, Format.CHAT, 6),
        ({"messages": [USER, PARTS]}, Format.CHAT, 8),
        ({"messages": [USER, {"role": "assistant", "content": None}]}, Format.CHAT, 0),
        ({"messages": [USER], "target": "12345"}, Format.REINFORCEMENT, 0),
        ({"prompt": "Hello", "completion": " yes"}, Format.COMPLETION, 4),
        ({"input": {"messages": [ANSWER]}, "preferred_output": [ANSWER]}, Format.PREFERENCE, 3),
        ({"messages": "assistant", "x": 1}, Format.UNKNOWN, 0),
    ],
)
def test_the_answers_of_each_format_are_counted(
    example: dict[str, object], kind: Format, length: int
) -> None:
    report = check_line(1, json.dumps(example).encode(), CheckOptions(format=kind))
    assert report.answer == length


def test_a_line_that_is_no_object_has_no_answer_to_count() -> None:
    columns = RowColumns()
    lines = (b"", b"{", b"[]", json.dumps({"messages": [USER, ANSWER]}).encode())
    columns.put(check_block(Block(1, (0, 1, 2, 5), lines), CheckOptions()))
    assert columns.answers[:6].tolist() == [-1, -1, -1, -1, -1, 3]
