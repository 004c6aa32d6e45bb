"""The active profile and how to reach it: the one place that turns a profile and a key into a client."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ftdesk.api.types import Endpoint, Secret
from ftdesk.desktop.engine_process import EngineAddress, EngineProcess
from ftdesk.desktop.keys import Keys
from ftdesk.desktop.profile_name import shown_name
from ftdesk.desktop.setting_changes import change_settings
from ftdesk.errors import FtdeskError

if TYPE_CHECKING:
    from ftdesk.api.client import ApiClient
    from ftdesk.desktop.background import Background
    from ftdesk.workspace.credentials import Credentials
    from ftdesk.workspace.paths import WorkspacePaths
    from ftdesk.workspace.settings import Profile, SettingsStore

RESTART_AFTER_S = 60.0
"""A crashed engine is started again by itself once in this time; after that the person is asked."""


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
    """No client yet; the text is the sentence of the state, in the person's language."""


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
        self._background = background
        self._settings = settings
        self.keys = Keys(background, credentials, self)
        self.engine = EngineProcess(paths.engine, self)
        self.engine.ready.connect(self._engine_is_ready)
        self.engine.ended.connect(self._engine_ended)
        self._restarted_at = -RESTART_AFTER_S
        chosen = settings.current
        self._state = ConnectionState(chosen.profile(chosen.active_profile), ConnectionStatus.STARTING)
        self._lock = threading.Lock()
        self._endpoint: Endpoint | None = None
        self._client: ApiClient | None = None
        self._earlier_clients: list[ApiClient] = []

    @property
    def state(self) -> ConnectionState:
        """What is known now."""
        return self._state

    @property
    def profile(self) -> Profile:
        """The active profile."""
        return self._state.profile

    @property
    def local(self) -> bool:
        """Whether the active profile is the local engine."""
        return self.profile.kind == "local"

    def client(self) -> ApiClient:
        """The client of the active profile; from any thread, though the first call takes some 100 ms.

        Raises:
            NotReady: while the engine starts, or a key is missing.
        """
        with self._lock:
            if self._endpoint is None:
                raise NotReady(self._state.sentence or self.tr("Not connected yet"))
            if self._client is None:
                from ftdesk.api.client import ApiClient

                self._client = ApiClient(self._endpoint)
            return self._client

    def open(self) -> None:
        """Make the active profile usable: start the engine, or look for the key. Also "try again"."""
        profile = self._settings.current.profile(self._settings.current.active_profile)
        self._reach(None)
        if profile.kind == "local":
            self._show(profile, ConnectionStatus.STARTING, self.tr("The local engine is starting"))
            if self.engine.address is not None:
                self._engine_is_ready(self.engine.address)
            else:
                self.engine.start()
            return
        self._show(profile, ConnectionStatus.STARTING, self.tr("Looking for the key"))
        self.keys.read(
            profile,
            lambda key: self._key_found(profile, key),
            lambda error: self._key_not_read(profile, error),
        )

    def select(self, profile_id: str) -> None:
        """Make another profile the active one, and remember it."""
        change_settings(self._background, self._settings, active_profile=profile_id)
        self.open()

    def endpoint_for(self, profile: Profile, key: str | None) -> Endpoint:
        """How a remote `profile` is addressed with `key`."""
        return Endpoint(
            base_url=profile.base_url,
            key=Secret(key) if key else None,
            organization=profile.organization,
            project=profile.project,
        )

    def shutdown(self) -> None:
        """Stop the engine and close every client; further calls of `client` raise NotReady."""
        self._reach(None)
        self.engine.stop()
        for client in self._earlier_clients:
            client.close()
        self._earlier_clients.clear()

    def _key_found(self, profile: Profile, key: str | None) -> None:
        if not self._still_waits_for(profile):
            return
        if key is None and profile.kind == "openai":
            sentence = self.tr("{name} needs a key").format(name=shown_name(profile))
            self._show(profile, ConnectionStatus.NEEDS_KEY, sentence)
            return
        self._reach(self.endpoint_for(profile, key))
        sentence = self.tr("{name} is set up").format(name=shown_name(profile))
        self._show(profile, ConnectionStatus.READY, sentence)

    def _key_not_read(self, profile: Profile, error: Exception) -> None:
        if self._still_waits_for(profile):
            from ftdesk.desktop.messages import explain

            self._show(profile, ConnectionStatus.NEEDS_KEY, explain(error).sentence)

    def _still_waits_for(self, profile: Profile) -> bool:
        return self._state.profile == profile and self._state.status is ConnectionStatus.STARTING

    @Slot(object)
    def _engine_is_ready(self, address: EngineAddress) -> None:
        if self.local:
            self._reach(Endpoint(base_url=address.base_url, key=address.token))
            self._show(self.profile, ConnectionStatus.READY, self.tr("The local engine is running"))

    @Slot(object)
    def _engine_ended(self, _what: str) -> None:
        if not self.local:
            return
        self._reach(None)
        was_ready = self._state.ready
        now = time.monotonic()
        if was_ready and now - self._restarted_at > RESTART_AFTER_S:
            self._restarted_at = now
            self.open()
            sentence = self.tr("The local engine stopped and is starting again")
            self._show(self.profile, ConnectionStatus.STARTING, sentence)
        else:
            self._show(self.profile, ConnectionStatus.FAILED, self._why_engine_ended())

    def _why_engine_ended(self) -> str:
        if self.engine.in_use:
            return self.tr("Another ftdesk window uses the local engine. Close it, then try again.")
        if self.engine.reason:
            return self.tr("The local engine cannot start: {reason}").format(reason=self.engine.reason)
        return self.tr("The local engine stopped")

    def _reach(self, endpoint: Endpoint | None) -> None:
        """Set what `client` connects to. A client in use stays open until the end: other threads may hold
        it.
        """
        with self._lock:
            if self._client is not None:
                self._earlier_clients.append(self._client)
            self._client = None
            self._endpoint = endpoint

    def _show(self, profile: Profile, status: ConnectionStatus, sentence: str) -> None:
        self._state = ConnectionState(profile, status, sentence)
        self.changed.emit(self._state)
