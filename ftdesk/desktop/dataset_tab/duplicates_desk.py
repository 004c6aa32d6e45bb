"""Looking for near duplicates in the open file, and for its examples in a validation file, when the person asks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.duplicates_run import DuplicatesRun
from ftdesk.desktop.dataset_tab.duplicates_window import DuplicatesWindow, ReadPair
from ftdesk.desktop.dataset_tab.notice_bar import NoticeBar
from ftdesk.desktop.dataset_tab.visible_text import one_line
from ftdesk.desktop.messages import show_failure
from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.known_likes import KnownLikes
    from ftdesk.dataset.likeness_search import Search
    from ftdesk.dataset.near_duplicates import Likes
    from ftdesk.desktop.background import Background

NEAR_DUPLICATE, LEAK = "example.near_duplicate", "example.leak"
_NOTICE = "duplicates"


class DuplicatesDesk(QObject):
    """One search at a time; what was found stays known while the file is open. Lives in the GUI thread."""

    def __init__(
        self,
        background: Background,
        session: DocumentSession,
        reveal: Callable[[int], object],
        notices: NoticeBar,
        window: QWidget,
    ) -> None:
        """`reveal` shows a row, given its id."""
        super().__init__(window)
        self._background = background
        self._session = session
        self._reveal = reveal
        self._notices = notices
        self._window = window
        self._run: DuplicatesRun | None = None
        self._known: dict[str, KnownLikes] = {}
        self._waiting: list[Callable[[Dataset], None]] = []
        session.replaced.connect(self._forget)
        session.checker.finished.connect(self._go_on)

    def find(self) -> None:
        """Look for near duplicates in the open file, once it is checked."""
        self._once_checked(self._find)

    def ask_for_validation_file(self) -> None:
        """Ask for a file, and look for the examples of the open file that stand in it, too."""
        dialog = QFileDialog(self._window.window(), self.tr("Compare with a validation file"))
        dialog.setObjectName("validation_file_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Training files (*.jsonl *.json)"), self.tr("All files (*)")])
        if self._session.path is not None:
            dialog.setDirectory(str(self._session.path.parent))
        dialog.fileSelected.connect(lambda chosen: self.compare_with(Path(chosen)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def compare_with(self, path: Path) -> None:
        """Look for the examples of the open file that stand in another one, too."""

        def opened(validation: Dataset) -> None:
            self._once_checked(lambda dataset: self._compare(dataset, validation))

        self._background.run(self, lambda _: _open(path), opened, self._fail)

    # -- inside --------------------------------------------------------------------------------------------

    def _once_checked(self, call: Callable[[Dataset], None]) -> None:
        """Call at once, or as soon as all rows are known."""
        if self._session.dataset is None:
            return
        if self._session.checker.is_complete:
            call(self._session.dataset)
        else:
            self._waiting.append(call)

    def _find(self, dataset: Dataset) -> None:
        from ftdesk.dataset.known_likes import KnownLikes
        from ftdesk.dataset.likeness_search import near_duplicates

        def show(likes: Likes) -> None:
            if self._tell(KnownLikes.within, likes, self.tr("No near duplicates were found.")):
                self._open_window(NEAR_DUPLICATE, lambda *pair: _both(dataset, dataset, *pair))

        self._start(near_duplicates(dataset.snapshot()), self.tr("Looking for near duplicates…"), show)

    def _compare(self, dataset: Dataset, validation: Dataset) -> None:
        from ftdesk.dataset.known_likes import KnownLikes
        from ftdesk.dataset.likeness_search import leaks

        name = one_line(validation.path.name, 60) if validation.path is not None else ""

        def show(likes: Likes) -> None:
            nothing = self.tr("No near duplicates were found in {name}.").format(name=name)
            if self._tell(KnownLikes.elsewhere, likes, nothing):
                window = self._open_window(LEAK, lambda *pair: _both(dataset, validation, *pair), name)
                window.destroyed.connect(validation.close)
            else:
                validation.close()

        title = self.tr("Comparing with {name}…").format(name=name)
        self._start(leaks(dataset.snapshot(), validation.snapshot()), title, show, validation.close)

    def _start(
        self,
        search: Search,
        title: str,
        show: Callable[[Likes], None],
        leave: Callable[[], None] = lambda: None,
    ) -> None:
        self._stop()
        run = self._run = DuplicatesRun(self._background, search, title, self)

        def fail(error: Exception) -> None:
            leave()
            self._fail(error)

        run.finished.connect(lambda likes: self._once_checked(lambda _: show(likes)))
        run.failed.connect(fail)
        run.start()

    def _tell(self, kind: Callable[..., KnownLikes], likes: Likes, nothing: str) -> bool:
        """Tell what was found in the findings of the rows; say `nothing`, and return False, where it is nothing."""
        check = self._session.checker.check
        if check is None:
            return False
        known = kind(likes, check.columns)
        self._known[known.code] = known
        self._tell_again()
        if not len(likes.later):
            self._notices.show_notice(_NOTICE, nothing, lasting=False)
        return bool(len(likes.later))

    def _open_window(self, code: str, read_pair: ReadPair, other: str = "") -> DuplicatesWindow:
        known, window = self._known[code], self._window.window()
        made = DuplicatesWindow(self._background, self._session, known, read_pair, other, window)
        made.row_wanted.connect(self._reveal)
        made.show()
        return made

    def _go_on(self) -> None:
        """All rows are known."""
        self._tell_again()
        waiting, self._waiting = self._waiting, []
        for call in waiting:
            self._once_checked(call)

    def _tell_again(self) -> None:
        """The file was checked anew, for another model perhaps: what is known of likes is told there, too."""
        check = self._session.checker.check
        if check is None or not self._known:
            return
        for known in self._known.values():
            check.comparison.take_likes(known)
        self._session.checker.reports_changed.emit()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            show_failure(self._window, error)

    def _stop(self) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.cancel()
            run.deleteLater()

    def _forget(self) -> None:
        self._stop()
        self._known.clear()
        self._waiting.clear()


def _open(path: Path) -> Dataset:
    from ftdesk.dataset.document import Dataset

    return Dataset.open(path)


def _both(dataset: Dataset, others: Dataset, later: int, earlier: int) -> tuple[bytes, bytes]:
    """In an I/O thread: the earlier line and the later one."""
    from ftdesk.dataset.example_diff import READ_AT_MOST

    return others.line(earlier, READ_AT_MOST), dataset.line(later, READ_AT_MOST)
