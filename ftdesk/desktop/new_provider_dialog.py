"""The window in which a person adds a provider: nothing is written before “Add provider”."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.own_provider_form import OwnProviderForm

_SIZE = (640, 600)


class NewProviderDialog(QDialog):
    """Stays open until what it says is kept, so that nothing has to be typed twice."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("new_provider_dialog")
        self.setWindowTitle(self.tr("New provider"))
        self.form = OwnProviderForm(self.tr("Add provider"), is_new=True)
        self.form.save.setDefault(True)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setObjectName("new_provider_cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.form.foot.insertWidget(1, cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label(self.tr("New provider"), "title", parent=self))
        about = self.tr(
            "What its models take, as far as you know it; each model can say otherwise and has prices of its own. "
            "What is not confirmed stays so until you change it or name a source. "
            "An address and a key have their place under “Providers”."
        )
        layout.addWidget(plain_label(about, "muted", wrap=True, parent=self))
        layout.addWidget(self.form, 1)
        self.resize(*_SIZE)
