"""Tables of ``ledger.db``. What was written is never changed: triggers say so, whoever asks.

``INSERT OR REPLACE`` would slip past a trigger on DELETE; therefore only the very next number may be inserted.
"""

from db.migrations.schema import Schema, mark

_LOG = (
    """
    CREATE TABLE log (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        origin TEXT NOT NULL,
        size INTEGER NOT NULL,
        frontier BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TRIGGER log_is_one BEFORE INSERT ON log WHEN EXISTS (SELECT 1 FROM log)
    BEGIN SELECT RAISE(ABORT, 'one log a file'); END
    """,
    """
    CREATE TRIGGER log_only_grows BEFORE UPDATE ON log
    WHEN NEW.id <> OLD.id OR NEW.origin <> OLD.origin OR NEW.size <= OLD.size
    BEGIN SELECT RAISE(ABORT, 'a log only grows'); END
    """,
    "CREATE TRIGGER log_stays BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'a log stays'); END",
)

_ENTRY = (
    """
    CREATE TABLE entry (
        seq INTEGER PRIMARY KEY,
        request TEXT NOT NULL,
        leaf BLOB NOT NULL CHECK (length(leaf) = 32),
        data BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX entry_request ON entry (request)",
    """
    CREATE TRIGGER entry_next_only BEFORE INSERT ON entry
    WHEN NEW.seq IS NOT (SELECT coalesce(max(seq) + 1, 0) FROM entry)
    BEGIN SELECT RAISE(ABORT, 'entries grow by one'); END
    """,
    "CREATE TRIGGER entry_fixed BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'an entry is fixed'); END",
    "CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'an entry stays'); END",
)

_OPENING = (
    """
    CREATE TABLE opening (
        id INTEGER PRIMARY KEY,
        seq INTEGER NOT NULL REFERENCES entry,
        commitment BLOB NOT NULL,
        name TEXT NOT NULL,
        retention TEXT NOT NULL,
        period TEXT NOT NULL,
        sealed BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX opening_seq ON opening (seq)",
    "CREATE INDEX opening_commitment ON opening (commitment)",
    """
    CREATE TRIGGER opening_next_only BEFORE INSERT ON opening
    WHEN NEW.id IS NOT (SELECT coalesce(max(id) + 1, 1) FROM opening)
    BEGIN SELECT RAISE(ABORT, 'openings grow by one'); END
    """,
    "CREATE TRIGGER opening_fixed BEFORE UPDATE ON opening BEGIN SELECT RAISE(ABORT, 'an opening is fixed'); END",
    "CREATE TRIGGER opening_stays BEFORE DELETE ON opening BEGIN SELECT RAISE(ABORT, 'an opening stays'); END",
)

_JOB = (
    """
    CREATE TABLE job (
        job TEXT PRIMARY KEY,
        application TEXT NOT NULL,
        item TEXT NOT NULL,
        number TEXT NOT NULL,
        state TEXT NOT NULL,
        attempt INTEGER NOT NULL,
        seq INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX job_state ON job (state)",
)

_RECEIPT = (
    "CREATE TABLE receipt (id INTEGER PRIMARY KEY, checkpoint TEXT NOT NULL) STRICT",
    """
    CREATE TRIGGER receipt_next_only BEFORE INSERT ON receipt
    WHEN NEW.id IS NOT (SELECT coalesce(max(id) + 1, 1) FROM receipt)
    BEGIN SELECT RAISE(ABORT, 'receipts grow by one'); END
    """,
    "CREATE TRIGGER receipt_fixed BEFORE UPDATE ON receipt BEGIN SELECT RAISE(ABORT, 'a receipt is fixed'); END",
    "CREATE TRIGGER receipt_stays BEFORE DELETE ON receipt BEGIN SELECT RAISE(ABORT, 'a receipt stays'); END",
)

_FOLDED = (
    """
    CREATE TABLE folded (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        size INTEGER NOT NULL,
        frontier BLOB NOT NULL,
        layout TEXT NOT NULL,
        body BLOB NOT NULL
    ) STRICT
    """,
)
"""A projection like ``job``: replaced at will, and made again from the entries."""

_WITNESSED = (
    """
    CREATE TABLE witnessed (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        size INTEGER NOT NULL,
        frontier BLOB NOT NULL
    ) STRICT
    """,
)
"""The tree at the newest receipt, so that a push hashes what came after it and no more; it can be made again."""

LEDGER = Schema(mark("MGld"), ((*_LOG, *_ENTRY, *_OPENING, *_JOB, *_RECEIPT, *_FOLDED), _WITNESSED))
