"""Keys without waiting: the system keyring is asked in a thread, with a deadline, and never from the GUI
thread.

A locked wallet may answer in an hour or never. After the deadline the person is told, and a key may be
given for this session only, which is then kept here, in memory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

from ftdesk.desktop.background import Background
from ftdesk.errors import FtdeskError
from ftdesk.workspace.credentials import Credentials, StoreState
from ftdesk.workspace.preferences import Profile

DEADLINE_MS = 5_000
T = TypeVar("T")


class KeyringSilent(FtdeskError):
    """The system keyring did not answer in time."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a key went: `session` means that it is forgotten at the end; `reason` (a template) says why."""

    session: bool
    reason: str = ""


class Keys(QObject):
    """Asks `Credentials` on behalf of the window; callbacks come in the GUI thread, always, and once."""

    def __init__(
        self,
        background: Background,
        credentials: Credentials,
        parent: QObject | None = None,
        *,
        deadline_ms: int = DEADLINE_MS,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._credentials = credentials
        self._deadline_ms = deadline_ms
        self._session: dict[Profile, str] = {}

    def read(
        self, profile: Profile, done: Callable[[str | None], None], failed: Callable[[Exception], None]
    ) -> None:
        """Find the key of `profile`; `failed` gets KeyringSilent or a CredentialsError."""
        if profile in self._session:
            key = self._session[profile]
            QTimer.singleShot(0, self, lambda: done(key))
            return
        self._ask(lambda: self._credentials.read(profile), done, failed)

    def store(
        self,
        profile: Profile,
        key: str,
        done: Callable[[Kept], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Keep `key`, in the keyring if it answers in time, otherwise for this session.

        `failed` gets a CredentialsError when the text cannot be a key, or the address must not get one.
        """

        def store() -> Kept:
            place = self._credentials.store(profile, key)
            reason = self._credentials.available().reason if place == "session" else ""
            return Kept(session=place == "session", reason=reason)

        def stored(kept: Kept) -> None:
            self._session.pop(profile, None)
            done(kept)

        def trouble(error: Exception) -> None:
            if isinstance(error, KeyringSilent):
                self._session[profile] = key.strip()
                done(Kept(session=True))
            else:
                failed(error)

        self._ask(store, stored, trouble)

    def delete(self, profile: Profile, done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        """Forget the key of `profile` everywhere."""
        self._session.pop(profile, None)
        self._ask(lambda: self._credentials.delete(profile), lambda _: done(), failed)

    def available(self, done: Callable[[StoreState], None], failed: Callable[[Exception], None]) -> None:
        """Where keys would be kept."""
        self._ask(self._credentials.available, done, failed)

    def _ask(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        answered = False

        def once(answer: Callable[[], None]) -> None:
            nonlocal answered
            if not answered:
                answered = True
                answer()

        def give_up() -> None:
            task.cancel()
            once(lambda: failed(KeyringSilent("The system keyring did not answer.")))

        task = self._background.run(
            self,
            lambda _: work(),
            lambda answer: once(lambda: done(answer)),
            lambda error: once(lambda: failed(error)),
        )
        QTimer.singleShot(self._deadline_ms, self, lambda: None if answered else give_up())
