"""One message as a card: who speaks, whether it is trained on, what it says, and whatever else it holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ftdesk.dataset import example_edits
from ftdesk.dataset.example import Example, MessageView, Pointer
from ftdesk.dataset.rules.finding import Finding
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.card_header import CardHeader
from ftdesk.desktop.dataset_tab.content_parts import ContentParts
from ftdesk.desktop.dataset_tab.content_sized_editor import ContentSizedEditor
from ftdesk.desktop.dataset_tab.edit import Change, Edit, pointer_of, starts_with
from ftdesk.desktop.dataset_tab.field_notes import FieldNotes
from ftdesk.desktop.dataset_tab.finding_words import worst
from ftdesk.desktop.dataset_tab.key_fields import KeyFields
from ftdesk.desktop.dataset_tab.role_tag import role_color
from ftdesk.desktop.dataset_tab.severity_mark import severity_color
from ftdesk.desktop.dataset_tab.tool_calls import ToolCalls, plain_calls

_HEADER_KEYS = ("role", "name", "weight", "tool_call_id")
_EDGE = 3


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Where a card stands in its list, and whether it now shows another example than before."""

    first: bool
    last: bool
    fresh: bool
    weighted: bool
    """Replies of this list may be left out of training by a weight: chat examples alone know that."""


