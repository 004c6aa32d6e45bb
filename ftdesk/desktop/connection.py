"""The active profile and how to reach it: the one place that turns a profile and a key into a client."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ftdesk.errors import FtdeskError

if TYPE_CHECKING:
    from ftdesk.api.client import ApiClient
    from ftdesk.desktop.background import Background
    from ftdesk.workspace.credentials import Credentials
    from ftdesk.workspace.paths import WorkspacePaths
    from ftdesk.workspace.settings import Profile, SettingsStore


class ConnectionStatus(StrEnum):
    """How far the active profile is from being usable."""

    STARTING = "starting"
    READY = "ready"
    NEEDS_KEY = "needs_key"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ConnectionState:
    """The active profile and its status; `sentence` says in a few words what is the matter, ready to show."""

    profile: Profile
    status: ConnectionStatus
    sentence: str = ""

    @property
    def ready(self) -> bool:
        """Whether `Connection.client()` answers."""
        return self.status is ConnectionStatus.READY


class NotReady(FtdeskError):
    """No client yet; the text is the sentence of the state."""


class Connection(QObject):
    """Lives in the GUI thread; only `client` may be called from anywhere.

    Signals:
        changed(object): ConnectionState, after every change of profile or status.
    """

    changed = Signal(object)  # ConnectionState

    def __init__(
        self,
        background: Background,
        settings: SettingsStore,
        credentials: Credentials,
        paths: WorkspacePaths,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)

    @property
    def state(self) -> ConnectionState:
        """What is known now."""
        raise NotImplementedError

    @property
    def profile(self) -> Profile:
        """The active profile."""
        return self.state.profile

    @property
    def local(self) -> bool:
        """Whether the active profile is the local engine."""
        return self.profile.kind == "local"

    def client(self) -> ApiClient:
        """The client of the active profile; from any thread, though the first call for a profile takes some
        100 ms.

        Raises:
            NotReady: while the engine starts, or a key is missing.
        """
        raise NotImplementedError

    def select(self, profile_id: str) -> None:
        """Make another profile the active one, and remember it."""
        raise NotImplementedError
