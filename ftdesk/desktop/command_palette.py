"""Every action by name: Ctrl+Shift+P, a few letters, Enter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from ftdesk.desktop.actions import plain_text
from ftdesk.desktop.fuzzy import Match, match
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.palette_row import PaletteRow
from ftdesk.desktop.stylesheet import set_look

WIDTH = 600
MOST_ROWS = 12
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Command:
    """An action and the menu it stands in."""

    group: str
    action: QAction

    @property
    def text(self) -> str:
        """What is searched and shown."""
        return f"{self.group}: {plain_text(self.action.text())}"

    @property
    def keys(self) -> str:
        """Its shortcut as this system writes it."""
        return self.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


@dataclass(frozen=True, slots=True)
class FoundCommand:
    """A command and how it matched."""

    command: Command
    match: Match


class _FoundCommands(QAbstractListModel):
    """The commands that match, best first; those that cannot be used now come last."""

    def __init__(self, commands: list[Command], parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self.found: list[FoundCommand] = []
        self.search("")

    def search(self, wanted: str) -> None:
        """Show what matches `wanted`."""
        self.beginResetModel()
        matches = ((command, match(wanted, command.text)) for command in self._commands)
        found = [FoundCommand(command, how) for command, how in matches if how is not None]
        self.found = sorted(found, key=lambda one: (not one.command.action.isEnabled(), -one.match.score))
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self.found[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return " ".join(part for part in (found.command.text, found.command.keys) if part)
            case Qt.ItemDataRole.UserRole:
                return found
        return None


class CommandPalette(QDialog):
    """A list over the window's upper half; typing filters, arrows move, Enter does it, Escape leaves."""

    def __init__(self, commands: Callable[[], list[Command]], window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("command_palette")
        self.setWindowTitle(self.tr("Commands"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._model = _FoundCommands(commands(), self)
        self._search = QLineEdit()
        self._search.setObjectName("palette_search")
        self._search.setAccessibleName(self.tr("Search commands"))
        self._search.setPlaceholderText(self.tr("What do you want to do?"))
        self._search.setProperty("look", "search")
        self._search.installEventFilter(self)
        self._list = QListView()
        self._list.setObjectName("palette_list")
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(PaletteRow(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setProperty("look", "palette")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = plain_label(self.tr("No command has these letters."), "muted")
        self._nothing.setContentsMargins(16, 8, 16, 16)
        self._frame = QFrame()
        self._inside = QVBoxLayout(self._frame)
        self._lay_out()
        self._search.textChanged.connect(self._filter)
        self._search.returnPressed.connect(self._run_current)
        self._list.clicked.connect(self._run_current)
        self._filter("")

    def show_over(self, window: QWidget) -> None:
        """Open over the upper part of `window`."""
        width = min(WIDTH, window.width() - 32)
        corner = window.mapToGlobal(window.rect().topLeft())
        self.setFixedWidth(width)
        self.move(corner.x() + (window.width() - width) // 2, corner.y() + min(72, window.height() // 8))
        self.show()
        self._search.setFocus()

    def _lay_out(self) -> None:
        set_look(self._frame, "popup")
        inner = self._inside
        inner.setContentsMargins(4, 4, 4, 4)
        inner.setSpacing(4)
        rule = QFrame()
        set_look(rule, "rule")
        inner.addWidget(self._search)
        inner.addWidget(rule)
        inner.addWidget(self._list)
        inner.addWidget(self._nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._frame)

    @Slot(str)
    def _filter(self, wanted: str) -> None:
        self._model.search(wanted)
        count = self._model.rowCount()
        self._list.setCurrentIndex(self._model.index(0))
        self._list.setVisible(bool(count))
        self._nothing.setVisible(not count)
        rows = min(max(count, 1), MOST_ROWS)
        self._list.setFixedHeight(rows * self._list.sizeHintForRow(0) + 4 if count else 0)
        self._inside.activate()
        self.setFixedHeight(self._frame.sizeHint().height())

    @Slot()
    def _run_current(self) -> None:
        row = self._list.currentIndex().row()
        if not 0 <= row < self._model.rowCount():
            return
        action = self._model.found[row].command.action
        if action.isEnabled():
            self.close()
            action.trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move in the list while the focus stays in the search field."""
        if watched is self._search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _MOVES:
                self._move(key)
                return True
        return super().eventFilter(watched, event)

    def _move(self, key: Qt.Key) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -MOST_ROWS}.get(key, MOST_ROWS)
        count = self._model.rowCount()
        row = self._list.currentIndex().row() + step
        row = row % count if abs(step) == 1 and count else min(max(row, 0), count - 1)
        self._list.setCurrentIndex(self._model.index(row))
