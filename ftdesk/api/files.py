"""Files on the server: sent once from disk while they are read, listed, fetched and deleted."""

import io
import os
from collections.abc import Callable
from pathlib import Path

from ftdesk.api.addresses import path_segment
from ftdesk.api.client import ApiClient
from ftdesk.api.errors import AnswerUnusable, FileNotUploadable, UnusableReason, UploadMismatch
from ftdesk.api.limits import DOWNLOAD, MIB, Limits
from ftdesk.api.paging import page_from, walk_pages
from ftdesk.api.parsing import JsonObject, as_integer, as_moment, as_text
from ftdesk.api.refusals import raise_error_inside
from ftdesk.api.types import FileObject, Page
from ftdesk.cancellation import Cancellation

_FILES = "files"


def upload(
    client: ApiClient,
    path: Path,
    purpose: str = "fine-tune",
    *,
    filename: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancellation: Cancellation | None = None,
) -> FileObject:
    """Send a file with one POST; `progress` gets (bytes sent, bytes in all) in the calling thread.

    Raises FileNotUploadable for a file that is missing, unreadable or shrinks meanwhile, UploadMismatch where
    the server says that it kept another number of bytes. What grows meanwhile is sent as long as it was.
    """
    try:
        file = _SentFile(path, progress)
    except FileNotFoundError:
        raise FileNotUploadable(path, "missing") from None
    except OSError:
        raise FileNotUploadable(path, "unreadable") from None
    with file:
        answer = client.post_file(
            _FILES, {"purpose": purpose}, file, filename or path.name, cancellation=cancellation
        )
    stored = _file(answer)
    if stored.bytes is not None and stored.bytes != file.size:
        raise UploadMismatch(stored.id, file.size, stored.bytes)
    return stored


class _SentFile(io.FileIO):
    """A file that ends where it ended when it was opened, and tells how much of it was read."""

    def __init__(self, path: Path, progress: Callable[[int, int], None] | None) -> None:
        super().__init__(path, "rb")
        self._path = path
        self._progress = progress
        self._sent = 0
        self.size = os.fstat(self.fileno()).st_size

    def read(self, size: int | None = -1, /) -> bytes:
        """The next piece for the wire."""
        left = self.size - self._sent
        if not left:
            return b""
        try:
            piece = super().read(left if size is None or size < 0 else min(size, left))
        except OSError:
            raise FileNotUploadable(self._path, "unreadable") from None
        if not piece:
            raise FileNotUploadable(self._path, "changed")
        self._sent += len(piece)
        if self._progress is not None:
            self._progress(self._sent, self.size)
        return piece


def list_files(
    client: ApiClient, purpose: str | None = None, *, cancellation: Cancellation | None = None
) -> tuple[FileObject, ...]:
    """All files, or those of one purpose."""

    def fetch(after: str | None) -> Page[FileObject]:
        query = {"purpose": purpose or "", "after": after or ""}
        asked = {name: value for name, value in query.items() if value}
        return page_from(client.get_json(_FILES, query=asked, cancellation=cancellation), file_from)

    return tuple(walk_pages(fetch, lambda file: file.id))


def retrieve(client: ApiClient, file_id: str, *, cancellation: Cancellation | None = None) -> FileObject:
    """A file as it is now; NotFound where the server does not know it."""
    return _file(client.get_json(_path(file_id), cancellation=cancellation))


def delete(client: ApiClient, file_id: str, *, cancellation: Cancellation | None = None) -> bool:
    """Delete a file; whether the server says that it did."""
    return client.delete_json(_path(file_id), cancellation=cancellation).get("deleted") is True


def content(
    client: ApiClient,
    file_id: str,
    *,
    max_bytes: int = 64 * MIB,
    cancellation: Cancellation | None = None,
) -> bytes:
    """The bytes of a file such as a job's results; AnswerUnusable beyond `max_bytes`."""
    limits = Limits(total=DOWNLOAD.total, idle=DOWNLOAD.idle, size=max_bytes)
    return client.get_bytes(_path(file_id) + "/content", limits=limits, cancellation=cancellation)


def file_from(answer: JsonObject) -> FileObject | None:
    """One file, None where it has no id."""
    file_id = as_text(answer.get("id"))
    if not file_id:
        return None
    return FileObject(
        id=file_id,
        filename=as_text(answer.get("filename")),
        bytes=as_integer(answer.get("bytes")),
        created_at=as_moment(answer.get("created_at")),
        purpose=as_text(answer.get("purpose")),
        status=as_text(answer.get("status")),
        status_details=as_text(answer.get("status_details")),
    )


def _file(answer: JsonObject) -> FileObject:
    file = file_from(answer)
    if file is None:
        raise_error_inside(answer)
        raise AnswerUnusable(UnusableReason.SHAPE, 200, detail="no file id")
    return file


def _path(file_id: str) -> str:
    return f"{_FILES}/{path_segment(file_id)}"
