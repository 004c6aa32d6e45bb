"""A question before something that cannot be taken back; the window goes on while it is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from ftdesk.desktop.question_box import add_answer, make_question


def ask(
    parent: QWidget,
    object_name: str,
    sentence: str,
    consequence: str,
    verb: str,
    agreed: Callable[[], None],
    *,
    otherwise: str = "",
) -> QMessageBox:
    """Ask `sentence`; a button named by `verb` calls `agreed`.

    The other button (the default) does nothing; it says `otherwise`, or Cancel where that cannot be mistaken.
    """
    box = make_question(parent, object_name, verb)
    box.setText(sentence)
    box.setInformativeText(consequence)
    add_answer(box, verb, QMessageBox.ButtonRole.AcceptRole, f"{object_name}_yes")
    stay = otherwise or QCoreApplication.translate("Jobs", "Cancel")
    no = add_answer(box, stay, QMessageBox.ButtonRole.RejectRole, f"{object_name}_no", likely=True)
    box.setEscapeButton(no)
    box.accepted.connect(agreed)
    box.open()
    return box
