"""A log for testers: one JSON line as soon as something would survive a kill. It holds no text of the person's."""

import contextlib
import json
import os
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

from ftdesk.workspace.journal_records import Amended, Done, Entry, Redone, SaveBegun, Undone

_KINDS: dict[type[Entry], str] = {Done: "done", Amended: "amended", Undone: "undone", Redone: "redone"}


class Acknowledgements:
    """Appends to a file, each time to the disk; without a path it does nothing. For threads that may wait.

    Raises OSError where the file cannot be opened for writing.
    """

    def __init__(self, path: Path | None) -> None:
        self._lock = threading.Lock()
        self._descriptor: int | None = None
        if path is not None:
            self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def edits(self, document: str, entries: Sequence[Entry]) -> None:
        """These steps of a document, told by its path or key, are in its journal."""
        self._append(
            {
                "event": "edit",
                "document": document,
                "number": entry.number,
                "kind": _KINDS[type(entry)],
                "position": entry.position,
            }
            for entry in entries
            if not isinstance(entry, SaveBegun)
        )

    def saved(self, path: str, position: int) -> None:
        """The file holds what it held after so many steps."""
        self._append([{"event": "save", "path": path, "position": position}])

    def intended(self, intent_id: int) -> None:
        """The intent to create a job is in the ledger."""
        self._append([{"event": "intent", "id": intent_id}])

    def close(self) -> None:
        """Nothing more is logged; idempotent."""
        with self._lock:
            if self._descriptor is not None:
                os.close(self._descriptor)
                self._descriptor = None

    def _append(self, events: Iterable[dict[str, str | int]]) -> None:
        written = "".join(json.dumps(event) + "\n" for event in events).encode()
        with self._lock:
            if self._descriptor is None or not written:
                return
            # What a log that fails does not claim is not missed: the work it tells of is done.
            with contextlib.suppress(OSError):
                os.write(self._descriptor, written)
                os.fsync(self._descriptor)
