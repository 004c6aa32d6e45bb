"""Each kind of planted defect is found with its code, and no error is told of the good lines between them."""

import json
from pathlib import Path

import pytest

from benchmarks.planted_defects import CODES, NO_DEFECTS, main, measure, tally
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.parallel_check import CheckProcesses
from ftdesk.dataset.rules.finding import Finding

USER = {"role": "user", "content": "Which quay?"}
REPLY = {"role": "assistant", "content": "The north one."}
CALL = {"id": "c1", "type": "function", "function": {"name": "tide", "arguments": "{}"}}
TOOLS = [{"type": "function", "function": {"name": "tide", "parameters": {"type": "object"}}}]
RESULT = {"role": "tool", "tool_call_id": "c1", "content": "high"}
PLAIN = json.dumps({"messages": [USER, REPLY]})


def chat(*messages: object, **more: object) -> bytes:
    return json.dumps({"messages": list(messages), **more}).encode()


def calling(call: object = CALL, result: object = RESULT, **more: object) -> bytes:
    asked = {"role": "assistant", "content": None, "tool_calls": [call]}
    return chat(USER, asked, *([result] if result else []), REPLY, **{"tools": TOOLS, **more})


def function(**changes: str) -> dict[str, object]:
    return {**CALL, "function": {"name": "tide", "arguments": "{}", **changes}}


BROKEN: dict[str, bytes] = {
    "json_truncated": PLAIN[:40].encode(),
    "json_trailing_comma": PLAIN[:-1].encode() + b",}",
    "json_single_quotes": PLAIN.replace('"', "'").encode(),
    "json_two_objects": f"{PLAIN} {PLAIN}".encode(),
    "json_raw_control_char": PLAIN.replace("north", "nor\x01th").encode(),
    "json_bad_escape": PLAIN.replace("north", "\\north\\q").encode(),
    "json_unquoted_key": PLAIN.replace('"messages"', "messages").encode(),
    "bom_in_line": b"\xef\xbb\xbf" + PLAIN.encode(),
    "json_nan": PLAIN[:-3].encode() + b', "weight": NaN}]}',
    "utf8_invalid": PLAIN.encode().replace(b"north", b"nor\xffth"),
    "blank_line": b"",
    "whitespace_line": b" \t ",
    "not_an_object_array": json.dumps([USER, REPLY]).encode(),
    "not_an_object_string": b'"The north one."',
    "not_an_object_null": b"null",
    "messages_missing": json.dumps({"message": [USER, REPLY]}).encode(),
    "messages_not_list": json.dumps({"messages": USER}).encode(),
    "messages_empty": chat(),
    "message_not_object": chat("Which quay?", "The north one."),
    "role_missing": chat({"content": "Which quay?"}, REPLY),
    "role_unknown": chat({**USER, "role": "human"}, REPLY),
    "role_not_string": chat({**USER, "role": 1}, REPLY),
    "content_missing": chat({"role": "user"}, REPLY),
    "content_null": chat(USER, {**REPLY, "content": None}),
    "content_number": chat({**USER, "content": 42}, REPLY),
    "content_empty": chat(USER, {**REPLY, "content": ""}),
    "content_only_space": chat({**USER, "content": " \n"}, REPLY),
    "assistant_missing": chat(USER),
    "last_not_assistant": chat(USER, REPLY, USER),
    "message_extra_key": chat({**USER, "time": 1}, REPLY),
    "toplevel_extra_key": chat(USER, REPLY, source="log"),
    "legacy_prompt_completion": json.dumps({"prompt": "Quay?", "completion": " North."}).encode(),
    "weight_out_of_range": chat(USER, {**REPLY, "weight": 0.5}),
    "weight_on_user": chat({**USER, "weight": 1}, REPLY),
    "all_weights_zero": chat(USER, {**REPLY, "weight": 0}),
    "name_bad_chars": chat({**USER, "name": "the asker"}, REPLY),
    "lone_surrogate": PLAIN.replace("north", "nor\\ud83dth").encode(),
    "duplicate_key": PLAIN[:-1].encode() + b', "messages": []}',
    "replacement_char": chat({**USER, "content": "Caf\ufffd?"}, REPLY),
    "system_not_first": chat(USER, {**USER, "role": "system"}, REPLY),
    "tool_args_not_json": calling(function(arguments="{quay")),
    "tool_call_id_unknown": calling(result={**RESULT, "tool_call_id": "c9"}),
    "tool_call_unanswered": calling(result=None),
    "tool_name_undefined": calling(function(name="ebb")),
    "tool_schema_bad": calling(tools=[{"type": "function", "function": {"name": "tide", "parameters": []}}]),
    "functions_and_tools": calling(functions=[{"name": "tide"}]),
    "sharegpt_format": json.dumps({"conversations": [{"from": "human", "value": "Quay?"}]}).encode(),
    "part_unknown_type": chat({**USER, "content": [{"type": "video"}]}, REPLY),
    "part_image_in_assistant": chat(
        USER, {**REPLY, "content": [{"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}]}
    ),
    "line_very_long": chat(USER, {**REPLY, "content": "north " * 12_000}),
}


@pytest.fixture
def planted(tmp_path: Path) -> tuple[Path, dict[str, list[int]]]:
    """A file with a good line before each broken one, and where these are; its last line repeats a broken one."""
    lines: list[bytes] = []
    places = {}
    for number, (kind, line) in enumerate(BROKEN.items()):
        lines += [PLAIN.replace("quay", f"quay {number}").encode(), line]
        places[kind] = [len(lines)]
    path = tmp_path / "planted.jsonl"
    path.write_bytes(b"\n".join([*lines, BROKEN["role_unknown"]]) + b"\n")
    return path, places


def test_every_kind_has_a_broken_line() -> None:
    assert BROKEN.keys() == CODES.keys() | NO_DEFECTS.keys()


def test_every_planted_defect_is_found_and_nothing_else(
    planted: tuple[Path, dict[str, list[int]]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, places = planted
    manifest = tmp_path / "manifest.json"
    defects = {kind: {"count": 1, "lines": lines} for kind, lines in places.items()}
    manifest.write_text(json.dumps({"defects": defects}), encoding="utf-8")
    assert measure(path, manifest)
    assert f"recall 1.0000 ({len(CODES)} of {len(CODES)} planted defects)" in capsys.readouterr().out


def test_what_is_missed_or_wrongly_told_is_named(planted: tuple[Path, dict[str, list[int]]]) -> None:
    path, places = planted
    with CheckProcesses(1) as processes, processes.check(path, CheckOptions()) as checked:
        findings = [f for f in checked.findings() if f.code != "role.missing"]
    findings.append(Finding(1, "role.unknown", "/messages/0/role", (("role", "bot"),)))
    result = tally({**places, "sarcasm": [3]}, findings, frozenset({2 * len(BROKEN) + 1}))
    assert [kind for kind, lines in result.missed.items() if lines] == ["role_missing"]
    assert result.false_alarms == [findings[-1]]
    assert result.unknown_kinds == ["sarcasm"]
    assert not result.is_good


def test_without_a_file_there_is_nothing_to_measure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "--file and --manifest" in capsys.readouterr().out
