"""What the dataset tab shows while no file is open: what it is for, and the three ways to begin."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.visible_text import one_line
from ftdesk.desktop.file_drops import dropped_file
from ftdesk.desktop.labels import in_the_middle, plain_label

_RECENT_MOST = 5
_WIDTH = 460


class EmptyState(QWidget):
    """Signals:
    open_requested(), sample_requested(), new_requested(): the buttons.
    path_dropped(object): Path of a file dropped here or chosen from the recent ones.
    """

    open_requested = Signal()
    sample_requested = Signal()
    new_requested = Signal()
    path_dropped = Signal(object)  # Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dataset_empty_state")
        self.setProperty("look", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._picture = QLabel(self)
        self._hint = plain_label(self.tr("or drop a JSONL file or a table here"), "small", parent=self)
        title = plain_label(self.tr("Open a training file"), "title", parent=self)
        words = self.tr(
            "See what is wrong with which example, fix it, and save. Chat, prompt and completion, preference "
            "and reinforcement files are read, tables and other tools' formats are converted; lines you do not "
            "touch keep every byte."
        )
        self._text = plain_label(words, "muted", wrap=True, parent=self)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setFixedWidth(_WIDTH)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        for widget in (self._picture, title, self._text):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(4)
        layout.addLayout(self._make_buttons())
        layout.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(8)
        layout.addLayout(self._recent)
        layout.addStretch(3)
        theme.notifier().theme_changed.connect(self._dress)
        self._dress()

    def show_recent(self, paths: tuple[str, ...]) -> None:
        """Offer the files that were open lately."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if paths:
            title = plain_label(self.tr("Recent files"), "section")
            self._recent.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        for number, path in enumerate(paths[:_RECENT_MOST]):
            button = QPushButton(one_line(in_the_middle(Path(path).name, 48)))
            button.setObjectName(f"recent_file_{number}")
            button.setProperty("look", "link")
            button.setToolTip(one_line(path, 300))
            button.clicked.connect(lambda _checked=False, path=path: self.path_dropped.emit(Path(path)))
            self._recent.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of this machine."""
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()
            self._hint.setText(self.tr("Drop it to open it"))

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Nothing was dropped."""
        self._hint.setText(self.tr("or drop a JSONL file or a table here"))

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first file."""
        self._hint.setText(self.tr("or drop a JSONL file or a table here"))
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.path_dropped.emit(path)

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for name, icon, text, signal, primary in (
            ("open_file_button", "open", self.tr("Open a file…"), self.open_requested, True),
            ("open_sample_button", "sparkle", self.tr("Open the sample"), self.sample_requested, False),
            ("new_file_button", "file-plus", self.tr("New file"), self.new_requested, False),
        ):
            button = QPushButton(text, self)
            button.setObjectName(name)
            theme.set_icon(button, icon, "on_accent" if primary else "text_muted")
            if primary:
                button.setProperty("look", "primary")
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _dress(self) -> None:
        self._text.setFixedHeight(self._text.heightForWidth(_WIDTH))  # a centred label is not asked for it
        color = theme.color("text_muted").name()
        self._picture.setPixmap(theme.pixmap("dataset", color, 32, max(2.0, self.devicePixelRatioF())))
