"""Killing the migration of a workspace's database and of a journal to a next version, and starting again.

There is one version of each so far: the next one is made up here, with a step that takes a while.
"""

import contextlib
import random
import shutil
import sqlite3
import time
from pathlib import Path

from ftdesk.workspace import journal
from ftdesk.workspace.database import Database
from ftdesk.workspace.journal_records import Base, Done
from ftdesk.workspace.journals import Journals
from ftdesk.workspace.schema import STEPS, Step
from tests.faults.killing import Outcome, answer_of, kill_during

_ROWS = 2000
_NEXT: Step = (
    "ALTER TABLE conversations ADD COLUMN colour TEXT",
    "UPDATE conversations SET colour = title || model",
    "CREATE INDEX conversations_by_colour ON conversations (colour)",
)
_NEXT_JOURNAL: Step = (
    "CREATE TABLE notes (id INTEGER PRIMARY KEY, note TEXT)",
    "INSERT INTO notes SELECT id, hex(data) FROM blobs",
)
_DATABASE, _JOURNALS, _KEY = "workspace.db", "journals", "key"


def kill_in_turn(folder: Path, seed: int, kills: int, within: float, control: str | None) -> list[Outcome]:
    """Kill so many times, each time while one copy of an old workspace after the other is brought up to date."""
    chance = random.Random(seed)
    folder.mkdir()
    _make_old(folder / "old")
    outcomes: list[Outcome] = []
    for kill in range(kills):
        wrong = kill_during(lambda: _migrate_copies(folder, control), folder, chance.uniform(0, within))
        copies = sorted(folder.glob("copy-*"), key=lambda path: int(path.name.partition("-")[2]))
        for copy in copies[-2:]:  # the last one may not be whole yet
            if wrong is None and (copy / "whole").exists():
                wrong = _judge(copy)
        outcomes.append(Outcome(wrong and f"seed {seed}, kill {kill + 1}: {wrong}"))
        for copy in copies:
            shutil.rmtree(copy)
    shutil.rmtree(folder)
    return outcomes


def _make_old(folder: Path) -> None:
    folder.mkdir()
    database = Database(folder / _DATABASE)
    with database.writing() as connection:
        for number in range(_ROWS):
            row = (number, f"title {number}" * 10, "model" * 10)
            connection.execute("INSERT INTO conversations VALUES (?, ?, 0, 0, ?, '', '{}', '')", row)
    database.close()
    kept = Journals(folder / _JOURNALS).open(_KEY).journal
    kept.begin(Base(None, None, b"", b"rows"))
    kept.lines.append([b"a line"])
    kept.write([Done(number, b"%d" % number * 5000, "Edit", number + 1) for number in range(50)])
    kept.close()


def _migrate_copies(folder: Path, control: str | None) -> None:
    """For ever; a copy is marked once it is whole, before it is migrated."""
    number = 0
    while True:
        copy = folder / f"copy-{number}"
        shutil.copytree(folder / "old", copy)
        (copy / "whole").touch()
        if control == "no-transaction":
            _migrate_without_transaction(copy)
        else:
            _start(copy)
        if number > 1:
            shutil.rmtree(folder / f"copy-{number - 2}")
        number += 1


def _start(folder: Path) -> tuple[int, int, int]:
    """As the program starts: conversations, those that were brought up to date, and steps in the journal."""
    journal.STEPS = (*journal.STEPS[:1], _NEXT_JOURNAL)
    with contextlib.closing(Database(folder / _DATABASE, steps=(*STEPS, _NEXT))) as database:
        if database.quarantined is not None:
            raise AssertionError("a whole database was set aside")
        with database.reading() as connection:
            counts = connection.execute("SELECT count(*), count(colour) FROM conversations").fetchone()
    opened = Journals(folder / _JOURNALS).open(_KEY)
    with contextlib.closing(opened.journal) as kept:
        history = kept.read()
    if opened.set_aside is not None or history is None:
        raise AssertionError("a whole journal was set aside")
    return counts[0], counts[1], len(history.steps)


def _migrate_without_transaction(folder: Path) -> None:
    """Known-bad: each statement for itself, and the version last."""
    with contextlib.closing(sqlite3.connect(folder / _DATABASE, isolation_level=None)) as connection:
        for statement in _NEXT:
            connection.execute(statement)
            time.sleep(0.001)
        connection.execute(f"PRAGMA user_version={len(STEPS) + 1}")


def _judge(copy: Path) -> str | None:
    counts, trouble = answer_of(lambda answer: answer(_start(copy)), copy)
    if trouble is not None:
        return f"the start failed: {trouble}"
    if counts != (_ROWS, _ROWS, 50):
        return f"{counts[0]} rows, {counts[1]} of them migrated, {counts[2]} steps"
    for backup in copy.glob("workspace.version-*.db"):
        with contextlib.closing(sqlite3.connect(backup)) as connection:
            rows = connection.execute("SELECT count(*) FROM conversations").fetchone()[0]
        if rows != _ROWS:
            return f"the backup has {rows} rows"
    return None
