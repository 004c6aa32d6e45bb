"""What other programs do to an open file, and whether it is told: with real files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.content_identity import sampled_identity
from ftdesk.dataset.file_state import FileState
from ftdesk.dataset.lines import LineSource
from ftdesk.dataset.watched_file import WatchedFile

LINES = b"".join(b'{"number": %d}\n' % number for number in range(1000))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "watched.jsonl"
    made.write_bytes(LINES)
    return made


@pytest.fixture
def source(path: Path) -> LineSource:
    return LineSource(path)


@pytest.fixture
def watched(source: LineSource) -> WatchedFile:
    made = WatchedFile(source)
    assert made.look(Cancellation()) is None
    return made


def replace(path: Path, content: bytes) -> None:
    """Write a new file and rename it over the old one, as careful programs do."""
    draft = path.with_suffix(".draft")
    draft.write_bytes(content)
    draft.replace(path)


def append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b'{"number": 1000}\n')


def write_over(path: Path, content: bytes) -> None:
    """Into the same inode, under a time that no clock's coarseness hides."""
    path.write_bytes(content)
    touch(path)


def touch(path: Path) -> None:
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000))


def settled(watched: WatchedFile) -> FileState | None:
    """What is told once the file has come to rest."""
    for _ in range(12):
        look = watched.look(Cancellation())
        if look is not None:
            return look.state
        if not watched.in_motion:
            return None
    raise AssertionError("never settles")


@pytest.mark.parametrize(
    ("happens", "state"),
    [
        (lambda path: None, None),
        (lambda path: replace(path, LINES + b"{}\n"), FileState.REPLACED),
        (lambda path: replace(path, LINES.replace(b"500", b"501")), FileState.REPLACED),
        (append, FileState.APPENDED),
        (lambda path: write_over(path, LINES.replace(b"500", b"501")), FileState.OVERWRITTEN),
        (lambda path: write_over(path, LINES.replace(b"0", b"zero")), FileState.OVERWRITTEN),
        (lambda path: os.truncate(path, 100), FileState.OVERWRITTEN),
        (lambda path: os.truncate(path, 0), FileState.OVERWRITTEN),
        (lambda path: path.unlink(), FileState.DELETED),
        (lambda path: path.rename(path.with_suffix(".moved")), FileState.DELETED),
    ],
)
def test_what_another_program_did_is_told_once(
    watched: WatchedFile, path: Path, happens: Callable[[Path], None], state: FileState | None
) -> None:
    happens(path)
    assert settled(watched) == state
    assert settled(watched) is None


@pytest.mark.parametrize("happens", [touch, lambda path: replace(path, LINES)])
def test_a_touch_gives_the_same_content_under_its_new_stamp(
    watched: WatchedFile, source: LineSource, path: Path, happens: Callable[[Path], None]
) -> None:
    happens(path)
    assert watched.look(Cancellation()) is None
    look = watched.look(Cancellation())
    assert look is not None
    assert look.state is FileState.TOUCHED
    assert look.source is not None
    assert not look.source.has_changed()
    assert look.source.stamp != source.stamp
    assert look.source.read(0, len(LINES)) == LINES


def test_lines_that_a_state_says_are_kept_can_be_read(
    watched: WatchedFile, source: LineSource, path: Path
) -> None:
    for happens in (append, lambda path: replace(path, b"{}\n"), lambda path: path.unlink()):
        happens(path)
        state = settled(watched)
        assert state is not None
        assert state.keeps_lines
        assert source.read(0, len(LINES)) == LINES


def test_nothing_is_told_while_a_program_still_writes(watched: WatchedFile, path: Path) -> None:
    for _ in range(3):
        append(path)
        assert watched.look(Cancellation()) is None
        assert watched.in_motion
    assert settled(watched) is FileState.APPENDED


def test_a_program_that_never_stops_is_told_about_all_the_same(watched: WatchedFile, path: Path) -> None:
    for _ in range(20):
        append(path)
        look = watched.look(Cancellation())
        if look is not None:
            assert look.state is FileState.APPENDED
            return
    raise AssertionError("never told")


def test_a_file_that_is_back_is_told_as_the_same(watched: WatchedFile, path: Path) -> None:
    away = path.with_suffix(".away")
    path.rename(away)
    assert settled(watched) is FileState.DELETED
    away.rename(path)
    assert settled(watched) is FileState.SAME


def test_a_file_that_nobody_has_open_any_more_is_not_kept_and_not_looked_at(path: Path) -> None:
    source = LineSource(path)
    watched = WatchedFile(source)
    append(path)
    del source
    assert watched.source is None
    assert watched.look(Cancellation()) is None


def test_a_change_before_the_first_look_is_no_touch(source: LineSource, path: Path) -> None:
    watched = WatchedFile(source)
    write_over(path, LINES.replace(b"500", b"501"))
    assert settled(watched) is FileState.OVERWRITTEN


def test_a_large_file_is_compared_by_samples_of_all_its_parts(path: Path) -> None:
    large = LINES * 100
    path.write_bytes(large)
    source = LineSource(path)
    watched = WatchedFile(source)
    assert watched.look(Cancellation()) is None
    write_over(path, large[:-1] + b" ")
    assert settled(watched) is FileState.OVERWRITTEN
    source = LineSource(path)
    watched = WatchedFile(source)
    assert watched.look(Cancellation()) is None
    touch(path)
    assert settled(watched) is FileState.TOUCHED


def cut_off(watched: WatchedFile, path: Path) -> None:
    """What happens to an open file whose drive goes away: every answer is a failure."""
    os.close(watched.source._descriptor)
    path.rename(path.with_suffix(".away"))


def test_a_file_whose_drive_goes_away_and_comes_back_is_opened_anew(watched: WatchedFile, path: Path) -> None:
    cut_off(watched, path)
    try:
        assert settled(watched) is FileState.AWAY
        assert settled(watched) is None
        path.with_suffix(".away").rename(path)
        look = watched.look(Cancellation())
        assert look is not None
        assert look.state is FileState.TOUCHED
        assert look.source is not None
        assert look.source.read(0, len(LINES)) == LINES
    finally:
        watched.source._descriptor = -1


def test_a_file_whose_drive_goes_away_before_the_first_look_is_told_and_opened_anew(
    source: LineSource, path: Path
) -> None:
    watched = WatchedFile(source)
    cut_off(watched, path)
    try:
        assert settled(watched) is FileState.AWAY
        path.with_suffix(".away").rename(path)
        look = watched.look(Cancellation())
        assert look is not None
        assert look.state is FileState.TOUCHED
        assert look.source is not None
        assert source.samples == look.source.samples == sampled_identity(path)
    finally:
        source._descriptor = -1


def test_another_file_that_comes_before_the_first_look_is_not_taken_for_it(
    source: LineSource, path: Path
) -> None:
    watched = WatchedFile(source)
    cut_off(watched, path)
    try:
        write_over(path, LINES.replace(b"500", b"501"))
        assert settled(watched) is FileState.OVERWRITTEN
    finally:
        source._descriptor = -1


def test_another_file_that_comes_in_its_place_is_not_taken_for_it(watched: WatchedFile, path: Path) -> None:
    cut_off(watched, path)
    try:
        path.write_bytes(LINES.replace(b"500", b"501"))
        assert settled(watched) is FileState.OVERWRITTEN
    finally:
        watched.source._descriptor = -1
