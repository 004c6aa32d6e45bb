import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QListView, QMenu, QSplitter, QToolButton
from pytestqt.qtbot import QtBot

from ftdesk.api.types import ChatTurn
from ftdesk.desktop.connection import ConnectionStatus
from ftdesk.desktop.dataset_summary import DatasetSummary
from ftdesk.desktop.made_example import MadeExample
from ftdesk.desktop.main_window import MainWindow
from ftdesk.desktop.services import Services
from ftdesk.workspace.private_files import write_private_file
from ftdesk.workspace.settings import SettingsStore

LINE = '{"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]}\n'


@pytest.fixture
def window(services: Services, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(services)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "support.jsonl"
    path.write_text(LINE * 3)
    return path


def status(window: MainWindow, name: str) -> str:
    return window.findChild(QLabel, name).text()


def trigger(window: MainWindow, name: str) -> None:
    window.findChild(QAction, name).trigger()


def wait_open(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: status(window, "status_examples") == "3 examples", timeout=20_000)


def test_every_action_is_in_the_palette_and_in_a_menu(window: MainWindow) -> None:
    offered = {command.action for command in window.commands()}
    tabs = (window.dataset_tab, window.jobs_tab, window.playground_tab)
    own = {action for tab in tabs for action in tab.commands}
    own |= {action for action in window.actions() if action.objectName()}
    assert {action.objectName() for action in own - offered} == set()
    menus = {action for menu in window.menuBar().findChildren(QMenu) for action in menu.actions()}
    assert {action.objectName() for action in own - menus} == set()


def test_every_action_has_a_name_of_its_own(window: MainWindow) -> None:
    names = [command.action.objectName() for command in window.commands()]
    assert all(names)
    assert sorted(names) == sorted(set(names))


def test_shortcuts_that_work_everywhere_are_unique(window: MainWindow) -> None:
    everywhere = Qt.ShortcutContext.WindowShortcut
    actions = [one.action for one in window.commands() if one.action.shortcutContext() is everywhere]
    keys = [key.toString() for action in actions for key in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))


def test_keys_switch_the_tabs(window: MainWindow, qtbot: QtBot) -> None:
    for index in (2, 0, 1):
        trigger(window, f"show_tab_{index}")
        assert window.current_tab == index


