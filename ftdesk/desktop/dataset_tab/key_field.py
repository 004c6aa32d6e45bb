"""A titled part of an example: a small heading, an editor, and the notes of what is wrong with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.json_field import JsonField
from ftdesk.desktop.dataset_tab.small_button import small_button
from ftdesk.desktop.dataset_tab.visible_text import one_line


class KeyField(QWidget):
    """One key of a message or of an example as JSON under its name; may fold, may be taken away.

    Signals:
        json_edited(object): str, valid JSON that the person typed.
        removal_requested(): the key should go.
    """

    json_edited = Signal(object)  # str
    removal_requested = Signal()

    def __init__(
        self, key: str, object_name: str, parent: QWidget | None = None, *, foldable: bool = False
    ) -> None:
        super().__init__(parent)
        self.key = key
        self._folded = False
        self.setObjectName(object_name)
        self._title = QLabel(one_line(key, 60), self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("look", "small")
        self.json = JsonField(
            f"{object_name}_json", self.tr("{key} as JSON").format(key=one_line(key, 60)), self
        )
        self.json.json_edited.connect(self.json_edited)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._make_header(foldable=foldable))
        layout.addWidget(self.json)

    def set_folded(self, folded: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Show the heading alone, or the editor too."""
        self.json.setVisible(not folded)
        theme.set_icon(self._fold, "chevron-right" if folded else "chevron-down", "text_muted")
        self._folded = folded

    def set_locked(self, *, locked: bool) -> None:
        """Whether the key may only be read."""
        self._remove.setDisabled(locked)

    def set_name(self, object_name: str) -> None:
        """Rename the widgets after the place they show."""
        self.setObjectName(object_name)
        self.json.editor.setObjectName(f"{object_name}_json")

    def reveal(self) -> None:
        """Unfold and take the keyboard."""
        self.set_folded(False)
        self.json.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_header(self, *, foldable: bool) -> QHBoxLayout:
        header = QHBoxLayout()
        header.setSpacing(2)
        self._fold = small_button("fold_button", "chevron-down", self.tr("Show or hide"), self)
        self._fold.setVisible(foldable)
        self._fold.clicked.connect(lambda: self.set_folded(not self._folded))
        self._remove = small_button("remove_key_button", "close", self.tr("Remove this key"), self)
        self._remove.clicked.connect(self.removal_requested)
        header.addWidget(self._fold)
        header.addWidget(self._title, 1)
        header.addWidget(self._remove)
        return header
