"""Tables of ``register-<n>.db``, made of TABLES (see ``db.register_shape``), and no 個人番号.

Besides what the registers say: how old each is (``version``), up to where the replica has come (``replica``),
how many rows each table should have (``holding``), how far a generation in the making has come (``building``),
how far one that serves was compared with head office (``comparing``), which rows are unfit and whom they name
(``quarantine``, ``quarantined_person``). A register that this office may not hold has no rows and no version.

An unfit row that a search may show is ``listed``: it lies in its table. Every other one lies in
``quarantine.line``, or nowhere when it could not be read.

Tables first, rows next, indexes last: an index kept up during a bulk load costs more than the load itself.
"""

from typing import Any

from db.migrations.schema import Schema, mark
from db.register_shape import HITS, OTHER_NAMES, REMOVED_HITS, SEARCHED, STORED

_TABLES = tuple(stored.create() for stored in (*STORED.values(), *SEARCHED.values()))
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
    "CREATE TABLE replica (schema INTEGER NOT NULL, share TEXT NOT NULL, change_seq INTEGER NOT NULL) STRICT",
    "CREATE TABLE holding (register_table TEXT PRIMARY KEY, rows INTEGER NOT NULL) STRICT",
    "CREATE TABLE building (offer TEXT NOT NULL, buckets INTEGER NOT NULL, rows INTEGER NOT NULL) STRICT",
    """
    CREATE TABLE quarantine (
        register_table TEXT NOT NULL,
        key TEXT NOT NULL,
        reason TEXT NOT NULL,
        listed INTEGER NOT NULL,
        line TEXT,
        PRIMARY KEY (register_table, key)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE quarantined_person (
        resident TEXT NOT NULL,
        register_table TEXT NOT NULL,
        key TEXT NOT NULL,
        PRIMARY KEY (resident, register_table, key)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX quarantined_row ON quarantined_person (register_table, key)",
    *_TABLES,
    """
    CREATE VIEW seal_card AS
    SELECT number, resident FROM seal UNION ALL SELECT number, resident FROM city_card
    """,
)

_KEYS = tuple(
    f"CREATE UNIQUE INDEX {stored.name}_key ON {stored.name} ({stored.columns[0].name})"
    for stored in STORED.values()
    if stored.parent is None
)
_BROUGHT = tuple(
    f"CREATE INDEX {stored.name}_{stored.parent} ON {stored.name} ({stored.parent}, position)"
    for stored in (*STORED.values(), HITS, OTHER_NAMES, REMOVED_HITS)
    if stored.parent is not None
)

INDEXES = (
    *_KEYS,
    *_BROUGHT,
    "CREATE INDEX resident_id ON resident (id)",
    "CREATE INDEX resident_juminhyo_code ON resident (juminhyo_code)",
    "CREATE INDEX hit_kana ON hit (surname, given, birth)",
    "CREATE INDEX hit_written ON hit (written_surname, written_given, birth, given)",
    "CREATE INDEX hit_birth ON hit (birth, surname, given)",
    "CREATE INDEX hit_town ON hit (town, surname, given, birth)",
    "CREATE INDEX hit_place ON hit (place, household, position)",
    "CREATE INDEX hit_surname_birth ON hit (surname, birth, given)",
    "CREATE INDEX other_name_kana ON other_name (surname, given, birth, town)",
    "CREATE INDEX other_name_written ON other_name (written_surname, written_given, birth, town)",
    "CREATE INDEX removed_resident_resident ON removed_resident (resident)",
    "CREATE INDEX removed_hit_resident ON removed_hit (resident, removed)",
    "CREATE INDEX removed_hit_kana ON removed_hit (surname, given, birth)",
    "CREATE INDEX removed_hit_written ON removed_hit (written_surname, written_given, birth)",
    "CREATE INDEX removed_hit_birth ON removed_hit (birth, surname, given)",
    "CREATE INDEX seal_resident ON seal (resident)",
    "CREATE INDEX koseki_person_resident ON koseki_person (resident)",
    "CREATE INDEX fuhyo_person_resident ON fuhyo_person (resident)",
    "CREATE INDEX status_notice_resident ON status_notice (resident)",
    "CREATE INDEX tax_resident ON tax (resident, fiscal_year)",
    "CREATE INDEX alien_resident ON alien (resident)",
)
"""Keys are unique, which is the last check of a load; a person given twice is unfit only when asked for."""

LAYOUT = frozenset((*_TABLES, *INDEXES))
"""Rows lie so, and are found so, in a generation that this program made: another one is not read but replaced."""


def is_of_this_layout(connection: Any) -> bool:  # noqa: ANN401 - the driver has no types
    """Whether a whole generation has every table and index that this program relies on."""
    found = {statement for (statement,) in connection.execute("SELECT sql FROM sqlite_schema")}
    return found >= LAYOUT


_MARK = ("ALTER TABLE replica ADD COLUMN mark TEXT NOT NULL DEFAULT ''",)
"""What head office calls its history by up to there."""

_COMPARING = ("CREATE TABLE comparing (register_table TEXT NOT NULL, first TEXT NOT NULL) STRICT",)
"""Up to where this generation was compared with head office: one row, none before the first time."""

REGISTER = Schema(mark("MGrg"), (_FIRST, _MARK, _COMPARING))
"""Tables of every kind of file, step by step."""
