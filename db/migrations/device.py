"""Tables of ``device.db``: few rows, each a canonical JSON body, because each is read and replaced whole."""

from db.migrations.schema import Schema, mark

_FIRST = (
    "CREATE TABLE secret (name TEXT PRIMARY KEY, material BLOB NOT NULL) STRICT",
    "CREATE TABLE enrolment (epoch INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT",
    """
    CREATE TABLE restrictions (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        version INTEGER NOT NULL,
        body BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TRIGGER restrictions_only_newer BEFORE UPDATE ON restrictions WHEN NEW.version < OLD.version
    BEGIN SELECT RAISE(ABORT, 'an older list never replaces a newer one'); END
    """,
    """
    CREATE TRIGGER restrictions_stay BEFORE DELETE ON restrictions
    BEGIN SELECT RAISE(ABORT, 'a list is replaced, never removed'); END
    """,
)

DEVICE = Schema(mark("MGdv"), (_FIRST,))
