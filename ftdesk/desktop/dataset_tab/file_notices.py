"""What other programs, or a silent drive, do to the open file: said above the table, with the ways to go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ftdesk.desktop.dataset_tab.document_files import DocumentFiles
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.file_watch import FileWatch
from ftdesk.desktop.dataset_tab.notice_bar import READ_ONLY, NoticeAction, NoticeBar, Severity
from ftdesk.desktop.dataset_tab.questions import ask_reload
from ftdesk.desktop.dataset_tab.visible_text import one_line
from ftdesk.desktop.labels import in_the_middle
from ftdesk.desktop.messages import explain

if TYPE_CHECKING:
    from ftdesk.dataset.file_state import FileState
    from ftdesk.desktop.background import Background
    from ftdesk.errors import FtdeskError

STATE = "file_state"
DRIVE = "drive"
"""Keys of the notices."""
_NAME = 40
"""Characters of a file's name that are shown."""


class FileNotices(QObject):
    """Turns what the watch finds into notices; nothing is reloaded or overwritten before the person says so.

    Signals:
        compare_wanted(): the person wants to see how the file on the disk and what is here differ.
    """

    compare_wanted = Signal()

    def __init__(
        self,
        background: Background,
        session: DocumentSession,
        files: DocumentFiles,
        bar: NoticeBar,
    ) -> None:
        super().__init__(bar)
        self._background = background
        self._session = session
        self._files = files
        self._bar = bar
        self._is_overwritten = False
        self.watch = FileWatch(background, session, lambda: files.busy, self)
        self.watch.changed.connect(self._tell_state)
        self.watch.touched.connect(self._tell_same)
        self.watch.waiting.connect(self._tell_waiting)
        self.watch.failed.connect(self._tell_failed)
        self.watch.answered.connect(lambda: bar.withdraw(DRIVE))
        files.saved.connect(lambda _path: bar.withdraw(STATE))
        session.replaced.connect(self._start_over)
        session.unreadable.connect(self._tell_unreadable)
        session.checker.unreadable.connect(self._tell_unreadable)
        session.read_only_changed.connect(self._tell_read_only)
        session.refused.connect(self._tell_refused)

    def _start_over(self) -> None:
        self._is_overwritten = False

    # -- what is said -------------------------------------------------------------------------------------------------

    @Slot(object)
    def _tell_state(self, state: FileState) -> None:
        from ftdesk.dataset.file_state import FileState

        self._lock(overwritten=state is FileState.OVERWRITTEN)
        match state:
            case FileState.REPLACED:
                self._tell(
                    self._named(
                        self.tr(
                            "Another program wrote a new “{name}”. You still see the version that was opened here."
                        )
                    ),
                    self._choices(),
                )
            case FileState.APPENDED:
                self._tell(
                    self._named(
                        self.tr(
                            "Another program added to “{name}”. You still see the version that was opened here."
                        )
                    ),
                    self._choices(),
                )
            case FileState.DELETED:
                self._tell(
                    self._named(
                        self.tr(
                            "“{name}” was deleted or moved away. Everything is still here; saving writes it anew."
                        )
                    ),
                    [self._keep(self.tr("Keep")), self._save_as(), self._close()],
                )
            case FileState.OVERWRITTEN:
                self._tell_overwritten()
            case FileState.AWAY:
                self._tell(
                    self._named(
                        self.tr(
                            "“{name}” cannot be reached, nor can its drive. Examples that were not edited here can be "
                            "read again when it is back; your edits are kept."
                        )
                    ),
                    [self._close()],
                )
            case _:
                self._tell_same()

    def _tell_overwritten(self) -> None:
        sentence = self.tr(
            "Another program wrote over “{name}”. Examples that were not edited here can no longer be read: reload "
            "to see the new ones."
        )
        sentence = self._named(sentence)
        if not self._session.is_edited:
            self._tell(sentence, [self._reload()])
            return
        sentence += " " + self.tr("Your edited examples are kept; they can be opened as a new file.")
        rescue = NoticeAction(
            self.tr("Open edited examples"), self._rescue, "rescue_edits_button", stays=True
        )
        self._tell(sentence, [rescue, self._reload()])

    def _lock(self, *, overwritten: bool) -> None:
        """While untouched lines are lost no save can succeed, so nothing more is typed; they may come back."""
        if overwritten and not self._session.read_only:
            self._is_overwritten = True
            self._session.set_read_only(self.tr("Another program wrote over this file."))
            self._bar.withdraw(READ_ONLY)  # the notice about the file says more
        elif not overwritten and self._is_overwritten:
            self._is_overwritten = False
            self._session.set_read_only("")

    @Slot()
    def _tell_same(self) -> None:
        """The file is what was opened, or was never anything else."""
        self._lock(overwritten=False)
        self._bar.withdraw(STATE)

    @Slot(object)
    def _tell_unreadable(self, error: FtdeskError) -> None:
        """Rows could not be read: say so now; if another program did it, the watch knows better, or will soon."""
        if not self._bar.sentence(STATE):
            self._tell(explain(error).sentence, [self._reload()])
        self.watch.look()

    @Slot()
    def _tell_read_only(self) -> None:
        if self._session.read_only:
            self._bar.show_notice(READ_ONLY, self._session.read_only, lasting=False)
        else:
            self._bar.withdraw(READ_ONLY)

    @Slot()
    def _tell_refused(self) -> None:
        """Once more, if it was dismissed."""
        if not self._bar.sentence(READ_ONLY):
            self._tell_read_only()

    @Slot()
    def _tell_waiting(self) -> None:
        sentence = self.tr(
            "Waiting for the drive that holds “{name}”. Examples that were not read yet appear when it answers."
        )
        self._bar.show_notice(DRIVE, self._named(sentence), [self._close()], lasting=False)

    @Slot(object)
    def _tell_failed(self, error: FtdeskError) -> None:
        self._bar.show_notice(
            DRIVE, explain(error).sentence, [self._close()], lasting=False, severity=Severity.ATTENTION
        )

    def _tell(self, sentence: str, actions: Sequence[NoticeAction]) -> None:
        self._bar.show_notice(STATE, sentence, actions, lasting=True, severity=Severity.ATTENTION)

    def _named(self, sentence: str) -> str:
        return sentence.format(name=in_the_middle(one_line(self._files.name, 200), _NAME))

    # -- what can be done ---------------------------------------------------------------------------------------------

    def _keep(self, text: str) -> NoticeAction:
        """Go on as if nothing had been; a save will ask once before it writes over the other version."""
        return NoticeAction(text, lambda: None, "keep_mine_notice_button")

    def _choices(self) -> list[NoticeAction]:
        compare = NoticeAction(
            self.tr("Compare"), self.compare_wanted.emit, "compare_notice_button", stays=True
        )
        return [self._keep(self.tr("Keep mine")), compare, self._reload(), self._save_as()]

    def _reload(self) -> NoticeAction:
        return NoticeAction(self.tr("Reload"), self._ask_reload, "reload_notice_button", stays=True)

    def _save_as(self) -> NoticeAction:
        text = self.tr("Save as…")
        return NoticeAction(text, self._files.choose_and_save, "save_as_notice_button", stays=True)

    def _close(self) -> NoticeAction:
        return NoticeAction(self.tr("Close file"), self._files.close, "close_file_notice_button", stays=True)

    def _ask_reload(self) -> None:
        if self._session.is_edited:
            ask_reload(self._bar, self._files.name, reload=self._files.reload)
        else:
            self._files.reload()

    def _rescue(self) -> None:
        """A new file with the examples that were edited: they are all that is left of the old version."""
        dataset = self._session.dataset
        if dataset is not None:
            ids = dataset.edited_ids().tolist()
            self._background.run(
                self, lambda _work: [dataset.line(row_id) for row_id in ids], self._files.begin
            )
