"""Writing what was done into a journal's tables, and reading it all back as a `History`."""

from __future__ import annotations

import sqlite3
from dataclasses import astuple, replace

from ftdesk.workspace.errors import JournalDamaged
from ftdesk.workspace.journal_bases import CURRENT, PREPARED, read_bases
from ftdesk.workspace.journal_records import (
    Amended,
    Done,
    Edit,
    Entry,
    History,
    KeptStep,
    Redone,
    SaveBegun,
    Undone,
)
from ftdesk.workspace.journal_rows import (
    DAMAGED,
    KINDS,
    EntryRow,
    State,
    StepRow,
    put,
    put_blob,
    read_state,
    take,
)


def enter(connection: sqlite3.Connection, state: State, entry: Entry) -> State:
    """Write an entry and do to the undo stack what it did; the state afterwards.

    Raises ValueError for an entry that does not fit the stack.
    """
    if isinstance(entry, SaveBegun):
        return _log(connection, state, entry, None)
    place = entry.position if isinstance(entry, Undone) else entry.position - 1
    step = None
    if isinstance(entry, Done):
        if not 0 <= place <= state.steps:
            raise ValueError(f"step {place} on {state.steps}")
    elif (step := _step_at(connection, place)).number != entry.number:
        raise ValueError(f"step {entry.number} is not at {place}")
    if isinstance(entry, Done | Amended):
        step = _keep(connection, place, entry)
        is_clean_gone = state.clean is not None and state.clean > place
        state = replace(state, steps=place + 1, clean=None if is_clean_gone else state.clean)
    return replace(_log(connection, state, entry, step), position=entry.position)


def _keep(connection: sqlite3.Connection, place: int, entry: Done | Amended) -> StepRow:
    """Put a step on the stack; what was undone above it cannot be done again."""
    connection.execute("DELETE FROM steps WHERE place > ?", (place,))
    blob = put_blob(connection, entry.change)
    step = StepRow(place, entry.number, entry.text.encode("utf-8", "surrogatepass"), blob)
    put(connection, "steps", *astuple(step))
    return step


def _step_at(connection: sqlite3.Connection, place: int) -> StepRow:
    for row in take(connection, "steps", "place=?", place):
        return StepRow(*row)
    raise ValueError(f"no step at {place}")


def _log(connection: sqlite3.Connection, state: State, entry: Entry, step: StepRow | None) -> State:
    number = state.last_entry + 1
    about = (None, None, None) if step is None else (step.number, step.text, step.change_blob)
    row = EntryRow(number, KINDS.index(type(entry)), about[0], entry.position, *about[1:])
    put(connection, "entries", *astuple(row))
    return replace(state, last_entry=number)


def read_history(connection: sqlite3.Connection) -> History | None:
    """All that the tables tell; None where nothing was begun. Raises JournalDamaged."""
    state = read_state(connection)
    if state is None:
        return None
    try:
        return _history(connection, state)
    except (LookupError, ValueError, TypeError) as error:  # rows that are whole, yet do not fit each other
        raise JournalDamaged(DAMAGED, path=str(error)) from error


def _history(connection: sqlite3.Connection, state: State) -> History:
    blobs: dict[int, bytes] = dict(take(connection, "blobs"))
    bases = read_bases(connection, blobs)
    base, after = bases[CURRENT]
    entries = [EntryRow(*row) for row in take(connection, "entries")]
    steps = [StepRow(*row) for row in take(connection, "steps")]
    if [entry.id for entry in entries] != list(range(after + 1, state.last_entry + 1)):
        raise ValueError("entries are missing")
    if [step.place for step in steps] != list(range(state.steps)) or state.position > state.steps:
        raise ValueError("steps are missing")
    edits = [(entry.id, _edit(entry, blobs)) for entry in entries if KINDS[entry.kind] is not SaveBegun]
    prepared, prepared_after = bases.get(PREPARED, (None, None))
    return History(
        base=base,
        prepared=prepared,
        replay=tuple(edit for _, edit in edits),
        prepared_at=None if prepared_after is None else sum(number <= prepared_after for number, _ in edits),
        steps=tuple(KeptStep(step.number, blobs[step.change_blob], _text(step.text)) for step in steps),
        position=state.position,
        clean=state.clean,
        edited_at=state.edited_at,
    )


def _edit(entry: EntryRow, blobs: dict[int, bytes]) -> Edit:
    if entry.number is None or entry.change_blob is None or entry.text is None:
        raise ValueError("an edit without a change")
    change, kind = blobs[entry.change_blob], KINDS[entry.kind]
    if kind is Undone:
        return Undone(entry.number, entry.position, change)
    if kind is Redone:
        return Redone(entry.number, entry.position, change)
    made = Done if kind is Done else Amended
    return made(entry.number, change, _text(entry.text), entry.position)


def _text(kept: bytes) -> str:
    return kept.decode("utf-8", "surrogatepass")
