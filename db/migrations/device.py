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

_PEOPLE = (
    """
    CREATE TABLE wrong_tries (
        name TEXT PRIMARY KEY,
        count INTEGER NOT NULL,
        boot TEXT NOT NULL,
        monotonic_ms INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE TABLE used_code (verifier BLOB PRIMARY KEY) STRICT",
    """
    CREATE TRIGGER used_code_stays BEFORE DELETE ON used_code
    BEGIN SELECT RAISE(ABORT, 'a code counts once'); END
    """,
    """
    CREATE TABLE challenge (
        id INTEGER PRIMARY KEY,
        digits TEXT NOT NULL UNIQUE,
        action TEXT NOT NULL,
        tries_left INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TRIGGER challenge_runs_out BEFORE UPDATE ON challenge
    WHEN NEW.tries_left > OLD.tries_left OR NEW.digits <> OLD.digits OR NEW.action <> OLD.action
    BEGIN SELECT RAISE(ABORT, 'a challenge takes fewer answers, never more'); END
    """,
    """
    CREATE TRIGGER challenge_stays BEFORE DELETE ON challenge
    BEGIN SELECT RAISE(ABORT, 'a challenge is shown once'); END
    """,
    "CREATE TABLE escrow (id INTEGER PRIMARY KEY CHECK (id = 1), serial INTEGER NOT NULL) STRICT",
)
"""Wrong tries, one-time codes that counted, challenges for a second person, the recovery code head office holds."""

DEVICE = Schema(mark("MGdv"), (_FIRST, _PEOPLE))
