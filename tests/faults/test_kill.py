"""A short form of the kills, and each known-bad variant, which has to be caught.

The long form is a command: `python -m tests.faults kill --while editing --count 1000`.
"""

import pytest

from tests.faults.kill import WHILE

SHORT = {
    "editing": (15, 1.0),
    "saving": (15, 1.0),
    "autosaving": (6, 1.5),
    "opening": (10, 1.0),
    "migrating": (10, 1.0),
}
"""How many kills, and within how many seconds each; long enough that something is acknowledged before most."""


@pytest.mark.parametrize("occupation", SHORT)
def test_a_kill_loses_nothing_that_was_acknowledged_and_the_next_start_succeeds(occupation: str) -> None:
    count, within = SHORT[occupation]
    verdict = WHILE[occupation].run(count, 1, None, within=within)
    if verdict.skipped:
        pytest.skip(verdict.skipped)
    assert verdict.passed(None), verdict.told(occupation, None, 0)
    assert verdict.trials == count
    assert occupation == "migrating" or "edits acknowledged" in verdict.figures


@pytest.mark.parametrize(
    ("occupation", "control", "told"),
    [
        ("editing", "journal-without-sync", "not there"),
        ("editing", "short-write-ignored", "set aside"),
        ("saving", "naive-save", "torn"),
        ("opening", "journal-removed", "not there"),
        ("migrating", "no-transaction", "start failed"),
    ],
)
def test_a_known_bad_variant_is_caught(occupation: str, control: str, told: str) -> None:
    wrongs: list[str] = []
    for seed in range(1, 60, 20):  # a machine that is busy may come to nothing before the first kills
        verdict = WHILE[occupation].run(20, seed, control, within=1.5)
        if verdict.skipped:
            pytest.skip(verdict.skipped)
        wrongs += verdict.wrongs
        if any(told in wrong for wrong in wrongs):
            return
    pytest.fail(f"not caught, but {wrongs}")
