"""How much room the versions of all files take, and the limit, which can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QPushButton, QWidget

from ftdesk.desktop.figure_words import number, size
from ftdesk.desktop.labels import plain_label

if TYPE_CHECKING:
    from ftdesk.workspace.version_records import Space

_MEGABYTE = 1_000_000
_LEAST, _MOST = 10, 2_000_000
"""Megabytes that may be chosen as the limit."""


class RoomLine(QWidget):
    """One line of words and a button.

    Signals:
        limit_chosen(object): int, bytes that all versions may take.
    """

    limit_chosen = Signal(object)  # int

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limit = 0
        self._words = plain_label(look="small", wrap=True)
        self._words.setObjectName("versions_room_label")
        self._change = QPushButton(self.tr("Change limit…"))
        self._change.setObjectName("change_versions_limit_button")
        self._change.setAutoDefault(False)
        self._change.clicked.connect(self._ask)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._change)

    def show_space(self, space: Space) -> None:
        """Say how much room is taken."""
        self._limit = space.limit
        one = self.tr("1 version takes {used} of at most {limit}.")
        many = self.tr("{count} versions of all files take {used} of at most {limit}.")
        self._words.setText(
            (one if space.versions == 1 else many).format(
                count=number(space.versions), used=size(space.used), limit=size(space.limit)
            )
        )

    def _ask(self) -> None:
        dialog = QInputDialog(self.window())
        dialog.setObjectName("versions_limit_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Room for versions"))
        dialog.setLabelText(
            self.tr(
                "Megabytes that the versions of all files may take. When they need more, the oldest go first;\n"
                "those with a name and those of jobs go last."
            )
        )
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setIntRange(_LEAST, _MOST)
        dialog.setIntValue(self._limit // _MEGABYTE)
        dialog.setOkButtonText(self.tr("Set limit"))
        dialog.setCancelButtonText(self.tr("Cancel"))
        dialog.intValueSelected.connect(lambda megabytes: self.limit_chosen.emit(megabytes * _MEGABYTE))
        dialog.open()
