"""The first start, on machines as they are: no display, no rights, leftovers, a window that is open already."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from ftdesk.app import running_services
from ftdesk.desktop.connection import ConnectionStatus
from ftdesk.desktop.main_window import MainWindow
from ftdesk.workspace.paths import WorkspacePaths

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
Start = Callable[..., Any]

TELL_AND_CLOSE = """
    def painted(window):
        def close():
            tell(said=said(window))
            window.close()
        when(window, lambda: said(window) and window._services.connection.state.ready, close)
"""


def test_without_a_display_the_program_says_so_and_ends(start_program: Start) -> None:
    program = start_program(QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert program.end(seconds=20) == 1
    assert [line.startswith("ftdesk: there is no display here.") for line in program.complaints] == [True]
    assert not program.home.exists()


def test_a_fresh_start_is_light_and_contacts_nobody_but_its_own_engine(start_program: Start) -> None:
    program = start_program(
        script="""
        SLOW = ("numpy", "httpx", "tiktoken", "keyring", "starlette", "uvicorn")
        def painted(window):
            heavy = [name for name in SLOW if name in sys.modules]
            def close():
                tell(heavy=heavy, contacts=contacts, engine=window._services.connection.engine.address.base_url)
                window.close()
            # The jobs tab asks the engine for its jobs.
            when(window, lambda: window._services.connection.state.ready and contacts, close)
        """
    )
    assert program.end(seconds=30) == 0
    assert program.complaints == []
    found = json.loads(program.output)
    assert found["heavy"] == []
    port = found["engine"].removeprefix("http://127.0.0.1:").removesuffix("/v1")
    assert set(found["contacts"]) <= {f"('127.0.0.1', {port})", "looked up 127.0.0.1"}


@pytest.mark.parametrize("name", ["settings.json", "workspace.db"])
def test_a_file_of_garbage_is_set_aside_and_named_in_the_open_window(
    start_program: Start, tmp_path: Path, name: str
) -> None:
    garbage = b"\x00{garbage" * 1000
    home = tmp_path / "mine"
    home.mkdir()
    (home / name).write_bytes(garbage)
    program = start_program("--workspace", str(home), script=TELL_AND_CLOSE)
    assert program.end(seconds=30) == 0
    assert program.complaints == []
    (aside,) = home.glob(f"{Path(name).stem}.unreadable-*{Path(name).suffix}")
    assert aside.read_bytes() == garbage
    assert f"It is kept as {aside.name} in {home}" in json.loads(program.output)["said"][0]


def test_a_folder_that_may_not_be_written_is_a_sentence(start_program: Start, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    program = start_program("--workspace", str(locked / "mine"), powerless=True)
    assert program.end(seconds=20) == 1
    (line,) = program.complaints
    assert line.startswith("ftdesk: The folder ")
    assert "locked/mine" in line
    assert "Permission denied" in line


def test_a_folder_under_a_file_is_a_sentence(start_program: Start, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    program = start_program("--workspace", str(tmp_path / "file" / "mine"))
    assert program.end(seconds=20) == 1
    assert len(program.complaints) == 1
    assert program.complaints[0].startswith("ftdesk: The folder ")


def test_a_second_window_says_who_has_the_engine_and_takes_over_when_asked(
    desk: Any, own_home: Path, qtbot: QtBot
) -> None:
    # GIVEN one window with its engine, WHEN another opens on the same workspace
    with running_services(WorkspacePaths(own_home)) as services:
        second = MainWindow(services)
        second.show()
        connection = services.connection
        connection.open()
        qtbot.waitUntil(lambda: connection.state.status is ConnectionStatus.FAILED, timeout=20_000)
        # THEN it says what is the matter, and works but for the engine
        sentence = "Another ftdesk window uses the local engine. Close it, then try again."
        assert second.findChild(QLabel, "status_provider").text() == sentence
        assert second.findChild(QToolButton, "provider_chip").toolTip() == sentence
        second.open_path(write_example(own_home))
        qtbot.waitUntil(lambda: second.dataset_tab.summary.errors == 0, timeout=20_000)
        # AND once the first is gone, trying again helps
        desk.services.connection.shutdown()
        menu = second.findChild(QMenu, "provider_menu")
        menu.aboutToShow.emit()
        menu.findChild(QAction, "provider_try_again").trigger()
        qtbot.waitUntil(lambda: connection.state.ready, timeout=20_000)
        second.close()
        qtbot.waitUntil(lambda: not second.isVisible())
        second.deleteLater()


def write_example(folder: Path) -> Path:
    path = folder / "one.jsonl"
    turns = [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]
    path.write_text(json.dumps({"messages": turns}) + "\n")
    return path
