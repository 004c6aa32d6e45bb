"""Uploaded files and result files: a row each, the bytes under the id in the files folder."""

import secrets
import sqlite3
import time
from pathlib import Path

from ftdesk.engine.errors import RequestRefused
from ftdesk.engine.store.database import Database, Value
from ftdesk.engine.store.records import FileRecord, Slice


class FileStore:
    """The files of one engine; `folder` holds their bytes."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def path(self, file_id: str) -> Path:
        """Where the bytes of a *known* file lie (ids are made here, so they are safe as names)."""
        return self._folder / file_id

    def adopt(self, source: Path, filename: str, purpose: str) -> FileRecord:
        """Take over a finished file by renaming it, then make it known."""
        record = FileRecord(
            f"file-{secrets.token_hex(12)}", int(time.time()), filename, purpose, source.stat().st_size
        )
        source.replace(self.path(record.id))
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO files (id, created_at, filename, purpose, size) VALUES (?, ?, ?, ?, ?)",
                record.id, record.created_at, record.filename, record.purpose, record.size,
            )  # fmt: skip
        return record

    def find(self, file_id: str) -> FileRecord | None:
        """The file with this id."""
        row = self._database.row("SELECT * FROM files WHERE id = ?", file_id)
        return _file(row) if row else None

    def get(self, file_id: str) -> FileRecord:
        """The file with this id. Raises RequestRefused with 404 when there is none."""
        record = self.find(file_id)
        if record is None:
            raise RequestRefused(f"No such File object: {file_id}", status=404, param="id")
        return record

    def page(
        self, purpose: str | None, after: str | None, limit: int, *, ascending: bool
    ) -> Slice[FileRecord]:
        """Up to `limit` files behind `after`."""
        where, values = _where(purpose)
        direction, compare = ("ASC", ">") if ascending else ("DESC", "<")
        if after is not None:
            where += f" AND number {compare} ?"
            values.append(self._database.number_of("files", after))
        statement = f"SELECT * FROM files WHERE {where} ORDER BY number {direction} LIMIT ?"  # noqa: S608
        rows = self._database.rows(statement, *values, limit + 1)
        return Slice(tuple(_file(row) for row in rows[:limit]), len(rows) > limit)

    def delete(self, file_id: str) -> None:
        """Forget a file, then remove its bytes. Raises RequestRefused with 404 when there is none."""
        self.get(file_id)
        with self._database.transaction():
            self._database.execute("DELETE FROM files WHERE id = ?", file_id)
        self.path(file_id).unlink(missing_ok=True)

    def remove_strays(self) -> None:
        """Remove bytes that no row knows: an upload whose engine was killed between rename and row."""
        known = {row["id"] for row in self._database.rows("SELECT id FROM files")}
        for path in self._folder.iterdir():
            if path.name not in known:
                path.unlink(missing_ok=True)


def _where(purpose: str | None) -> tuple[str, list[Value]]:
    return ("purpose = ?", [purpose]) if purpose is not None else ("1", [])


def _file(row: sqlite3.Row) -> FileRecord:
    return FileRecord(row["id"], row["created_at"], row["filename"], row["purpose"], row["size"])
