"""The versions of a file on a real tab: what is listed, what each button does, and what is never lost."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QLabel
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.versions.version_opening import copy_name, remove_copies
from ftdesk.desktop.dataset_tab.versions.versions_dialog import VersionsDialog
from ftdesk.desktop.services import Services
from ftdesk.workspace.dataset_versions import DatasetVersions, Why

Opener = Callable[[Path], None]
Answer = Callable[[str, str], None]
NEW = b'{"messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y"}]}'


def choose(dialog: VersionsDialog, *places: int) -> None:
    dialog.table.clearSelection()
    flags = QItemSelectionModel.SelectionFlag
    for place in places:
        index = dialog.table.records.index(place, 0)
        dialog.table.selectionModel().setCurrentIndex(index, flags.Select | flags.Rows)


def cells(dialog: VersionsDialog, column: int) -> list[str]:
    records = dialog.table.records
    return [str(records.index(row, column).data()) for row in range(records.rowCount())]


def words(dialog: VersionsDialog, name: str) -> str:
    label = dialog.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def input_dialog(qtbot: QtBot, name: str) -> QInputDialog:
    def shown() -> list[QInputDialog]:
        widgets = QApplication.topLevelWidgets()
        return [
            w for w in widgets if isinstance(w, QInputDialog) and w.objectName() == name and w.isVisible()
        ]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


def test_the_list_says_why_each_version_is_there_and_how_much_room_all_take(dialog: VersionsDialog) -> None:
    assert cells(dialog, 3) == ["Saved", "Saved", "Saved", "Before your first edit"]
    assert cells(dialog, 4) == ["12"] * 4
    assert words(dialog, "versions_title") == "Versions of chat.jsonl"
    assert words(dialog, "versions_room_label").startswith("4 versions of all files take ")
    assert words(dialog, "versions_room_label").endswith(" of at most 2.0 GB.")


def test_a_save_while_the_list_is_shown_adds_to_it(
    edit: Callable[[int], None],
    tab: DatasetTab,
    dialog: VersionsDialog,
    save: Callable[[], None],
    qtbot: QtBot,
) -> None:
    edit(9)
    save()
    qtbot.waitUntil(lambda: dialog.table.records.rowCount() == 5)


def test_all_files_are_listed_with_their_names(
    dialog: VersionsDialog, store: DatasetVersions, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "<b>other.jsonl"
    other.write_bytes(NEW + b"\n")
    store.keep(other, Why.OPENED)
    dialog._all_files.setChecked(True)
    qtbot.waitUntil(lambda: dialog.table.records.rowCount() == 5)
    assert cells(dialog, 1)[:2] == ["<b>other.jsonl", "chat.jsonl"]
    choose(dialog, 0)
    assert not dialog.bring_back_button.isEnabled()  # it is of another file


def test_without_a_version_the_place_says_what_it_is_for(
    tab: DatasetTab, opened: Opener, chat_file: Path, store: DatasetVersions, qtbot: QtBot
) -> None:
    opened(chat_file)
    tab.versions.show()
    dialog = tab.window().findChild(VersionsDialog)
    assert isinstance(dialog, VersionsDialog)
    qtbot.waitUntil(lambda: words(dialog, "versions_note").startswith("No version yet."))
    assert dialog._note.isVisible()
    buttons = (dialog.open_button, dialog.compare_button, dialog.bring_back_button, dialog.delete_button)
    assert not any(button.isEnabled() for button in buttons)


def test_an_opened_version_has_its_bytes_and_cannot_be_changed(
    edit: Callable[[int], None],
    tab: DatasetTab,
    dialog: VersionsDialog,
    history: list[bytes],
    chat_file: Path,
    qtbot: QtBot,
) -> None:
    choose(dialog, 3)
    with qtbot.waitSignal(tab.opened):
        dialog.open_button.click()
    path = tab.session.path
    assert path is not None
    assert path.read_bytes() == history[3]
    assert path != chat_file
    before = tab.session.line(0)
    edit(0)
    assert tab.session.line(0) == before
    assert "version of chat.jsonl" in tab.notices.sentence("read_only")
    assert words(dialog, "versions_title") == "Versions of chat.jsonl"
    assert not dialog.bring_back_button.isEnabled()
    assert chat_file.read_bytes() == history[0]


def test_nothing_can_be_brought_back_from_the_moment_the_file_may_not_change(
    dialog: VersionsDialog, chat_file: Path
) -> None:
    choose(dialog, 0)
    assert dialog.bring_back_button.isEnabled()
    dialog.show_file(chat_file, may_change=False)
    assert not dialog.bring_back_button.isEnabled()


def test_an_opened_version_becomes_a_file_by_save_as_and_its_copy_goes(
    edit: Callable[[int], None],
    tab: DatasetTab,
    dialog: VersionsDialog,
    history: list[bytes],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    choose(dialog, 3)
    with qtbot.waitSignal(tab.opened):
        dialog.open_button.click()
    copy = tab.session.path
    assert copy is not None
    with qtbot.waitSignal(tab.files.saved):
        tab.files.save_to(tmp_path / "own.jsonl")
    edit(0)
    assert tab.session.line(0) == NEW
    assert tab.notices.sentence("read_only") == ""
    assert (tmp_path / "own.jsonl").read_bytes() == history[3]
    qtbot.waitUntil(lambda: not copy.exists())


def test_a_version_that_is_open_already_opens_again(
    tab: DatasetTab, dialog: VersionsDialog, history: list[bytes], qtbot: QtBot
) -> None:
    for place in (3, 3, 2, 3):
        choose(dialog, place)
        with qtbot.waitSignal(tab.opened):
            dialog.open_button.click()
        qtbot.waitUntil(lambda: not tab.files.busy)
        assert tab.session.path is not None
        assert tab.session.path.read_bytes() == history[place]


def test_opening_a_version_over_unsaved_edits_asks_first(
    edit: Callable[[int], None], tab: DatasetTab, dialog: VersionsDialog, chat_file: Path, answer: Answer
) -> None:
    edit(9)
    dialog.open_button.click()
    answer("unsaved_edits_box", "cancel_button")
    assert tab.session.path == chat_file
    assert tab.session.line(9) == NEW


def test_what_is_brought_back_is_one_step_and_saves_as_the_old_bytes(
    tab: DatasetTab,
    dialog: VersionsDialog,
    history: list[bytes],
    chat_file: Path,
    save: Callable[[], None],
    qtbot: QtBot,
) -> None:
    steps = tab.undo_stack.count()
    choose(dialog, 3)
    with qtbot.waitSignal(tab.versions.bringing_back.brought_back):
        dialog.bring_back_button.click()
    assert tab.undo_stack.count() == steps + 1
    assert "is back" in tab.notices.sentence("versions")
    save()
    assert chat_file.read_bytes() == history[3]
    tab.undo_stack.undo()
    save()
    assert chat_file.read_bytes() == history[0]


def test_a_version_that_equals_the_open_file_is_no_step(
    tab: DatasetTab, dialog: VersionsDialog, qtbot: QtBot
) -> None:
    steps = tab.undo_stack.count()
    with qtbot.waitSignal(tab.versions.bringing_back.brought_back):
        dialog.bring_back_button.click()
    assert tab.undo_stack.count() == steps
    assert "Nothing to bring back" in tab.notices.sentence("versions")


def test_an_edit_while_a_version_is_brought_back_is_replaced_too_and_can_be_undone(
    edit: Callable[[int], None], tab: DatasetTab, dialog: VersionsDialog, history: list[bytes], qtbot: QtBot
) -> None:
    choose(dialog, 3)
    with qtbot.waitSignal(tab.versions.bringing_back.brought_back):
        dialog.bring_back_button.click()
        edit(11)
    assert tab.session.line(11) == history[3].splitlines()[11]
    tab.undo_stack.undo()
    assert tab.session.line(11) == NEW


def test_a_name_is_kept_and_shown(dialog: VersionsDialog, store: DatasetVersions, qtbot: QtBot) -> None:
    choose(dialog, 1)
    dialog.rename_button.click()
    asked = input_dialog(qtbot, "version_name_dialog")
    asked.setTextValue(" Before the clean-up ")
    asked.accept()
    qtbot.waitUntil(lambda: cells(dialog, 2)[1] == "Before the clean-up")
    assert store.all()[1].name == "Before the clean-up"


def test_a_version_is_deleted_only_after_a_yes(
    dialog: VersionsDialog, store: DatasetVersions, answer: Answer, qtbot: QtBot
) -> None:
    choose(dialog, 1, 2)
    dialog.delete_button.click()
    answer("delete_versions_box", "delete_versions_box_no")
    assert len(store.all()) == 4
    dialog.delete_button.click()
    answer("delete_versions_box", "delete_versions_box_yes")
    qtbot.waitUntil(lambda: dialog.table.records.rowCount() == 2)
    assert len(store.all()) == 2


def test_a_copy_has_the_versions_bytes(
    dialog: VersionsDialog, history: list[bytes], tmp_path: Path, qtbot: QtBot
) -> None:
    choose(dialog, 2)
    dialog.copy_button.click()
    asked = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible())
    with qtbot.waitSignal(dialog.chores.done):
        asked.fileSelected.emit(str(tmp_path / "copy.jsonl"))
    asked.close()
    assert (tmp_path / "copy.jsonl").read_bytes() == history[2]


def test_a_copy_that_cannot_be_written_says_why(
    dialog: VersionsDialog, store: DatasetVersions, tmp_path: Path, failure_sentence: Callable[[], str]
) -> None:
    dialog.chores.copy_to(store.all()[0], tmp_path / "nowhere" / "copy.jsonl")
    assert "was not saved" in failure_sentence()


def test_a_lower_limit_is_remembered_and_drops_the_oldest(
    dialog: VersionsDialog, store: DatasetVersions, desk_services: Services, qtbot: QtBot
) -> None:
    qtbot.mouseClick(dialog.room._change, Qt.MouseButton.LeftButton)
    asked = input_dialog(qtbot, "versions_limit_dialog")
    assert asked.intValue() == 2_000
    asked.setIntValue(50)
    asked.accept()
    qtbot.waitUntil(lambda: words(dialog, "versions_room_label").endswith(" of at most 50.0 MB."))
    assert desk_services.settings.load().versions_limit == 50_000_000
    used = store.space().used
    dialog.chores.change_limit(used - 1, ())
    qtbot.waitUntil(lambda: dialog.table.records.rowCount() < 4)
    assert store.space().used < used


def test_the_data_of_a_job_opens_as_it_was_sent(
    edit: Callable[[int], None],
    tab: DatasetTab,
    history: list[bytes],
    store: DatasetVersions,
    chat_file: Path,
    qtbot: QtBot,
) -> None:
    store.keep(chat_file, Why.JOB, tag="ftdesk-1")
    edit(0)
    with qtbot.waitSignal(tab.files.saved):
        tab.save()
    with qtbot.waitSignal(tab.opened):
        tab.versions.open_job("ftdesk-1")
    assert tab.session.path is not None
    assert tab.session.path.read_bytes() == history[0]


def test_a_job_without_kept_data_says_so(
    tab: DatasetTab, store: DatasetVersions, failure_sentence: Callable[[], str]
) -> None:
    tab.versions.open_job("ftdesk-unknown")
    assert "is not kept" in failure_sentence()


def test_copies_of_killed_windows_are_removed(
    store: DatasetVersions, chat_file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    copy = folder / copy_name(store.keep(chat_file, Why.OPENED))
    copy.write_bytes(b"x")
    copy.chmod(0o400)
    remove_copies(folder, before=copy.stat().st_mtime)
    assert copy.exists()
    remove_copies(folder, before=copy.stat().st_mtime + 1)
    assert not copy.exists()
