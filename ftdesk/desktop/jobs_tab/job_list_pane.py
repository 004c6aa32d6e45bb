"""The left side: heading and buttons, the list or an empty state, and how the connection is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ftdesk.desktop import theme
from ftdesk.desktop.jobs_tab.job_table import JobTable
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.stylesheet import set_look
from ftdesk.desktop.theme import set_icon


class JobListPane(QWidget):
    """Signals:
    new_job_requested(), refresh_requested(), files_requested(), settings_requested(): the buttons.
    """

    new_job_requested = Signal()
    refresh_requested = Signal()
    files_requested = Signal()
    settings_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = JobTable()
        self.new_job = QPushButton(self.tr("New job"))
        self.new_job.setObjectName("new_job_button")
        set_icon(self.new_job, "plus", "on_accent")
        set_look(self.new_job, "primary")
        self.new_job.clicked.connect(self.new_job_requested)
        self._refresh = self._tool("refresh_jobs_button", self.tr("Read the list again"), "refresh")
        self._refresh.clicked.connect(self.refresh_requested)
        self._files = self._tool("uploaded_files_button", self.tr("Uploaded files"), "folder")
        self._files.clicked.connect(self.files_requested)
        self._link = plain_label(look="small", wrap=True)
        self._link.setObjectName("jobs_link_label")
        self._settings = QPushButton(self.tr("Provider settings…"))
        self._settings.setObjectName("jobs_provider_settings_button")
        set_look(self._settings, "link")
        self._settings.clicked.connect(self.settings_requested)
        self._notice = QWidget()
        self._notice.hide()
        self._lay_out()

    def show_link(self, words: str, tone: str = "", *, settings: bool = False) -> None:
        """Say how the connection is, nothing while all is well; `settings` offers the way to mend it."""
        self._link.setText(words)
        set_look(self._link, "small", tone)
        self._settings.setVisible(settings)
        self._notice.setVisible(bool(words))

    def _tool(self, name: str, title: str, icon: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setAccessibleName(title)
        button.setToolTip(title)
        set_icon(button, icon)
        return button

    def _lay_out(self) -> None:
        bar = QFrame()
        set_look(bar, "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(4)
        row.addWidget(self.new_job)
        row.addStretch()
        row.addWidget(self._files)
        row.addWidget(self._refresh)
        notice = QVBoxLayout(self._notice)
        notice.setContentsMargins(12, 6, 12, 6)
        notice.setSpacing(2)
        notice.addWidget(self._link)
        notice.addWidget(self._settings, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._notice)
        layout.addWidget(self.table, 1)


class EmptyJobs(QWidget):
    """What this place is for, and the next step as a button.

    Signals:
        new_job_requested(): the button.
    """

    new_job_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        picture = plain_label()
        picture.setPixmap(theme.pixmap("jobs", theme.color("text_muted").name(), 32, 2.0))
        picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._picture = picture
        theme.notifier().theme_changed.connect(self._repaint)
        title = plain_label(self.tr("No jobs yet"), "heading")
        words = plain_label(
            self.tr(
                "A job trains a model on the examples of a file. Watch its loss fall here, then chat with"
                " the tuned model."
            ),
            "muted",
            wrap=True,
        )
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setFixedWidth(400)
        button = QPushButton(self.tr("New job"))
        button.setObjectName("empty_new_job_button")
        set_look(button, "primary")
        set_icon(button, "plus", "on_accent")
        button.clicked.connect(self.new_job_requested)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        # Not by alignment: an aligned label does not get the height that its wrapped lines need.
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(words)
        row.addStretch()
        layout.addLayout(row)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def _repaint(self) -> None:
        self._picture.setPixmap(theme.pixmap("jobs", theme.color("text_muted").name(), 32, 2.0))


class Stack(QStackedWidget):
    """Two faces of one place: the empty state and the content."""

    def __init__(self, empty: QWidget, content: QWidget) -> None:
        super().__init__()
        self.addWidget(empty)
        self.addWidget(content)

    def show_content(self, *, content: bool) -> None:
        """Show the content, or the empty state."""
        self.setCurrentIndex(1 if content else 0)
