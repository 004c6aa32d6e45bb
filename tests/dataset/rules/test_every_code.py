"""Every code of the catalogue: lines that have it, and lines that nearly have it."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from ftdesk.dataset.document import Block
from ftdesk.dataset.example import Example, parse_example
from ftdesk.dataset.file_check import FileCheck
from ftdesk.dataset.fix_edits import ApplyFix
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.rules.amounts import AMOUNTS
from ftdesk.dataset.rules.catalogue import CATALOGUE
from ftdesk.dataset.rules.finding import Finding
from ftdesk.dataset.rules.fixes import FIXES, text_for_fix
from ftdesk.dataset.validation import check_block, check_line

Line = dict[str, object] | bytes

KEY = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
PRIVATE_KEY = (
    "-----BEGIN EC PRIVATE KEY-----\n"
    "MHcCAQEEIIrYSSNQFaA2Hwf1duRSxKtLYX5CB04fSeQ6tF1aY"
    "\n-----END EC PRIVATE KEY-----"
)
PNG = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg=="
JPEG = "data:image/jpeg;base64,/9j/4AAQSkZJRg=="


@dataclass(frozen=True)
class Case:
    """Two small files; `code` is found on `line` (the last if 0) of `bad`, and nowhere in `good`."""

    code: str
    bad: list[Line]
    good: list[Line]
    options: CheckOptions = field(default_factory=CheckOptions)
    line: int = 0
    name: str = ""

    @property
    def id(self) -> str:
        return f"{self.code}-{self.name}" if self.name else self.code


def user(content: object = "Hello", **more: object) -> dict[str, object]:
    return {"role": "user", "content": content, **more}


def answer(content: object = "Hi", **more: object) -> dict[str, object]:
    return {"role": "assistant", "content": content, **more}


def chat(*messages: object, **more: object) -> dict[str, object]:
    return {"messages": list(messages) or [user(), answer()], **more}


def without(message: dict[str, object], *keys: str) -> dict[str, object]:
    return {key: value for key, value in message.items() if key not in keys}


def tool(parameters: object = None, name: str = "weather") -> dict[str, object]:
    schema = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
    return {"type": "function", "function": {"name": name, "parameters": parameters or schema}}


def call(arguments: object = '{"city": "Kyoto"}', **more: object) -> dict[str, object]:
    function = {"name": "weather", "arguments": arguments}
    return {"id": "call_1", "type": "function", "function": function, **more}


def calling(*calls: object, tools: object = None) -> dict[str, object]:
    message = {"role": "assistant", "tool_calls": list(calls) or [call()]}
    return chat(user(), message, tools=[tool()] if tools is None else tools)


def picture(url: object = PNG) -> dict[str, object]:
    return {"type": "image_url", "image_url": {"url": url}}


def seeing(*parts: object) -> dict[str, object]:
    return chat(user([{"type": "text", "text": "What is this?"}, *parts]), answer())


def pair(prompt: object = "2 + 2 =", completion: object = " 4\n") -> dict[str, object]:
    return {"prompt": prompt, "completion": completion}


def preference(**more: object) -> dict[str, object]:
    base: dict[str, object] = {"input": {"messages": [user()]}}
    return {**base, "preferred_output": [answer()], "non_preferred_output": [answer("No.")], **more}


def graded(*messages: object, **more: object) -> dict[str, object]:
    return {"messages": list(messages) or [user()], "target": "4", **more}


RESULT = {"role": "tool", "tool_call_id": "call_1", "content": "21"}
THREE_GRADED: list[Line] = [graded(user(str(n))) for n in range(3)]
BYTES = CheckOptions(encoding="utf8_bytes", vocabulary_directory=Path(), token_limit=100)

CASES = [
    Case("file.empty", [b"", b"  "], [chat()], line=1),
    Case("file.not_jsonl", [b"[", b'{"messages": [', b"]}", b"]"], [b"[", b'{"text": 1}', b"]"], line=1),
    Case("file.not_jsonl", [b"prompt,completion", b"a,b"], [b"a,b", chat()], line=1, name="table"),
    Case(
        "file.too_few_examples",
        [chat()],
        [chat(), chat(user("2"), answer())],
        CheckOptions(minimum_examples=2),
    ),
    Case("file.mixed_formats", [chat(), chat(user("2"), answer()), pair()], [chat(), {"text": "foreign"}]),
    Case("file.too_large", [chat()], [b"{}"], CheckOptions(size_limit=40)),
    Case("file.byte_order_mark", [b"\xef\xbb\xbf{}"], [b"{}"]),
    Case("line.blank", [chat(), b" \t "], [chat(), b"{}"]),
    Case("line.not_utf8", ['{"text": "é"}'.encode("latin-1")], ['{"text": "é"}'.encode()]),
    Case(
        "line.not_utf8", [b'{"text": "\xed\xa0\x80"}'], [b'{"text": "\xed\x9f\xbf"}'], name="surrogate bytes"
    ),
    Case("line.very_long", [chat(user("a" * 1_000_000), answer())], [chat(user("a" * 999_000), answer())]),
    Case("json.invalid", [b'{"text": "a",}'], [b'{"text": "a"}']),
    Case(
        "json.invalid",
        [b"\xef\xbb\xbf{}", b"\xef\xbb\xbf{}"],
        [b"\xef\xbb\xbf{}"],
        name="late byte order mark",
    ),
    Case(
        "json.invalid",
        [b'{"text":' + b"[" * 300 + b"]" * 300 + b"}"],
        [b'{"text":' + b"[" * 200 + b"]" * 200 + b"}"],
        name="too deep",
    ),
    Case("json.not_object", [b'["messages"]'], [b'{"messages": []}']),
    Case("json.duplicate_key", [b'{"text": "a", "text": "a"}'], [b'{"text": "a", "Text": "a: b"}']),
    Case(
        "json.duplicate_key",
        [b'{"text": {"a" : 1, "\\u0061": 2}}'],
        [b'{"text": {"a": 1}, "b": {"a": 2}}'],
        name="nested",
    ),
    Case(
        "json.duplicate_key",
        [b'{"text": "\\u003a", "text": "a"}'],
        [b'{"text": "\\u003a", "b": "\\u003A"}'],
        name="beside an escaped colon",
    ),
    Case("json.non_finite_number", [b'{"n": NaN}'], [b'{"n": "NaN"}']),
    Case("json.non_finite_number", [b'{"n": -Infinity}'], [b'{"n": 1e300}'], name="infinity"),
    Case("json.non_finite_number", [b'{"n": 1e400}'], [b'{"n": 1e-400}'], name="beyond doubles"),
    Case("json.lone_surrogate", [b'{"text": "\\ud83d"}'], [b'{"text": "\\ud83d\\ude00"}']),
    Case(
        "json.lone_surrogate", [b'{"text": "\\ude00\\ud83d"}'], [b'{"text": "\\\\ud83d"}'], name="wrong order"
    ),
    Case("format.unknown", [{"question": "?"}], [{"prompt": "?"}]),
    Case("format.foreign", [{"conversations": []}], [{"messages": []}]),
    Case(
        "format.foreign",
        [{"instruction": "a", "output": "b"}],
        [{"prompt": "a", "completion": "b"}],
        name="alpaca",
    ),
    Case("example.unknown_key", [chat(weight=1)], [chat(parallel_tool_calls=False, tools=[tool()])]),
    Case("example.unknown_key", [{**pair(), "id": 1}], [pair()], name="completion"),
    Case("example.unknown_key", [preference(id=1)], [preference()], name="preference"),
    Case("example.unknown_key", [chat(target="4")], [*THREE_GRADED, graded()], name="right for a grader"),
    Case(
        "example.duplicate",
        [
            b'{"messages": [{"role": "user", "content": "a"}]}',
            b'{"messages":[{"content":"a","role":"user"}]}',
        ],
        [chat(user("a")), chat(user("a "))],
    ),
    Case("messages.missing", [chat(), chat(user("2"), answer()), {"message": []}], [chat()]),
    Case("messages.type", [{"messages": {}}], [chat()]),
    Case("messages.empty", [{"messages": []}], [chat()]),
    Case("message.type", [chat("Hello", answer())], [chat()]),
    Case(
        "message.unknown_key", [chat(user(time=1), answer())], [chat(user(name="Aki"), answer(refusal="No"))]
    ),
    Case("role.missing", [chat(without(user(), "role"), answer())], [chat()]),
    Case("role.type", [chat(user(role=1), answer())], [chat()]),
    Case(
        "role.unknown", [chat(user(role="human"), answer())], [chat(user(role="developer"), user(), answer())]
    ),
    Case("content.missing", [chat(without(user(), "content"), answer())], [calling()]),
    Case(
        "content.missing",
        [chat(user(), answer(None))],
        [chat(user(), answer(None, refusal="No"))],
        name="null",
    ),
    Case("content.missing", [chat(user([]), answer())], [seeing()], name="no parts"),
    Case("content.type", [chat(user(42), answer())], [chat(user("42"), answer())]),
    Case("content.type", [chat(user(["a"]), answer())], [seeing()], name="part"),
    Case("content.empty", [chat(user(" \n"), answer())], [chat(user("."), answer())]),
    Case(
        "content.empty",
        [chat(user(), answer(""))],
        [chat(user(), answer("", tool_calls=[call()]), tools=[tool()])],
        name="beside a call",
    ),
    Case("content.part_unknown", [seeing({"type": "video"})], [seeing({"type": "file", "file": {}})]),
    Case("content.control_character", [chat(user("a\x00b"), answer())], [chat(user("a\tb\r\n"), answer())]),
    Case(
        "content.control_character",
        [chat(user("a\x7fb"), answer())],
        [chat(user("a\\b"), answer())],
        name="delete",
    ),
    Case("content.bidi_control", [chat(user("a\u202eb"), answer())], [chat(user("שלום"), answer())]),
    Case("content.invisible", [chat(user("a\u200bb"), answer())], [chat(user("👩\u200d💻"), answer())]),
    Case(
        "content.invisible",
        [chat(user("a\U000e0041"), answer())],
        [chat(user("🏴\U000e0067\U000e0062\U000e007f"), answer())],
        name="tags",
    ),
    Case(
        "content.replacement_character", [chat(user("caf\ufffd"), answer())], [chat(user("café"), answer())]
    ),
    Case("assistant.missing", [chat(user())], [chat()]),
    Case(
        "assistant.not_last",
        [chat(user(), answer(), user())],
        [*THREE_GRADED, chat(user("a"), answer(), user())],
    ),
    Case(
        "assistant.nothing_to_learn",
        [chat(user(), answer(weight=0))],
        [chat(user(), answer(weight=0), user(), answer(weight=1))],
    ),
    Case("weight.invalid", [chat(user(), answer(weight=0.5))], [chat(user(), answer(weight=1))]),
    Case(
        "weight.invalid",
        [chat(user(), answer(weight=True))],
        [chat(user(), answer(weight=1.0))],
        name="boolean",
    ),
    Case("weight.not_assistant", [chat(user(weight=1), answer())], [chat(user(), answer(weight=1))]),
    Case("name.invalid", [chat(user(name="A B"), answer())], [chat(user(name="a" * 64), answer())]),
    Case(
        "name.invalid",
        [chat(user(name="a" * 65), answer())],
        [chat(user(name="山田"), answer())],
        name="long",
    ),
    Case("user.missing", [chat(answer())], [chat()]),
    Case(
        "system.not_first",
        [chat(user(), user(role="system"), answer())],
        [chat(user(role="system"), user(role="developer"), user(), answer())],
    ),
    Case(
        "turns.repeated_role",
        [chat(user(), user(), answer())],
        [
            chat(
                user(),
                answer(None, tool_calls=[call(), call(id="2")]),
                RESULT,
                {**RESULT, "tool_call_id": "2"},
                answer(),
                tools=[tool()],
            )
        ],
    ),
    Case(
        "system.inconsistent",
        [chat(), chat(user(role="system"), user(), answer())],
        [chat(user(role="system"), user(), answer()), chat(user(role="system"), user("2"), answer())],
        line=1,
    ),
    Case("tool_call.invalid", [calling(without(call(), "id"))], [calling()], name="id"),
    Case("tool_call.invalid", [calling(call(type="tool"))], [calling()], name="type"),
    Case(
        "tool_call.invalid", [calling(call(function={"arguments": "{}"}))], [calling()], name="function name"
    ),
    Case("tool_call.arguments_not_text", [calling(call({"city": "Kyoto"}))], [calling()]),
    Case("tool_call.arguments_not_json", [calling(call("{city: 1}"))], [calling(call('{"city": "1"}'))]),
    Case("tool_call.arguments_not_object", [calling(call('"{\\"city\\": 1}"'))], [calling(call("{}"))]),
    Case("tool_call.unknown_tool", [calling(tools=[tool(name="Weather")])], [calling(tools=[tool()])]),
    Case(
        "tool_call.arguments_schema",
        [calling(call('{"city": 1}'))],
        [calling(call('{"city": "1", "day": 2}'))],
    ),
    Case("tool_call.unanswered", [chat(*calling()["messages"], answer(), tools=[tool()])], [calling()]),
    Case(
        "tool_call.unanswered",
        [chat(*calling()["messages"], RESULT, *calling()["messages"], answer(), tools=[tool()])],
        [chat(*calling()["messages"], RESULT, *calling()["messages"], RESULT, answer(), tools=[tool()])],
        name="an id used again",
    ),
    Case(
        "tool_result.orphan",
        [chat(user(), {**RESULT, "tool_call_id": "call_2"}, answer())],
        [chat(*calling()["messages"], RESULT, answer(), tools=[tool()])],
    ),
    Case(
        "tool_result.orphan",
        [chat(user(), without(RESULT, "tool_call_id"), answer())],
        [chat()],
        name="no id",
    ),
    Case("tools.invalid", [chat(tools=[without(tool(), "type")])], [chat(tools=[tool()])], name="type"),
    Case("tools.invalid", [chat(tools=[without(tool(), "function")])], [chat(tools=[])], name="function"),
    Case("tools.invalid", [chat(tools=[tool(name="")])], [chat(tools=[tool(name="a")])], name="name"),
    Case(
        "tools.invalid",
        [chat(tools=[tool([1])])],
        [chat(tools=[{"type": "function", "function": {"name": "a"}}])],
        name="parameters",
    ),
    Case(
        "tools.invalid",
        [chat(tools=[tool({"type": "strnig"})])],
        [chat(tools=[tool({"type": "string"})])],
        name="schema",
    ),
    Case(
        "functions.with_tools",
        [chat(functions=[{"name": "a"}], tools=[tool()])],
        [chat(functions=[{"name": "a"}])],
    ),
    Case("functions.deprecated", [chat(functions=[{"name": "a"}])], [chat(tools=[tool()])]),
    Case(
        "functions.deprecated",
        [chat(user(), answer(None, function_call=call()["function"]))],
        [calling()],
        name="call",
    ),
    Case("image.in_assistant", [chat(user(), answer([picture()]))], [seeing(picture())]),
    Case("image.too_many", [seeing(*[picture()] * 11)], [seeing(*[picture()] * 10)]),
    Case(
        "image.too_large",
        [seeing(picture(PNG[:40] + "A" * 13_400_000))],
        [seeing(picture(PNG[:40] + "A" * 13_300_000))],
    ),
    Case("image.format", [seeing(picture("data:image/gif;base64,R0lGODlhAQ=="))], [seeing(picture(JPEG))]),
    Case(
        "image.format",
        [seeing(picture("data:image/png;base64,R0lGODlhAQ=="))],
        [seeing(picture(PNG))],
        name="bytes",
    ),
    Case(
        "image.format",
        [seeing(picture("https://example.com/a.GIF?b=1"))],
        [seeing(picture("https://example.com/gif?a=b.gif"))],
        name="address",
    ),
    Case(
        "image.format",
        [seeing(picture("data:image/webp;base64,UklGRgAAAABXQVZF"))],
        [seeing(picture("data:image/webp;base64,UklGRgAAAABXRUJQ"))],
        name="another container",
    ),
    Case("image.url", [seeing(picture("file:///a.png"))], [seeing(picture("https://example.com/a"))]),
    Case("image.url", [seeing(picture(None))], [seeing(picture("http://example.com/a.webp"))], name="none"),
    Case("tokens.over_limit", [chat(user("a" * 100), answer())], [chat(user("a" * 20), answer())], BYTES),
    Case(
        "tokens.answer_tiny",
        [chat(user("a" * 900), answer("b"))],
        [chat(user("a" * 50), answer("b"))],
        CheckOptions(encoding="utf8_bytes", vocabulary_directory=Path()),
    ),
    Case("prompt.missing", [without(pair(), "prompt")], [pair("")]),
    Case("prompt.type", [pair(1)], [pair("1")]),
    Case("completion.missing", [without(pair(), "completion")], [pair()]),
    Case("completion.type", [pair(completion=["4"])], [pair()]),
    Case("completion.empty", [pair(completion=" \n")], [pair(completion=" .")]),
    Case("completion.no_leading_space", [pair(completion="4")], [pair(completion=" 4")]),
    Case(
        "completion.no_stop",
        [pair("1", " 1\n"), pair("2", " 2\n"), pair("3", " 3")],
        [pair("1", " 1\n"), pair("2", " 2\n"), pair("3", " 3\n")],
        name="one line",
    ),
    Case(
        "completion.no_stop", [pair("1", " 1"), pair("2", " 2")], [pair("1", " 1."), pair("2", " 2.")], line=1
    ),
    Case(
        "prompt.no_separator",
        [pair("1 ="), pair("2"), pair("3 =")],
        [pair("1 ="), pair("2 ="), pair("3 =")],
        line=2,
    ),
    Case(
        "completion.common_prefix",
        [pair("1", " The 1"), pair("2", " The 2")],
        [pair("1", " It 1"), pair("2", " It 2")],
        line=1,
    ),
    Case(
        "prompt.common_prefix",
        [pair("Please tell me 1"), pair("Please tell me 2")],
        [pair("Tell me 1"), pair("Tell me 2")],
        line=1,
    ),
    Case("input.missing", [without(preference(), "input")], [preference()]),
    Case("input.type", [preference(input=[user()])], [preference()]),
    Case(
        "input.last_not_user",
        [preference(input={"messages": [user(), answer()]})],
        [preference(input={"messages": [user(), answer(), user()]})],
    ),
    Case("preferred.missing", [without(preference(), "preferred_output")], [preference()]),
    Case("preferred.count", [preference(preferred_output=[answer(), answer()])], [preference()]),
    Case("preferred.role", [preference(preferred_output=[user()])], [preference()]),
    Case("non_preferred.missing", [without(preference(), "non_preferred_output")], [preference()]),
    Case("non_preferred.count", [preference(non_preferred_output=answer())], [preference()]),
    Case("non_preferred.role", [preference(non_preferred_output=[user()])], [preference()]),
    Case(
        "preference.identical",
        [preference(non_preferred_output=[answer()])],
        [preference(non_preferred_output=[answer("Hi.")])],
    ),
    Case(
        "preference.only_length_differs",
        [preference(non_preferred_output=[answer("Hi there")])],
        [preference(non_preferred_output=[answer("Ho there")])],
    ),
    Case("messages.last_not_user", [*THREE_GRADED, graded(user(), answer())], [*THREE_GRADED, graded()]),
    Case("item.missing", [graded()], [graded(nums="1")], CheckOptions(item_keys=("nums", "target"))),
    Case("secret.api_key", [chat(user(f"Use {KEY}."), answer())], [chat(user(f"Use {KEY[:-1]}."), answer())]),
    Case("secret.private_key", [chat(user(PRIVATE_KEY), answer())], [chat(user(PRIVATE_KEY[:60]), answer())]),
    Case(
        "personal.email",
        [chat(user("Write to mika@harbour-mail.com."), answer())],
        [chat(user("Write to mika@mail.example.com or harbour@2x.png."), answer())],
    ),
    Case(
        "personal.card_number",
        [chat(user("I paid with 4539 1488 0343 6467."), answer())],
        [chat(user("I paid with 4539 1488 0343 6468."), answer())],
    ),
    Case(
        "personal.phone",
        [chat(user("Call +81 90-1234-5678."), answer())],
        [chat(user("Call +81 10-0000-0000; 5 +1 234 567 890."), answer())],
    ),
]


def check(lines: list[Line], options: CheckOptions) -> list[Finding]:
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    keys = np.arange(len(raw))
    result = FileCheck(options, size_bytes=sum(map(len, raw)))
    result.add_block(check_block(Block(1, tuple(keys.tolist()), tuple(raw)), options))
    return list(result.findings(keys, raw.__getitem__))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_line_that_has_it_is_found(case: Case) -> None:
    assert (case.line or len(case.bad), case.code) in [
        (f.line, f.code) for f in check(case.bad, case.options)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_line_that_nearly_has_it_is_not_found(case: Case) -> None:
    assert case.code not in [finding.code for finding in check(case.good, case.options)]


def test_every_code_of_the_catalogue_stands_in_the_table() -> None:
    untested = {"file.too_many_images"}  # 50,001 lines: tests/dataset/rules/test_file.py asks the rule itself
    untested |= {
        "example.near_duplicate",
        "example.leak",
    }  # found by a search: tests/dataset/test_likeness_search.py
    assert {case.code for case in CASES} == CATALOGUE.keys() - untested


WARNINGS = frozenset(
    [
        "line.blank",
        "example.duplicate",
        "example.leak",
        "content.empty",
        "content.control_character",
        "content.bidi_control",
        "content.invisible",
        "content.replacement_character",
        "name.invalid",
        "user.missing",
        "system.not_first",
        "turns.repeated_role",
        "tool_call.arguments_schema",
        "secret.api_key",
        "secret.private_key",
        "personal.email",
        "personal.card_number",
        "personal.phone",
        "completion.no_leading_space",
        "completion.no_stop",
        "prompt.no_separator",
        "completion.common_prefix",
        "prompt.common_prefix",
        "item.missing",
    ]
)
INFOS = frozenset(
    [
        "file.byte_order_mark",
        "example.near_duplicate",
        "system.inconsistent",
        "functions.deprecated",
        "line.very_long",
        "tokens.answer_tiny",
        "preference.only_length_differs",
    ]
)


@pytest.mark.parametrize("code", CATALOGUE)
def test_a_finding_is_as_bad_as_the_rules_say(code: str) -> None:
    expected = "warning" if code in WARNINGS else "info" if code in INFOS else "error"
    assert CATALOGUE[code].severity == expected


WHOLE_LINE = frozenset(
    [
        "line.blank",
        "line.not_utf8",
        "line.very_long",
        "json.invalid",
        "json.not_object",
        "format.unknown",
        "format.foreign",
        "example.duplicate",
        "messages.missing",
        "tokens.over_limit",
        "tokens.answer_tiny",
        "prompt.missing",
        "completion.missing",
        "input.missing",
        "preferred.missing",
        "non_preferred.missing",
        "item.missing",
    ]
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_finding_points_at_a_place_of_its_example(case: Case) -> None:
    for finding in check(case.bad, case.options):
        if finding.code != case.code or finding.whole_file:
            continue
        assert bool(finding.path) != (finding.code in WHOLE_LINE or finding.code.startswith("file."))
        line = case.bad[finding.line - 1]
        if finding.path and not isinstance(line, bytes):
            assert place_of(line, finding.path) is not MISSING_PLACE


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_whole_numbers_alone_fill_the_places_of_amounts(case: Case) -> None:
    for finding in check(case.bad, case.options):
        for value in (value for name, value in finding.arguments if name in AMOUNTS):
            assert re.fullmatch(r"\d+(, \d+)*( …)?", value), finding


REVEALED = {"tool_call.arguments_not_object": {"tool_call.arguments_schema"}}
"""What only can be seen once the trouble before it is mended."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_fix_that_is_offered_mends_and_makes_nothing_worse(case: Case) -> None:
    for line in case.bad:
        raw = line if isinstance(line, bytes) else json.dumps(line).encode()
        before = check_line(2, raw, case.options).findings
        for finding in before:
            if finding.fix not in FIXES:
                continue
            example = parse_example(raw)
            assert isinstance(example, Example)
            mended = ApplyFix(finding.fix, text_for_fix(finding.arguments)).edited(example).to_line()
            after = {found.code for found in check_line(2, mended, case.options).findings}
            assert finding.code not in after
            assert after - {found.code for found in before} <= REVEALED.get(finding.code, set())


