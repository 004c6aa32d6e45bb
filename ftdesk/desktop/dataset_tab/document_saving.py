"""Saving the open document beside the window: typing goes on, and a failure keeps every edit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ftdesk.desktop.background import Progress
from ftdesk.desktop.dataset_tab.questions import ask_changed, ask_hard_linked
from ftdesk.desktop.messages import show_failure

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.document_rows import BaseRows
    from ftdesk.dataset.document_save import Prepare
    from ftdesk.dataset.file_errors import SavedWithReserve
    from ftdesk.desktop.background import Background, Work
    from ftdesk.desktop.dataset_tab.document_journal import DocumentJournal
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession
    from ftdesk.desktop.dataset_tab.undo_history import Place

Then = Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Wish:
    """What to save as, and what the person has said may be done for it."""

    path: Path | None
    then: Then | None
    overwrite_changed: bool = False
    break_links: bool = False


class DocumentSaving(QObject):
    """Writes the session's rows to its file or another.

    Signals:
        saved(object): Path that was written.
        reload_wanted(): another program changed the file, and its version shall count.
        name_wanted(object): the file needs another name; Then or None, to be called once it is saved.
    """

    saved = Signal(object)
    reload_wanted = Signal()
    name_wanted = Signal(object)

    def __init__(
        self, background: Background, session: DocumentSession, journal: DocumentJournal, window: QWidget
    ) -> None:
        super().__init__(window)
        self._background = background
        self._session = session
        self._journal = journal
        self._window = window
        self.busy = False
        """Whether a file is being written."""
        self.before_overwriting: Callable[[Path, Then], None] = lambda _path, then: then()
        """Called with a file whose content, written by another program, is about to go, and what to do then."""

    def write(self, path: Path | None, then: Then | None = None) -> None:
        """Write the file, or another; `then` is called only once it is saved."""
        self._start(_Wish(path, then))

    def _start(self, wish: _Wish) -> None:
        self._session.when_whole(lambda: self._write(wish))

    def _write(self, wish: _Wish) -> None:
        dataset = self._session.dataset
        if dataset is None or self.busy:
            return
        self.busy = True
        self._session.history.hold_steps(held=True)
        place, snapshot = self._session.history.place(), dataset.snapshot()
        in_place: list[SavedWithReserve | None] = []
        save = self._journal.saving(wish.path, place.position)

        def write(work: Work) -> None:
            def do(prepare: Prepare | None) -> BaseRows:
                return dataset.save(
                    wish.path,
                    snapshot=snapshot,
                    overwrite_changed=wish.overwrite_changed,
                    break_links=wish.break_links,
                    cancellation=work,
                    progress=lambda done, total: work.report(Progress(done, total)),
                    prepare=prepare,
                )

            in_place.append(_reserve_of((lambda: save(do)) if save is not None else (lambda: do(None))))

        def conclude(error: Exception | None) -> None:
            """A person who cancels while the file is put in place is too late: it is saved."""
            self._end()
            if in_place:
                error = in_place[0]  # which is read before anything else happens, such as closing the window
                self._take_saved(dataset, place, wish.then if error is None else None)
            if error is not None:
                self._take_failure(error, wish)

        self._background.run(self, write, lambda _: conclude(None), conclude, title=self.tr("Saving…"))

    def _take_saved(self, dataset: Dataset, place: Place, then: Then | None) -> None:
        if dataset is not self._session.dataset:
            return
        self._session.history.mark_saved(place)
        self._session.state_changed.emit()
        if dataset.path is not None:
            self.saved.emit(dataset.path)
        if then is not None:
            then()

    def _take_failure(self, error: Exception, wish: _Wish) -> None:
        from ftdesk.dataset.file_errors import ChangedOnDisk, FileChanged, HardLinked

        if isinstance(error, HardLinked):
            self._ask_about_links(error.path.name, wish)
        elif isinstance(error, ChangedOnDisk | FileChanged) and self._session.path is not None:
            self._ask_about_changes(error.path, wish, can_overwrite=isinstance(error, ChangedOnDisk))
        else:
            show_failure(self._window, error)

    def _ask_about_links(self, name: str, wish: _Wish) -> None:
        ask_hard_linked(
            self._window,
            name,
            part=lambda: self._start(replace(wish, break_links=True)),
            save_as=lambda: self.name_wanted.emit(wish.then),
        )

    def _ask_about_changes(self, path: Path, wish: _Wish, *, can_overwrite: bool) -> None:
        def keep_mine() -> None:
            self.before_overwriting(path, lambda: self._start(replace(wish, overwrite_changed=True)))

        ask_changed(
            self._window,
            path.name,
            keep=keep_mine if can_overwrite else None,
            reload=self.reload_wanted.emit,
            save_as=(lambda: self.name_wanted.emit(wish.then)) if can_overwrite else None,
        )

    def _end(self) -> None:
        self.busy = False
        self._session.history.hold_steps(held=False)


def _reserve_of(save: Callable[[], object]) -> SavedWithReserve | None:
    """In an I/O thread: do a save; what the person should know although it counts."""
    from ftdesk.dataset.file_errors import SavedWithReserve

    try:
        save()
    except SavedWithReserve as reserve:
        return reserve
    return None
