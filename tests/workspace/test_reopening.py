"""Documents come back as they were left, with their history, whatever happened in between."""

import errno
import os
import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ftdesk.dataset.changes import Change, encode
from ftdesk.dataset.content_identity import take_samples
from ftdesk.dataset.drafts import FileOperations
from ftdesk.dataset.file_errors import NotConfirmed
from ftdesk.workspace import journals
from ftdesk.workspace.errors import FileInUse
from ftdesk.workspace.journal_records import Done
from ftdesk.workspace.paths import WorkspacePaths
from ftdesk.workspace.reopening import Reopening
from ftdesk.workspace.written_steps import WrittenSteps
from tests.faults.desk import Desk


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "data.jsonl"
    path.write_bytes(b"".join(b'{"n": %d}\n' % number for number in range(10)))
    return path


def test_unsaved_edits_and_what_was_undone_come_back(home: Path, file: Path) -> None:
    desk = Desk(home, file)
    desk.do(desk.dataset.changes.replacing([3], [b"three"]))
    desk.do(desk.dataset.changes.inserting(0, [b"first"]))
    desk.do(desk.dataset.changes.deleting([7]))
    desk.undo()
    desk.steps.write()
    lines = desk.lines
    desk.end()
    again = Desk(home, file)
    assert again.lines == lines
    assert (again.opened.position, len(again.opened.steps), again.opened.clean) == (2, 3, 0)
    assert [step.text for step in again.opened.steps] == ["step 0", "step 1", "step 2"]
    assert again.opened.edited_at is not None
    again.redo()
    assert b'{"n": 7}' not in again.lines
    for _ in range(3):
        again.undo()
    assert again.lines == file.read_bytes().splitlines()
    again.end()


def test_an_edit_that_was_undone_before_the_restart_leaves_no_trace(home: Path, file: Path) -> None:
    desk = Desk(home, file)
    desk.do(desk.dataset.changes.replacing([1, 3], [b"one", b"three"]))
    desk.undo()
    desk.steps.write()
    desk.end()
    again = Desk(home, file)
    assert not again.dataset.is_modified
    assert again.dataset.edited_ids().tolist() == []
    again.end()


def test_what_was_never_written_is_the_only_thing_lost(home: Path, file: Path) -> None:
    desk = Desk(home, file)
    desk.do(desk.dataset.changes.replacing([1], [b"kept"]))
    desk.steps.write()
    desk.do(desk.dataset.changes.replacing([2], [b"too late"]))
    desk.end()
    again = Desk(home, file)
    assert again.lines[1] == b"kept"
    assert again.lines[2] == b'{"n": 2}'
    again.end()


def test_a_first_edit_made_while_the_drive_is_away_comes_back(home: Path, file: Path) -> None:
    desk = Desk(home, file)
    source = desk.dataset.source
    assert source is not None
    take_samples(source)
    source.close()  # from now on it cannot be read
    desk.do(desk.dataset.changes.inserting(0, [b"typed meanwhile"]))
    desk.steps.write()
    desk.end()
    again = Desk(home, file)
    assert again.lines == [b"typed meanwhile", *file.read_bytes().splitlines()]
    again.end()


def test_a_file_that_was_only_looked_at_leaves_no_journal(home: Path, file: Path) -> None:
    desk = Desk(home, file)
    desk.steps.write()
    desk.end()
    assert list(desk.reopening.journals.look_through(desk.reopening.locks).unfinished) == []
    assert not list((home / "journals").iterdir())


def test_lines_of_a_step_to_come_can_leave_memory_before_it_is_done(home: Path, file: Path) -> None:
    desk = Desk(home, file)
    desk.steps.make_ready()
    change = desk.dataset.changes.replacing([1], [b"one"])
    assert desk.dataset.additions.write_out() == len(desk.dataset.additions) == 2
    desk.do(change)
    desk.steps.write()
    desk.end()
    again = Desk(home, file)
    assert again.lines[1] == b"one"
    again.undo()
    assert again.lines == file.read_bytes().splitlines()
    again.end()


def test_history_outlives_a_save_and_a_restart(home: Path, file: Path) -> None:
    desk = Desk(home, file)
    desk.do(desk.dataset.changes.replacing([1], [b"one"]))
    desk.do(desk.dataset.changes.deleting([2]))
    desk.save()
    desk.do(desk.dataset.changes.replacing([3], [b"three"]))
    desk.steps.write()
    desk.end()
    again = Desk(home, file)
    assert (again.opened.position, again.opened.clean) == (3, 2)
    for _ in range(3):
        again.undo()
    assert again.lines == [b'{"n": %d}' % number for number in range(10)]
    again.end()


def test_a_saved_document_comes_back_without_unsaved_edits_but_with_its_history(
    home: Path, file: Path
) -> None:
    desk = Desk(home, file)
    desk.do(desk.dataset.changes.replacing([1], [b"one"]))
    desk.save()
    desk.end()
    again = Desk(home, file)
    assert again.opened.edited_at is None
    assert (again.opened.position, again.opened.clean) == (1, 1)
    again.undo()
    assert again.lines[1] == b'{"n": 1}'
    again.end()


