"""The notes under a field of the form: what is wrong with just this place, in small type with its mark."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ftdesk.dataset.rules.finding import Finding, Severity
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.finding_words import by_weight, sentence, severity_word
from ftdesk.desktop.dataset_tab.severity_mark import SeverityMark, severity_color

_MOST_NOTES = 3


class FieldNotes(QWidget):
    """Up to three notes; hidden while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 2, 0, 2)
        self._layout.setSpacing(2)
        self._shown: tuple[tuple[Severity, str], ...] = ()
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show the worst of `findings`."""
        self.show_notes(tuple((finding.severity, sentence(finding)) for finding in by_weight(findings)))

    def show_notes(self, notes: Sequence[tuple[Severity, str]]) -> None:
        """Show sentences of any origin, the worst first."""
        shown = tuple(notes[:_MOST_NOTES])
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for severity, text in shown:
            self._layout.addWidget(_Note(severity, text, self))
        self.setVisible(bool(shown))


class _Note(QWidget):
    def __init__(self, severity: Severity, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._severity = severity
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(SeverityMark(severity, self, 14), alignment=Qt.AlignmentFlag.AlignTop)
        self._label = QLabel(text, self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setToolTip(severity_word(severity))
        row.addWidget(self._label, 1)
        theme.notifier().theme_changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        palette = self._label.palette()
        palette.setColor(self._label.foregroundRole(), severity_color(self._severity))
        self._label.setPalette(palette)
        self._label.setFont(theme.ui_font(0.92))
