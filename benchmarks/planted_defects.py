"""Whether every planted defect is found with its code, and nothing is called an error that was not planted.

    python -m benchmarks.planted_defects --file FILE --manifest MANIFEST

FILE holds chat examples of which some lines were broken on purpose; MANIFEST is JSON with, under "defects", for each
kind how many lines have it ("count") and the numbers of its first thousand lines ("lines", from 1). A planted line is
found if it has one of the codes of its kind. A line that was not planted may repeat a planted one; then it is known by
its bytes. Any other error outside the planted lines is a false alarm. The status is 1 where anything was missed, or an
alarm was false.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.parallel_check import CheckProcesses
from ftdesk.dataset.rules.finding import Finding, Severity

NOT_JSON = frozenset({"json.invalid"})
CODES: Mapping[str, frozenset[str]] = {
    "json_truncated": NOT_JSON,
    "json_trailing_comma": NOT_JSON,
    "json_single_quotes": NOT_JSON,
    "json_two_objects": NOT_JSON,
    "json_raw_control_char": NOT_JSON,
    "json_bad_escape": NOT_JSON,
    "json_unquoted_key": NOT_JSON,
    "bom_in_line": NOT_JSON,
    "json_nan": frozenset({"json.non_finite_number"}),
    "utf8_invalid": frozenset({"line.not_utf8"}),
    "blank_line": frozenset({"line.blank"}),
    "whitespace_line": frozenset({"line.blank"}),
    "not_an_object_array": frozenset({"json.not_object"}),
    "not_an_object_string": frozenset({"json.not_object"}),
    "not_an_object_null": frozenset({"json.not_object"}),
    "messages_missing": frozenset({"messages.missing"}),
    "messages_not_list": frozenset({"messages.type"}),
    "messages_empty": frozenset({"messages.empty"}),
    "message_not_object": frozenset({"message.type"}),
    "role_missing": frozenset({"role.missing"}),
    "role_unknown": frozenset({"role.unknown"}),
    "role_not_string": frozenset({"role.type"}),
    "content_missing": frozenset({"content.missing"}),
    "content_null": frozenset({"content.missing"}),
    "content_number": frozenset({"content.type"}),
    "content_empty": frozenset({"content.empty"}),
    "content_only_space": frozenset({"content.empty"}),
    "assistant_missing": frozenset({"assistant.missing"}),
    "last_not_assistant": frozenset({"assistant.not_last"}),
    "message_extra_key": frozenset({"message.unknown_key"}),
    "toplevel_extra_key": frozenset({"example.unknown_key"}),
    "legacy_prompt_completion": frozenset({"file.mixed_formats"}),
    "weight_out_of_range": frozenset({"weight.invalid"}),
    "weight_on_user": frozenset({"weight.not_assistant"}),
    "all_weights_zero": frozenset({"assistant.nothing_to_learn"}),
    "name_bad_chars": frozenset({"name.invalid"}),
    "lone_surrogate": frozenset({"json.lone_surrogate"}),
    "duplicate_key": frozenset({"json.duplicate_key"}),
    "replacement_char": frozenset({"content.replacement_character"}),
    "system_not_first": frozenset({"system.not_first"}),
    "tool_args_not_json": frozenset({"tool_call.arguments_not_json"}),
    "tool_call_id_unknown": frozenset({"tool_result.orphan"}),
    "tool_call_unanswered": frozenset({"tool_call.unanswered"}),
    "tool_name_undefined": frozenset({"tool_call.unknown_tool"}),
    "tool_schema_bad": frozenset({"tools.invalid"}),
    "functions_and_tools": frozenset({"functions.with_tools"}),
    "sharegpt_format": frozenset({"format.foreign"}),
    "part_unknown_type": frozenset({"content.part_unknown"}),
    "part_image_in_assistant": frozenset({"image.in_assistant"}),
}
"""The codes that each kind of defect is told by."""

NO_DEFECTS: Mapping[str, str] = {
    "line_very_long": "some 70 kB; a line is called very long from 1 MB",
}
"""Kinds that are none by our rules, and why."""


@dataclass(slots=True)
class Tally:
    """What became of the planted lines of each kind, and the findings that nobody planted."""

    planted: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    missed: dict[str, list[int]] = field(default_factory=dict)
    false_alarms: list[Finding] = field(default_factory=list)
    unknown_kinds: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether everything was found, and nothing else."""
        return not any(self.missed.values()) and not self.false_alarms and not self.unknown_kinds