@pytest.mark.parametrize("killed", ["before", "after"])
def test_a_save_cut_off_is_wholly_done_or_not_at_all(home: Path, file: Path, killed: str) -> None:
    desk = Desk(home, file)
    desk.do(desk.dataset.changes.replacing([1], [b"one"]))
    desk.do(desk.dataset.changes.deleting([0]))
    lines = desk.lines
    desk.save(killed=killed)
    desk.end()
    again = Desk(home, file)
    assert again.lines == lines
    assert again.opened.clean == (2 if killed == "after" else 0)
    again.undo()
    again.undo()
    assert again.lines == [b'{"n": %d}' % number for number in range(10)]
    again.end()


class UnconfirmedFolder(FileOperations):
    """A disk that does not say whether a rename reached it."""

    def sync_folder(self, folder: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_save_that_the_disk_does_not_confirm_counts_all_the_same(
    home: Path, file: Path, tmp_path: Path, elsewhere: bool
) -> None:
    desk = Desk(home, file)
    desk.do(desk.dataset.changes.replacing([1], [b"one"]))
    target = tmp_path / "other.jsonl" if elsewhere else None
    save = desk.steps.saving(target, desk.position)
    with pytest.raises(NotConfirmed):
        save(lambda prepare: desk.dataset.save(target, prepare=prepare, files=UnconfirmedFolder()))
    desk.do(desk.dataset.changes.replacing([2], [b"two"]))
    desk.steps.write()
    desk.end()
    again = Desk(home, target or file)
    assert again.lines[1:3] == [b"one", b"two"]
    assert (again.opened.position, again.opened.clean) == (2, 1)
    again.end()


def test_edits_of_a_file_that_was_replaced_are_rescued_and_their_journal_is_set_aside(
    home: Path, file: Path
) -> None:
    desk = Desk(home, file)
    desk.do(desk.dataset.changes.replacing([1], [b"mine"]))
    desk.do(desk.dataset.changes.inserting(4, [b"new"]))
    desk.do(desk.dataset.changes.inserting(4, [b"taken back"]))
    desk.undo()
    desk.steps.write()
    desk.end()
    file.write_bytes(b"something else\n")
    again = Desk(home, file)
    assert again.lines == [b"something else"]
    assert again.opened.rescued == (b"mine", b"new")
    assert again.opened.set_aside is not None
    assert again.opened.set_aside.exists()
    again.end()


def test_a_file_with_the_same_content_under_a_new_inode_is_still_the_file(home: Path, file: Path) -> None:
    desk = Desk(home, file)
    desk.do(desk.dataset.changes.replacing([1], [b"mine"]))
    desk.steps.write()
    desk.end()
    copy = file.with_name("copy")
    copy.write_bytes(file.read_bytes())
    copy.replace(file)
    again = Desk(home, file)
    assert again.lines[1] == b"mine"
    again.end()


def test_a_file_opened_while_the_journals_are_looked_through_gets_its_lock(
    home: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(home, file)
    desk.do(desk.dataset.changes.replacing([1], [b"one"]))
    desk.steps.write()
    desk.end()
    looking, go_on, glance = threading.Event(), threading.Event(), journals.glance

    def slow_glance(folder: Path) -> object:
        looking.set()
        assert go_on.wait(10)
        return glance(folder)

    monkeypatch.setattr(journals, "glance", slow_glance)
    reopening = Reopening(WorkspacePaths(home))
    with ThreadPoolExecutor() as threads:
        look = threads.submit(reopening.look_through)
        assert looking.wait(10)
        opening = threads.submit(reopening.open, file)
        with pytest.raises(TimeoutError):
            opening.result(0.3)
        go_on.set()
        opened = opening.result(10)
        assert len(look.result(10).unfinished) == 1
    assert opened.lock is not None
    assert opened.position == 1
    assert opened.journal is not None
    opened.journal.close()
    opened.dataset.close()
    opened.lock.release()


def test_a_second_window_gets_the_file_without_its_lock(home: Path, file: Path) -> None:
    desk = Desk(home, file)
    second = Reopening(WorkspacePaths(home)).open(file)
    assert second.lock is None
    second.dataset.close()
    desk.end()
    third = Reopening(WorkspacePaths(home)).open(file)
    assert third.lock is not None
    third.lock.release()
    third.dataset.close()


def test_a_save_under_another_name_takes_the_history_along(home: Path, file: Path, tmp_path: Path) -> None:
    desk = Desk(home, file)
    desk.do(desk.dataset.changes.replacing([1], [b"one"]))
    other = tmp_path / "other.jsonl"
    desk.save(other)
    desk.do(desk.dataset.changes.replacing([2], [b"two"]))
    desk.steps.write()
    plain = Desk(home, file)  # its lock is free again
    assert plain.opened.steps == ()
    plain.end()
    desk.end()
    again = Desk(home, other)
    assert again.lines[1:3] == [b"one", b"two"]
    assert (again.opened.position, again.opened.clean) == (2, 1)
    again.end()


def test_saving_over_a_file_that_another_window_has_open_is_refused(
    home: Path, file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.jsonl"
    other.write_bytes(b"theirs\n")
    theirs, mine = Desk(home, other), Desk(home, file)
    save = mine.steps.saving(other, 0)
    with pytest.raises(FileInUse):
        save(lambda prepare: mine.dataset.save(other, prepare=prepare))
    assert other.read_bytes() == b"theirs\n"
    theirs.end()
    mine.end()


def test_a_document_that_was_never_saved_comes_back(home: Path) -> None:
    desk = Desk(home, None)
    desk.do(desk.dataset.changes.inserting(0, [b"a", b"b"]))
    desk.do(desk.dataset.changes.replacing([0], [b"A"]))
    desk.steps.write()
    desk.end()
    unfinished = desk.reopening.journals.look_through(desk.reopening.locks).unfinished
    assert [(other.key, other.path) for other in unfinished] == [(desk.steps.key, None)]
    again = Desk(home, None, desk.steps.key)
    assert again.lines == [b"A", b"b"]
    again.undo()
    assert again.lines == [b"a", b"b"]
    again.end()


def test_rows_that_a_new_document_begins_with_come_back_too(home: Path) -> None:
    reopening = Reopening(WorkspacePaths(home))
    opened = reopening.begin_new([b"begun with", b"these"], worth_keeping=False)
    steps = WrittenSteps(reopening, opened)
    change = opened.dataset.changes.replacing([1], [b"edited"])
    opened.dataset.apply(change)
    steps.add(Done(0, encode(change), "edit", 1))
    steps.write()
    steps.leave()
    again = Desk(home, None, opened.key)
    assert again.lines == [b"begun with", b"edited"]
    again.undo()
    assert again.lines == [b"begun with", b"these"]
    again.end()


def test_rows_of_an_import_are_kept_before_anything_is_done_to_them(home: Path) -> None:
    reopening = Reopening(WorkspacePaths(home))
    opened = reopening.begin_new([b"imported", b"these"])
    steps = WrittenSteps(reopening, opened)
    steps.write()
    steps.leave()
    assert [other.key for other in reopening.journals.look_through(reopening.locks).unfinished] == [
        opened.key
    ]
    again = Desk(home, None, opened.key)
    assert again.lines == [b"imported", b"these"]
    assert again.opened.clean is None
    again.end()


def test_a_discarded_document_comes_back_as_its_file_is(home: Path, file: Path) -> None:
    desk = Desk(home, file)
    desk.do(desk.dataset.changes.replacing([1], [b"mine"]))
    desk.steps.write()
    desk.steps.leave(discard=True)
    desk.dataset.close()
    again = Desk(home, file)
    assert again.opened.steps == ()
    assert again.lines[1] == b'{"n": 1}'
    again.end()


def random_change(desk: Desk, draw: random.Random) -> Change:
    """Any change that is possible now."""
    ids = desk.dataset.row_ids().tolist()
    some = draw.sample(ids, min(len(ids), draw.randint(1, 3)))
    match draw.choice(["edit", "edit", "edit", "insert", "delete", "move"]) if some else "insert":
        case "edit":
            return desk.dataset.changes.replacing(some, [b"edit %d" % draw.randint(0, 5) for _ in some])
        case "delete":
            return desk.dataset.changes.deleting(some)
        case "move":
            return desk.dataset.changes.moving(some, draw.randint(0, len(ids) - len(some)))
    return desk.dataset.changes.inserting(draw.randint(0, len(ids)), [b"new %d" % draw.randint(0, 9)])


def begin_anew(desk: Desk, file: Path, draw: random.Random) -> Desk:
    """The program ends, in the middle of a save or after one or without, and starts again."""
    match draw.choice(["saved", "before", "after", "written"]):
        case "written":
            desk.steps.write()
        case "saved":
            desk.save()
        case moment:
            desk.save(killed=moment)
    desk.end()
    return Desk(desk.home, file)


@pytest.mark.parametrize("seed", range(12))
def test_random_sequences_of_steps_saves_kills_and_restarts_equal_a_list(
    home: Path, file: Path, seed: int
) -> None:
    draw = random.Random(seed)
    desk = Desk(home, file)
    states = [desk.lines]
    for _ in range(60):
        match draw.choice(["do", "do", "do", "undo", "undo", "redo", "restart"]):
            case "do":
                desk.do(random_change(desk, draw))
                states[desk.position :] = [desk.lines]
            case "undo" if desk.position:
                desk.undo()
            case "redo" if desk.position < len(desk.stack):
                desk.redo()
            case "restart":
                desk = begin_anew(desk, file, draw)
        assert desk.lines == states[desk.position]
        assert len(desk.stack) == len(states) - 1
    desk.end()
