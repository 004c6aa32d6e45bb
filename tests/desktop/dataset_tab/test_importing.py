"""Files in other shapes are offered for import; the original is never touched, and lines are opened unasked."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab import document_import
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab

Opener = Callable[[Path], None]
Answer = Callable[[str, str], None]
PressNotice = Callable[[str], None]


def examples(count: int) -> list[dict[str, object]]:
    return [
        {
            "messages": [
                {"role": "user", "content": f"Question {number}, café?"},
                {"role": "assistant", "content": "Answer."},
            ]
        }
        for number in range(count)
    ]


def rows(tab: DatasetTab) -> list[bytes]:
    dataset = tab.session.dataset
    assert dataset is not None
    return [dataset.line(row) for row in dataset.row_ids().tolist()]


def pretty(count: int) -> str:
    return json.dumps(examples(count), indent=2, ensure_ascii=False)


@pytest.mark.parametrize(
    "content",
    [
        pretty(30).encode(),
        "\n".join(json.dumps(example, indent=2) for example in examples(30)).encode(),
        pretty(30).encode("utf-16"),
        "\r\n".join(map(json.dumps, examples(30))).encode("utf-16-be"),
        gzip.compress(pretty(30).encode()),
    ],
    ids=["array", "values", "utf-16 array", "utf-16 lines", "gzip array"],
)
def test_another_shape_becomes_a_new_file_after_a_question(
    content: bytes, tab: DatasetTab, tmp_path: Path, answer: Answer, qtbot: QtBot
) -> None:
    path = tmp_path / "data.json"
    path.write_bytes(content)
    tab.open_path(path)
    with qtbot.waitSignal(tab.opened, timeout=10_000):
        answer("import_box", "import_button")
    assert [json.loads(line) for line in rows(tab)] == examples(30)
    assert tab.session.path is None
    assert tab.summary.edited
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]
    qtbot.waitUntil(lambda: "30 rows of data.json" in tab.notices.sentence("imported"))


def test_a_file_can_be_opened_as_it_is_and_is_not_asked_about_again(
    tab: DatasetTab, tmp_path: Path, answer: Answer, qtbot: QtBot
) -> None:
    path = tmp_path / "data.json"
    path.write_text(pretty(2), encoding="utf-8")
    tab.open_path(path)
    with qtbot.waitSignal(tab.opened):
        answer("import_box", "open_as_it_is_button")
    assert tab.session.path == path
    assert len(rows(tab)) == len(pretty(2).splitlines())
    with qtbot.waitSignal(tab.opened):
        tab.open_path(path)


def test_what_cannot_be_opened_as_it_is_can_only_be_imported(
    tab: DatasetTab, tmp_path: Path, answer: Answer, qtbot: QtBot
) -> None:
    path = tmp_path / "data.jsonl"
    path.write_bytes(json.dumps(examples(1)[0]).encode("utf-16"))
    tab.open_path(path)
    qtbot.waitUntil(lambda: bool(QApplication.activeModalWidget()))
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert [button.objectName() for button in box.buttons()] == ["import_button", "cancel_button"]
    assert "text in UTF-16" in box.informativeText()
    answer("import_box", "cancel_button")
    assert not tab.is_open


def test_unsaved_edits_are_asked_about_before_an_import_takes_their_place(
    tab: DatasetTab, opened: Opener, chat_file: Path, answer: Answer, qtbot: QtBot
) -> None:
    opened(chat_file)
    tab.session.replace_line(0, b'{"messages": []}', "edit")
    path = chat_file.with_name("data.json")
    path.write_text(pretty(2), encoding="utf-8")
    tab.open_path(path)
    answer("import_box", "import_button")
    answer("unsaved_edits_box", "cancel_button")
    assert tab.session.path == chat_file
    tab.open_path(path)
    answer("import_box", "import_button")
    with qtbot.waitSignal(tab.opened):
        answer("unsaved_edits_box", "discard_edits_button")
    assert len(rows(tab)) == 2


def test_what_could_not_be_taken_as_it_stands_is_listed(
    tab: DatasetTab, tmp_path: Path, answer: Answer, press_notice: PressNotice, qtbot: QtBot
) -> None:
    path = tmp_path / "data.json"
    path.write_bytes(b'[\n{"a": "x"},\n{"b":\n "broken\ntext"},\n{"c": 1}')
    tab.open_path(path)
    with qtbot.waitSignal(tab.opened):
        answer("import_box", "import_button")
    assert rows(tab) == [b'{"a": "x"}', b'{"b":"broken\\ntext"}', b'{"c": 1}']
    press_notice("show_import_report_button")
    text = next(w for w in QApplication.allWidgets() if w.objectName() == "import_report_text")
    assert isinstance(text, QPlainTextEdit)
    assert text.toPlainText().splitlines() == [
        "Line 3: a line break inside a text became an escape.",
        "Line 6: the list is not closed; the file may be cut off.",
    ]


def test_a_large_import_goes_into_a_file_that_the_person_names(
    tab: DatasetTab,
    tmp_path: Path,
    answer: Answer,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(document_import, "MOST_IN_MEMORY", 100)
    path, target = tmp_path / "data.json", tmp_path / "lines.jsonl"
    path.write_text(pretty(30), encoding="utf-8")
    tab.open_path(path)
    answer("import_box", "import_button")
    dialogs: list[QFileDialog] = []

    def shown() -> bool:
        dialogs[:] = [w for w in QApplication.topLevelWidgets() if w.objectName() == "save_import_dialog"]
        return bool(dialogs)

    qtbot.waitUntil(shown)
    with qtbot.waitSignal(tab.opened, timeout=10_000):
        dialogs[0].fileSelected.emit(str(target))
        dialogs[0].close()
    assert tab.session.path == target
    assert [json.loads(line) for line in target.read_bytes().splitlines()] == examples(30)


def test_a_cancelled_import_leaves_nothing(
    tab: DatasetTab, tmp_path: Path, answer: Answer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    path = tmp_path / "data.json"
    path.write_text(json.dumps(examples(60_000)), encoding="utf-8")
    tab.open_path(path)
    answer("import_box", "import_button")
    background = tab._services.background
    qtbot.waitUntil(lambda: any("Importing" in activity.title for activity in background.running))
    next(activity for activity in background.running if "Importing" in activity.title).cancel()
    qtbot.waitUntil(lambda: not background.running, timeout=10_000)
    qtbot.waitUntil(lambda: not list((tmp_path / "temporary").iterdir()))
    assert not tab.is_open
