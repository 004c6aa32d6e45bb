"""The check of an open file in the real tab: remembered, followed through saves and many changes, never in the way."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from ftdesk.dataset.lines import LineSource
from ftdesk.dataset.rules.finding import Severity
from ftdesk.desktop.dataset_tab.check_pass import CheckPass
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.file_checker import UNKNOWN, FileChecker
from ftdesk.desktop.services import Services
from ftdesk.workspace.analysis_cache import content_of

Opener = Callable[[Path], None]


def line(number: int, role: str = "user", words: str = "") -> bytes:
    turns = [
        {"role": role, "content": f"Question {number} {words}"},
        {"role": "assistant", "content": "Yes."},
    ]
    return json.dumps({"messages": turns}).encode() + b"\n"


@pytest.fixture
def big_file(tmp_path: Path) -> Path:
    """Large enough to be remembered and to need several parts, new to the workspace; every tenth role is wrong."""
    path = tmp_path / "big.jsonl"
    roles = ("user" if number % 10 else "bot" for number in range(4000))
    path.write_bytes(b"".join(line(number, role, tmp_path.name) for number, role in enumerate(roles)))
    return path


def settle(tab: DatasetTab, qtbot: QtBot) -> None:
    checker = tab.session.checker
    qtbot.waitUntil(lambda: checker.is_complete and not checker.running, timeout=30_000)


def wrong(tab: DatasetTab) -> list[int]:
    check = tab.session.checker.check
    assert check is not None
    return np.flatnonzero(check.with_code(["role.unknown"])).tolist()


def kept(services: Services, path: Path) -> set[str]:
    """The kinds of entries that there are about a file."""
    content = content_of(LineSource(path))
    return {entry.suffix for entry in services.paths.analysis.glob(f"{content}.*")}


def count_passes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows each pass of the workers was asked for."""
    asked: list[int] = []
    start = CheckPass.start

    def counting(self: CheckPass) -> None:
        asked.append(len(self._row_ids))
        start(self)

    monkeypatch.setattr(CheckPass, "start", counting)
    return asked


