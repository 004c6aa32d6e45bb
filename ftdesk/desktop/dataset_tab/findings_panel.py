"""What is wrong with the current example and with the file: a list whose lines jump to their place and may mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QVBoxLayout, QWidget

from ftdesk.dataset.rules.finding import Finding
from ftdesk.desktop.dataset_tab.finding_rows import FindingRow, FindingsList
from ftdesk.desktop.dataset_tab.finding_words import by_weight, sentence, severity_word
from ftdesk.desktop.dataset_tab.locking import lock_parts
from ftdesk.desktop.labels import plain_label

MOST_SHOWN = 50
_ROWS_AT_ONCE = 6
_FINDING = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Shown:
    """What the list shows now: findings of the row, and of the file as a whole."""

    row: tuple[Finding, ...]
    file: tuple[Finding, ...]


class FindingsPanel(QWidget):
    """Signals:
    place_chosen(object): Finding whose place should be shown.
    fix_requested(object): Finding to mend.
    fix_everywhere_requested(object): Finding to mend in other examples too.
    line_requested(int): line of the file to be shown.
    """

    place_chosen = Signal(object)  # Finding
    fix_requested = Signal(object)  # Finding
    fix_everywhere_requested = Signal(object)  # Finding
    line_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Shown((), ())
        self._locked = False
        self._bare: list[QListWidgetItem] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._dress_some)
        self._title = plain_label(self.tr("Findings"), "section", parent=self)
        self._count = plain_label("", "small", parent=self)
        self.list = FindingsList(self)
        self.list.setObjectName("findings_list")
        self.list.setAccessibleName(self.tr("Findings"))
        self._none = plain_label("", "muted", wrap=True, parent=self)
        self._none.setObjectName("no_findings_label")
        header = QHBoxLayout()
        header.addWidget(self._title, 1)
        header.addWidget(self._count)
        header.setContentsMargins(12, 10, 12, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(header)
        self._none.setContentsMargins(12, 2, 12, 8)
        layout.addWidget(self._none)
        layout.addWidget(self.list, 1)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)

    def show_findings(self, row: Sequence[Finding], file: Sequence[Finding], *, checked: bool | None) -> None:
        """Show what is known; `checked` is false while the row has not been looked at, None where there is none."""
        shown = Shown(tuple(by_weight(row)), tuple(by_weight(file)))
        calm = self.tr("Nothing to fix in this example.") if checked else self.tr("Not checked yet.")
        self._none.setText(calm)
        self._none.setVisible(not shown.row and checked is not None)
        self._count.setText(f"{len(shown.row):,}" if shown.row else "")
        if shown != self._shown:
            self._shown = shown
            self._fill()

    def lock(self, *, locked: bool) -> None:
        """Whether nothing may be mended, now and in rows to come."""
        self._locked = locked
        lock_parts(self.list, locked=locked)

    def step(self, *, forward: bool) -> bool:
        """Go to the next or previous finding of this example; false when there is none."""
        here = self.list.currentRow()
        if here < 0 and not forward:
            return False
        return self._go_to(here + (1 if forward else -1))

    def step_from_edge(self, *, forward: bool) -> None:
        """Go to the first or the last finding of this example."""
        self._go_to(0 if forward else min(len(self._shown.row), MOST_SHOWN) - 1)

    def _go_to(self, row: int) -> bool:
        if not 0 <= row < min(len(self._shown.row), MOST_SHOWN):
            return False
        self.list.setCurrentRow(row)
        self._choose(self.list.item(row))
        return True

    def _fill(self) -> None:
        current = self.list.currentRow()
        self.list.clear()
        self._bare = [self._add(finding) for finding in self._shown.row[:MOST_SHOWN]]
        if len(self._shown.row) > MOST_SHOWN:
            hidden = len(self._shown.row) - MOST_SHOWN
            self._add_heading(self.tr("{count} more in this example").format(count=f"{hidden:,}"))
        if self._shown.file:
            self._add_heading(self.tr("In the whole file"))
            self._bare += [self._add(finding) for finding in self._shown.file[:MOST_SHOWN]]
        if 0 <= current < len(self._shown.row):
            self.list.setCurrentRow(current)
        self._dress_some()

    def _add(self, finding: Finding) -> QListWidgetItem:
        item = QListWidgetItem(f"{severity_word(finding.severity)}: {sentence(finding)}", self.list)
        item.setData(_FINDING, finding)
        item.setToolTip(finding.code)
        return item

    def _dress_some(self) -> None:
        """Give the next items their rows; a few at a time, since a row of widgets costs some milliseconds."""
        now, self._bare = self._bare[:_ROWS_AT_ONCE], self._bare[_ROWS_AT_ONCE:]
        for item in now:
            row = FindingRow(item.data(_FINDING), self.list)
            row.fix_requested.connect(self.fix_requested)
            row.fix_everywhere_requested.connect(self.fix_everywhere_requested)
            row.line_requested.connect(self.line_requested)
            row.set_locked(locked=self._locked)
            self.list.setItemWidget(item, row)
        self.list.fit()
        if now:  # once more when nothing is left: the labels have their fonts, the scroll bar its place
            self._later.start(0)

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text, self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        label = plain_label(text, "section")
        label.setContentsMargins(3, 10, 2, 2)
        self.list.setItemWidget(item, label)

    def _choose(self, item: QListWidgetItem | None) -> None:
        finding = item.data(_FINDING) if item is not None else None
        if isinstance(finding, Finding):
            self.place_chosen.emit(finding)