def test_an_opened_file_shows_in_title_and_status_bar(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    window.show_tab(2)
    window.open_path(file)
    wait_open(window, qtbot)
    assert window.current_tab == 0
    assert "support.jsonl" in window.windowTitle()
    assert status(window, "status_file") == "support.jsonl"


def test_a_dropped_file_is_opened(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    nothing, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    event = QDropEvent(QPointF(10, 10), copy, data, Qt.MouseButton.LeftButton, nothing)
    window.dropEvent(event)
    wait_open(window, qtbot)


def test_a_missing_file_is_a_sentence_and_the_window_lives(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.open_path(tmp_path / "nothing.jsonl")
    qtbot.waitUntil(lambda: any("nothing.jsonl" in label.text() for label in window.findChildren(QLabel)))
    assert window.isVisible()


def test_an_example_made_in_the_playground_goes_into_the_dataset(
    window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    window.open_path(file)
    wait_open(window, qtbot)
    turns = (ChatTurn("user", "Why?"), ChatTurn("assistant", "Because."))
    window.playground_tab.example_made.emit(MadeExample(turns))
    qtbot.waitUntil(lambda: status(window, "status_examples") == "4 examples")
    assert status(window, "status_edited") == "● edited"
    window.dataset_tab.undo_stack.undo()
    qtbot.waitUntil(lambda: status(window, "status_examples") == "3 examples")


def test_chatting_with_a_tuned_model_turns_to_the_playground(window: MainWindow) -> None:
    window.jobs_tab.chat_requested.emit("ft:ftdesk-replies-1:local:x:abc")
    assert window.current_tab == 2


def test_unfinished_jobs_are_counted_on_the_tab(window: MainWindow) -> None:
    window.jobs_tab.unfinished_changed.emit(2)
    assert window.findChild(QLabel, "tab_count").text() == "2"
    window.jobs_tab.unfinished_changed.emit(0)
    assert window._bar._badges == {}


def test_numbers_in_the_status_bar_are_grouped_and_unknown_ones_absent(window: MainWindow) -> None:
    window.dataset_tab.summary_changed.emit(DatasetSummary(Path("a.jsonl"), examples=1, tokens=61_204))
    assert status(window, "status_tokens").replace(",", "").startswith("61204")
    assert status(window, "status_examples") == "1 example"
    assert not window.findChild(QLabel, "status_cost").isVisible()


def test_running_work_shows_with_its_progress_and_can_be_cancelled(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    cancelled: list[bool] = []
    activity = services.background.announce("Checking", lambda: cancelled.append(True))
    activity.advance(64, 100)
    assert status(window, "running_title") == "Checking 64%"
    window.findChild(QToolButton, "running_cancel").click()
    activity.finish()
    assert cancelled == [True]
    assert not window.findChild(QLabel, "running_title").isVisible()


def test_theme_and_text_size_are_remembered(window: MainWindow, services: Services) -> None:
    trigger(window, "theme_dark")
    trigger(window, "larger_text")
    chosen = services.settings.load()
    assert (chosen.theme, chosen.text_size) == ("dark", 14)
    trigger(window, "normal_text")
    assert services.settings.load().text_size == 13


def test_the_provider_menu_lists_the_profiles_and_selects_one(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    menu = window.findChild(QMenu, "provider_menu")
    menu.aboutToShow.emit()
    menu.findChild(QAction, "select_openai").trigger()
    qtbot.waitUntil(lambda: services.connection.state.status is ConnectionStatus.NEEDS_KEY)
    assert window.findChild(QToolButton, "provider_chip").text().startswith("OpenAI")
    assert status(window, "status_provider") == "OpenAI needs a key"


@pytest.mark.parametrize(
    ("action", "dialog"),
    [
        ("open_settings", "settings_dialog"),
        ("show_shortcuts", "shortcuts_dialog"),
        ("show_about", "about_dialog"),
    ],
)
def test_dialogs_open_without_blocking(window: MainWindow, action: str, dialog: str) -> None:
    trigger(window, action)
    opened = window.findChild(QDialog, dialog)
    assert opened.isVisible()
    opened.close()


def test_the_palette_opens_over_the_window(window: MainWindow) -> None:
    trigger(window, "open_palette")
    palette = window.findChild(QDialog, "command_palette")
    assert palette.findChild(QListView).model().rowCount() == len(window.commands())
    palette.close()


def test_diagnostics_have_versions_and_no_paths(window: MainWindow, tmp_path: Path) -> None:
    window.show_failure(FileNotFoundError(2, "No such file", str(Path.home() / "secret" / "a.jsonl")))
    trigger(window, "copy_diagnostics")
    copied = QGuiApplication.clipboard().text()
    assert "PySide6-Essentials 6." in copied
    assert "FileNotFoundError" in copied
    assert str(Path.home()) not in copied
    assert "secret" not in copied


def test_an_unexpected_failure_is_shown(window: MainWindow) -> None:
    window.show_failure(ZeroDivisionError("division by zero"))
    assert window.findChild(QDialog, "failure_box").isVisible()


def test_the_window_remembers_its_shape(window: MainWindow, services: Services, qtbot: QtBot) -> None:
    window.show_tab(1)
    splitter = window.findChild(QSplitter, "playground_splitter")
    splitter.setSizes([300, 500, 210])
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    again = MainWindow(services)
    qtbot.addWidget(again)
    assert again.current_tab == 1
    assert services.settings.load().window_geometry
    assert services.settings.load().splitter("playground_splitter")


def test_closing_asks_about_unsaved_edits_and_waits(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    window.open_path(file)
    wait_open(window, qtbot)
    turns = (ChatTurn("user", "Why?"), ChatTurn("assistant", "Because."))
    window.playground_tab.example_made.emit(MadeExample(turns))
    window.close()
    qtbot.waitUntil(lambda: any(box.isVisible() for box in window.findChildren(QDialog)))
    assert window.isVisible()


def test_a_file_that_was_open_is_offered_again(window: MainWindow, qtbot: QtBot, file: Path) -> None:
    menu = window.findChild(QMenu, "recent_menu")
    assert not menu.menuAction().isEnabled()
    window.open_path(file)
    wait_open(window, qtbot)
    qtbot.waitUntil(lambda: [action.text() for action in menu.actions()] == ["support.jsonl"])
    with qtbot.waitSignal(menu.chosen) as chosen:
        menu.actions()[0].trigger()
    assert chosen.args == [file]


def test_no_choice_in_the_window_waits_for_the_disk(
    window: MainWindow, services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    writers: list[threading.Thread] = []

    def write(path: Path, content: bytes) -> None:
        writers.append(threading.current_thread())
        write_private_file(path, content)

    monkeypatch.setattr("ftdesk.workspace.settings.write_private_file", write)
    window.change_theme("dark")
    window.change_text_size(14)
    services.connection.select("openai")
    qtbot.waitUntil(lambda: SettingsStore(services.paths.settings).load().active_profile == "openai")
    assert threading.main_thread() not in writers
    written = SettingsStore(services.paths.settings).load()
    assert (written.theme, written.text_size) == ("dark", 14)


def test_a_file_is_opened_to_look_at_certain_findings(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "private.jsonl"
    path.write_text(LINE * 2 + LINE.replace("Hi", "I am mika@harbour-mail.com"))
    window.jobs_tab.dataset_requested.emit(path, frozenset({"personal.email"}))
    qtbot.waitUntil(lambda: status(window, "row_count_label") == "1 of 3", timeout=20_000)
    window.open_path(path)
    qtbot.waitUntil(lambda: status(window, "row_count_label") == "3 examples", timeout=20_000)


def test_no_secret_of_a_file_is_in_what_the_desk_keeps_logs_or_copies(
    window: MainWindow, services: Services, tmp_path: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    body, name = "16C7e42F292c6912E7710c838347Ae178B4a", "mika.sand"
    private = f"ghp_{body} {name}@harbour-mail.com"
    ends = (
        f"{private} {number} {'-' * 150} {number} {private}" for number in range(200)
    )  # large enough to be kept
    pairs = ({"prompt": end, "completion": f" {end}"} for end in ends)
    path = tmp_path / "private.jsonl"
    path.write_text("".join(json.dumps(pair) + "\n" for pair in pairs) + f'{{"prompt": {private}')
    window.open_path(path)
    analysis = services.paths.analysis
    qtbot.waitUntil(lambda: any(file.is_file() for file in analysis.rglob("*")), timeout=20_000)
    qtbot.waitUntil(lambda: b"extremes" in all_bytes(analysis), timeout=20_000)
    window.show_failure(OSError(5, "Input/output error", str(path)))
    trigger(window, "copy_diagnostics")
    copied = QGuiApplication.clipboard().text()
    assert "Last problems:" in copied
    told = all_bytes(analysis) + all_bytes(services.paths.logs) + copied.encode() + caplog.text.encode()
    hidden = [text for text in (body[:8], name) for text in (text, text[::-1])]
    assert [text for text in hidden if text.encode() in told] == []


def all_bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
