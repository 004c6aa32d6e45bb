"""The head of a job: its name, state and progress, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ftdesk.desktop.jobs_tab.pill import Pill
from ftdesk.desktop.jobs_tab.wording import StateLook
from ftdesk.desktop.labels import plain_label, plain_tooltip
from ftdesk.desktop.stylesheet import set_look
from ftdesk.desktop.theme import set_icon

_BAR_STEPS = 1000


class JobHeader(QWidget):
    """Title and buttons, pill and facts, bar and progress.

    Signals:
        cancel_requested(), chat_requested(), copy_requested(), data_requested(): the buttons.
    """

    cancel_requested = Signal()
    chat_requested = Signal()
    copy_requested = Signal()
    data_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = plain_label(look="title")
        self._title.setObjectName("job_title_label")
        self.pill = Pill()
        self.pill.setObjectName("job_state_label")
        self._facts = plain_label(look="muted")
        self._facts.setObjectName("job_facts_label")
        self._bar = QProgressBar()
        self._bar.setObjectName("job_progress")
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setRange(0, _BAR_STEPS)
        self._bar.setTextVisible(False)
        self._progress = plain_label(look="muted")
        self._progress.setObjectName("job_progress_label")
        self._chat = self._button(self.tr("Chat with it"), "chat_with_button", "playground", "primary")
        self._chat.clicked.connect(self.chat_requested)
        self._data = self._button(self.tr("Open its data"), "open_job_data_button", "dataset", "quiet")
        self._data.setToolTip(self.tr("The training file exactly as it was sent"))
        self._data.clicked.connect(self.data_requested)
        self._copy = self._button(self.tr("Copy id"), "copy_id_button", "copy")
        self._copy.clicked.connect(self.copy_requested)
        self._cancel = self._button(self.tr("Cancel job"), "cancel_job_button", "stop", "danger")
        self._cancel.clicked.connect(self.cancel_requested)
        self._lay_out()

    def show_words(self, title: str, look: StateLook, facts: str, exactly: str) -> None:
        """Show the title, the state and what stands beside it; `exactly` is the tooltip of the facts."""
        self._title.setText(title)
        self._title.setToolTip(plain_tooltip(title))
        self.pill.show_look(look)
        self._facts.setText(facts)
        self._facts.setToolTip(plain_tooltip(exactly))

    def show_progress(self, fraction: float | None, words: str, tone: str = "") -> None:
        """Show a bar only where it tells the truth; the words stand in any case."""
        self._bar.setVisible(fraction is not None)
        self._bar.setValue(round(_BAR_STEPS * (fraction or 0.0)))
        set_look(self._bar, "", tone)
        self._progress.setText(words)
        self._progress.setVisible(bool(words))

    def show_buttons(self, *, chat: bool, cancel: bool, cancelling: bool, copy: bool, data: bool) -> None:
        """Offer what is possible."""
        self._chat.setVisible(chat)
        self._copy.setVisible(copy)
        self._data.setVisible(data)
        self._cancel.setVisible(cancel)
        self._cancel.setEnabled(not cancelling)
        self._cancel.setText(self.tr("Cancelling…") if cancelling else self.tr("Cancel job"))

    def _button(self, text: str, name: str, icon: str, look: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        set_icon(button, icon, {"primary": "on_accent", "danger": "error"}.get(look, "text"))
        if look:
            set_look(button, look)
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._title, 1)
        for button in (self._chat, self._copy, self._cancel):
            top.addWidget(button)
        state = QHBoxLayout()
        state.setSpacing(10)
        state.addWidget(self.pill)
        state.addWidget(self._facts, 1)
        state.addWidget(self._data)
        progress = QHBoxLayout()
        progress.setSpacing(12)
        progress.addWidget(self._bar, 1)
        progress.addWidget(self._progress)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addLayout(state)
        layout.addLayout(progress)
        self._title.setMinimumWidth(80)
        self._facts.setMinimumWidth(80)


class Banner(QFrame):
    """A sentence about the job, with what can be done about it.

    Signals:
        first_chosen(), second_chosen(): the buttons.
    """

    first_chosen = Signal()
    second_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("job_banner")
        self._sentence = plain_label(wrap=True)
        self._sentence.setObjectName("job_banner_label")
        self._first, self._second = QPushButton(), QPushButton()
        self._first.setObjectName("job_banner_first_button")
        self._second.setObjectName("job_banner_second_button")
        self._first.clicked.connect(self.first_chosen)
        self._second.clicked.connect(self.second_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(8)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._first)
        row.addWidget(self._second)
        self.hide()

    def show_words(self, sentence: str, tone: str = "error", first: str = "", second: str = "") -> None:
        """Show a sentence and up to two buttons; an empty sentence hides the banner."""
        self.setVisible(bool(sentence))
        set_look(self, "banner", tone)
        self._sentence.setText(sentence[:2000])
        for button, words in ((self._first, first), (self._second, second)):
            button.setText(words)
            button.setVisible(bool(words))
