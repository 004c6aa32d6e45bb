"""A journal tells again what was written, after any end of the process; the stack behaves as a window's does."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ftdesk.dataset.addition_file import AdditionFile
from ftdesk.dataset.file_errors import AdditionsNotWritten
from ftdesk.dataset.lines import FileStamp
from ftdesk.workspace.errors import DatabaseUnusable, JournalDamaged
from ftdesk.workspace.journal import Journal
from ftdesk.workspace.journal_records import (
    Amended,
    Base,
    Done,
    History,
    KeptStep,
    Redone,
    SaveBegun,
    Undone,
)

STAMP = FileStamp(100, 2**62, (2**64 - 1, 2**64 - 2))
BASE = Base(Path("/data/例.jsonl"), STAMP, b"content", b"rows", 3)
SAVED = Base(Path("/data/例.jsonl"), FileStamp(120, 5, (1, 3)), b"new content", b"new rows", 4)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "journals" / "key"


def begun(folder: Path, base: Base = BASE) -> Journal:
    journal = Journal(folder)
    journal.begin(base)
    return journal


def told(journal: Journal) -> History:
    """What is read by somebody who opens the journal after this one is gone."""
    journal.close()
    again = Journal(journal.folder)
    history = again.read()
    again.close()
    assert history is not None
    return history


def test_a_journal_that_was_never_begun_tells_nothing(folder: Path) -> None:
    journal = Journal(folder)
    assert journal.read() is None
    journal.close()
    assert Journal(folder).read() is None


def test_a_begun_journal_tells_its_base(folder: Path) -> None:
    history = told(begun(folder))
    assert history == History(BASE, None, (), None, (), 0, 0, None)


def test_steps_are_told_with_their_changes_as_they_were_done(folder: Path) -> None:
    journal = begun(folder)
    journal.write([Done(1, b"one", "Edit", 1), Done(2, b"two", "Löschen", 2)])
    journal.write([Amended(2, b"two more", "Edit", 2), Undone(2, 1), Redone(2, 2), Undone(2, 1)])
    history = told(journal)
    assert history.replay == (
        Done(1, b"one", "Edit", 1),
        Done(2, b"two", "Löschen", 2),
        Amended(2, b"two more", "Edit", 2),
        Undone(2, 1, b"two more"),
        Redone(2, 2, b"two more"),
        Undone(2, 1, b"two more"),
    )
    assert [entry.undo for entry in history.replay] == [False, False, False, True, False, True]
    assert history.steps == (KeptStep(1, b"one", "Edit"), KeptStep(2, b"two more", "Edit"))
    assert (history.position, history.clean) == (1, 0)
    assert history.edited_at is not None


def test_a_step_that_was_replaced_is_gone_from_the_stack_but_replayed(folder: Path) -> None:
    journal = begun(folder)
    journal.write([Done(1, b"one", "", 1), Undone(1, 0), Done(2, b"two", "", 1)])
    history = told(journal)
    assert history.steps == (KeptStep(2, b"two", ""),)
    assert [entry.change for entry in history.replay] == [b"one", b"one", b"two"]


def test_a_step_that_is_amended_has_nothing_above_it_that_could_be_done_again(folder: Path) -> None:
    journal = begun(folder)
    journal.write([Done(1, b"one", "", 1), Done(2, b"two", "", 2), Undone(2, 1), Amended(1, b"ONE", "", 1)])
    history = told(journal)
    assert history.steps == (KeptStep(1, b"ONE", ""),)
    assert [entry.change for entry in history.replay] == [b"one", b"two", b"two", b"ONE"]


def test_a_confirmed_save_keeps_the_stack_and_what_was_done_meanwhile(folder: Path) -> None:
    journal = begun(folder)
    journal.write([Done(1, b"one", "", 1), Done(2, b"two", "", 2), SaveBegun(2)])
    journal.write([Done(3, b"three", "", 3)])
    journal.prepare(SAVED)
    history = journal.read()
    assert history is not None
    assert (history.base, history.prepared, history.prepared_at) == (BASE, SAVED, 2)
    assert [entry.change for entry in history.replay] == [b"one", b"two", b"three"]
    journal.confirm()
    history = told(journal)
    assert (history.base, history.prepared, history.prepared_at) == (SAVED, None, None)
    assert [entry.change for entry in history.replay] == [b"three"]
    assert [step.change for step in history.steps] == [b"one", b"two", b"three"]
    assert (history.position, history.clean) == (3, 2)


def test_undoing_past_a_save_is_replayed_with_changes_from_before_it(folder: Path) -> None:
    journal = begun(folder)
    journal.write([Done(1, b"one", "", 1), SaveBegun(1)])
    journal.prepare(SAVED)
    journal.confirm()
    journal.write([Undone(1, 0), Done(2, b"two", "", 1)])
    history = told(journal)
    assert history.replay == (Undone(1, 0, b"one"), Done(2, b"two", "", 1))
    assert history.steps == (KeptStep(2, b"two", ""),)
    assert history.clean is None, "the saved rows are on no way of the stack any more"


@pytest.mark.parametrize(
    ("meanwhile", "clean"),
    [
        ([Done(3, b"c", "", 3)], 2),
        ([Undone(2, 1)], 2),
        ([Amended(2, b"B", "", 2)], None),
        ([Undone(2, 1), Done(3, b"c", "", 2)], None),
        ([Undone(2, 1), Undone(1, 0), Done(3, b"c", "", 1)], None),
    ],
)
def test_what_was_saved_is_clean_unless_something_took_its_place_meanwhile(
    folder: Path, meanwhile: list[Done | Undone | Amended], clean: int | None
) -> None:
    journal = begun(folder)
    journal.write([Done(1, b"a", "", 1), Done(2, b"b", "", 2), SaveBegun(2), *meanwhile])
    journal.prepare(SAVED)
    journal.confirm()
    assert told(journal).clean == clean


def test_a_withdrawn_save_leaves_everything_as_it_was(folder: Path) -> None:
    journal = begun(folder)
    journal.write([Done(1, b"one", "", 1), SaveBegun(1)])
    journal.prepare(SAVED)
    journal.withdraw()
    journal.confirm()
    history = told(journal)
    assert (history.base, history.prepared, history.clean) == (BASE, None, 0)
    assert history.replay == (Done(1, b"one", "", 1),)


def test_a_second_save_in_a_row_builds_on_the_first(folder: Path) -> None:
    journal = begun(folder)
    for number in (1, 2, 3):
        journal.write([Done(number, b"%d" % number, "", number), SaveBegun(number)])
        journal.prepare(SAVED)
        journal.confirm()
    history = told(journal)
    assert (history.replay, history.position, history.clean) == ((), 3, 3)
    assert [step.change for step in history.steps] == [b"1", b"2", b"3"]


def test_nothing_can_be_prepared_without_a_save(folder: Path) -> None:
    with pytest.raises(ValueError, match="no save"):
        begun(folder).prepare(SAVED)


def test_a_base_may_get_another_stamp(folder: Path) -> None:
    journal = begun(folder)
    journal.write([Done(1, b"one", "", 1)])
    journal.touch_base(FileStamp(100, 7, (1, 2)))
    history = told(journal)
    assert history.base.stamp == FileStamp(100, 7, (1, 2))
    assert len(history.replay) == 1


def test_beginning_anew_forgets_the_history_and_the_lines(folder: Path) -> None:
    journal = begun(folder)
    journal.lines.append([b"line"])
    journal.write([Done(1, b"one", "", 1)])
    journal.begin(SAVED, keep_lines=1)
    journal.close()
    journal = Journal(folder)
    assert journal.lines.read(0) == b"line"
    journal.begin(SAVED)
    assert len(journal.lines) == 0
    assert told(journal) == History(SAVED, None, (), None, (), 0, 0, None)


def test_rows_without_a_file_are_unsaved_from_the_start(folder: Path) -> None:
    assert told(begun(folder, Base(None, None, b"", b"rows", 2))).clean is None
    assert told(begun(folder, Base(None, None, b"", b"rows", 0))).clean == 0


def test_entries_that_do_not_fit_are_refused_and_change_nothing(folder: Path) -> None:
    journal = begun(folder)
    journal.write([Done(1, b"one", "", 1)])
    for wrong in (Done(2, b"two", "", 3), Undone(2, 0), Redone(1, 2), Amended(9, b"", "", 1)):
        with pytest.raises(ValueError, match="step"):
            journal.write([Undone(1, 0), Redone(1, 1), wrong])
    assert [entry.change for entry in told(journal).replay] == [b"one"]


def test_only_lines_that_entries_may_name_are_there_again(folder: Path) -> None:
    journal = begun(folder)
    journal.lines.append([b"zero", b"one"])
    journal.write([Done(1, b"", "", 1)])
    journal.lines.append([b"two"])
    journal.close()
    assert len(Journal(folder).lines) == 2


def test_a_journal_without_its_lines_is_damaged(folder: Path) -> None:
    journal = begun(folder)
    journal.lines.append([b"zero"])
    journal.write([Done(1, b"", "", 1)])
    journal.close()
    (folder / "lines").unlink()
    with pytest.raises(JournalDamaged, match="key"):
        Journal(folder)


def test_a_journal_moves_while_its_lines_are_read(folder: Path) -> None:
    journal = begun(folder)
    journal.lines.append([b"zero"])
    journal.write([Done(1, b"one", "", 1)])
    journal.move_to(folder.with_name("other"))
    assert not folder.exists()
    assert journal.lines.read(0) == b"zero"
    journal.lines.append([b"more"])
    journal.write([Done(2, b"two", "", 2)])
    assert journal.folder == folder.with_name("other")
    assert len(told(journal).replay) == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_no_damage(folder: Path) -> None:
    begun(folder).close()
    folder.chmod(0o500)
    try:
        with pytest.raises(DatabaseUnusable):
            Journal(folder).write([Done(1, b"one", "", 1)])
    finally:
        folder.chmod(0o700)


WRITER = """
import sys
from pathlib import Path
from ftdesk.workspace.journal import Journal
from ftdesk.workspace.journal_records import Base, Done
journal = Journal(Path(sys.argv[1]))
journal.begin(Base(None, None, b"", b"rows"))
for number in range(1, 10_000):
    journal.lines.append([b"line %d" % number])
    journal.write([Done(number, b"%d" % number, "", number)])
    print(number, flush=True)
