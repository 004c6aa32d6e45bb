"""The keys of a message or an example that have no field of their own, each as JSON; unknown keys are never lost."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ftdesk.dataset.example import Example, Pointer
from ftdesk.dataset.rules.finding import Finding
from ftdesk.desktop.dataset_tab.edit import pointer_of
from ftdesk.desktop.dataset_tab.key_field import KeyField
from ftdesk.desktop.labels import plain_label

MOST_KEYS = 24
_FOLDED_FROM = 600


class KeyFields(QWidget):
    """A column of `KeyField`s under one place of the example.

    Signals:
        key_edited(str, object): key and valid JSON text (str).
        removal_requested(str): the key should go.
    """

    key_edited = Signal(str, object)
    removal_requested = Signal(str)

    def __init__(self, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prefix = prefix
        self._pointer: Pointer = ()
        self._fields: dict[str, KeyField] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._note = plain_label("", "small", parent=self)
        self._note.hide()
        self._layout.addWidget(self._note)

    def show_keys(self, example: Example, pointer: Pointer, keys: Sequence[str], *, fresh: bool) -> None:
        """Show these keys of the object at `pointer`; `fresh` when it belongs to another example than before."""
        moved = pointer != self._pointer
        self._pointer = pointer
        self._note.setVisible(len(keys) > MOST_KEYS)
        self._note.setText(
            self.tr("{count} more keys stand in the raw line.").format(count=f"{len(keys) - MOST_KEYS:,}")
        )
        keys = keys[:MOST_KEYS]
        if tuple(keys) != tuple(self._fields):
            self._rebuild(keys)
            moved = True
        for key, field in self._fields.items():
            text = example.pretty((*pointer, key))
            field.json.show_json(text, fresh=fresh or moved)
            if moved:
                field.set_folded(len(text) > _FOLDED_FROM)

    def show_no_keys(self) -> None:
        """Show nothing."""
        self._rebuild(())

    def show_findings(self, findings: Iterable[Finding], depth: int) -> None:
        """Show each finding at its key; `depth` is how deep in the example the keys lie."""
        by_key: dict[str, list[Finding]] = {key: [] for key in self._fields}
        for finding in findings:
            rest = pointer_of(finding.path)[depth:]
            if self.takes(rest):
                by_key[str(rest[0])].append(finding)
        for key, own in by_key.items():
            self._fields[key].json.show_findings(tuple(own))
            if own:
                self._fields[key].set_folded(False)

    def takes(self, rest: Pointer) -> bool:
        """Whether a place, counted from here, lies in one of the fields."""
        return bool(rest) and str(rest[0]) in self._fields

    def has(self, key: str) -> bool:
        """Whether `key` is shown."""
        return key in self._fields

    def reveal(self, key: str) -> None:
        """Unfold a field and give it the keyboard."""
        self._fields[key].reveal()

    def drafts(self) -> dict[Pointer, str]:
        """Texts that are no JSON yet, by place."""
        found = {(*self._pointer, key): field.json.draft() for key, field in self._fields.items()}
        return {place: draft for place, draft in found.items() if draft is not None}

    def show_drafts(self, drafts: dict[Pointer, str]) -> None:
        """Show texts that were left while they were no JSON."""
        for key, field in self._fields.items():
            if (draft := drafts.get((*self._pointer, key))) is not None:
                field.json.show_draft(draft)
                field.set_folded(False)

    def set_prefix(self, prefix: str) -> None:
        """Name the fields after what they belong to."""
        self._prefix = prefix
        for key, field in self._fields.items():
            field.set_name(f"{prefix}_{key}")

    def _rebuild(self, keys: Sequence[str]) -> None:
        old, self._fields = self._fields, {}
        for key in keys:
            self._fields[key] = old.pop(key) if key in old else self._make(key)
        for field in old.values():
            field.hide()
            field.deleteLater()
        for field in self._fields.values():
            self._layout.removeWidget(field)
            self._layout.insertWidget(self._layout.count() - 1, field)

    def _make(self, key: str) -> KeyField:
        field = KeyField(key, f"{self._prefix}_{key}", self, foldable=True)
        field.json_edited.connect(lambda text: self.key_edited.emit(key, text))
        field.removal_requested.connect(lambda: self.removal_requested.emit(key))
        return field
