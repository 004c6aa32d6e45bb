"""What came back from an earlier session, and what of it could not: said quietly above the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QObject, Slot

from ftdesk.desktop.dataset_tab.document_files import DocumentFiles
from ftdesk.desktop.dataset_tab.notice_bar import NoticeAction, NoticeBar, Severity
from ftdesk.desktop.dataset_tab.visible_text import one_line
from ftdesk.desktop.messages import explain

if TYPE_CHECKING:
    from ftdesk.desktop.background import Background
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession
    from ftdesk.errors import FtdeskError
    from ftdesk.workspace.journals import Leftovers, Unfinished
    from ftdesk.workspace.reopening import Reopened

BUTTONS_MOST = 3
"""So many other documents with unsaved edits have a button of their own."""


class DocumentNotices(QObject):
    """Follows what is opened, and looks once for documents whose edits were never saved."""

    def __init__(
        self, background: Background, session: DocumentSession, files: DocumentFiles, bar: NoticeBar
    ) -> None:
        super().__init__(bar)
        self._background = background
        self._session = session
        self._files = files
        self._bar = bar
        self._elsewhere: tuple[Unfinished, ...] = ()
        files.opened.connect(self._tell_opened)
        files.journal.failing.connect(self._tell_failing)

    def look_for_unfinished(self, *, open_one: bool) -> None:
        """Find documents with unsaved edits of earlier sessions; with `open_one` show the newest at once."""
        reading = self._files.reading
        self._background.run(
            self,
            lambda _work: reading.reopening.look_through(),
            lambda leftovers: self._take(leftovers, open_one=open_one),
        )

    def _take(self, leftovers: Leftovers, *, open_one: bool) -> None:
        for aside in leftovers.set_aside:
            self._tell_set_aside(aside)
        unfinished = leftovers.unfinished
        if unfinished and open_one and self._session.dataset is None and not self._files.busy:
            self._open(unfinished[0])
            unfinished = unfinished[1:]
        self._elsewhere = unfinished
        if self._session.dataset is not None:
            self._tell_elsewhere()

    def _open(self, unfinished: Unfinished) -> None:
        reading, path = self._files.reading, unfinished.path
        if path is None:
            self._files.before_leaving(lambda: reading.open_new(unfinished.key))
        else:  # whatever its kind, it was opened as it is before
            self._files.before_leaving(lambda: reading.open(path))

    # -- what is said -------------------------------------------------------------------------------------------------

    @Slot(object)
    def _tell_opened(self, opened: Reopened) -> None:
        self._elsewhere = tuple(other for other in self._elsewhere if other.key != opened.key)
        if opened.edited_at is not None and not opened.rescued:
            when = QDateTime.fromSecsSinceEpoch(int(opened.edited_at))
            time = QLocale().toString(when, QLocale.FormatType.ShortFormat)
            sentence = self.tr("Unsaved edits of {time} are back, with everything that can be undone.")
            self._bar.show_notice("restored", sentence.format(time=time), lasting=False)
        if opened.rescued:
            self._tell_rescued(opened.rescued)
        elif opened.set_aside is not None:
            self._tell_set_aside(opened.set_aside)
        if opened.failure is not None:
            self._tell_failing(opened.failure)
        self._tell_elsewhere()

    def _tell_rescued(self, lines: Sequence[bytes]) -> None:
        sentence = self.tr(
            "Another program wrote {name} since it was edited here. Unsaved edits of {count} examples no longer "
            "fit it; they are kept."
        ).format(name=one_line(self._files.name, 60), count=f"{len(lines):,}")
        actions = [
            NoticeAction(self.tr("Open them as a new file"), self._opening(lines), "open_rescued_button")
        ]
        self._bar.show_notice("rescued", sentence, actions, lasting=True, severity=Severity.ATTENTION)

    def _opening(self, lines: Sequence[bytes]) -> Callable[[], None]:
        return lambda: self._files.before_leaving(lambda: self._files.begin(lines))

    def _tell_set_aside(self, aside: Path) -> None:
        sentence = self.tr(
            "What was kept of earlier unsaved edits cannot be read. It is now {name} in {folder}; nothing was deleted."
        ).format(name=aside.name, folder=str(aside.parent))
        self._bar.show_notice(f"aside {aside.name}", sentence, lasting=False, severity=Severity.ATTENTION)

    @Slot(object)
    def _tell_failing(self, failure: FtdeskError | None) -> None:
        if failure is None:
            self._bar.withdraw("failing")
            return
        sentence = self.tr("Edits are not kept against a crash at the moment: {cause} Save soon.").format(
            cause=explain(failure).sentence
        )
        self._bar.show_notice("failing", sentence, lasting=True, severity=Severity.ATTENTION)

    def _tell_elsewhere(self) -> None:
        if not self._elsewhere:
            self._bar.withdraw("elsewhere")
            return
        sentence = self.tr("Other files have unsaved edits from earlier: {count}.").format(
            count=f"{len(self._elsewhere):,}"
        )
        actions = [
            NoticeAction(self._name(other), partial(self._open, other), "open_unfinished_button")
            for other in self._elsewhere[:BUTTONS_MOST]
        ]
        self._bar.show_notice("elsewhere", sentence, actions, lasting=False)

    def _name(self, unfinished: Unfinished) -> str:
        return self.tr("New file") if unfinished.path is None else one_line(unfinished.path.name, 40)
