"""What an earlier run left behind when it was killed: settled once, without touching another window's work."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from ftdesk.desktop.jobs_tab.frozen_copy import remove_leftovers
from ftdesk.desktop.jobs_tab.job_submission import settle_earlier_runs
from ftdesk.workspace.presence import Presence

if TYPE_CHECKING:
    from ftdesk.workspace.job_ledger import JobLedger
    from ftdesk.workspace.paths import WorkspacePaths


class Leftovers:
    """Made by each window; `settle` is for I/O threads."""

    def __init__(self, ledger: JobLedger, paths: WorkspacePaths) -> None:
        self._ledger = ledger
        self._paths = paths
        self._lock = threading.Lock()
        self._settled: set[str] = set()
        self._presence: Presence | None = None
        self._closed = False

    def settle(self, profile_id: str) -> None:
        """Once for each profile settle its wishes, once at all remove copies. Raises DatabaseError."""
        with self._lock:
            if profile_id in self._settled or self._closed:
                return
            before = self._others_since()
            if not self._settled:
                remove_leftovers(self._paths.uploads, before)
            settle_earlier_runs(self._ledger, profile_id, before)
            self._settled.add(profile_id)

    def close(self) -> None:
        """This window is gone."""
        with self._lock:
            self._closed = True
            if self._presence is not None:
                self._presence.close()

    def _others_since(self) -> float | None:
        """Where files cannot be locked, no other window can be seen."""
        try:
            self._presence = self._presence or Presence(self._paths.windows)
            return self._presence.others_since()
        except OSError:
            return None
