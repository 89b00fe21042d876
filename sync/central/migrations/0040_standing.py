"""Revoked logs, alarms, and which entries a piece of evidence has."""

from peewee import Database

_CHANGES = (
    """
    CREATE TABLE revoked_log (
        log_id INTEGER NOT NULL PRIMARY KEY REFERENCES device_log (id), reason TEXT NOT NULL,
        revoked_at BIGINT NOT NULL)
    """,
    """
    CREATE TABLE alarm (
        log_id INTEGER NOT NULL REFERENCES device_log (id), what TEXT NOT NULL, raised_at BIGINT NOT NULL,
        seen_at BIGINT, PRIMARY KEY (log_id, what))
    """,
    "ALTER TABLE evidence ADD COLUMN start BIGINT",
    "ALTER TABLE evidence ADD COLUMN stop BIGINT",
)


def up(_migrator: object, database: Database) -> None:
    """Add what was not there; of older evidence the parcel itself says which entries it has."""
    for statement in _CHANGES:
        database.execute_sql(statement)