MISSING_PLACE = object()


def place_of(value: object, path: str) -> object:
    """What a JSON Pointer leads to."""
    for step in path.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and key in value:
            value = value[key]
        elif isinstance(value, list) and key.isdigit() and int(key) < len(value):
            value = value[int(key)]
        else:
            return MISSING_PLACE
    return value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_finding_reads_as_one_sentence(case: Case) -> None:
    for finding in check(case.bad, case.options):
        assert finding.message.isprintable()
        assert len(finding.message) < 300


COMPARED = ("completion.no_stop", "completion.common_prefix", "prompt.no_separator", "prompt.common_prefix")
ELSEWHERE = ("file.", "system.inconsistent", "messages.last_not_user", "item.missing", "tokens.")
PLANTED = [case for case in CASES if not case.code.startswith((*COMPARED, *ELSEWHERE))]


def checked_by_process(
    path: Path, lines: list[Line], target: str = "ftdesk-replies-1"
) -> set[tuple[int, str]]:
    """(line, code) of every finding that `ftdesk check --json` prints of a file of these lines."""
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    path.write_bytes(b"\n".join(raw) + b"\n")
    command = [sys.executable, "-m", "ftdesk", "check", "--json", "--target", target, str(path)]
    done = subprocess.run(command, capture_output=True, timeout=100, check=False)
    assert done.stderr == b""
    document = json.loads(done.stdout)
    assert done.returncode == (1 if document["counts"]["error"] else 0)
    return {(finding["line"], finding["code"]) for finding in document["findings"]}


