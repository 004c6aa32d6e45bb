"""Links that a model wrote lead somewhere only after the person has seen where."""

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from ftdesk.desktop.labels import shortened
from ftdesk.desktop.question_box import add_answer, make_question

translate = QCoreApplication.translate

_LONGEST = 600
"""Characters shown; a host has at most 255, so it is among them."""


def ask_before_opening(parent: QWidget, address: QUrl) -> None:
    """Show the real address; only http and https can be opened, by the system's browser, after a yes.

    A name before the host only serves to look like another host, so it is left out.
    """
    if address.scheme() not in {"http", "https"}:
        return
    address = QUrl(address)
    address.setAuthority(address.authority().rpartition("@")[2])
    box = make_question(parent, "open_link_box", translate("LinkQuestion", "Open link"))
    box.setText(translate("LinkQuestion", "A model wrote this link. Open it in the browser?"))
    box.setInformativeText(shortened(bytes(address.toEncoded().data()).decode("ascii"), _LONGEST))
    yes = add_answer(box, translate("LinkQuestion", "Open link"), QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel)
    yes.clicked.connect(lambda: QDesktopServices.openUrl(address))
    box.open()
