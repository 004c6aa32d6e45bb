"""A dataset tab on a real desk; the worker processes are started once for all tests of this folder."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from keyring.backends.null import Keyring
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ftdesk.app import running_services
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.services import Services
from ftdesk.workspace.credentials import Credentials
from ftdesk.workspace.paths import WorkspacePaths
from ftdesk.workspace.preferences import Settings

Opener = Callable[[Path], None]


@pytest.fixture(scope="session")
def desk_services(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """One desk for all tests here."""
    home = tmp_path_factory.mktemp("desk")
    with running_services(WorkspacePaths(home), Credentials(Keyring())) as made:
        yield made
    assert made.background.ended_cleanly


@pytest.fixture
def tab(qtbot: QtBot, desk_services: Services) -> Iterator[DatasetTab]:
    """The tab as at a first start."""
    desk_services.settings.save(Settings())
    made = DatasetTab(desk_services)
    made.resize(1280, 760)
    made.show()
    yield made
    assert made.finish()
    made.session.checker.stop()
    qtbot.waitUntil(lambda: not desk_services.background.running)
    for window in QApplication.topLevelWidgets():
        window.close()
    made.deleteLater()


@pytest.fixture
def opened(tab: DatasetTab, qtbot: QtBot) -> Opener:
    """Open a file in the tab and wait until it is checked."""

    def open_and_wait(path: Path) -> None:
        with qtbot.waitSignal(tab.opened, timeout=10_000):
            tab.open_path(path)
        qtbot.waitUntil(lambda: is_checked(tab), timeout=20_000)

    return open_and_wait


@pytest.fixture
def chat_file(tmp_path: Path) -> Path:
    """Twelve plain examples with unlike spelling, so that bytes that were touched show."""
    path = tmp_path / "chat.jsonl"
    path.write_bytes(b"".join(_line(number) for number in range(12)))
    return path


@pytest.fixture
def failure_sentence(qtbot: QtBot) -> Callable[[], str]:
    """Wait for the failure box and give its first sentence."""

    def read() -> str:
        qtbot.waitUntil(lambda: _box("failure_box") is not None, timeout=20_000)
        box = _box("failure_box")
        assert box is not None
        return next(label.text() for label in box.findChildren(QLabel) if label.text())

    return read


@pytest.fixture
def answer(qtbot: QtBot) -> Callable[[str, str], None]:
    """Wait for a question by its name and press one of its buttons."""

    def press(box_name: str, button_name: str) -> None:
        qtbot.waitUntil(lambda: _box(box_name) is not None, timeout=20_000)
        box = _box(box_name)
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button.objectName() == button_name).click()

    return press


@pytest.fixture
def press_notice(tab: DatasetTab, qtbot: QtBot) -> Callable[[str], None]:
    """Wait for a notice with a button of that name, and press it."""

    def press(button_name: str) -> None:
        qtbot.waitUntil(lambda: tab.notices.findChild(QPushButton, button_name) is not None)
        tab.notices.findChild(QPushButton, button_name).click()

    return press


@pytest.fixture
def command(tab: DatasetTab) -> Callable[[str], QAction]:
    """The action of a name."""
    return lambda name: next(action for action in tab.commands if action.objectName() == name)


def is_checked(tab: DatasetTab) -> bool:
    """Whether all rows of the open file are there and checked."""
    dataset, checker = tab.session.dataset, tab.session.checker
    return dataset is not None and dataset.is_whole and checker.check is not None and not checker.running


def _box(name: str) -> QWidget | None:
    return next((w for w in QApplication.allWidgets() if w.objectName() == name and w.isVisible()), None)


def _line(number: int) -> bytes:
    example = {
        "messages": [
            {"role": "user", "content": f"Question {number}, caf\u00e9?"},
            {"role": "assistant", "content": f"Answer {number}."},
        ]
    }
    if number % 2:
        return json.dumps(example, ensure_ascii=True).encode() + b"\r\n"
    return json.dumps(example, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