class MessageCard(QFrame):
    """Shows one message and turns what the person does into edits.

    Signals:
        edit_requested(object): Edit of this message.
        action_chosen(str): up, down, duplicate or delete; the list of messages knows how.
    """

    edit_requested = Signal(object)  # Edit
    action_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pointer: Pointer = ()
        self._number = 0
        self._role: str | None = None
        self._active = False
        self._hovered = False
        self._findings: tuple[Finding, ...] = ()
        self.setProperty("look", "card")
        self.header = CardHeader(self)
        self.text = ContentSizedEditor("message_text", self.tr("Message text"), self)
        self.text.setProperty("look", "plain")
        self._parts = ContentParts(self)
        self._notes = FieldNotes(self)
        self._calls = ToolCalls(self)
        self._keys = KeyFields("message_key", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 8)
        layout.setSpacing(2)
        for widget in (self.header, self.text, self._parts, self._calls, self._keys, self._notes):
            layout.addWidget(widget)
        self._connect()

    def _connect(self) -> None:
        self.header.role.role_chosen.connect(self._set_role)
        self.header.field_edited.connect(self._set_field)
        self.header.trained_chosen.connect(self._set_trained)
        self.header.action_chosen.connect(self._act)
        self.text.edited.connect(self._set_text)
        self._parts.part_edited.connect(self._set_part)
        self._calls.edit_requested.connect(self.edit_requested)
        self._keys.key_edited.connect(self._set_key)
        self._keys.removal_requested.connect(self._remove_key)
        theme.notifier().theme_changed.connect(self._dress)
        self._dress()

    # -- showing ----------------------------------------------------------------------------------------------------

    def show_message(self, example: Example, view: MessageView, number: int, place: CardPlace) -> None:
        """Show a message; `number` counts the cards of the form and names the widgets."""
        self.pointer, self._role = view.pointer, view.role
        self._set_number(number)
        spoken = self.tr("Text of message {number}, {role}")
        self.text.setAccessibleName(spoken.format(number=number + 1, role=view.role or "—"))
        raw = example.get(view.pointer)
        message: dict[str, object] = raw if isinstance(raw, dict) else {}
        plain_weight = "weight" not in message or (view.role == "assistant" and view.weight in (0, 1))
        self.header.show_message(
            view, weight_editable=plain_weight and place.weighted, first=place.first, last=place.last
        )
        in_text = (view.text is not None and not view.has_parts) or message.get("content") is None
        self._show_content(example, view, message, in_text=in_text)
        others = [key for key in message if key not in _HEADER_KEYS and (key != "content" or not in_text)]
        if view.has_parts:
            others = [key for key in others if key != "content"]
        if not plain_weight:
            others.append("weight")
        plain = plain_calls(message)
        self._calls.show_calls(view if plain else None, number)
        if plain:
            others.remove("tool_calls")
        self._keys.show_keys(example, view.pointer, others, fresh=place.fresh)
        self._keys.setVisible(bool(others))
        self.update()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show those of `findings` that speak of this message."""
        own = tuple(finding for finding in findings if starts_with(pointer_of(finding.path), self.pointer))
        if own == self._findings:
            return
        self._findings = own
        depth = len(self.pointer)
        self._notes.show_findings(
            [
                finding
                for finding in own
                if not self._keys.takes(pointer_of(finding.path)[depth:]) and not self._calls.takes(finding)
            ]
        )
        self._calls.show_findings(own)
        self._keys.show_findings(own, depth)
        self.update()

    def set_active(self, active: bool) -> None:  # noqa: FBT001 - mirrors setEnabled
        """Whether the keyboard is in this card."""
        self._active = active
        self.header.show_actions(shown=active or self._hovered)
        self.update()

    def focus_place(self, rest: Pointer) -> None:
        """Give the keyboard to what shows a place inside the message; () is the text."""
        key = rest[0] if rest else "content"
        target: Callable[[], None]
        if key == "role" or (key == "weight" and not self.header.trained.isVisibleTo(self)):
            target = self.header.role.setFocus
        elif key == "weight":
            target = self.header.trained.setFocus
        elif key in self.header.fields:
            target = self.header.fields[str(key)].setFocus
        elif key == "tool_calls" and self._calls.focus_place(rest[1:]):
            return
        elif self._keys.has(str(key)):
            self._keys.reveal(str(key))
            return
        elif self._parts.isVisibleTo(self) and self._parts.focus_part(rest[1:]):
            return
        else:
            target = (self.text if self.text.isVisibleTo(self) else self.header.role).setFocus
        target()

    def put_away(self) -> None:
        """Out of sight until another message needs a card; nothing finds it by its name meanwhile."""
        self.hide()
        self.set_active(False)
        self._set_number(-1)
        self._keys.show_no_keys()
        self._calls.show_calls(None, -1)

    def drafts(self) -> dict[Pointer, str]:
        """JSON texts that the example has not taken yet, by place."""
        return self._keys.drafts()

    def show_drafts(self, drafts: dict[Pointer, str]) -> None:
        """Show texts that were left while they were no JSON."""
        self._keys.show_drafts(drafts)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, with an edge in the colour of its worst finding, else of its role."""
        super().paintEvent(event)
        severity = worst(self._findings)
        edge = severity_color(severity) if severity is not None else role_color(self._role)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(edge)
        painter.setOpacity(1.0 if severity is not None or self._active else 0.45)
        painter.drawRoundedRect(QRectF(1, 6, _EDGE, self.height() - 12), 1.5, 1.5)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Offer the actions."""
        self._hovered = True
        self.header.show_actions(shown=True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the actions away unless the keyboard is here."""
        self._hovered = False
        self.header.show_actions(shown=self._active)
        super().leaveEvent(event)

    def _show_content(
        self, example: Example, view: MessageView, message: dict[str, object], *, in_text: bool
    ) -> None:
        self._parts.setVisible(view.has_parts)
        if view.has_parts:
            self._parts.show_parts(example, view, self._number)
        calls = "tool_calls" in message or "function_call" in message
        self.text.setVisible(
            in_text and not view.has_parts and (bool(view.text) or not calls or self.text.hasFocus())
        )
        if in_text:
            self.text.set_value(view.text or "")
        absent = view.text is None and not calls
        self.text.setPlaceholderText(self.tr("No content yet") if absent else self.tr("Empty text"))

    def _set_number(self, number: int) -> None:
        self._number = number
        self.setObjectName(f"message_card_{number}")
        self.text.setObjectName(f"message_text_{number}")
        self._keys.set_prefix(f"message_key_{number}")
        self.header.set_number(number)

    def _dress(self) -> None:
        self.text.setFont(theme.ui_font(1.08))
        self.update()

    # -- editing ----------------------------------------------------------------------------------------------------

    def _ask(self, text: str, change: Change, *merge: str | int) -> None:
        self.edit_requested.emit(Edit(change, text, (*self.pointer, *merge) if merge else None))

    def _set_text(self) -> None:
        pointer, text = self.pointer, self.text.value()
        self._ask(
            self.tr("Edit text"), lambda example: example_edits.set_text(example, pointer, text), "content"
        )

    def _set_part(self, part: int, text: object) -> None:
        pointer, words = self.pointer, str(text)
        self._ask(
            self.tr("Edit text"),
            lambda example: example_edits.set_part_text(example, pointer, part, words),
            "content",
            part,
        )

    def _set_role(self, role: str) -> None:
        pointer = self.pointer
        self._ask(self.tr("Change role"), lambda example: example_edits.set_role(example, pointer, role))

    def _set_trained(self, trained: bool) -> None:  # noqa: FBT001 - a Qt slot
        pointer, weight = self.pointer, None if trained else 0
        words = self.tr("Train on this reply") if trained else self.tr("Leave this reply out of training")
        self._ask(words, lambda example: example_edits.set_weight(example, pointer, weight))

    def _set_field(self, key: str, text: object) -> None:
        pointer, words = self.pointer, str(text) or None
        self._ask(
            self.tr("Edit {field}").format(field=key),
            lambda example: example_edits.set_field(example, pointer, key, words),
            key,
        )

    def _set_key(self, key: str, text: object) -> None:
        pointer, json_text = self.pointer, str(text)
        self._ask(
            self.tr("Edit {field}").format(field=key),
            lambda example: example_edits.set_json_field(example, pointer, key, json_text),
            key,
        )

    def _remove_key(self, key: str) -> None:
        pointer = self.pointer
        self._ask(
            self.tr("Remove {field}").format(field=key),
            lambda example: example_edits.set_json_field(example, pointer, key, None),
        )

    def _act(self, action: str) -> None:
        if action == "add_name":
            self.header.show_field("name", shown=True)
            self.header.fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)
        elif action == "add_tool_calls":
            pointer = self.pointer
            self._ask(
                self.tr("Add tool call"),
                lambda example: example_edits.add_tool_call(example, pointer),
            )
        else:
            self.action_chosen.emit(action)