def test_each_planted_defect_is_reported_on_its_line(tmp_path: Path) -> None:
    good: list[Line] = [chat(user(str(number)), answer()) for number in range(200)]
    lines: list[Line] = []
    planted: set[tuple[int, str]] = set()
    for case in PLANTED:
        lines += case.bad
        planted.add((len(lines) - len(case.bad) + (case.line or len(case.bad)), case.code))
    assert planted - checked_by_process(tmp_path / "planted.jsonl", lines + good) == set()


def test_nothing_is_said_of_good_lines(tmp_path: Path) -> None:
    good: list[Line] = [chat(user(str(number)), answer()) for number in range(20)]
    assert checked_by_process(tmp_path / "good.jsonl", good) == set()


OF_THE_FILE = {
    "file.empty": (1, [b""]),
    "file.too_few_examples": (1, [chat()]),
    "file.byte_order_mark": (1, [b"\xef\xbb\xbf" + json.dumps(chat()).encode()]),
    "file.mixed_formats": (3, [chat(), chat(user("2"), answer()), pair()]),
    "system.inconsistent": (1, [chat(), chat(user(role="system"), user(), answer())]),
    "completion.no_stop": (1, [pair("1", " 1"), pair("2", " 2")]),
    "completion.common_prefix": (1, [pair("1", " The 1"), pair("2", " The 2")]),
    "prompt.no_separator": (2, [pair("1 ="), pair("2"), pair("3 =")]),
    "prompt.common_prefix": (1, [pair("Please tell me 1"), pair("Please tell me 2")]),
    "messages.last_not_user": (4, [*THREE_GRADED, graded(user(), answer())]),
    "tokens.over_limit": (1, [chat(user("a b " * 40_000), answer())]),
    "tokens.answer_tiny": (1, [chat(user("a b" * 400), answer())]),
}


@pytest.mark.parametrize("code", OF_THE_FILE)
def test_each_defect_of_a_whole_file_is_reported(code: str, tmp_path: Path) -> None:
    line, lines = OF_THE_FILE[code]
    strict = code in ("tokens.over_limit", "file.too_few_examples")
    target = "gpt-4.1-mini-2025-04-14" if strict else "ftdesk-replies-1"
    assert (line, code) in checked_by_process(tmp_path / "file.jsonl", lines, target)
