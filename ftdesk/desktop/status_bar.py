"""The status bar: the open file in numbers, what runs now, and which provider is in use."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QWidget

from ftdesk.desktop.background import Activity
from ftdesk.desktop.connection import ConnectionState
from ftdesk.desktop.dataset_summary import DatasetSummary
from ftdesk.desktop.figure_words import number
from ftdesk.desktop.labels import in_the_middle, plain_label, plain_tooltip
from ftdesk.desktop.running_work import RunningWork
from ftdesk.desktop.theme import colors, notifier, pixmap, tabular
from ftdesk.desktop.token_words import in_sentences, nearly

SAID_FOR_MS = 4_000
_SEVERITIES = (("error", "errors"), ("warning", "warnings"), ("info", "notes"))


class StatusBar(QStatusBar):
    """Shows what it is told; knows nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status_bar")
        self.setSizeGripEnabled(False)
        self._summary = DatasetSummary()
        self._state_sentence = ""
        self._file = plain_label("", "strong")
        self._edited = plain_label("", "small")
        self._read_only = plain_label(self.tr("Read-only"), "pill")
        self._examples = plain_label("", "small")
        self._counts = {icon: _CountMark(icon) for icon, _ in _SEVERITIES}
        self._tokens = plain_label("", "small")
        self._cost = plain_label("", "small")
        self._provider = plain_label("", "small")
        self._provider.setObjectName("status_provider")
        self.work = RunningWork()
        for label, name in (
            (self._file, "status_file"),
            (self._edited, "status_edited"),
            (self._read_only, "status_read_only"),
            (self._examples, "status_examples"),
            (self._tokens, "status_tokens"),
            (self._cost, "status_cost"),
        ):
            label.setObjectName(name)
        self._lay_out()
        notifier().theme_changed.connect(self._show_marks)
        self.show_summary(self._summary)

    @Slot(object)
    def show_summary(self, summary: DatasetSummary) -> None:
        """Show the open file's numbers; what is not known yet takes no place."""
        self._summary = summary
        is_open = bool(summary.name or summary.examples)
        self._file.setText(in_the_middle(summary.name or self.tr("Untitled"), 40) if is_open else "")
        self._edited.setText("● " + self.tr("edited") if summary.edited else "")
        self._read_only.setVisible(bool(summary.read_only))
        self._read_only.setToolTip(plain_tooltip(summary.read_only))
        self._read_only.setAccessibleDescription(summary.read_only)
        one, many = self.tr("1 example"), self.tr("{count} examples")
        examples = one if summary.examples == 1 else many.format(count=number(summary.examples))
        self._examples.setText(examples if is_open else "")
        words = (
            "" if summary.tokens is None else self.tr("{count} tokens").format(count=number(summary.tokens))
        )
        self._tokens.setText(words and nearly(words, summary.doubts))
        self._tokens.setToolTip(in_sentences(summary.doubts))
        self._cost.setText(summary.cost)
        for label in (self._file, self._edited, self._examples, self._tokens, self._cost):
            label.setVisible(bool(label.text()))
        self._show_marks()

    @Slot(object)
    def show_activities(self, activities: tuple[Activity, ...]) -> None:
        """Show what runs now."""
        self.work.show_activities(activities)

    @Slot(object)
    def show_connection(self, state: ConnectionState) -> None:
        """Show in words how the provider is."""
        self._state_sentence = state.sentence
        self._provider.setText(state.sentence)

    def say(self, sentence: str) -> None:
        """Show a short word in place of the provider's for a while."""
        self._provider.setText(sentence)
        QTimer.singleShot(SAID_FOR_MS, self, self._unsay)

    @Slot()
    def _unsay(self) -> None:
        self._provider.setText(self._state_sentence)

    @Slot()
    def _show_marks(self) -> None:
        for icon, field in _SEVERITIES:
            self._counts[icon].show_count(getattr(self._summary, field))

    def _lay_out(self) -> None:
        left = QWidget()
        layout = QHBoxLayout(left)
        layout.setContentsMargins(12, 0, 0, 0)
        layout.setSpacing(12)
        for widget in (
            self._file,
            self._read_only,
            self._edited,
            self._examples,
            *self._counts.values(),
            self._tokens,
            self._cost,
        ):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.addWidget(left, 1)
        self.addPermanentWidget(self.work)
        self._provider.setContentsMargins(8, 0, 12, 0)
        self.addPermanentWidget(self._provider)


class _CountMark(QWidget):
    """A severity's shape and how many findings have it."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.setObjectName(f"status_{icon}")
        self._icon = icon
        self._picture = QLabel()
        self._number = plain_label()
        self._number.setFont(tabular(self._number.font()))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._picture)
        layout.addWidget(self._number)

    def show_count(self, count: int | None) -> None:
        """Show `count`, in its colour unless it is zero; None hides it."""
        self.setVisible(count is not None)
        if count is not None:
            colour = getattr(colors(), self._icon if count else "text_muted")
            self._picture.setPixmap(pixmap(self._icon, colour, 16, 2.0))
            self._number.setText(number(count))
            self._number.setProperty("tone", self._icon if count else "")
