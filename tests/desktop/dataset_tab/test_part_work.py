"""Worker processes look at a document part by part; what they find comes in file order, a failure once."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ftdesk.dataset.document import Dataset
from ftdesk.dataset.export import rows_without_json
from ftdesk.dataset.file_errors import FileChanged
from ftdesk.desktop.background import Background
from ftdesk.desktop.dataset_tab import part_work
from ftdesk.desktop.dataset_tab.part_work import PartWork


@pytest.fixture
def dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dataset:
    """A hundred rows in ten parts, every seventh no JSON."""
    monkeypatch.setattr(part_work, "LINES_PER_PART", 10)
    path = tmp_path / "data.jsonl"
    path.write_bytes(b"".join(b"{}\n" if number % 7 else b"{\n" for number in range(100)))
    return Dataset.open(path)


def test_findings_come_in_file_order(dataset: Dataset, background: Background, qtbot: QtBot) -> None:
    owner = QObject()
    work = PartWork(background, dataset.snapshot(), rows_without_json, owner)
    rows: list[int] = []
    work.advanced.connect(rows.append)
    with qtbot.waitSignal(work.finished, timeout=20_000) as finished:
        work.start()
    assert np.concatenate(finished.args[0]).tolist() == list(range(0, 100, 7))
    assert rows == list(range(10, 101, 10))


def test_a_file_that_another_program_replaced_is_told_once(
    dataset: Dataset, background: Background, qtbot: QtBot
) -> None:
    other = dataset.path.with_name("other")
    other.write_bytes(b"another program's text\n")
    other.replace(dataset.path)
    owner = QObject()
    work = PartWork(background, dataset.snapshot(), rows_without_json, owner)
    failures: list[Exception] = []
    work.failed.connect(failures.append)
    with qtbot.waitSignal(work.failed, timeout=20_000), qtbot.assertNotEmitted(work.finished):
        work.start()
    qtbot.waitUntil(lambda: not background.running)
    assert [type(failure) for failure in failures] == [FileChanged]


def test_nothing_is_told_after_a_cancel(dataset: Dataset, background: Background, qtbot: QtBot) -> None:
    owner = QObject()
    work = PartWork(background, dataset.snapshot(), rows_without_json, owner)
    with qtbot.assertNotEmitted(work.finished, wait=500), qtbot.assertNotEmitted(work.failed, wait=0):
        work.start()
        work.cancel()
