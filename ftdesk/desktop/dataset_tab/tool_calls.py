"""The tool calls of a message, each with its function, its id and its arguments as the text they are.

Only calls of the usual shape are shown so; whatever else stands under the key is shown as JSON by the card.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ftdesk.dataset import example_edits
from ftdesk.dataset.example import MessageView, Pointer, ToolCallView
from ftdesk.dataset.rules.finding import Finding, Severity
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.content_sized_editor import ContentSizedEditor
from ftdesk.desktop.dataset_tab.edit import Edit, pointer_of
from ftdesk.desktop.dataset_tab.field_notes import FieldNotes
from ftdesk.desktop.dataset_tab.finding_words import by_weight, sentence
from ftdesk.desktop.dataset_tab.json_field import json_problem
from ftdesk.desktop.dataset_tab.json_highlighter import JsonHighlighter
from ftdesk.desktop.dataset_tab.line_field import LineField
from ftdesk.desktop.dataset_tab.small_button import small_button
from ftdesk.desktop.labels import plain_label

MOST_CALLS = 12
"""More calls than that are shown as JSON."""
_PLACES: dict[str, Pointer] = {
    "id": ("id",),
    "name": ("function", "name"),
    "arguments": ("function", "arguments"),
}


def plain_calls(message: dict[str, object]) -> bool:
    """Whether the tool calls of a message have the usual shape, so that nothing of them would be hidden here."""
    calls = message.get("tool_calls")
    return isinstance(calls, list) and 0 < len(calls) <= MOST_CALLS and all(map(_is_plain, calls))


def _is_plain(call: object) -> bool:
    if not isinstance(call, dict) or set(call) != {"id", "type", "function"} or call["type"] != "function":
        return False
    function = call["function"]
    if not isinstance(function, dict) or set(function) != {"name", "arguments"}:
        return False
    return all(isinstance(text, str) for text in (call["id"], *function.values()))


class ToolCalls(QWidget):
    """The calls of one message, top to bottom.

    Signals:
        edit_requested(object): Edit of this message.
    """

    edit_requested = Signal(object)  # Edit

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._message: Pointer = ()
        self._calls: list[ToolCall] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 2, 0, 2)
        self._layout.setSpacing(6)
        self.hide()

    def show_calls(self, view: MessageView | None, number: int) -> None:
        """Show the calls of a message, or none; `number` is that of its card."""
        views = view.tool_calls if view is not None else ()
        self._message = view.pointer if view is not None else ()
        while len(self._calls) > len(views):
            gone = self._calls.pop()
            gone.hide()
            gone.deleteLater()
        while len(self._calls) < len(views):
            self._calls.append(self._make(len(self._calls)))
        for index, (call, shown) in enumerate(zip(self._calls, views, strict=True)):
            call.show_call(shown, f"message_call_{number}_{index}")
        self.setVisible(bool(views))

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show each finding at its call."""
        depth = len(self._message) + 1
        placed = [(pointer_of(finding.path)[depth:], finding) for finding in findings if self.takes(finding)]
        for index, call in enumerate(self._calls):
            call.show_findings([finding for rest, finding in placed if rest[0] == index])

    def takes(self, finding: Finding) -> bool:
        """Whether a finding speaks of one of these calls."""
        rest = pointer_of(finding.path)[len(self._message) :]
        return len(rest) > 1 and rest[0] == "tool_calls" and rest[1] in range(len(self._calls))

    def focus_place(self, rest: Pointer) -> bool:
        """Give the keyboard to a place inside the list of calls; false where there is no such call."""
        index = rest[0] if rest else 0
        if not isinstance(index, int) or not 0 <= index < len(self._calls):
            return False
        self._calls[index].focus_place(rest[1:])
        return True

    def _make(self, index: int) -> ToolCall:
        call = ToolCall(self)
        call.edited.connect(lambda key, text: self._edit(index, key, str(text)))
        call.removal_requested.connect(lambda: self._remove(index))
        self._layout.addWidget(call)
        return call

    def _edit(self, index: int, key: str, text: str) -> None:
        place: Pointer = (*self._message, "tool_calls", index, *_PLACES[key])
        self.edit_requested.emit(
            Edit(
                lambda example: example_edits.set_text_at(example, place, text),
                self.tr("Edit tool call"),
                place,
            )
        )

    def _remove(self, index: int) -> None:
        message = self._message
        self.edit_requested.emit(
            Edit(
                lambda example: example_edits.remove_tool_call(example, message, index),
                self.tr("Remove tool call"),
            )
        )


class ToolCall(QFrame):
    """One call.

    Signals:
        edited(str, object): id, name or arguments, and the new text (str).
        removal_requested(): the call should go.
    """

    edited = Signal(str, object)
    removal_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = LineField("call_name", self.tr("Function"), self)
        self.id = LineField("call_id", self.tr("Id of the call"), self)
        self.name.setPlaceholderText(self.tr("function"))
        self.id.setMaximumWidth(140)
        self.arguments = ContentSizedEditor("call_arguments", self.tr("Arguments as JSON"), self)
        self.arguments.setProperty("look", "code")
        self.arguments.follows_direction = False
        self._highlighter = JsonHighlighter(self.arguments.document())
        self._notes = FieldNotes(self)
        self._findings: Sequence[Finding] = ()
        self._remove = small_button("remove_call_button", "close", self.tr("Remove this call"), self)
        self._remove.clicked.connect(self.removal_requested)
        self._lay_out()
        self.name.edited.connect(lambda: self.edited.emit("name", self.name.value()))
        self.id.edited.connect(lambda: self.edited.emit("id", self.id.value()))
        self.arguments.edited.connect(lambda: self.edited.emit("arguments", self.arguments.value()))
        theme.notifier().theme_changed.connect(self._dress)
        self._dress()

    def show_call(self, view: ToolCallView, object_name: str) -> None:
        """Show a call; `object_name` names the widgets."""
        self.setObjectName(object_name)
        for key, field in (("name", self.name), ("id", self.id), ("arguments", self.arguments)):
            field.setObjectName(f"{object_name}_{key}")
            field.set_value(getattr(view, key))
        self._show_notes()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what is wrong with the call."""
        self._findings = findings
        self._show_notes()

    def focus_place(self, rest: Pointer) -> None:
        """Give the keyboard to the field that shows a place inside the call."""
        fields: dict[Pointer, QWidget] = {("id",): self.id, ("function", "arguments"): self.arguments}
        fields.get(rest, self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_locked(self, *, locked: bool) -> None:
        """Whether the call may only be read."""
        self._remove.setDisabled(locked)

    def _show_notes(self) -> None:
        notes = [(finding.severity, sentence(finding)) for finding in by_weight(self._findings)]
        problem = json_problem(self.arguments.value())
        if problem is not None and not notes:
            words = self.tr("The arguments are not JSON yet, at line {line}, column {column}.")
            notes = [(Severity.ERROR, words.format(line=problem[0], column=problem[1]))]
        self._notes.show_notes(notes)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        title = plain_label(self.tr("calls"), "small", parent=self)
        head.addWidget(title)
        head.addWidget(self.name, 1)
        head.addWidget(plain_label(self.tr("id"), "small", parent=self))
        head.addWidget(self.id)
        head.addWidget(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.arguments)
        column.addWidget(self._notes)

    def _dress(self) -> None:
        for field in (self.name, self.id, self.arguments):
            field.setFont(theme.code_font(0.96))
