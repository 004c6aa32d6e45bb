"""A multipart upload written straight to disk: never whole in memory, gone again when it breaks off."""

import os
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool

from ftdesk.engine.errors import RequestRefused
from ftdesk.engine.gate import UPLOAD_LIMIT, too_large

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

FIELD_LIMIT = 4096
HEADER_LIMIT = 8192
FILE_FIELD = "file"


@dataclass(frozen=True, slots=True)
class Upload:
    """The parts of a form: its short fields, and its one file on disk."""

    fields: dict[str, str]
    filename: str
    path: Path


async def receive_upload(chunks: AsyncIterator[bytes], content_type: str, folder: Path) -> Upload:
    """Write the form's file below `folder`. Raises RequestRefused; then nothing of it stays."""
    path = folder / f"upload-{secrets.token_hex(8)}"
    form = _Form(path)
    kept = False
    try:
        parser = MultipartParser(_boundary(content_type), form.callbacks())
        async for chunk in chunks:
            parser.write(chunk)
        parser.finalize()
        upload = await run_in_threadpool(form.finish)  # waiting for the disk must not hold up other clients
        kept = True
    except FormParserError as error:
        raise RequestRefused("The form data cannot be read.", code="invalid_form") from error
    except OSError as error:
        raise RequestRefused(
            f"The file cannot be stored: {error.strerror}.", status=507, kind="server_error"
        ) from error
    finally:
        form.close()
        if not kept:
            path.unlink(missing_ok=True)
    return upload


def _boundary(content_type: str) -> bytes:
    _kind, options = parse_options_header(content_type)
    boundary = options.get(b"boundary")
    if not boundary:
        raise RequestRefused("The form data has no boundary.", code="invalid_form")
    return boundary


@dataclass(slots=True)
class _Form:
    """Collects what the parser reports, part by part."""

    path: Path
    fields: dict[str, str] = field(default_factory=dict)
    filename: str | None = None
    file: BinaryIO | None = None
    size: int = 0
    header_name: bytearray = field(default_factory=bytearray)
    header_value: bytearray = field(default_factory=bytearray)
    disposition: bytes = b""
    name: str = ""
    text: bytearray = field(default_factory=bytearray)
    in_file: bool = False
    complete: bool = False

    def callbacks(self) -> "MultipartCallbacks":
        return {
            "on_part_begin": self.begin_part,
            "on_header_field": self.add_header_name,
            "on_header_value": self.add_header_value,
            "on_header_end": self.end_header,
            "on_headers_finished": self.begin_data,
            "on_part_data": self.add_data,
            "on_part_end": self.end_part,
            "on_end": self.end,
        }

    def begin_part(self) -> None:
        self.disposition = b""
        self.text.clear()

    def add_header_name(self, data: bytes, start: int, end: int) -> None:
        self.header_name += data[start:end]
        self._check(len(self.header_name) <= HEADER_LIMIT)

    def add_header_value(self, data: bytes, start: int, end: int) -> None:
        self.header_value += data[start:end]
        self._check(len(self.header_value) <= HEADER_LIMIT)

    def end_header(self) -> None:
        if self.header_name.lower() == b"content-disposition":
            self.disposition = bytes(self.header_value)
        self.header_name.clear()
        self.header_value.clear()

    def begin_data(self) -> None:
        _kind, options = parse_options_header(self.disposition)
        self.name = options.get(b"name", b"").decode("utf-8", "replace")
        self.in_file = self.name == FILE_FIELD
        if not self.in_file:
            return
        if self.file is not None:
            raise RequestRefused("Only one file can be uploaded at a time.", param=FILE_FIELD)
        self.filename = _safe_name(options.get(b"filename", b"").decode("utf-8", "replace"))
        descriptor = os.open(
            self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
        )
        self.file = os.fdopen(descriptor, "wb")

    def add_data(self, data: bytes, start: int, end: int) -> None:
        if self.in_file and self.file is not None:
            self.size += end - start
            if self.size > UPLOAD_LIMIT:
                raise too_large(UPLOAD_LIMIT)
            self.file.write(data[start:end])
        else:
            self.text += data[start:end]
            self._check(len(self.text) <= FIELD_LIMIT)

    def end_part(self) -> None:
        if not self.in_file:
            self.fields[self.name] = self.text.decode("utf-8", "replace")

    def end(self) -> None:
        self.complete = True

    def finish(self) -> Upload:
        if not self.complete:
            raise RequestRefused("The form data breaks off.", code="invalid_form")
        if self.file is None or self.filename is None:
            raise RequestRefused(
                "Missing required parameter: 'file'.", param=FILE_FIELD, code="missing_required_parameter"
            )
        if self.size == 0:
            raise RequestRefused("The file is empty.", param=FILE_FIELD, code="empty_file")
        self.file.flush()
        os.fsync(self.file.fileno())
        return Upload(self.fields, self.filename, self.path)

    def close(self) -> None:
        if self.file is not None:
            self.file.close()

    def _check(self, fits: bool) -> None:  # noqa: FBT001 - a condition, not an option
        if not fits:
            raise RequestRefused("A field of the form is too long.", code="invalid_form")


def _safe_name(name: str) -> str:
    """The last part of a file name without control characters: shown and sent back, never used as a path."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable())[:255] or "upload.jsonl"
