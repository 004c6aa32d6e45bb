"""The dataset tab: examples to the left, one of them in the middle, findings, figures and cost to the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ftdesk.desktop.dataset_summary import DatasetSummary
from ftdesk.desktop.dataset_tab.bulk_steps import BulkSteps
from ftdesk.desktop.dataset_tab.cost_panel import CostPanel
from ftdesk.desktop.dataset_tab.document_files import DocumentFiles
from ftdesk.desktop.dataset_tab.document_notices import DocumentNotices
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.duplicates_desk import DuplicatesDesk
from ftdesk.desktop.dataset_tab.editing_rights import EditingRights
from ftdesk.desktop.dataset_tab.empty_state import EmptyState
from ftdesk.desktop.dataset_tab.example_desk import ExampleDesk
from ftdesk.desktop.dataset_tab.example_pane import ExamplePane
from ftdesk.desktop.dataset_tab.figures_board import FiguresBoard
from ftdesk.desktop.dataset_tab.file_notices import FileNotices
from ftdesk.desktop.dataset_tab.file_outputs import FileOutputs
from ftdesk.desktop.dataset_tab.file_steps import FileSteps
from ftdesk.desktop.dataset_tab.line_question import ask_for_line
from ftdesk.desktop.dataset_tab.look_choices import LookChoices
from ftdesk.desktop.dataset_tab.notice_bar import NoticeBar
from ftdesk.desktop.dataset_tab.past_errors import PastErrors
from ftdesk.desktop.dataset_tab.prompt_desk import PromptDesk
from ftdesk.desktop.dataset_tab.row_steps import RowSteps
from ftdesk.desktop.dataset_tab.side_pane import SidePane
from ftdesk.desktop.dataset_tab.sight import Sight
from ftdesk.desktop.dataset_tab.tab_commands import enable_for_file, make_commands
from ftdesk.desktop.dataset_tab.table_pane import TablePane
from ftdesk.desktop.dataset_tab.target_desk import TargetDesk
from ftdesk.desktop.dataset_tab.versions.version_desk import VersionDesk
from ftdesk.desktop.services import Services

if TYPE_CHECKING:
    from ftdesk.api.types import ChatTurn
    from ftdesk.desktop.made_example import MadeExample

_LEFT, _MIDDLE, _RIGHT = 390, 600, 290


class DatasetTab(QWidget):
    """Edits one training file.

    Signals:
        job_requested(object): Path of the saved file to fine-tune with.
        summary_changed(object): DatasetSummary.
        opened(object): Path that is now open, None for a new file.
    """

    job_requested = Signal(object)  # Path
    summary_changed = Signal(object)  # DatasetSummary
    opened = Signal(object)  # Path | None

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dataset_tab")
        self._services = services
        self.session = DocumentSession(services.background, self)
        self.session.checker.keep_in(services.paths.analysis)
        self.notices = NoticeBar(self)
        self.files = DocumentFiles(services, self.session, self.notices, self)
        self.file_notices = FileNotices(services.background, self.session, self.files, self.notices)
        self.empty = EmptyState(self)
        self.news = DocumentNotices(services.background, self.session, self.files, self.notices)
        self.left = TablePane(services.background, self.session, self)
        Sight(self.left.table, self.session.checker)
        self.pane = ExamplePane(self)
        self.looks = LookChoices(services, self.pane)
        chosen = services.settings.current.target_model
        self.side = SidePane(CostPanel(services.models, chosen, self), self)
        PastErrors(services, self.session, self.side.cost)
        self.desk = ExampleDesk(services.background, self.session, self.left, self.pane, self.side.findings)
        self.rows = RowSteps(self.session, self.left.table)
        self.bulk = BulkSteps(
            services.background, self.session, self.left, self.side.findings, self.notices, self
        )
        self.prompts = PromptDesk(services, self.session, self.side.cost, self.bulk, self)
        self.outputs = FileOutputs(services.background, self.session, self.left.table, self.notices, self)
        self.steps = FileSteps(services.background, self.session, self.files, self)
        self.versions = VersionDesk(services, self.session, self.files, self.notices, self)
        self.rights = EditingRights(
            self.session,
            self.files,
            self.file_notices.watch,
            (self.left.set_locked, self.pane.lock, self.side.findings.lock),
            self._enable_commands,
        )
        self.duplicates = DuplicatesDesk(
            services.background, self.session, self.desk.reveal, self.notices, self
        )
        self.targets = TargetDesk(services, self.session, self.side.cost, self.left.filter, self)
        self.board = FiguresBoard(services, self.session, self.left, self.side)
        self._place = 0
        self._waiting: list[Callable[[], None]] = []
        self._stack = QStackedWidget(self)
        self._lay_out()
        self.commands = make_commands(self)
        self.left.table.offer(self.commands)
        self._connect()
        self._show_file()

    # -- what the window uses --------------------------------------------------------------------------------

    @property
    def undo_stack(self) -> QUndoStack:
        """The steps that can be undone."""
        return self.session.stack

    @property
    def summary(self) -> DatasetSummary:
        """The open file in a few figures."""
        return replace(self.board.summary(), read_only=self.rights.reason)

    @property
    def is_open(self) -> bool:
        """Whether there is a file, saved or new."""
        return self.session.dataset is not None

    def open_path(self, path: Path) -> None:
        """Open a file, after asking about unsaved edits."""
        self.files.open_path(Path(path))

    def save(self) -> None:
        """Save the file; a new one asks for its name."""
        self.files.save()

    def finish(self, seconds: float = 2.0) -> bool:
        """The window closes: write down what was done; False when `seconds` were not enough.

        Raises `WorkspaceError`.
        """
        is_written = self.files.journal.finish(seconds)
        self.versions.keeper.finish(seconds)
        return is_written

    @property
    def keeps_edits(self) -> bool:
        """Whether unsaved edits, if there are any, come back at the next start."""
        journal = self.files.journal
        return not self.session.is_edited or (journal.steps is not None and not journal.is_failing)

    def can_close(self, proceed: Callable[[], None]) -> None:
        """Call `proceed` once nothing would be lost: at once, or after the person chose Save or Discard."""
        self.files.before_leaving(proceed)

    def add_example(self, turns: Sequence[ChatTurn]) -> None:
        """Append a conversation as an example that can be undone, and show it; without a file begin a new one."""
        self._when_open(lambda: self.rows.append_turns(turns))

    def add_made_example(self, made: MadeExample) -> None:
        """Append an example from the playground: a conversation, or a prompt with its completion."""
        self._when_open(lambda: self.rows.append_made(made))

    def ask_for_job(self) -> None:
        """Ask for a job with this file, saving it first if it has unsaved edits."""
        if not self.is_open:
            return
        if self.session.is_edited or self.session.path is None:
            self.files.save(self._request_job)
        else:
            self._request_job()

    # -- commands --------------------------------------------------------------------------------------------

    def add_empty_example(self) -> None:
        """Insert an empty example after the current one and go to its first text."""
        self.rows.add_empty()
        self.pane.form.focus_first()

    def focus_filter(self) -> None:
        """Go to the filter box."""
        self.left.filter.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.left.filter.edit.selectAll()

    def ask_for_line(self) -> None:
        """Ask for a line number and go there."""
        dataset = self.session.dataset
        if dataset is None or not len(dataset):
            return
        ask_for_line(self.window(), len(dataset), self.desk.current_line(), self.desk.go_to_line)

    def toggle_side(self) -> None:
        """Fold the right side away, or bring it back."""
        self.side.setVisible(not self.side.isVisible())

    # -- building --------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("dataset_splitter")
        for widget, stretch in ((self.left, 2), (self.pane, 3), (self.side, 0)):
            splitter.addWidget(widget)
            splitter.setStretchFactor(splitter.indexOf(widget), stretch)
        splitter.setCollapsible(0, False)  # noqa: FBT003 - as Qt has it
        splitter.setCollapsible(1, False)  # noqa: FBT003
        splitter.setSizes([_LEFT, _MIDDLE, _RIGHT])
        self._stack.addWidget(self.empty)
        self._stack.addWidget(splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notices)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.empty.open_requested.connect(self.files.choose_and_open)
        self.empty.sample_requested.connect(self.files.open_sample)
        self.empty.new_requested.connect(self.files.start_new)
        self.empty.path_dropped.connect(self.files.open_path)
        self.empty.show_recent(self.files.recent)
        self.files.recent_changed.connect(lambda: self.empty.show_recent(self.files.recent))
        self.files.opening.connect(self._prepare_for)
        self.files.opened.connect(self._show_opened)
        self.files.saved.connect(lambda _path: self.session.checker.keep())
        self.outputs.open_wanted.connect(self.files.open_path)
        self.session.replaced.connect(self.notices.clear)
        self.files.reading.failed.connect(lambda _error: self._waiting.clear())
        self.session.replaced.connect(self._show_file)
        self.session.completed.connect(self._choose_first)
        self.left.new_wanted.connect(self.add_empty_example)
        self.left.duplicate_wanted.connect(self.rows.duplicate)
        self.left.delete_wanted.connect(self.rows.delete)
        self.left.table.delete_pressed.connect(self.rows.delete)
        self.targets.check_wanted.connect(lambda: self.session.when_whole(self._start_check))
        self.side.job_wanted.connect(self.ask_for_job)
        self.board.summary_changed.connect(self._tell_summary)
        self.rights.changed.connect(self._tell_summary)
        self.file_notices.compare_wanted.connect(self.versions.compare_with_disk)
        self.board.file_findings_changed.connect(self.desk.show_file_findings)

    # -- the file --------------------------------------------------------------------------------------------

    def _show_file(self) -> None:
        self._stack.setCurrentIndex(1 if self.is_open else 0)
        self._enable_commands()
        self.left.count_rows()

    def _enable_commands(self) -> None:
        enable_for_file(self.commands, is_open=self.is_open, read_only=bool(self.session.read_only))

    def _tell_summary(self) -> None:
        self.summary_changed.emit(self.summary)

    def _show_opened(self, _opened: object) -> None:
        if self.left.filter.query():
            self.left.filter.clear()
        self.session.when_whole(self._start_check)
        QTimer.singleShot(0, self, self._show_first_example)  # the table is painted before the form is filled

    def _prepare_for(self, path: Path) -> None:
        self._place = max(0, self.desk.current_line() - 1) if path == self.session.path else 0
        self.session.checker.expect(path, self.targets.options())
        self.pane.form.prepare()

    def _show_first_example(self) -> None:
        self.left.table.setFocus()
        self.desk.start_over()
        self.left.table.choose_row(0)
        if self._place:  # the same file, read again
            self.session.when_whole(lambda: self.left.table.choose_row(self._place))
        self.opened.emit(self.session.path)

    def _choose_first(self) -> None:
        """A first line longer than the head of the file is there only now."""
        if self.left.table.current_id() is None:
            self.left.table.choose_row(0)

    def _start_check(self) -> None:
        if not self.is_open:
            return
        self.session.start_check(self.targets.options())
        self.board.show_now()

    def _when_open(self, call: Callable[[], None]) -> None:
        """Call at once, or as soon as a new file has begun."""
        if self.is_open:
            call()
            return
        self._waiting.append(call)
        if len(self._waiting) == 1:
            self.files.begin(then=self._do_waiting)

    def _do_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for call in waiting:
            call()

    def _request_job(self) -> None:
        if self.session.path is not None:
            self.job_requested.emit(self.session.path)