def test_a_file_that_is_opened_again_is_not_checked_again(
    tab: DatasetTab,
    opened: Opener,
    big_file: Path,
    chat_file: Path,
    desk_services: Services,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened(big_file)
    settle(tab, qtbot)
    counts, found, tokens = tab.session.checker.counts(), wrong(tab), tab.session.checker.figures(3999).tokens
    assert counts[Severity.ERROR] == len(found) == 400
    qtbot.waitUntil(lambda: {".lines", ".rows"} <= kept(desk_services, big_file))
    opened(chat_file)
    asked = count_passes(monkeypatch)
    opened(big_file)
    settle(tab, qtbot)
    assert asked == []
    assert (tab.session.checker.counts(), wrong(tab)) == (counts, found)
    assert tab.session.checker.figures(3999).tokens == tokens
    assert [f.code for f in tab.session.checker.row_findings(0)] == [
        "role.unknown",
        "user.missing",
    ]


def test_after_a_save_only_the_new_content_is_remembered(
    tab: DatasetTab,
    opened: Opener,
    big_file: Path,
    chat_file: Path,
    desk_services: Services,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened(big_file)
    settle(tab, qtbot)
    qtbot.waitUntil(lambda: ".rows" in kept(desk_services, big_file))
    before = content_of(LineSource(big_file))
    tab.session.replace_lines([5], [line(5, "bot").strip()], "Edit")
    tab.session.delete_rows([0], "Delete")
    with qtbot.waitSignal(tab.files.saved):
        tab.save()
    qtbot.waitUntil(lambda: not [*desk_services.paths.analysis.glob(f"{before}.*")])
    qtbot.waitUntil(lambda: ".rows" in kept(desk_services, big_file))
    expected = big_file.read_bytes().splitlines()
    opened(chat_file)
    asked = count_passes(monkeypatch)
    opened(big_file)
    settle(tab, qtbot)
    assert asked == []
    rows = tab.session.dataset.row_ids() if tab.session.dataset is not None else []
    places = [place for place, row_id in enumerate(rows) if int(row_id) in set(wrong(tab))]
    assert places == [place for place, raw in enumerate(expected) if b'"bot"' in raw]


def test_a_file_that_another_program_changed_in_place_is_checked_again(
    tab: DatasetTab, opened: Opener, big_file: Path, chat_file: Path, desk_services: Services, qtbot: QtBot
) -> None:
    opened(big_file)
    settle(tab, qtbot)
    qtbot.waitUntil(lambda: ".rows" in kept(desk_services, big_file))
    opened(chat_file)
    content = big_file.read_bytes().replace(b'"role": "bot"', b'"role": "me!"', 1)
    big_file.write_bytes(content.replace(b'"user"', b'"resu"', 1))
    opened(big_file)
    settle(tab, qtbot)
    assert wrong(tab)[:3] == [0, 1, 10]


def test_many_rows_that_change_at_once_are_checked_by_workers(
    tab: DatasetTab, opened: Opener, big_file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(big_file)
    settle(tab, qtbot)
    asked = count_passes(monkeypatch)
    ids = np.arange(0, 3000, 2)
    tab.session.replace_lines(ids, [line(int(row), "bot").strip() for row in ids], "Edit")
    assert asked == [1500]
    settle(tab, qtbot)
    assert wrong(tab) == sorted({*ids.tolist(), *range(0, 4000, 10)})
    assert tab.session.checker.figures(2).tokens is not None
    tab.session.stack.undo()
    settle(tab, qtbot)
    assert wrong(tab) == list(range(0, 4000, 10))
    tab.session.delete_rows(np.arange(0, 2000), "Delete")
    settle(tab, qtbot)
    assert wrong(tab) == list(range(2000, 4000, 10))
    assert tab.session.checker.counts()[Severity.ERROR] == 200


def test_an_edit_of_one_row_does_not_tell_that_the_file_was_checked(
    tab: DatasetTab, opened: Opener, chat_file: Path, qtbot: QtBot
) -> None:
    opened(chat_file)
    settle(tab, qtbot)
    told: list[bool] = []
    tab.session.checker.finished.connect(lambda: told.append(True))
    tokens = tab.session.checker.figures(3).tokens
    tab.session.replace_lines([3], [line(3).strip()], "Edit")
    qtbot.waitUntil(lambda: tab.session.checker.figures(3).tokens != tokens)
    settle(tab, qtbot)
    assert told == []


def test_while_many_rows_are_checked_nothing_is_said_of_the_file_as_a_whole(
    tab: DatasetTab, opened: Opener, big_file: Path, qtbot: QtBot
) -> None:
    opened(big_file)
    settle(tab, qtbot)
    checker = tab.session.checker
    tab.session.replace_lines(np.arange(4000), [line(0).strip()] * 4000, "Edit")
    assert not checker.is_complete
    assert checker.counts()[Severity.ERROR] == 0, "no example is known: the file is not said to be empty"
    settle(tab, qtbot)
    assert checker.counts()[Severity.WARNING] == 3999, "all but the first are copies"


def test_rows_that_are_edited_or_deleted_while_they_are_checked_are_not_what_they_were(
    tab: DatasetTab, big_file: Path, qtbot: QtBot
) -> None:
    words = big_file.parent.name
    big_file.write_bytes(b"".join(line(number, "bot", words) for number in range(20_000)))
    checker = tab.session.checker
    with qtbot.waitSignal(checker.reports_changed):  # the first parts are checked, others are under way
        tab.open_path(big_file)
    gone, edited = np.arange(100, 20_000, 400), np.arange(101, 20_000, 400)
    assert checker.running
    tab.session.delete_rows(gone, "Delete")
    tab.session.replace_lines(edited, [line(int(row), "user", words).strip() for row in edited], "Edit")
    settle(tab, qtbot)
    assert checker.check is not None
    assert checker.check.totals().examples == 20_000 - len(gone)
    assert wrong(tab) == sorted({*range(20_000)} - {*gone.tolist(), *edited.tolist()})
    last = int(edited[-1])  # tokens of a few edited rows are counted when typing rests
    qtbot.waitUntil(lambda: checker.figures(last).tokens is not None, timeout=30_000)


def test_a_file_that_is_replaced_while_it_is_checked_is_read_on_by_the_window(
    tab: DatasetTab, big_file: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(tab.opened):
        tab.open_path(big_file)
    other = big_file.with_name("other.jsonl")
    other.write_bytes(line(0) * 3)
    other.replace(big_file)
    settle(tab, qtbot)
    assert wrong(tab) == list(range(0, 4000, 10))


def test_the_rows_that_a_person_looks_at_are_checked_first(
    tab: DatasetTab, big_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    many = (line(number, "user" if number % 10 else "bot", tmp_path.name) for number in range(20_000))
    big_file.write_bytes(b"".join(many))
    with qtbot.waitSignal(tab.opened):
        tab.open_path(big_file)
    checker = tab.session.checker
    qtbot.waitUntil(lambda: checker.check is not None and checker.running)
    order: list[int] = []
    run = checker._run
    assert run is not None
    run.taken.connect(lambda ids: order.append(int(ids[0])))
    checker.prefer(15_500)
    settle(tab, qtbot)
    assert 15_500 in order[:7]
    assert wrong(tab) == list(range(0, 20_000, 10))


def test_scrolling_asks_for_the_rows_in_sight(
    tab: DatasetTab, big_file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(FileChecker, "prefer", lambda _checker, row_id: asked.append(row_id))
    monkeypatch.setattr(FileChecker, "running", property(lambda _checker: True))
    monkeypatch.setattr(FileChecker, "figures", lambda _checker, _row_id: UNKNOWN)
    with qtbot.waitSignal(tab.session.completed):
        tab.open_path(big_file)
    bar = tab.left.table.verticalScrollBar()

    def asks_for_the_last_rows() -> bool:  # the bar learns of the rows a moment after the table
        bar.setValue(bar.maximum())
        return bool(asked) and 3900 < asked[-1] < 4000

    qtbot.waitUntil(asks_for_the_last_rows)