"""


def test_whatever_was_written_before_a_kill_is_there(folder: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) == 25:
                break
        process.send_signal(signal.SIGKILL) if os.name != "nt" else process.kill()
        last = max([25, *(int(line) for line in process.stdout.read().split())])
    journal = Journal(folder)
    history = journal.read()
    assert history is not None
    changes = [entry.change for entry in history.replay]
    assert len(changes) in {last, last + 1}, "one more may have been written than was told"
    assert changes == [b"%d" % number for number in range(1, len(changes) + 1)]
    assert isinstance(journal.lines, AdditionFile)
    lines = [journal.lines.read(number) for number in range(len(journal.lines))]
    assert lines == [b"line %d" % number for number in range(1, len(changes) + 1)]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit to set")
def test_what_a_full_disk_refused_is_written_once_there_is_room(folder: Path) -> None:
    import resource

    journal = begun(folder)
    journal.lines.append([b"zero"])
    journal.write([Done(1, b"one", "", 1)])
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(AdditionsNotWritten):
            journal.lines.append([b"x" * 200_000])
        with pytest.raises(DatabaseUnusable):
            journal.write([Done(2, os.urandom(200_000), "", 2)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert len(journal.lines) == 1
    journal.lines.append([b"x" * 200_000])
    journal.write([Done(2, b"two", "", 2)])
    history = told(journal)
    assert [entry.change for entry in history.replay] == [b"one", b"two"]
    assert Journal(folder).lines.read(1) == b"x" * 200_000
