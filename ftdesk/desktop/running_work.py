"""Running work in the status bar: what, how far, and a way to stop it; several are one line and a menu."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QProgressBar, QToolButton, QWidget

from ftdesk.desktop.background import Activity
from ftdesk.desktop.labels import in_the_middle, plain_label
from ftdesk.desktop.theme import set_icon

LONGEST_TITLE = 48
_STEPS = 1000


class RunningWork(QWidget):
    """Shows the newest activity with its progress; nothing while nothing runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("running_work")
        self._activities: tuple[Activity, ...] = ()
        self._title = plain_label("", "small")
        self._title.setObjectName("running_title")
        self._bar = QProgressBar()
        self._bar.setObjectName("running_progress")
        self._bar.setFixedWidth(96)
        self._bar.setTextVisible(False)
        self._more = QToolButton()
        self._more.setObjectName("running_more")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self._more)
        self._menu.aboutToShow.connect(self._fill)
        self._more.setMenu(self._menu)
        self._cancel = QToolButton()
        self._cancel.setObjectName("running_cancel")
        self._cancel.setAccessibleName(self.tr("Cancel"))
        self._cancel.setToolTip(self.tr("Cancel"))
        self._cancel.setIconSize(QSize(14, 14))
        set_icon(self._cancel, "close", "text_muted")
        self._cancel.clicked.connect(self._cancel_shown)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self._title, self._bar, self._cancel, self._more):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    @Slot(object)
    def show_activities(self, activities: tuple[Activity, ...]) -> None:
        """Show the newest of `activities` and how many others there are."""
        self._activities = activities
        self.setVisible(bool(activities))
        if not activities:
            return
        shown = activities[-1]
        fraction = shown.progress.fraction if shown.progress is not None else None
        self._title.setText(_line(shown))
        self._bar.setRange(0, 0 if fraction is None else _STEPS)
        self._bar.setValue(0 if fraction is None else round(fraction * _STEPS))
        self._cancel.setVisible(shown.can_cancel)
        others = len(activities) - 1
        self._more.setVisible(others > 0)
        self._more.setText(self.tr("{count} more").format(count=others))

    @Slot()
    def _cancel_shown(self) -> None:
        if self._activities:
            self._activities[-1].cancel()

    @Slot()
    def _fill(self) -> None:
        """List every activity; choosing one cancels it."""
        self._menu.clear()
        for activity in reversed(self._activities):
            text = self.tr("Cancel: {title}").format(title=_line(activity))
            entry = self._menu.addAction(text.replace("&", "&&"), activity.cancel)
            entry.setEnabled(activity.can_cancel)


def _line(activity: Activity) -> str:
    title = in_the_middle(activity.title, LONGEST_TITLE)
    fraction = activity.progress.fraction if activity.progress is not None else None
    return title if fraction is None else f"{title} {fraction:.0%}"
