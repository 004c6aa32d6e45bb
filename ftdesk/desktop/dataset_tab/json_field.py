"""A part of an example edited as JSON: applied while it is valid, kept and explained while it is not."""

import json

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ftdesk.dataset.rules.finding import Finding, Severity
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.content_sized_editor import ContentSizedEditor
from ftdesk.desktop.dataset_tab.field_notes import FieldNotes
from ftdesk.desktop.dataset_tab.json_highlighter import JsonHighlighter


class JsonField(QWidget):
    """An editor over its notes.

    Signals:
        json_edited(object): str, whenever the person's text is valid JSON.
    """

    json_edited = Signal(object)  # str

    def __init__(self, object_name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = ContentSizedEditor(object_name, accessible_name, self)
        self.editor.setProperty("look", "code")
        self.editor.follows_direction = False
        self._highlighter = JsonHighlighter(self.editor.document())
        self._notes = FieldNotes(self)
        self._findings: tuple[Finding, ...] = ()
        self._applied = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.editor)
        layout.addWidget(self._notes)
        self.editor.edited.connect(self._take_text)
        theme.notifier().theme_changed.connect(self._dress)
        self._dress()

    def draft(self) -> str | None:
        """What the person typed and the example has not taken, because it is no JSON; None where there is nothing."""
        return None if json_problem(self.editor.value()) is None else self.editor.value()

    def show_json(self, text: str, *, fresh: bool) -> None:
        """Show a value; unless `fresh` (another example), what the person typed stays where it means the same.

        A text that is no JSON yet also stays, as long as the value did not change under it.
        """
        if fresh or (text != self._applied and not same_json(self.editor.value(), text)):
            self.editor.set_value(text)
        self._applied = text
        self._show_notes()

    def show_draft(self, text: str) -> None:
        """Show text that is no JSON yet, as it was left."""
        self.editor.set_value(text)
        self._show_notes()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show what is wrong with the value."""
        self._findings = findings
        self._show_notes()

    def _take_text(self) -> None:
        self._show_notes()
        if json_problem(self.editor.value()) is None:
            self.json_edited.emit(self.editor.value())

    def _show_notes(self) -> None:
        problem = json_problem(self.editor.value())
        if problem is None:
            self._notes.show_findings(self._findings)
            return
        template = self.tr(
            "Not JSON yet, at line {line}, column {column}. The example keeps its last valid value."
        )
        line, column = problem
        self._notes.show_notes([(Severity.ERROR, template.format(line=line, column=column))])

    def _dress(self) -> None:
        self.editor.setFont(theme.code_font(0.96))


def json_problem(text: str) -> tuple[int, int] | None:
    """Line and column where `text` stops being JSON, or None."""
    try:
        _parsed(text)
    except json.JSONDecodeError as error:
        return error.lineno, error.colno
    except (ValueError, RecursionError):
        return 1, 1
    return None


def same_json(first: str, second: str) -> bool:
    """Whether two JSON texts hold the same value with the same spelling of numbers and order of keys."""
    if first == second:
        return True
    try:
        return _parsed(first) == _parsed(second)
    except (ValueError, RecursionError):
        return False


def _parsed(text: str) -> object:
    """The value with objects as tuples of pairs and numbers as they are spelled, so that nothing is lost."""
    return json.loads(
        text, parse_float=_number, parse_int=_number, parse_constant=_refuse, object_pairs_hook=tuple
    )


def _number(spelling: str) -> object:
    return ("number", spelling)  # not to be taken for a text; an object holds pairs, never bare texts


def _refuse(constant: str) -> object:
    raise ValueError(constant)
