"""A short form of each check of faults, and of each known-bad variant, which has to be caught.

The long forms are commands: `python -m tests.faults NAME`.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import full_disk, mutated, operations, random_files, sequences, syscalls
from tests.faults.verdict import Check

ROOT = Path(__file__).resolve().parents[2]
CHECKS: dict[str, tuple[Check, int]] = {
    "operations": (operations, 2),
    "syscalls": (syscalls, 25),
    "full-disk": (full_disk, 12),
    "random-files": (random_files, 60),
    "mutated": (mutated, 40),
    "sequences": (sequences, 60),
}


def judged(name: str, control: str | None) -> str:
    check, count = CHECKS[name]
    verdict = check.run(count, 1, control)
    if verdict.skipped:
        pytest.skip(verdict.skipped)
    assert verdict.trials
    assert verdict.passed(control), verdict.told(name, control, 0)
    return verdict.told(name, control, 0)


@pytest.mark.parametrize("name", CHECKS)
def test_no_fault_harms_a_file_or_an_edit_and_each_is_told_truthfully(name: str) -> None:
    assert "0 wrong" in judged(name, None)


@pytest.mark.parametrize(
    ("name", "control"), [(name, bad) for name, (check, _) in CHECKS.items() for bad in check.CONTROLS]
)
def test_a_known_bad_variant_is_caught(name: str, control: str) -> None:
    assert f"control {control}: caught" in judged(name, control)


def test_a_check_is_one_command_that_fails_where_something_is_wrong() -> None:
    command = [sys.executable, "-m", "tests.faults", "operations", "--count", "1"]
    passed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (passed.returncode, passed.stdout.split(":")[0]) == (0, "operations")
    wrong = subprocess.run(
        [*command, "--control", "none"], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert wrong.returncode == 2
