"""Two texts side by side, what was removed struck out on the left, what was added underlined on the right.

A long text is shown in parts; both sides always show the same part. Nothing of it is ever markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QToolButton, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.lossless_text import shown
from ftdesk.desktop.figure_words import number
from ftdesk.desktop.file_drops import TextEdit
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.stylesheet import set_look

if TYPE_CHECKING:
    from ftdesk.dataset.word_diff import Span

PART = 20_000
"""Characters that are shown at a time."""
_REMOVED, _ADDED = "removed", "added"


class DiffPanes(QWidget):
    """Shows the spans of one difference."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[list[Span]] = [[]]
        self._part = 0
        self._is_whole = False
        self.before = DiffText("diff_before", self.tr("Before"), _REMOVED, _ADDED)
        self.after = DiffText("diff_after", self.tr("After"), _ADDED, _REMOVED)
        self._before_head, self._after_head = plain_label(look="strong"), plain_label(look="strong")
        self._before_head.setObjectName("diff_before_head")
        self._after_head.setObjectName("diff_after_head")
        self._part_words = plain_label(look="small")
        self._part_words.setObjectName("diff_part_label")
        self._back = self._arrow("previous_part_button", "chevron-left", self.tr("Previous part"), -1)
        self._on = self._arrow("next_part_button", "chevron-right", self.tr("Next part"), 1)
        self._lay_out()
        for one, other in ((self.before, self.after), (self.after, self.before)):
            one.verticalScrollBar().valueChanged.connect(_following(one, other))
        theme.notifier().theme_changed.connect(self._show)

    def show_spans(self, spans: Sequence[Span], before: str, after: str) -> None:
        """Show a difference from its first part in which something changed; two words on what is left and right."""
        self._before_head.setText(before)
        self._after_head.setText(after)
        self._is_whole = len(spans) == 1
        self._parts = list(in_parts(spans)) or [[]]
        changed = [
            place for place, part in enumerate(self._parts) if any(span.part != "same" for span in part)
        ]
        self._part = changed[0] if changed else 0
        self._show()

    def step_part(self, step: int) -> None:
        """Show the next part, or the one before."""
        self._part = min(max(self._part + step, 0), len(self._parts) - 1)
        self._show()

    def _show(self) -> None:
        spans = self._parts[self._part]
        self.before.show_spans(spans, is_whole=self._is_whole)
        self.after.show_spans(spans, is_whole=self._is_whole)
        several = len(self._parts) > 1
        for widget in (self._back, self._on, self._part_words):
            widget.setVisible(several)
        self._back.setEnabled(self._part > 0)
        self._on.setEnabled(self._part < len(self._parts) - 1)
        self._part_words.setText(
            self.tr("Part {number} of {count}").format(
                number=number(self._part + 1), count=number(len(self._parts))
            )
        )

    def _arrow(self, name: str, icon: str, tip: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        theme.set_icon(button, icon)
        button.clicked.connect(lambda: self.step_part(step))
        return button

    def _lay_out(self) -> None:
        parts = QHBoxLayout()
        parts.setSpacing(4)
        parts.addWidget(self._after_head, 1)
        for widget in (self._back, self._part_words, self._on):
            parts.addWidget(widget)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setRowMinimumHeight(0, theme.row_height())
        grid.addWidget(self._before_head, 0, 0)
        grid.addLayout(parts, 0, 1)
        grid.addWidget(self.before, 1, 0)
        grid.addWidget(self.after, 1, 1)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(1, 1)


class DiffText(TextEdit):
    """One side: the spans that it has, those that are its own marked."""

    def __init__(self, name: str, title: str, own: str, others: str) -> None:
        super().__init__()
        self._own, self._others = own, others
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        option = self.document().defaultTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setFlags(QTextOption.Flag.ShowDefaultIgnorables)
        self.document().setDefaultTextOption(option)
        set_look(self, "")

    def show_spans(self, spans: Sequence[Span], *, is_whole: bool) -> None:
        """Show what this side has of these; `is_whole` says that all of an example came or went."""
        self.clear()
        cursor = QTextCursor(self.document())
        first: int | None = None
        cursor.beginEditBlock()
        for span in spans:
            if span.part == self._own:
                first = cursor.position() if first is None else first
                text = span.text if is_whole else span.text.replace("\n", "↵\n")
                cursor.insertText(shown(text), self._ground() if is_whole else self._marked())
            elif span.part != self._others:
                cursor.insertText(shown(span.text), QTextCharFormat())
        cursor.endEditBlock()
        cursor.setPosition(first or 0)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _ground(self) -> QTextCharFormat:
        ground = QTextCharFormat()
        ground.setBackground(theme.color("error_soft" if self._own == _REMOVED else "success_soft"))
        return ground

    def _marked(self) -> QTextCharFormat:
        removed = self._own == _REMOVED
        marked = self._ground()
        marked.setForeground(theme.color("error" if removed else "success"))
        marked.setFontStrikeOut(removed)
        marked.setFontUnderline(not removed)
        return marked


def in_parts(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """The spans in stretches of at most `PART` characters; long spans are cut."""
    part: list[Span] = []
    room = PART
    for span in spans:
        text = span.text
        while text:
            part.append(type(span)(span.part, text[:room]))
            text, room = text[room:], room - len(text[:room])
            if not room:
                yield part
                part, room = [], PART
    if part:
        yield part


def _following(one: TextEdit, other: TextEdit) -> Callable[[int], None]:
    """Keep the other side at the same share of its text."""

    def follow(value: int) -> None:
        mine, theirs = one.verticalScrollBar(), other.verticalScrollBar()
        if one.hasFocus() or one.underMouse() or mine.isSliderDown():
            theirs.setValue(round(value * theirs.maximum() / max(1, mine.maximum())))

    return follow
