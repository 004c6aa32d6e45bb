"""A short form of the damage to journals; the long form is a command: `python -m tests.faults journal-damage`."""

from tests.faults import journal_damage


def test_a_damaged_journal_is_whole_or_set_aside() -> None:
    verdict = journal_damage.run(150, 1, None)
    assert verdict.passed(None), verdict.told("journal-damage", None, 0)
    assert int(str(verdict.figures["set aside"])) > 50
    assert int(str(verdict.figures["as it was written"])) > 20, "most of a small database is unused room"


def test_a_journal_without_checksums_is_caught() -> None:
    verdict = journal_damage.run(300, 1, "no-checksums")
    assert any("something else" in wrong for wrong in verdict.wrongs), verdict.told("journal-damage", "", 0)
