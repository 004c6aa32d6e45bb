"""What `Background` hands back and hands in: a task to cancel, work to report from, an activity to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6.QtCore import QObject

from ftdesk.cancellation import Cancellation
from ftdesk.desktop.latest import Latest
from ftdesk.errors import Cancelled


@dataclass(frozen=True, slots=True)
class Progress:
    """How far work has come, in any unit; `total` 0 means unknown. Reports of this type also move the
    status bar.
    """

    done: int
    total: int

    @property
    def fraction(self) -> float | None:
        """Between 0 and 1, or None when unknown."""
        return min(1.0, self.done / self.total) if self.total > 0 else None


class Work(Cancellation):
    """Handed to work in a thread: the cancellation it looks at, and a way to report how far it is."""

    def __init__(self) -> None:
        super().__init__()
        self._report: Callable[[object], None] | None = None

    def report(self, value: object) -> None:
        """Hand `value` to the `progress` callback in the GUI thread; newer reports replace waiting ones."""
        if self._report is not None and not self.is_set:
            self._report(value)

    def report_to(self, receiver: Callable[[object], None]) -> None:
        """Say where reports go (called by `Background`)."""
        self._report = receiver


class Activity:
    """One line of running work in the status bar; used in the GUI thread only."""

    def __init__(
        self, title: str, cancel: Callable[[], None] | None, changed: Callable[[Activity], None]
    ) -> None:
        self.title = title
        self.progress: Progress | None = None
        self.finished = False
        self._cancel = cancel
        self._changed = changed

    @property
    def can_cancel(self) -> bool:
        """Whether the person may stop it."""
        return self._cancel is not None

    def cancel(self) -> None:
        """Ask the work to stop; the line goes when it has."""
        if self._cancel is not None:
            self._cancel()

    def advance(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.progress = Progress(done, total)
        self._changed(self)

    def finish(self) -> None:
        """Take the line away."""
        if not self.finished:
            self.finished = True
            self._changed(self)


class Task:
    """One piece of background work; `cancel` is all that most callers need."""

    def __init__(
        self,
        owner: QObject,
        done: Callable[..., None] | None,
        failed: Callable[[Exception], None],
        post: Callable[[Callable[[], None]], None],
        ended: Callable[[Task], None],
    ) -> None:
        self.work = Work()
        self._owner: QObject | None = owner
        self._done = done
        self._failed: Callable[[Exception], None] | None = failed
        self._progress: Callable[[Any], None] | None = None
        self._activity: Activity | None = None
        self._post = post
        self._ended = ended
        owner.destroyed.connect(self.work.cancel)

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self.work.is_set

    @property
    def finished(self) -> bool:
        """Whether its callback was made, or will never be."""
        return self._failed is None

    def cancel(self) -> None:
        """Ask the work to stop. `failed(Cancelled())` follows when it has; `done` no longer comes."""
        self.work.cancel()

    def attach(self, progress: Callable[[Any], None] | None, activity: Activity | None) -> None:
        """Say who hears of progress (called by `Background`)."""
        self._progress, self._activity = progress, activity
        if progress is not None or activity is not None:
            self.work.report_to(Latest(self._post, self._deliver_progress).put)

    def finish(self, result: object) -> None:
        """In the GUI thread: hand the result over."""
        if self.cancelled:
            self.finish_with_error(Cancelled())
            return
        done = self._done if self._owner_lives() else None
        self._close()
        if done is not None:
            done(result)

    def finish_with_error(self, error: Exception) -> None:
        """In the GUI thread: hand the failure over; whatever cancelled work raised counts as `Cancelled`."""
        if self.cancelled and not isinstance(error, Cancelled):
            error = Cancelled()
        failed = self._failed if self._owner_lives() else None
        self._close()
        if failed is not None:
            failed(error)

    def abandon(self) -> None:
        """Cancel and drop the callbacks: the application ends."""
        self._close()
        self.work.cancel()

    def _deliver_progress(self, value: object) -> None:
        if self.finished or self.cancelled or not self._owner_lives():
            return
        if self._activity is not None and isinstance(value, Progress):
            self._activity.advance(value.done, value.total)
        if self._progress is not None:
            self._progress(value)

    def _owner_lives(self) -> bool:
        return self._owner is not None and shiboken6.isValid(self._owner)

    def _close(self) -> None:
        """Let go of everything, so that a finished task keeps no window alive."""
        if self._owner is not None and shiboken6.isValid(self._owner):
            self._owner.destroyed.disconnect(self.work.cancel)
        self._owner = self._done = self._failed = self._progress = None
        if self._activity is not None:
            self._activity.finish()
            self._activity = None
        self._ended(self)
