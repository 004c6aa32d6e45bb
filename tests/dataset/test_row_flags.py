import json

import pytest

from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.row_table import IMAGES, TOOLS, WEIGHTS, row_of, rows_of
from ftdesk.dataset.validation import check_line

USER, ANSWER = {"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}
CALL = {"id": "1", "type": "function", "function": {"name": "f", "arguments": "{}"}}
TOOL = {"type": "function", "function": {"name": "f"}}
PICTURE = {"type": "image_url", "image_url": {"url": "https://example.org/a.png"}}


@pytest.mark.parametrize(
    ("example", "flags"),
    [
        ({"messages": [USER, ANSWER]}, 0),
        ({"messages": [USER, ANSWER], "tools": []}, 0),
        ({"messages": [USER, ANSWER], "tools": [TOOL]}, TOOLS),
        ({"messages": [USER, ANSWER], "functions": [{"name": "f"}]}, TOOLS),
        ({"messages": [USER, {"role": "assistant", "tool_calls": [CALL]}]}, TOOLS),
        ({"messages": [USER, {**ANSWER, "weight": 1}]}, WEIGHTS),
        ({"messages": [{"role": "user", "content": [PICTURE]}, ANSWER]}, IMAGES),
        (
            {
                "input": {"messages": [USER], "tools": [TOOL]},
                "preferred_output": [{**ANSWER, "weight": 0}],
                "non_preferred_output": [ANSWER],
            },
            TOOLS | WEIGHTS,
        ),
        ({"prompt": "a", "completion": " b"}, 0),
        ({"messages": [1, {"role": 2, "weight": None}]}, WEIGHTS),
    ],
)
def test_a_row_tells_of_tools_weights_and_images(example: dict[str, object], flags: int) -> None:
    report = check_line(1, json.dumps(example).encode(), CheckOptions())
    found = int(rows_of([row_of(report)])["flags"][0])
    assert found & (TOOLS | WEIGHTS | IMAGES) == flags
