"""The questions before something could be lost. None of them blocks: the answer arrives as a call."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from ftdesk.desktop.dataset_tab.visible_text import one_line
from ftdesk.desktop.question_box import add_answer, make_question

Answer = Callable[[], None]

translate = QCoreApplication.translate


def ask_unsaved(parent: QWidget, name: str, *, save: Answer, discard: Answer) -> None:
    """Unsaved edits are in the way: save them, discard them, or stay."""
    box = _make_box(parent, "unsaved_edits_box", translate("DatasetQuestions", "Unsaved edits"))
    box.setText(translate("DatasetQuestions", "Save the edits in {name}?").format(name=one_line(name, 80)))
    box.setInformativeText(translate("DatasetQuestions", "Without saving they are lost."))
    _add(
        box,
        translate("DatasetQuestions", "Save"),
        "save_edits_button",
        QMessageBox.ButtonRole.AcceptRole,
        save,
        default=True,
    )
    _add(
        box,
        translate("DatasetQuestions", "Discard"),
        "discard_edits_button",
        QMessageBox.ButtonRole.DestructiveRole,
        discard,
    )
    _open(box)


def ask_changed(
    parent: QWidget, name: str, *, keep: Answer | None, reload: Answer, save_as: Answer | None
) -> None:
    """Another program wrote the file: whose version counts? `keep` is None where mine cannot be written any more."""
    box = _make_box(
        parent, "changed_on_disk_box", translate("DatasetQuestions", "Changed by another program")
    )
    box.setText(
        translate("DatasetQuestions", "Another program changed {name} since it was opened here.").format(
            name=one_line(name, 80)
        )
    )
    if keep is not None:
        box.setInformativeText(
            translate(
                "DatasetQuestions", "Keep mine writes over its changes. Reload gives up the edits made here."
            )
        )
        _add(
            box,
            translate("DatasetQuestions", "Keep mine"),
            "keep_mine_button",
            QMessageBox.ButtonRole.AcceptRole,
            keep,
        )
    else:
        box.setInformativeText(
            translate(
                "DatasetQuestions",
                "Lines that were not edited here are gone with it. Reload reads the new version.",
            )
        )
    if save_as is not None:
        _add(
            box,
            translate("DatasetQuestions", "Save as…"),
            "save_as_button",
            QMessageBox.ButtonRole.AcceptRole,
            save_as,
        )
    _add(
        box,
        translate("DatasetQuestions", "Reload"),
        "reload_button",
        QMessageBox.ButtonRole.DestructiveRole,
        reload,
    )
    _open(box)


def ask_import(parent: QWidget, name: str, nature: str, *, import_it: Answer, open_it: Answer | None) -> None:
    """The file is in another shape; `open_it` is None where it cannot be opened as it is."""
    box = _make_box(parent, "import_box", translate("DatasetQuestions", "Import"))
    box.setText(translate("DatasetQuestions", "Import {name} as JSON Lines?").format(name=one_line(name, 80)))
    words = translate(
        "DatasetQuestions",
        "It is: {nature}. Here one line of UTF-8 is one example. The examples go into a new file, each in its own"
        " spelling; the original stays as it is.",
    )
    box.setInformativeText(words.format(nature=nature))
    role = QMessageBox.ButtonRole.AcceptRole
    _add(box, translate("DatasetQuestions", "Import"), "import_button", role, import_it, default=True)
    if open_it is not None:
        words = translate("DatasetQuestions", "Open as it is")
        _add(box, words, "open_as_it_is_button", QMessageBox.ButtonRole.AcceptRole, open_it)
    _open(box)


def ask_revert(parent: QWidget, name: str, revert: Answer) -> None:
    """All edits since the last save are to be taken back."""
    box = _make_box(parent, "revert_box", translate("DatasetQuestions", "Revert"))
    box.setText(
        translate("DatasetQuestions", "Take back all unsaved edits in {name}?").format(
            name=one_line(name, 80)
        )
    )
    box.setInformativeText(
        translate("DatasetQuestions", "The rows will be those of the saved file. Undo brings the edits back.")
    )
    role = QMessageBox.ButtonRole.DestructiveRole
    _add(box, translate("DatasetQuestions", "Revert"), "revert_button", role, revert)
    _open(box)


def ask_replace(parent: QWidget, names: Sequence[str], replace: Answer) -> None:
    """Files are where others are to be written."""
    box = _make_box(parent, "replace_files_box", translate("DatasetQuestions", "Replace"))
    shown = "\n".join(one_line(name, 80) for name in names)
    one, many = (
        translate("DatasetQuestions", "This file is there already:\n{names}"),
        translate("DatasetQuestions", "These files are there already:\n{names}"),
    )
    box.setText((one if len(names) == 1 else many).format(names=shown))
    box.setInformativeText(translate("DatasetQuestions", "What they hold now is lost if they are replaced."))
    _add(
        box,
        translate("DatasetQuestions", "Replace"),
        "replace_button",
        QMessageBox.ButtonRole.DestructiveRole,
        replace,
    )
    _open(box)


def ask_hard_linked(parent: QWidget, name: str, *, part: Answer, save_as: Answer) -> None:
    """The file has other names, which a save would leave with the old content."""
    box = _make_box(
        parent, "hard_linked_box", translate("DatasetQuestions", "A file with more names than one")
    )
    box.setText(
        translate("DatasetQuestions", "{name} has other names too (hard links).").format(
            name=one_line(name, 80)
        )
    )
    box.setInformativeText(
        translate(
            "DatasetQuestions",
            "Saving separates it from them: they keep the old content, and what is changed here reaches them no more.",
        )
    )
    _add(
        box,
        translate("DatasetQuestions", "Save as…"),
        "save_as_button",
        QMessageBox.ButtonRole.AcceptRole,
        save_as,
        default=True,
    )
    _add(
        box,
        translate("DatasetQuestions", "Save and separate"),
        "part_links_button",
        QMessageBox.ButtonRole.DestructiveRole,
        part,
    )
    _open(box)


def ask_reload(parent: QWidget, name: str, *, reload: Answer) -> None:
    """Reading the file anew would give up unsaved edits: do it, or stay."""
    box = _make_box(parent, "reload_box", translate("DatasetQuestions", "Reload"))
    box.setText(translate("DatasetQuestions", "Read {name} again?").format(name=one_line(name, 80)))
    box.setInformativeText(
        translate("DatasetQuestions", "The edits made here, and what can be undone, are given up.")
    )
    _add(
        box,
        translate("DatasetQuestions", "Reload"),
        "reload_button",
        QMessageBox.ButtonRole.DestructiveRole,
        reload,
    )
    _open(box)


def _make_box(parent: QWidget, object_name: str, title: str) -> QMessageBox:
    for earlier in parent.window().findChildren(QMessageBox, object_name):
        earlier.done(0)  # asked again, as by a second Ctrl+C: the newest question counts, and is the only one
    return make_question(parent.window(), object_name, title)


def _add(
    box: QMessageBox,
    text: str,
    object_name: str,
    role: QMessageBox.ButtonRole,
    answer: Answer,
    *,
    default: bool = False,
) -> QPushButton:
    button = add_answer(box, text, role, object_name, likely=default)
    button.clicked.connect(lambda _checked=False: answer())
    return button


def _open(box: QMessageBox) -> None:
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    cancel.setObjectName("cancel_button")
    box.setEscapeButton(cancel)
    if box.defaultButton() is None:
        box.setDefaultButton(cancel)
    box.open()
