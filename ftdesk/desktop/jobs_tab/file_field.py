"""A training or validation file in the new-job dialog: its path, a button, and what the check found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ftdesk.desktop.explanations import explain
from ftdesk.desktop.finding_sentence import sentence
from ftdesk.desktop.jobs_tab import wording
from ftdesk.desktop.jobs_tab.data_check import DataCheck, FileSummary
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.stylesheet import set_look
from ftdesk.desktop.token_words import nearly

if TYPE_CHECKING:
    from ftdesk.dataset.line_report import CheckOptions
    from ftdesk.desktop.background import Background

_DELAY_MS = 300


class FileField(QWidget):
    """One file.

    Signals:
        changed(): the file, or what is known about it, is another.
        look_requested(object): Path, the person wants to see the findings.
    """

    changed = Signal()
    look_requested = Signal(object)  # Path

    def __init__(
        self, object_name: str, title: str, background: Background, *, optional: bool = False
    ) -> None:
        super().__init__()
        self._title = title
        self._optional = optional
        self._options: CheckOptions | None = None
        self.summary: FileSummary | None = None
        self._failure: Exception | None = None
        self._remark = ""
        self._check = DataCheck(background, self)
        self._check.progressed.connect(self._show_progress)
        self._check.finished.connect(self._finish)
        self._check.failed.connect(self._fail)
        self._delay = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._delay.timeout.connect(self._start)
        self.edit = QLineEdit()
        self.edit.setObjectName(object_name)
        self.edit.setAccessibleName(title)
        self.edit.textChanged.connect(self._path_changed)
        self._note = plain_label(look="small", wrap=True)
        self._note.setObjectName(object_name.replace("_edit", "_note"))
        self._look = QPushButton(self.tr("Look at the errors"))
        self._look.setObjectName(object_name.replace("_edit", "_look_button"))
        self._look.clicked.connect(self._ask_to_look)
        self._choose = QPushButton(self.tr("Choose…"))
        self._choose.setObjectName(object_name.replace("_edit", "_choose_button"))
        self._choose.setAccessibleName(self.tr("Choose: {title}").format(title=title))
        self._choose.clicked.connect(self._browse)
        self._lay_out()
        self._show()

    @property
    def path(self) -> Path | None:
        """The chosen file, None for an empty field."""
        text = self.edit.text().strip()
        return Path(text).expanduser() if text else None

    @property
    def blocker(self) -> str:
        """Why a job cannot start with this field, in a sentence; empty when it can."""
        if self.path is None:
            return "" if self._optional else self.tr("Choose a training file.")
        if self._failure is not None:
            return self.tr("Choose another file: {name}").format(name=self.path.name)
        if self.summary is None:
            return self.tr("Being checked: {name}").format(name=self.path.name)
        if self.summary.errors:
            return self.tr("Fix the errors first: {name}").format(name=self.path.name)
        if not self.summary.examples:
            return self.tr("No examples in {name}").format(name=self.path.name)
        return ""

    def show_path(self, path: Path | None) -> None:
        """Fill in a file."""
        self.edit.setText(str(path) if path is not None else "")

    def check_against(self, options: CheckOptions) -> None:
        """Check (again) against a target's limits."""
        if options != self._options:
            self._options = options
            self._path_changed()

    def remark(self, words: str) -> None:
        """Say something else about the file, beside what the check found."""
        self._remark = words
        self._show()

    def stop(self) -> None:
        """Drop a check that is going on."""
        self._delay.stop()
        self._check.stop()

    def _lay_out(self) -> None:
        set_look(self._look, "link")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        row.addWidget(self._choose)
        note = QHBoxLayout()
        note.setSpacing(8)
        note.addStrut(self._note.fontMetrics().height())  # nothing jumps when the words arrive
        note.addWidget(self._note, 1)
        note.addWidget(self._look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addLayout(note)

    def _path_changed(self) -> None:
        self.stop()
        self.summary = self._failure = None
        if self.path is not None and self._options is not None:
            self._delay.start()
        self._show()

    def _start(self) -> None:
        if self.path is not None and self._options is not None:
            self._check.check(self.path, self._options)

    def _finish(self, summary: FileSummary) -> None:
        self.summary = summary
        self._show()

    def _fail(self, error: Exception) -> None:
        self._failure = error
        self._show()

    def _show_progress(self, share: float) -> None:
        self._note.setText(self.tr("Checking: {percent} %").format(percent=round(100 * share)))

    def _show(self) -> None:
        """Say what is known, and tell the dialog."""
        bad = self._failure is not None or (self.summary is not None and bool(self.summary.errors))
        set_look(self._note, "small", "error" if bad else "warning" if self._remark else "")
        self._note.setText(self._words())
        self._look.setVisible(self.summary is not None and bool(self.summary.errors))
        set_look(self.edit, "", "error" if bad else "")
        self.changed.emit()

    def _words(self) -> str:
        if self._failure is not None:
            return explain(self._failure).sentence
        if self.summary is not None and self.summary.errors:
            return self._errors_sentence(self.summary)
        if self.summary is None:
            return self.tr("Checking…") if self.path is not None else ""
        found = self.summary
        parts = [self.tr("Examples: {count}").format(count=wording.number(found.examples))]
        if found.tokens is not None:
            count = nearly(wording.number(found.tokens), found.doubts)
            parts.append(self.tr("Tokens: {count}").format(count=count))
        if found.warnings:
            parts.append(self.tr("Warnings: {count}").format(count=wording.number(found.warnings)))
        elif not self._remark:
            parts.append(self.tr("Nothing to fix"))
        return " · ".join([*parts, *filter(None, [self._remark])])

    def _errors_sentence(self, found: FileSummary) -> str:
        count = wording.number(found.errors)
        if found.first_error is None:
            return self.tr("Errors: {count}").format(count=count)
        first = found.first_error
        return self.tr("Errors: {count}. Line {line}: {sentence}").format(
            count=count, line=wording.number(first.line), sentence=sentence(first)
        )

    def _ask_to_look(self) -> None:
        if self.path is not None:
            self.look_requested.emit(self.path)

    def _browse(self) -> None:
        dialog = QFileDialog(self, self._title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Training files (*.jsonl *.json)"), self.tr("All files (*)")])
        if self.path is not None and self.path.parent.is_dir():
            dialog.setDirectory(str(self.path.parent))
        dialog.fileSelected.connect(self.edit.setText)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
