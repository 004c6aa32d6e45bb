"""The kept conversations, the last used one first."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QInputDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QMessageBox,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ftdesk.desktop.icons import set_icon
from ftdesk.desktop.labels import plain_tooltip
from ftdesk.desktop.question_box import add_answer, make_question
from ftdesk.workspace.conversations import Conversation

_ID = int(Qt.ItemDataRole.UserRole)


class _OneLine(QStyledItemDelegate):
    """A title wider than the list is cut with an ellipsis, instead of making the list scroll sideways."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, super().sizeHint(option, index).height())


class ConversationList(QWidget):
    """Signals:
    chosen(object): id (int) of the conversation to show.
    new_wanted(): start a new one.
    renamed(object, object): id (int) and title (str).
    deleted(object): id (int), after the person confirmed.
    """

    chosen = Signal(object)  # int
    new_wanted = Signal()
    renamed = Signal(object, object)  # int, str
    deleted = Signal(object)  # int

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = QListWidget()
        self._list.setObjectName("conversation_list")
        self._list.setProperty("look", "sidebar")
        self._list.setAccessibleName(self.tr("Conversations"))
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setItemDelegate(_OneLine(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # while there is nothing in it
        new = QPushButton(self.tr("New chat"))
        new.setObjectName("new_chat_button")
        set_icon(new, "plus")
        heading = QLabel(self.tr("Chats"))
        heading.setProperty("look", "section")
        self._empty = QLabel(self.tr("Chats are kept on this machine and show up here."))
        self._empty.setProperty("look", "muted")
        self._empty.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(heading)
        layout.addWidget(self._empty)
        layout.addWidget(self._list, 1)
        layout.addWidget(new)
        new.clicked.connect(self.new_wanted)
        self._list.currentItemChanged.connect(self._choose)
        self._list.customContextMenuRequested.connect(self._open_menu)

    def show_conversations(self, conversations: tuple[Conversation, ...], current: int | None) -> None:
        """Show these, with `current` selected; no signal is sent."""
        blocker = QSignalBlocker(self._list)
        self._list.clear()
        for conversation in conversations:
            item = QListWidgetItem(conversation.title or self.tr("New chat"))
            item.setData(_ID, conversation.id)
            item.setToolTip(plain_tooltip("\n".join(filter(None, (item.text(), conversation.model)))))
            self._list.addItem(item)
            if conversation.id == current:
                self._list.setCurrentItem(item)
        self._empty.setVisible(not conversations)
        self._list.setFocusPolicy(Qt.FocusPolicy.StrongFocus if conversations else Qt.FocusPolicy.NoFocus)
        blocker.unblock()

    @Slot()
    def _choose(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.chosen.emit(item.data(_ID))

    @Slot(QPoint)
    def _open_menu(self, place: QPoint) -> None:
        item = self._list.itemAt(place)
        if item is None:
            return
        menu = QMenu(self)
        rename = menu.addAction(self.tr("Rename…"))
        delete = menu.addAction(self.tr("Delete…"))
        rename.triggered.connect(lambda: self._ask_title(item))
        delete.triggered.connect(lambda: self._ask_delete(item))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._list.viewport().mapToGlobal(place))

    def _ask_title(self, item: QListWidgetItem) -> None:
        dialog = QInputDialog(self)
        dialog.setObjectName("rename_chat_dialog")
        dialog.setWindowTitle(self.tr("Rename chat"))
        dialog.setLabelText(self.tr("Title"))
        dialog.setTextValue(item.text())
        conversation_id = item.data(_ID)
        dialog.textValueSelected.connect(lambda title: self.renamed.emit(conversation_id, title))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _ask_delete(self, item: QListWidgetItem) -> None:
        box = make_question(self, "delete_chat_box", self.tr("Delete chat"))
        box.setText(self.tr("Delete “{title}” and all of its messages?").format(title=item.text()))
        delete = add_answer(box, self.tr("Delete chat"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        conversation_id = item.data(_ID)
        delete.clicked.connect(lambda: self.deleted.emit(conversation_id))
        box.open()
