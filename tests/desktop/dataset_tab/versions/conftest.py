"""A store without versions, a file with some, and the ways to them in the tab."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.versions.versions_dialog import VersionsDialog
from ftdesk.desktop.services import Services
from ftdesk.workspace.dataset_versions import DatasetVersions

Opener = Callable[[Path], None]
NEW = b'{"messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y"}]}'


@pytest.fixture
def store(desk_services: Services) -> DatasetVersions:
    """The store without any version."""
    made = desk_services.versions.store()
    made.delete(version.id for version in made.all())
    return made


@pytest.fixture
def kept(tab: DatasetTab, qtbot: QtBot) -> Callable[[], None]:
    """Wait until every version that was to be kept is."""
    return lambda: qtbot.waitUntil(lambda: tab.versions.keeper.is_idle, timeout=10_000)


@pytest.fixture
def save(tab: DatasetTab, qtbot: QtBot, kept: Callable[[], None]) -> Callable[[], None]:
    """Save, and wait until the version is kept."""

    def run() -> None:
        with qtbot.waitSignal(tab.files.saved):
            tab.save()
        kept()

    return run


@pytest.fixture
def edit(tab: DatasetTab, qtbot: QtBot) -> Callable[[int], None]:
    """Write over a row, once it was read from the disk."""

    def run(row: int) -> None:
        qtbot.waitUntil(lambda: tab.session.line(row) is not None)
        tab.session.replace_line(row, NEW, "edit")

    return run


@pytest.fixture
def history(
    opened: Opener,
    chat_file: Path,
    store: DatasetVersions,
    edit: Callable[[int], None],
    save: Callable[[], None],
) -> list[bytes]:
    """The file is open after three saves; its contents, the newest first."""
    contents = [chat_file.read_bytes()]
    opened(chat_file)
    for row in (2, 5, 7):
        edit(row)
        save()
        contents.append(chat_file.read_bytes())
    return contents[::-1]


@pytest.fixture
def dialog(tab: DatasetTab, history: list[bytes], qtbot: QtBot) -> VersionsDialog:
    """The versions of that file are shown."""
    tab.versions.show()
    made = tab.window().findChild(VersionsDialog)
    assert isinstance(made, VersionsDialog)
    qtbot.waitUntil(lambda: made.table.records.rowCount() == len(history))
    return made
