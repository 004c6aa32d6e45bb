"""The top line of a message card: role, name, weight, and what can be done with the message."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QToolButton, QWidget

from ftdesk.dataset.example import MessageView
from ftdesk.desktop.dataset_tab.line_field import LineField
from ftdesk.desktop.dataset_tab.message_drag import DragHandle
from ftdesk.desktop.dataset_tab.role_tag import RoleTag
from ftdesk.desktop.dataset_tab.small_button import small_button
from ftdesk.desktop.labels import plain_label

_ANSWERING_ROLES = ("tool", "function")

_BUTTON = 28
_BUTTONS = 4


class CardHeader(QWidget):
    """Shows one message's head and says what the person wants.

    Signals:
        field_edited(str, object): a text field ("name", "tool_call_id") and its new text (str).
        trained_chosen(bool): whether the reply should be trained on.
        action_chosen(str): up, down, duplicate, delete, add_name, add_tool_calls.
    """

    field_edited = Signal(str, object)
    trained_chosen = Signal(bool)
    action_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.handle = DragHandle(self)
        self.role = RoleTag("message_role", self)
        self.fields = {
            "name": self._make_field("name", self.tr("Name"), self.tr("name")),
            "tool_call_id": self._make_field(
                "tool_call_id", self.tr("Call that this answers"), "tool_call_id"
            ),
        }
        self.trained = QCheckBox(self.tr("Train on this"), self)
        self.trained.setToolTip(
            self.tr("Off gives the reply the weight 0: the model reads it but does not learn it")
        )
        self.trained.clicked.connect(self.trained_chosen)
        self._buttons: dict[str, QToolButton] = {}
        self._place = (True, True)
        self._number = -1
        self._actions = _Actions(self)
        self._more = self._make_more_button()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.role)
        self._labels = {
            "name": plain_label(self.tr("name"), "small", parent=self),
            "tool_call_id": plain_label(self.tr("answers"), "small", parent=self),
        }
        for key, field in self.fields.items():
            row.addWidget(self._labels[key])
            row.addWidget(field, 1)
        row.addWidget(self.trained)
        row.addStretch(1)
        row.addWidget(self._actions)
        row.addWidget(self.handle)
        row.addWidget(self._more)

    def show_message(self, view: MessageView, *, weight_editable: bool, first: bool, last: bool) -> None:
        """Show a message; `weight_editable` is false where the weight is no plain 0 or 1."""
        self.role.show_role(view.role)
        shown = {
            "name": view.name is not None,
            "tool_call_id": view.tool_call_id is not None or view.role == "tool",
        }
        for key, text in (("name", view.name), ("tool_call_id", view.tool_call_id)):
            self.fields[key].set_value(text or "")
            self.show_field(key, shown=shown[key] or self.fields[key].hasFocus())
        self.trained.setVisible(view.role == "assistant" and weight_editable)
        self.trained.setChecked(view.weight != 0)
        self._place = (first, last)
        self._enable_moves()
        self._add_name.setEnabled(view.name is None)
        self._add_calls.setEnabled(view.role == "assistant")

    def show_field(self, key: str, *, shown: bool) -> None:
        """Show or hide a text field with its label."""
        self._labels[key].setVisible(shown)
        self.fields[key].setVisible(shown)

    def set_locked(self, *, locked: bool) -> None:
        """Whether the message may only be read."""
        for widget in (self.handle, self.role, self.trained, self._actions, self._more):
            widget.setDisabled(locked)

    def set_number(self, number: int) -> None:
        """Name the widgets after the card's number."""
        self._number = number
        self.handle.setObjectName(f"message_handle_{number}")
        self.role.setObjectName(f"message_role_{number}")
        self.trained.setObjectName(f"message_weight_{number}")
        for key, field in self.fields.items():
            field.setObjectName(f"message_{key}_{number}")
        for action, button in self._buttons.items():
            button.setObjectName(f"message_{action}_{number}")

    def show_actions(self, *, shown: bool) -> None:
        """Show the buttons while the card has the pointer or the keyboard; they are made when first needed."""
        if shown and not self._buttons:
            self._make_buttons()
        self._actions.shown = shown
        self._actions.arrange()

    def _enable_moves(self) -> None:
        first, last = self._place
        self.handle.setVisible(not (first and last))
        if self._buttons:
            self._buttons["up"].setEnabled(not first)
            self._buttons["down"].setEnabled(not last)

    def _make_field(self, key: str, accessible_name: str, placeholder: str) -> LineField:
        field = LineField(f"message_{key}", accessible_name, self)
        field.setPlaceholderText(placeholder)
        field.setMaximumWidth(220)
        field.edited.connect(lambda: self.field_edited.emit(key, field.value()))
        return field

    def _make_buttons(self) -> None:
        words = (
            ("up", "up", self.tr("Move message up (Alt+Up)")),
            ("down", "down", self.tr("Move message down (Alt+Down)")),
            ("duplicate", "duplicate", self.tr("Duplicate message (Ctrl+Shift+D)")),
            ("delete", "trash", self.tr("Delete message (Ctrl+Shift+Backspace)")),
        )
        for action, icon, text in words:
            button = small_button(f"message_{action}_{self._number}", icon, text, self._actions)
            button.clicked.connect(lambda _checked=False, action=action: self.action_chosen.emit(action))
            self._buttons[action] = button
        self._enable_moves()
        self._actions.arrange()

    def _make_more_button(self) -> QToolButton:
        more = small_button("message_more", "more", self.tr("More for this message"), self)
        menu = QMenu(more)
        self._add_name = menu.addAction(self.tr("Add a name"), lambda: self.action_chosen.emit("add_name"))
        self._add_calls = menu.addAction(
            self.tr("Add a tool call"), lambda: self.action_chosen.emit("add_tool_calls")
        )
        more.setMenu(menu)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return more


class _Actions(QWidget):
    """Room for the buttons, so that nothing moves when they appear; where it is short, the last ones stay."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(_BUTTON)
        self.setMaximumWidth(_BUTTONS * _BUTTON)
        self.shown = False

    def sizeHint(self) -> QSize:
        """All buttons in a row."""
        return QSize(_BUTTONS * _BUTTON, _BUTTON)

    def minimumSizeHint(self) -> QSize:
        """None of them: the keyboard has them all."""
        return QSize(0, _BUTTON)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for others."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put the buttons at the right, as many as fit."""
        buttons = self.findChildren(QToolButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
        for place, button in enumerate(reversed(buttons), 1):
            left = self.width() - place * _BUTTON
            button.move(left, 0)
            button.setVisible(self.shown and left >= 0)
