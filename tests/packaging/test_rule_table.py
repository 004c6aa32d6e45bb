"""The table of all codes is what it would be made today, and says of each what the rules and translations say."""

import sys
from pathlib import Path

import pytest

from ftdesk.dataset.rules.catalogue import CATALOGUE
from ftdesk.resource_files import resource_directory

sys.path.insert(0, str(resource_directory().parent / "packaging"))

import rule_table


def test_the_table_is_current() -> None:
    assert rule_table.is_current(), "packaging/rule_table.py update"


def test_every_code_has_one_row_with_its_severity_sentence_and_fix() -> None:
    rows = [line for line in rule_table.table().splitlines() if line.startswith("| `")]
    assert len(rows) == len(CATALOGUE)
    [row] = [row for row in rows if "`weight.not_assistant`" in row]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[1] == "error"
    assert cells[2].startswith("Only assistant messages have a weight")
    assert "{role}" in cells[3]
    assert cells[4].startswith("Remove the weight / ")


def test_a_sentence_without_a_translation_is_a_dash(tmp_path: Path) -> None:
    empty = tmp_path / "ja.ts"
    empty.write_text('<TS version="2.1"></TS>', encoding="utf-8")
    assert "| The file has no example. | – |  |" in rule_table.table(empty)


def test_a_table_of_older_rules_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_table, "CATALOGUE", dict(list(CATALOGUE.items())[1:]))
    assert not rule_table.is_current()