def tally(
    planted: Mapping[str, Iterable[int]], findings: Iterable[Finding], repeats: frozenset[int] = frozenset()
) -> Tally:
    """Compare findings with what was planted on which lines; errors on lines of `repeats` are not counted."""
    codes: defaultdict[int, set[str]] = defaultdict(set)
    own = {line for lines in planted.values() for line in lines}
    result = Tally()
    for finding in findings:
        if finding.line in own:
            codes[finding.line].add(finding.code)
        elif finding.severity is Severity.ERROR and not finding.whole_file and finding.line not in repeats:
            result.false_alarms.append(finding)
    for kind, lines in planted.items():
        result.planted[kind] = len(list(lines))
        if kind in NO_DEFECTS:
            continue
        if kind not in CODES:
            result.unknown_kinds.append(kind)
            continue
        result.missed[kind] = [line for line in lines if not codes[line] & CODES[kind]]
        result.found[kind] = result.planted[kind] - len(result.missed[kind])
    return result


def repeats_of(path: Path, planted: frozenset[int]) -> frozenset[int]:
    """The lines of a file that are, byte for byte, a planted one again."""
    with path.open("rb") as file:
        broken = {line.rstrip(b"\r\n") for number, line in enumerate(file, 1) if number in planted}
    with path.open("rb") as file:
        return frozenset(
            number
            for number, line in enumerate(file, 1)
            if number not in planted and line.rstrip(b"\r\n") in broken
        )


def measure(path: Path, manifest: Path) -> bool:
    """Check the file, and print what was found of each kind."""
    defects = json.loads(manifest.read_text(encoding="utf-8"))["defects"]
    planted = {kind: entry["lines"] for kind, entry in defects.items()}
    more = sum(entry["count"] for entry in defects.values()) - sum(map(len, planted.values()))
    repeats = repeats_of(path, frozenset(line for lines in planted.values() for line in lines))
    with CheckProcesses() as processes, processes.check(path, CheckOptions()) as checked:
        result = tally(planted, checked.findings(), repeats)
    print(f"{'kind':26}{'planted':>9}{'found':>8}  codes")
    for kind in sorted(planted):
        told = NO_DEFECTS.get(kind) or ", ".join(sorted(CODES.get(kind, {"no code is known"})))
        print(f"{kind:26}{result.planted[kind]:9,}{result.found.get(kind, 0):8,}  {told}")
    wanted = sum(count for kind, count in result.planted.items() if kind not in NO_DEFECTS)
    found = sum(result.found.values())
    print(f"recall {found / max(1, wanted):.4f} ({found:,} of {wanted:,} planted defects)")
    if more:
        print(
            f"{more:,} further planted lines have no number in the manifest; their errors are false alarms here"
        )
    print(f"errors on lines that were not planted: {len(result.false_alarms):,}")
    for kind, lines in result.missed.items():
        if lines:
            print(f"missed: {kind} on lines {lines[:10]}")
    for finding in result.false_alarms[:20]:
        print(f"false alarm: {finding.line}: {finding.code} {finding.message}")
    return result.is_good


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; without a file there is nothing to do."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.planted_defects", description=__doc__)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--manifest", type=Path)
    given = parser.parse_args(arguments)
    if given.file is None or given.manifest is None:
        print("nothing was measured: a file with planted defects is named by --file and --manifest")
        return 0
    return 0 if measure(given.file, given.manifest) else 1


if __name__ == "__main__":
    raise SystemExit(main())
