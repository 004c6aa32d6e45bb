"""Tables and other tools' formats are shown with what they become and lose before a new file begins."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab import document_import
from ftdesk.desktop.dataset_tab.conversion_dialog import ConversionDialog
from ftdesk.desktop.dataset_tab.convert_steps import FOREIGN
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.resource_files import resource_directory

SAMPLES = resource_directory() / "samples"
Answer = Callable[[str, str], None]


def rows(tab: DatasetTab) -> list[dict[str, object]]:
    dataset = tab.session.dataset
    assert dataset is not None
    return [json.loads(dataset.line(row)) for row in dataset.row_ids().tolist()]


@pytest.fixture
def asked(tab: DatasetTab, qtbot: QtBot) -> Callable[[Path], ConversionDialog]:
    """Open a file and wait for the dialog with everything converted."""

    def ask(path: Path) -> ConversionDialog:
        tab.open_path(path)
        qtbot.waitUntil(lambda: _dialog() is not None, timeout=10_000)
        dialog = _dialog()
        assert dialog is not None
        wait(dialog, qtbot)
        return dialog

    return ask


def wait(dialog: ConversionDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog._run is None and not dialog._delay.isActive(), timeout=10_000)


def _dialog() -> ConversionDialog | None:
    shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, ConversionDialog) and w.isVisible())
    return next(shown, None)


def text(dialog: ConversionDialog | None, name: str) -> str:
    assert dialog is not None
    return dialog.findChild(QPlainTextEdit, name).toPlainText()


def press(dialog: ConversionDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button.isEnabled()
    button.click()


def test_a_table_becomes_chats_in_a_new_file(
    tab: DatasetTab, asked: Callable[[Path], ConversionDialog], qtbot: QtBot
) -> None:
    path = SAMPLES / "harbor_questions.csv"
    content = path.read_bytes()
    dialog = asked(path)
    assert text(dialog, "preview_before").startswith("id: HM-101\nquestion: Where do I leave")
    assert '"role": "user"' in text(dialog, "preview_after")
    assert (
        text(dialog, "conversion_losses").splitlines()[0]
        == "Row 1: “id” is left out: chat has no place for it."
    )
    assert dialog.findChild(QLabel, "conversion_summary").text() == "Left out or changed on the way: 12."
    assert not tab.is_open
    with qtbot.waitSignal(tab.opened, timeout=10_000):
        press(dialog, "conversion_button")
    assert len(rows(tab)) == 12
    assert rows(tab)[1]["messages"][1]["content"].count("\n") == 2
    assert tab.session.path is None
    assert path.read_bytes() == content


def test_the_person_says_what_the_columns_are(
    tab: DatasetTab, asked: Callable[[Path], ConversionDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes("sep=;\r\nFrage;Antwort;Rolle\r\nWo?;Da.;Sei nett.\r\n".encode("utf-16"))
    dialog = asked(path)
    assert not dialog.button.isEnabled()
    assert "Say which columns" in dialog.summary.text()
    for place, meaning in ((0, "user"), (1, "assistant"), (2, "system")):
        combo = dialog.findChild(QComboBox, f"column_{place}")
        combo.setCurrentIndex(combo.findData(meaning))
    wait(dialog, qtbot)
    assert dialog.summary.text() == "Everything is carried over."
    assert not dialog.losses.isVisible()
    with qtbot.waitSignal(tab.opened, timeout=10_000):
        press(dialog, "conversion_button")
    assert [turn["content"] for turn in rows(tab)[0]["messages"]] == ["Sei nett.", "Wo?", "Da."]


def test_a_meaning_goes_to_the_column_that_got_it_last(
    asked: Callable[[Path], ConversionDialog], tmp_path: Path
) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(b"question,answer,better answer\na,b,c\n")
    dialog = asked(path)
    combo = dialog.findChild(QComboBox, "column_2")
    combo.setCurrentIndex(combo.findData("assistant"))
    assert dialog.findChild(QComboBox, "column_1").currentData() == "left_out"
    dialog.reject()


def test_pairs_of_the_older_service_become_chats_or_stay(
    tab: DatasetTab, asked: Callable[[Path], ConversionDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "older.csv"
    path.write_bytes(b"prompt,completion\na ->, b END\nc ->, d END\n")
    dialog = asked(path)
    assert json.loads(text(dialog, "preview_after"))["messages"][1] == {"role": "assistant", "content": "b"}
    assert "Row 1: The separator “ ->” was taken off the prompt." in text(dialog, "conversion_losses")
    assert dialog.options.pairs is not None
    dialog.options.pairs.setCurrentIndex(1)
    wait(dialog, qtbot)
    with qtbot.waitSignal(tab.opened, timeout=10_000):
        press(dialog, "conversion_button")
    assert rows(tab)[0] == {"prompt": "a ->", "completion": " b END"}


def test_an_array_in_another_tools_format_is_asked_about_once(
    tab: DatasetTab, command: Callable[[str], QAction], qtbot: QtBot
) -> None:
    command("open_sample_alpaca").trigger()
    qtbot.waitUntil(lambda: _dialog() is not None, timeout=10_000)
    dialog = _dialog()
    assert dialog is not None
    wait(dialog, qtbot)
    with qtbot.waitSignal(tab.opened, timeout=10_000):
        press(dialog, "conversion_button")
    assert len(rows(tab)) == 12
    assert len(rows(tab)[6]["messages"]) == 5


def test_an_array_whose_later_rows_are_another_tools_is_asked_about_twice(
    tab: DatasetTab, answer: Answer, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "data.json"
    path.write_text(
        json.dumps([{"messages": []}, *[{"instruction": "Q", "output": "A"}] * 2]), encoding="utf-8"
    )
    tab.open_path(path)
    answer("import_box", "import_button")
    qtbot.waitUntil(lambda: _dialog() is not None, timeout=10_000)
    dialog = _dialog()
    assert dialog is not None
    wait(dialog, qtbot)
    with qtbot.waitSignal(tab.opened, timeout=10_000):
        press(dialog, "conversion_button")
    assert [len(row["messages"]) for row in rows(tab)] == [0, 2, 2]


def test_letters_that_were_guessed_wrong_are_read_again(
    asked: Callable[[Path], ConversionDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes("question,answer\n駅,右\n".encode("cp932"))  # no kana: nothing tells that it is Japanese
    dialog = asked(path)
    assert dialog.options.letters is not None
    assert "駅" not in text(dialog, "preview_before")
    dialog.options.letters.setCurrentIndex(dialog.options.letters.findData("cp932"))
    qtbot.waitUntil(
        lambda: _dialog() is not None and "駅" in text(_dialog(), "preview_before"), timeout=10_000
    )
    again = _dialog()
    assert again is not None
    wait(again, qtbot)
    again.reject()


def test_a_table_without_names_loses_no_row(
    asked: Callable[[Path], ConversionDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(b"Where?,Here.\nWhen?,Now.\n")
    dialog = asked(path)
    assert not dialog.button.isEnabled()
    dialog.findChild(QCheckBox, "names_check").click()
    qtbot.waitUntil(lambda: (again := _dialog()) is not None and again is not dialog, timeout=10_000)
    again = _dialog()
    assert again is not None
    wait(again, qtbot)
    assert text(again, "preview_before") == "1: Where?\n2: Here."
    assert again.summary.text() == "Everything is carried over."
    again.reject()


def test_what_could_not_be_read_is_told_before_the_import_too(
    asked: Callable[[Path], ConversionDialog], tmp_path: Path
) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(b'question,answer\na,b\n"c,d\ne,f\n')
    dialog = asked(path)
    assert dialog.summary.text().startswith("Places that could not be taken as they stand: 1.")
    assert text(dialog, "conversion_losses") == "Line 3: a quote is opened here and never closed."
    dialog.reject()


def test_of_many_losses_the_kinds_come_first(
    asked: Callable[[Path], ConversionDialog], tmp_path: Path
) -> None:
    path = tmp_path / "data.csv"
    path.write_text("id,question,answer\n" + "".join(f"{n},q,a\n" for n in range(1200)), encoding="utf-8")
    dialog = asked(path)
    lines = text(dialog, "conversion_losses").splitlines()
    assert lines[0] == "1,200 times, as in row 1: “id” is left out: chat has no place for it."
    assert lines[2].startswith("Row 1: ")
    assert lines[-1] == "… and 200 more."
    dialog.reject()


def test_a_table_can_be_opened_as_it_is(
    tab: DatasetTab, asked: Callable[[Path], ConversionDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(b"question,answer\na,b\n")
    dialog = asked(path)
    with qtbot.waitSignal(tab.opened, timeout=10_000):
        press(dialog, "open_as_it_is_button")
    assert tab.session.path == path


def test_a_large_table_goes_into_a_file_that_the_person_names(
    tab: DatasetTab,
    asked: Callable[[Path], ConversionDialog],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(document_import, "MOST_IN_MEMORY", 100)
    dialog = asked(SAMPLES / "harbor_questions.csv")
    press(dialog, "conversion_button")
    qtbot.waitUntil(lambda: _file_dialog() is not None)
    chosen = _file_dialog()
    assert chosen is not None
    with qtbot.waitSignal(tab.opened, timeout=10_000):
        chosen.fileSelected.emit(str(tmp_path / "made.jsonl"))
        chosen.close()
    assert tab.session.path == tmp_path / "made.jsonl"
    assert len(rows(tab)) == 12


def _file_dialog() -> QFileDialog | None:
    shown = (w for w in QApplication.topLevelWidgets() if w.objectName() == "save_import_dialog")
    return next((w for w in shown if isinstance(w, QFileDialog)), None)


def test_a_cancelled_conversion_leaves_nothing(
    tab: DatasetTab,
    asked: Callable[[Path], ConversionDialog],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    dialog = asked(SAMPLES / "harbor_questions.csv")
    assert list(tmp_path.iterdir())
    press(dialog, "conversion_cancel_button")
    qtbot.waitUntil(lambda: not list(tmp_path.iterdir()), timeout=10_000)
    assert not tab.is_open
    assert not tab._services.background.running


def test_a_workbook_is_refused_with_what_to_do(
    tab: DatasetTab, tmp_path: Path, failure_sentence: Callable[[], str]
) -> None:
    path = tmp_path / "data.xlsx"
    with zipfile.ZipFile(path, "w") as file:
        for name in ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"):
            file.writestr(name, "<x/>")
    tab.open_path(path)
    assert "an Excel workbook (save the sheet as CSV in UTF-8 and open that)" in failure_sentence()


# -- rows of the open file --------------------------------------------------------------------------------------------


def test_rows_of_another_tool_in_the_open_file_become_examples_in_one_step(
    tab: DatasetTab,
    opened: Callable[[Path], None],
    press_notice: Callable[[str], None],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    path = Path(shutil.copy(SAMPLES / "harbor_talks_sharegpt.jsonl", tmp_path))
    content = path.read_bytes()
    path.write_bytes(content + b'{"text": "plain"}\n')
    opened(path)
    before = rows(tab)
    qtbot.waitUntil(lambda: "another tool: 13" in tab.notices.sentence(FOREIGN))
    press_notice("convert_rows_button")
    qtbot.waitUntil(lambda: _dialog() is not None, timeout=10_000)
    dialog = _dialog()
    assert dialog is not None
    wait(dialog, qtbot)
    assert "Rows that cannot be converted and stay as they are: 1." in dialog.summary.text()
    assert "Row 13, not converted: It is plain text" in text(dialog, "conversion_losses")
    press(dialog, "conversion_button")
    qtbot.waitUntil(lambda: tab.undo_stack.count() == 1, timeout=20_000)
    assert [set(row) for row in rows(tab)[3:6]] == [{"messages", "tools"}, {"messages"}, {"messages"}]
    assert rows(tab)[12] == {"text": "plain"}
    qtbot.waitUntil(lambda: "another tool: 1." in tab.notices.sentence(FOREIGN), timeout=20_000)
    tab.undo_stack.undo()
    assert rows(tab) == before
    assert path.read_bytes() == content + b'{"text": "plain"}\n'


def test_prompts_with_completions_become_chats_if_one_asks(
    tab: DatasetTab,
    opened: Callable[[Path], None],
    command: Callable[[str], QAction],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    path = Path(shutil.copy(SAMPLES / "completions.jsonl", tmp_path))
    opened(path)
    assert not tab.notices.sentence(FOREIGN)
    command("convert_examples").trigger()
    qtbot.waitUntil(lambda: _dialog() is not None, timeout=10_000)
    dialog = _dialog()
    assert dialog is not None
    wait(dialog, qtbot)
    press(dialog, "conversion_button")
    qtbot.waitUntil(lambda: tab.undo_stack.count() == 1, timeout=20_000)
    assert all(set(row) == {"messages"} for row in rows(tab))
