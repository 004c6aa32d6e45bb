"""The look of every question: what is asked in strong type, what follows from it below, the likely answer accented."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from ftdesk.desktop.stylesheet import set_look
from ftdesk.desktop.theme import colors, pixmap

_LOOKS = {QMessageBox.ButtonRole.DestructiveRole: "danger"}


def make_question(parent: QWidget, object_name: str, title: str) -> QMessageBox:
    """An empty question over `parent`, gone once it is answered; opened with `open`, so that nothing waits."""
    box = QMessageBox(parent)
    box.setObjectName(object_name)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIconPixmap(pixmap("help", colors().accent, 32, 2.0))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    layout = box.layout()
    if layout is not None:
        layout.setContentsMargins(24, 20, 20, 16)
    return box


def add_answer(
    box: QMessageBox, text: str, role: QMessageBox.ButtonRole, object_name: str = "", *, likely: bool = False
) -> QPushButton:
    """A button of the question; Return presses the `likely` one."""
    button = box.addButton(text, role)
    button.setObjectName(object_name)
    set_look(button, "primary" if likely and role not in _LOOKS else _LOOKS.get(role, ""))
    if likely:
        box.setDefaultButton(button)
    return button


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
    """Ask `sentence` before something that cannot be taken back; a button named by `verb` calls `agreed`.

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
