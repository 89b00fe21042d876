"""Tables of ``register-<n>.db``: the columns three certificates need, and no 個人番号.

A resident's ``surname`` and ``given`` are folded kana, ``written_surname`` and ``written_given`` the folded written
name: search keys, never shown.

Tables first, rows next, indexes last: an index kept up during a bulk load costs more than the load itself.
"""

from db.migrations.schema import Schema, mark

_FIRST = (
    """
    CREATE TABLE version (
        register TEXT PRIMARY KEY,
        generation INTEGER NOT NULL,
        change_seq INTEGER NOT NULL,
        as_of TEXT NOT NULL,
        rows INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE TABLE household (id TEXT NOT NULL, address TEXT NOT NULL, head TEXT NOT NULL) STRICT",
    """
    CREATE TABLE resident (
        id TEXT NOT NULL,
        household TEXT NOT NULL,
        position INTEGER NOT NULL,
        surname TEXT NOT NULL,
        given TEXT NOT NULL,
        written_surname TEXT NOT NULL,
        written_given TEXT NOT NULL,
        name TEXT NOT NULL,
        kana TEXT NOT NULL,
        birth TEXT NOT NULL,
        sex TEXT NOT NULL,
        relationship TEXT NOT NULL,
        became_resident TEXT NOT NULL,
        address_since TEXT,
        notified TEXT,
        honseki TEXT NOT NULL,
        hittousha TEXT NOT NULL,
        previous_address TEXT,
        juminhyo_code TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE seal (
        number TEXT NOT NULL,
        resident TEXT NOT NULL,
        registered TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        dots_per_inch INTEGER NOT NULL,
        bits BLOB NOT NULL
    ) STRICT
    """,
    "CREATE TABLE certificate_link (serial TEXT NOT NULL, resident TEXT NOT NULL) STRICT",
    """
    CREATE TABLE city_card (
        number TEXT NOT NULL,
        resident TEXT NOT NULL,
        pin_salt BLOB NOT NULL,
        pin_verifier BLOB
    ) STRICT
    """,
    """
    CREATE VIEW seal_card AS
    SELECT number, resident FROM seal UNION ALL SELECT number, resident FROM city_card
    """,
)

INDEXES = (
    "CREATE UNIQUE INDEX household_id ON household (id)",
    "CREATE UNIQUE INDEX resident_id ON resident (id)",
    "CREATE INDEX resident_household ON resident (household, position)",
    "CREATE INDEX resident_kana ON resident (surname, given, birth)",
    "CREATE INDEX resident_written ON resident (written_surname, written_given, birth, given)",
    "CREATE INDEX resident_birth ON resident (birth, surname, given)",
    "CREATE INDEX resident_juminhyo_code ON resident (juminhyo_code)",
    "CREATE INDEX seal_number ON seal (number)",
    "CREATE UNIQUE INDEX seal_resident ON seal (resident)",
    "CREATE UNIQUE INDEX certificate_link_serial ON certificate_link (serial)",
    "CREATE UNIQUE INDEX city_card_number ON city_card (number)",
)
"""Also the last check of a load: a number or person given twice refuses the whole generation."""

REGISTER = Schema(mark("MGrg"), (_FIRST,))
