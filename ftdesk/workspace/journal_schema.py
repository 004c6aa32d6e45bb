"""The tables of a journal, as steps from one version to the next; a published step is only followed, never edited.

Every row ends with a `seal`, a checksum of the rest (`journal_rows.py`): SQLite itself would not notice a byte
that changed on the disk within a value.
"""

from ftdesk.workspace.schema import Step

_JOURNAL: Step = (
    """
    CREATE TABLE state (
        id INTEGER PRIMARY KEY, position INTEGER NOT NULL, steps INTEGER NOT NULL, last_entry INTEGER NOT NULL,
        lines INTEGER NOT NULL, clean INTEGER, edited_at REAL, used_at REAL NOT NULL, path BLOB,
        seal INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE bases (
        role INTEGER PRIMARY KEY, path BLOB, stamp TEXT, content BLOB NOT NULL, rows_blob INTEGER NOT NULL,
        lines INTEGER NOT NULL, after_entry INTEGER NOT NULL, seal INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE entries (
        id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, number INTEGER, position INTEGER NOT NULL, text BLOB,
        change_blob INTEGER, seal INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE steps (
        place INTEGER PRIMARY KEY, number INTEGER NOT NULL, text BLOB NOT NULL, change_blob INTEGER NOT NULL,
        seal INTEGER NOT NULL
    )
    """,
    "CREATE TABLE blobs (id INTEGER PRIMARY KEY, data BLOB NOT NULL, seal INTEGER NOT NULL)",
)

STEPS: tuple[Step, ...] = (_JOURNAL,)
"""Step number n (from 1) leads to `user_version` n."""
