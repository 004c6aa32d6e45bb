"""One example as a form: message cards for chat, preference and reinforcement, two texts for prompt and completion.

Whatever an example holds beside these is shown as JSON under its key, so nothing is hidden and nothing is lost.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QStyle, QVBoxLayout, QWidget

from ftdesk.dataset import example_edits
from ftdesk.dataset.example import Example, Pointer
from ftdesk.dataset.formats import Format
from ftdesk.dataset.rules.finding import Finding
from ftdesk.desktop.dataset_tab.cut_marks import CutMarks
from ftdesk.desktop.dataset_tab.edit import Edit, holds_list, pointer_of
from ftdesk.desktop.dataset_tab.key_fields import KeyFields
from ftdesk.desktop.dataset_tab.locking import lock_parts
from ftdesk.desktop.dataset_tab.message_card import MessageCard
from ftdesk.desktop.dataset_tab.message_list import MessageList
from ftdesk.desktop.dataset_tab.text_section import TextSection

_WIDEST_NEED = 460
"""Pixels; a card that wants more is cut rather than the window forced to be wider."""
_TEXTS = (("prompt", "user"), ("completion", "assistant"))


class ExampleForm(QScrollArea):
    """Shows one example and turns what the person does into edits.

    Signals:
        edit_requested(object): Edit.
    """

    edit_requested = Signal(object)  # Edit

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("example_form")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("look", "surface")
        self._row_id: int | None = None
        self._example: Example | None = None
        self._findings: tuple[Finding, ...] = ()
        self._drafts: dict[int, dict[Pointer, str]] = {}
        self._active: MessageCard | None = None
        self._lists: dict[Pointer, MessageList] = {}
        self._locked = False
        self.cut_marks = CutMarks(self)
        self._fill()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def minimumSizeHint(self) -> QSize:
        """As wide as the cards must be: there is no scrolling sideways."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        width = min(self._page.minimumSizeHint().width() + bar, _WIDEST_NEED)
        return QSize(width, super().minimumSizeHint().height())

    def _fill(self) -> None:
        page = self._page = QWidget()
        page.setProperty("look", "surface")
        self._layout = QVBoxLayout(page)
        self._layout.setContentsMargins(16, 12, 16, 16)
        self._layout.setSpacing(12)
        self._texts = [TextSection(key, tone, page) for key, tone in _TEXTS]
        for section in self._texts:
            section.edited.connect(lambda section=section: self._set_text(section))
            self._layout.addWidget(section)
        self._input_keys = KeyFields("input_key", page)
        self._input_keys.key_edited.connect(self._set_input_key)
        self._input_keys.removal_requested.connect(lambda key: self._set_input_key(key, None))
        self._layout.addWidget(self._input_keys)
        self._others_title = QLabel(page)
        self._others_title.setProperty("look", "section")
        self._layout.addWidget(self._others_title)
        self._keys = KeyFields("example_key", page)
        self._keys.key_edited.connect(self._set_key)
        self._keys.removal_requested.connect(lambda key: self._set_key(key, None))
        self._layout.addWidget(self._keys)
        self._layout.addStretch(1)
        self.setWidget(page)

    # -- showing ----------------------------------------------------------------------------------------------------

    def show_example(self, row_id: int, example: Example) -> None:
        """Show an example; showing the same row again keeps the cursor, the folds and texts not applied yet."""
        fresh = row_id != self._row_id
        if fresh:
            self._keep_drafts()
            self.verticalScrollBar().setValue(0)
        self._row_id, self._example = row_id, example
        self._show_parts(example, fresh=fresh)
        if fresh:
            self._restore_drafts()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show each finding at its place."""
        self._findings = tuple(findings)
        parts: list[MessageList | TextSection] = [*self._lists.values(), *self._texts]
        for part in parts:
            part.show_findings(findings)
        self._keys.show_findings(findings, 0)
        inside = [finding for finding in findings if pointer_of(finding.path)[:1] == ("input",)]
        self._input_keys.show_findings(inside, 1)

    def lock(self, *, locked: bool) -> None:
        """Whether examples may only be read."""
        self._locked = locked
        lock_parts(self, locked=locked)

    def focus_place(self, pointer: Pointer) -> bool:
        """Bring a place into view and give it the keyboard; false when the form does not show it."""
        lists = self._shown_lists()
        shown = any(messages.focus_place(pointer) for messages in lists) or self._focus_key(pointer)
        if shown:
            QTimer.singleShot(0, self, self._show_focus)  # once what was unfolded has its height
        return shown

    def focus_first(self) -> bool:
        """Give the keyboard to the first text of the example; false where it shows none."""
        texts = [section.editor for section in self._texts if section.isVisibleTo(self)]
        texts += [card.text for messages in self._shown_lists() for card in messages.cards]
        for editor in texts[:1]:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(texts)

    def act_on_message(self, action: str) -> None:
        """Do what a shortcut says (up, down, duplicate, delete) with the message that has the keyboard."""
        for messages in self._shown_lists():
            if self._active in messages.cards and self._active is not None:
                messages.act(self._active, action)
                return

    def add_message(self) -> None:
        """Add a message to the list that has the keyboard, or to the first."""
        lists = self._shown_lists()
        holding = [messages for messages in lists if self._active in messages.cards]
        for messages in (*holding, *lists):
            messages.add_message()
            return

    def prepare(self) -> None:
        """Make the cards of an ordinary example, while its file is still being read."""
        self._list_for(("messages",)).prepare(3)

    def forget(self) -> None:
        """Another file: no drafts, no row."""
        self._row_id = self._example = None
        self._drafts.clear()

    def _show_parts(self, example: Example, *, fresh: bool) -> None:
        kind, value = example.format, example.value
        lists = example.message_lists() if kind not in (Format.FOREIGN, Format.UNKNOWN) else ()
        number = 0
        for within in lists:
            number = self._list_for(within).show_messages(example, number, fresh=fresh)
        for within, messages in self._lists.items():
            messages.setVisible(within in lists)
        shown = {str(within[0]) for within in lists if holds_list(value, within)}
        for section in self._texts:
            text = example.text(section.key) if kind is Format.COMPLETION else None
            absent = kind is Format.COMPLETION and section.key not in value
            section.setVisible(text is not None or absent)
            if text is not None or absent:
                section.editor.set_value(text or "")
                shown.add(section.key)
        self._show_keys(example, [key for key in value if key not in shown], fresh=fresh)
        if self._locked:
            lock_parts(self, locked=True)

    def _show_keys(self, example: Example, others: list[str], *, fresh: bool) -> None:
        self._keys.show_keys(example, (), others, fresh=fresh)
        self._keys.setVisible(bool(others))
        titled = example.format is Format.REINFORCEMENT and bool(others)
        self._others_title.setVisible(titled)
        self._others_title.setText(self.tr("Read by the grader"))
        given = example.value.get("input")
        inside = [key for key in given if key != "messages"] if isinstance(given, dict) else []
        wanted = inside if ("input", "messages") in example.message_lists() and "input" not in others else []
        self._input_keys.show_keys(example, ("input",), wanted, fresh=fresh)
        self._input_keys.setVisible(bool(wanted))

    def _list_for(self, within: Pointer) -> MessageList:
        if within not in self._lists:
            titles: dict[Pointer, str] = {
                ("input", "messages"): self.tr("Input"),
                ("preferred_output",): self.tr("Preferred output"),
                ("non_preferred_output",): self.tr("Non-preferred output"),
            }
            messages = MessageList(within, titles.get(within, ""), self.widget())
            messages.edit_requested.connect(self.edit_requested)
            messages.more_requested.connect(self._show_again)
            self._lists[within] = messages
            before = self._others_title if within != ("input", "messages") else self._input_keys
            self._layout.insertWidget(self._layout.indexOf(before), messages)
        return self._lists[within]

    def _shown_lists(self) -> list[MessageList]:
        return [messages for messages in self._lists.values() if messages.isVisibleTo(self)]

    def _show_again(self) -> None:
        if self._row_id is not None and self._example is not None:
            self._show_parts(self._example, fresh=False)
            self.show_findings(self._findings)
            self.cut_marks.apply()

    def _focus_key(self, pointer: Pointer) -> bool:
        for section in self._texts:
            if pointer[:1] == (section.key,) and section.isVisibleTo(self):
                section.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        for fields, rest in ((self._keys, pointer), (self._input_keys, pointer[1:])):
            if fields.isVisibleTo(self) and fields.takes(rest):
                fields.reveal(str(rest[0]))
                return True
        return False

    def _show_focus(self) -> None:
        focused = self.focusWidget()
        if self._page.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, 0, 56)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        card = now
        while card is not None and not isinstance(card, MessageCard):
            card = card.parentWidget()
        if card is self._active or (card is not None and not self.isAncestorOf(card)):
            return
        for messages in self._lists.values():
            for each in messages.cards:
                each.set_active(each is card)
        self._active = card

    # -- drafts -----------------------------------------------------------------------------------------------------

    def _holders(self) -> list[MessageCard | KeyFields]:
        cards = [card for messages in self._shown_lists() for card in messages.cards]
        return [*cards, self._keys, self._input_keys]

    def _keep_drafts(self) -> None:
        if self._row_id is None:
            return
        kept: dict[Pointer, str] = {}
        for holder in self._holders():
            kept.update(holder.drafts())
        self._drafts.pop(self._row_id, None)
        if kept:
            self._drafts[self._row_id] = kept

    def _restore_drafts(self) -> None:
        drafts = self._drafts.get(self._row_id) if self._row_id is not None else None
        for holder in self._holders() if drafts else ():
            holder.show_drafts(drafts or {})

    # -- editing ----------------------------------------------------------------------------------------------------

    def _set_text(self, section: TextSection) -> None:
        key, text = section.key, section.editor.value()
        self.edit_requested.emit(
            Edit(
                lambda example: example_edits.set_key_text(example, key, text),
                self.tr("Edit {field}").format(field=key),
                (key,),
            )
        )

    def _set_key(self, key: str, text: object) -> None:
        json_text = None if text is None else str(text)
        words = self.tr("Remove {field}") if text is None else self.tr("Edit {field}")
        self.edit_requested.emit(
            Edit(
                lambda example: example_edits.set_key(example, key, json_text),
                words.format(field=key),
                None if text is None else (key,),
            )
        )

    def _set_input_key(self, key: str, text: object) -> None:
        json_text = None if text is None else str(text)
        words = self.tr("Remove {field}") if text is None else self.tr("Edit {field}")
        self.edit_requested.emit(
            Edit(
                lambda example: example_edits.set_json_field(example, ("input",), key, json_text),
                words.format(field=key),
                None if text is None else ("input", key),
            )
        )
