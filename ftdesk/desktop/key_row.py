"""The key of one provider: typed unseen, kept in the system's keyring, or for this session with the reason
told.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ftdesk.desktop.explanations import said
from ftdesk.desktop.keys import Kept, Keys
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.messages import explain
from ftdesk.desktop.stylesheet import restyle, set_look
from ftdesk.workspace.preferences import Profile


class KeyRow(QWidget):
    """Shows whether there is a key, never the key.

    Signals:
        text_changed(): the person types a key.
        key_changed(): a key was kept or removed.
    """

    text_changed = Signal()
    key_changed = Signal()

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self.setObjectName("key_row")
        self._keys = keys
        self._profile: Profile | None = None
        self._stored = False
        self._questions = 0  # the answer to an earlier question than the last is out of date
        self._field = QLineEdit()
        self._field.setObjectName("provider_key")
        self._field.setAccessibleName(self.tr("Key"))
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setPlaceholderText(self.tr("Paste a key"))
        self._save = self._make_button("save_key", self.tr("Save key"))
        self._remove = self._make_button("remove_key", self.tr("Remove key"))
        self._state = plain_label("", "small", wrap=True)
        self._state.setObjectName("key_state")
        self._lay_out()
        self._field.textChanged.connect(self._typed_changed)
        self._field.returnPressed.connect(self._keep)
        self._save.clicked.connect(self._keep)
        self._remove.clicked.connect(self._forget)
        self._typed_changed()

    @property
    def typed(self) -> str:
        """What stands in the field and is not kept yet."""
        return self._field.text().strip()

    @property
    def has_key(self) -> bool:
        """Whether a key would travel to the address: a kept one, or the one being typed."""
        return self._stored or bool(self.typed)

    def show_profile(self, profile: Profile | None) -> None:
        """Show the key of `profile`; None shows nothing."""
        self._profile = profile
        self._field.clear()
        self._set_stored(stored=False)
        question = self._ask()
        if profile is None:
            return
        self._tell(self.tr("Looking for a key"))
        self._keys.read(
            profile,
            lambda key: self._found(question, key is not None),
            lambda error: self._troubled(question, error),
        )

    def _ask(self) -> int:
        """Number a question to the keyring, which makes the answers to earlier ones out of date."""
        self._questions += 1
        return self._questions

    def _make_button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        set_look(button, "")
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._field, 1)
        row.addWidget(self._save)
        row.addWidget(self._remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._state)

    def _found(self, question: int, found: bool) -> None:  # noqa: FBT001 - the answer itself
        if question == self._questions:
            self._set_stored(stored=found)
            self._tell(self.tr("A key is kept.") if found else self.tr("No key yet."))

    def _troubled(self, question: int, error: Exception) -> None:
        if question == self._questions:
            explanation = explain(error)
            self._tell(f"{explanation.sentence} {explanation.next_step}".strip(), "error")

    @Slot()
    def _keep(self) -> None:
        profile, key = self._profile, self.typed
        if profile is None or not key:
            return
        question = self._ask()
        self._save.setEnabled(False)
        self._tell(self.tr("Keeping the key"))
        self._keys.store(
            profile,
            key,
            lambda kept: self._kept(question, kept),
            lambda error: self._not_kept(question, error),
        )

    def _kept(self, question: int, kept: Kept) -> None:
        if question != self._questions:
            return
        self._field.clear()
        self._set_stored(stored=True)
        if not kept.session:
            self._tell(self.tr("The key is kept in the system's keyring."), "success")
        else:
            reason = said(kept.reason, "Workspace") or self.tr("The system keyring did not answer.")
            words = self.tr("The key is kept for this session only. {reason}").format(reason=reason)
            self._tell(words, "warning")
        self.key_changed.emit()

    def _not_kept(self, question: int, error: Exception) -> None:
        self._typed_changed()
        self._troubled(question, error)

    @Slot()
    def _forget(self) -> None:
        profile = self._profile
        if profile is not None:
            question = self._ask()
            self._keys.delete(
                profile, lambda: self._forgotten(question), lambda error: self._troubled(question, error)
            )

    def _forgotten(self, question: int) -> None:
        if question == self._questions:
            self._set_stored(stored=False)
            self._tell(self.tr("The key is removed."))
        self.key_changed.emit()

    @Slot()
    def _typed_changed(self) -> None:
        self._save.setEnabled(bool(self.typed))
        self.text_changed.emit()

    def _set_stored(self, *, stored: bool) -> None:
        self._stored = stored
        self._remove.setVisible(stored)
        self._field.setPlaceholderText(
            self.tr("Paste another key to replace it") if stored else self.tr("Paste a key")
        )
        self.text_changed.emit()

    def _tell(self, words: str, tone: str = "") -> None:
        self._state.setText(words)
        self._state.setProperty("tone", tone)
        restyle(self._state)
