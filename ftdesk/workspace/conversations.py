"""Conversations of the playground, kept on this machine only.

Every method may be called from any thread; each raises DatabaseError when the database cannot be used.
"""

import sqlite3
import time
from collections.abc import Callable

from ftdesk.wording import QT_TRANSLATE_NOOP
from ftdesk.workspace import conversation_rows
from ftdesk.workspace.conversation_records import ChatParameters, Conversation, KeptToolCall, Turn
from ftdesk.workspace.database import Database
from ftdesk.workspace.errors import RecordMissing
from ftdesk.workspace.job_rows import insertion, storable

__all__ = ["ChatParameters", "Conversation", "Conversations", "KeptToolCall", "Turn"]

_GONE = QT_TRANSLATE_NOOP("Workspace", "The conversation was deleted.")
_TURN_GONE = QT_TRANSLATE_NOOP("Workspace", "The message was deleted.")


class Conversations:
    """All conversations, the last used one first. `clock` gives seconds since 1970."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def create(
        self,
        title: str = "",
        *,
        model: str | None = None,
        system_prompt: str = "",
        parameters: ChatParameters | None = None,
        tools: str = "",
    ) -> Conversation:
        """Start a conversation."""
        now = self._clock()
        setup = conversation_rows.setup_row(model, system_prompt, parameters or ChatParameters(), tools)
        row = storable({"title": title, "created_at": now, "used_at": now, **setup})
        with self._database.writing() as connection:
            number = connection.execute(insertion("conversations", row), row).lastrowid
            return _find(connection, number or 0)

    def list(self) -> tuple[Conversation, ...]:
        """All conversations, the last used one first."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT * FROM conversations ORDER BY used_at DESC, id DESC").fetchall()
        return tuple(map(conversation_rows.read_conversation, rows))

    def get(self, conversation_id: int) -> Conversation:
        """One conversation. Raises RecordMissing."""
        with self._database.reading() as connection:
            return _find(connection, conversation_id)

    def rename(self, conversation_id: int, title: str) -> Conversation:
        """Give another title. Raises RecordMissing."""
        row = storable({"title": title, "id": conversation_id})
        with self._database.writing() as connection:
            connection.execute("UPDATE conversations SET title=:title WHERE id=:id", row)
            return _find(connection, conversation_id)

    def set_up(
        self,
        conversation_id: int,
        *,
        model: str | None,
        system_prompt: str,
        parameters: ChatParameters,
        tools: str = "",
    ) -> Conversation:
        """Change the settings that the next turn uses. Raises RecordMissing."""
        row = conversation_rows.setup_row(model, system_prompt, parameters, tools)
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE conversations SET model=:model, system_prompt=:system_prompt,"
                " parameters=:parameters, tools=:tools WHERE id=:id",
                {**row, "id": conversation_id},
            )
            return _find(connection, conversation_id)

    def delete(self, conversation_id: int) -> None:
        """Forget a conversation and its turns."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM conversations WHERE id=?", (conversation_id,))

    def turns(self, conversation_id: int) -> tuple[Turn, ...]:
        """The turns in order."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM turns WHERE conversation_id=? ORDER BY id", (conversation_id,)
            ).fetchall()
        return tuple(map(conversation_rows.read_turn, rows))

    def append(self, conversation_id: int, turn: Turn) -> Turn:
        """Add a turn at the end and return it with its id and time. Raises RecordMissing."""
        now = self._clock()
        row = {
            "conversation_id": conversation_id,
            **conversation_rows.turn_row(turn),
            "created_at": turn.created_at or now,
        }
        with self._database.writing() as connection:
            _find(connection, conversation_id)
            number = connection.execute(insertion("turns", row), row).lastrowid
            connection.execute("UPDATE conversations SET used_at=? WHERE id=?", (now, conversation_id))
            return _find_turn(connection, number)

    def replace(self, turn: Turn) -> Turn:
        """Overwrite the turn of that id (an edit, or a streamed answer growing). Raises RecordMissing."""
        row = conversation_rows.turn_row(turn)
        changes = ", ".join(f"{name}=:{name}" for name in row)
        with self._database.writing() as connection:
            connection.execute(f"UPDATE turns SET {changes} WHERE id=:id", {**row, "id": turn.id})  # noqa: S608
            return _find_turn(connection, turn.id)

    def delete_from(self, conversation_id: int, turn_id: int) -> None:
        """Remove that turn and all after it (before an edited question or a new answer)."""
        with self._database.writing() as connection:
            connection.execute(
                "DELETE FROM turns WHERE conversation_id=? AND id>=?", (conversation_id, turn_id)
            )


def _find(connection: sqlite3.Connection, conversation_id: int) -> Conversation:
    row = connection.execute("SELECT * FROM conversations WHERE id=?", (conversation_id,)).fetchone()
    if row is None:
        raise RecordMissing(_GONE)
    return conversation_rows.read_conversation(row)


def _find_turn(connection: sqlite3.Connection, turn_id: int | None) -> Turn:
    row = connection.execute("SELECT * FROM turns WHERE id=?", (turn_id,)).fetchone()
    if row is None:
        raise RecordMissing(_TURN_GONE)
    return conversation_rows.read_turn(row)
