"""What a person says about an export: rows, format, form, line ends, mark, escapes, name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from ftdesk.desktop.dataset_tab.conversion_words import goal_titles
from ftdesk.desktop.dataset_tab.target_field import TargetField
from ftdesk.desktop.labels import plain_label

if TYPE_CHECKING:
    from ftdesk.dataset.conversion.goals import Goal
    from ftdesk.dataset.export import ExportStyle

_SUFFIXES = {"lines": ".jsonl", "array": ".json"}
_TABLE_SUFFIX = ".csv"


class ExportForm(QWidget):
    """Signals:
    changed(): something else is wanted.
    """

    changed = Signal()

    def __init__(
        self, counts: tuple[int, int | None, int], line_end: bytes, folder: Path, stem: str, parent: QWidget
    ) -> None:
        """`counts`: how many rows there are, a filter shows (None: no filter), and are selected."""
        super().__init__(parent)
        self._stem = stem
        self._rows = self._combo("export_rows_combo", self._row_entries(*counts))
        self._goal = self._combo("export_goal_combo", list(goal_titles().items()))
        self._form = self._combo(
            "export_form_combo",
            [("lines", self.tr("JSON Lines: one example a line")), ("array", self.tr("One JSON array"))],
        )
        self._ends = self._combo(
            "export_ends_combo",
            [("unix", self.tr("LF (Linux, macOS)")), ("windows", self.tr("CR LF (Windows)"))],
        )
        self._ends.setCurrentIndex(int(line_end == b"\r\n"))
        self.ascii = QCheckBox(self.tr("Letters beyond ASCII as escapes (\\u00e9)"))
        self.ascii.setObjectName("export_ascii_check")
        self.mark = QCheckBox(self.tr("Begin with a byte order mark"))
        self.mark.setObjectName("export_mark_check")
        self.target = TargetField("export_path_edit", self.tr("File"), folder, self)
        self.target.show_path(folder / f"{stem}.jsonl")
        self._lay_out()
        self.setFocusProxy(self._rows)
        for check in (self.ascii, self.mark):
            check.toggled.connect(self.changed)
        self.target.changed.connect(self.changed)
        self._form.currentIndexChanged.connect(self._name_file)
        self._goal.currentIndexChanged.connect(self._follow_goal)

    def rows(self) -> str:
        """Which rows: all, shown or selected."""
        return str(self._rows.currentData())

    def goal(self) -> Goal:
        """In which format."""
        from ftdesk.dataset.conversion.goals import Goal

        return Goal(self._goal.currentData())

    def wanted(self) -> ExportStyle:
        """In which form."""
        from ftdesk.dataset.export import ExportStyle

        return ExportStyle(
            array=self._form.currentData() == "array",
            line_end=b"\r\n" if self._ends.currentData() == "windows" else b"\n",
            byte_order_mark=self.mark.isChecked(),
            ascii_only=self.ascii.isChecked(),
        )

    def path(self) -> Path | None:
        """To which file."""
        return self.target.path

    def choose_rows(self, rows: str) -> None:
        """Choose all, shown or selected."""
        self._rows.setCurrentIndex(self._rows.findData(rows))

    def choose_goal(self, goal: str) -> None:
        """Choose a format."""
        self._goal.setCurrentIndex(self._goal.findData(goal))

    def choose_form(self, form: str) -> None:
        """Choose lines or array."""
        self._form.setCurrentIndex(self._form.findData(form))

    def _row_entries(self, total: int, shown: int | None, selected: int) -> list[tuple[str, str]]:
        entries = [("all", self.tr("All ({count})").format(count=f"{total:,}"))]
        if shown is not None:
            entries.append(("shown", self.tr("Shown by the filter ({count})").format(count=f"{shown:,}")))
        if selected:
            entries.append(("selected", self.tr("Selected ({count})").format(count=f"{selected:,}")))
        return entries

    def _combo(self, name: str, entries: list[tuple[str, str]]) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(name)
        for data, words in entries:
            combo.addItem(words, data)
        combo.currentIndexChanged.connect(self.changed)
        return combo

    def _follow_goal(self) -> None:
        """What a format wants is set; a table has neither form nor escapes of its own."""
        from ftdesk.dataset.conversion.goals import MARKED, TABLES, Goal

        goal = self.goal()
        self.mark.setChecked(goal in MARKED)
        is_table = goal in TABLES
        for field in (self._form, self._ends, self.ascii):
            field.setEnabled(not is_table)
        if not is_table:
            self.choose_form("array" if goal is Goal.ALPACA else "lines")
        self._name_file()

    def _name_file(self) -> None:
        """A proposed name has the ending of the form; one that the person chose stays."""
        from ftdesk.dataset.conversion.goals import TABLES

        suffixes = (*_SUFFIXES.values(), _TABLE_SUFFIX)
        if self.target.edit.text() in {f"{self._stem}{suffix}" for suffix in suffixes}:
            suffix = _TABLE_SUFFIX if self.goal() in TABLES else _SUFFIXES[self._form.currentData()]
            self.target.edit.setText(self._stem + suffix)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Rows"), self._rows),
            (self.tr("Example format"), self._goal),
            (self.tr("File layout"), self._form),
            (self.tr("Line ends"), self._ends),
            (self.tr("File"), self.target),
        )
        for row, (title, field) in enumerate(rows):
            label = plain_label(title)
            label.setBuddy(field)
            field.setAccessibleName(title)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self.ascii, len(rows), 1)
        grid.addWidget(self.mark, len(rows) + 1, 1)
