"""A question before something that cannot be taken back; the window goes on while it is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask(
    parent: QWidget, object_name: str, sentence: str, consequence: str, verb: str, agreed: Callable[[], None]
) -> QMessageBox:
    """Ask `sentence`; a button named by `verb` calls `agreed`, Cancel (the default) does nothing."""
    box = QMessageBox(parent)
    box.setObjectName(object_name)
    box.setWindowTitle(verb)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    box.setInformativeText(consequence)
    yes = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    yes.setObjectName(f"{object_name}_yes")
    no = box.addButton(QCoreApplication.translate("Jobs", "Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.accepted.connect(agreed)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
