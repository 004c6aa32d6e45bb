"""What stands in the place of the form where a row has none: why, and what is wrong with the line."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ftdesk.dataset.rules.finding import Finding
from ftdesk.desktop.dataset_tab.field_notes import FieldNotes
from ftdesk.desktop.labels import plain_label

_LOWEST = 80


class NoForm(QWidget):
    """A page of a few words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("no_form_page")
        self.setProperty("look", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._reason = plain_label("", "muted", wrap=True, parent=self)
        self._reason.setObjectName("no_form_reason")
        self._notes = FieldNotes(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 24, 24, 24)
        self._column.setSpacing(8)
        self._column.addWidget(self._reason)
        self._column.addWidget(self._notes)
        self._column.addStretch(1)
        self.hide()

    def show_reason(self, reason: str) -> None:
        """Say why no example is shown."""
        self._reason.setText(reason)
        self._notes.show_findings(())

    def explain(self, line: bytes, findings: Sequence[Finding]) -> None:
        """Say why a line has no form."""
        text = self.tr(
            "This line is no example yet, so there is no form for it. Fix it in the raw line below."
        )
        if not line.strip():
            text = self.tr("This line is blank.")
        elif not findings:
            text = self.tr("This line is too long for a form. Its JSON can be edited in parts.")
        self._reason.setText(text)
        self._notes.show_findings(findings)

    def height_for(self, width: int) -> int:
        """How high the words stand in a pane of that width."""
        return max(self._column.totalHeightForWidth(width), _LOWEST)
