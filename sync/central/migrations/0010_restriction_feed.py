"""Marks of the restriction history, and holds told by telephone."""

import hashlib

from peewee import Database

_CHANGES = (
    "ALTER TABLE restriction_change ADD COLUMN mark TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX restriction_change_resident ON restriction_change (resident, version)",
    """
    CREATE TABLE telephone_hold (
        log_id INTEGER NOT NULL REFERENCES device_log (id), hold TEXT NOT NULL, resident TEXT NOT NULL,
        reason TEXT NOT NULL, told_at BIGINT NOT NULL, received_at BIGINT NOT NULL, version BIGINT NOT NULL,
        PRIMARY KEY (log_id, hold))
    """,
)


def up(_migrator: object, database: Database) -> None:
    """Add what was not there; changes recorded before get their marks."""
    for statement in _CHANGES:
        database.execute_sql(statement)
    query = "SELECT version, resident, restricted FROM restriction_change ORDER BY version"
    mark, place = "", database.param
    for version, resident, restricted in database.execute_sql(query).fetchall():
        state = "blocked" if restricted else "released"
        mark = hashlib.sha256(f"{mark}\n{version}\n{resident}\n{state}".encode()).hexdigest()
        database.execute_sql(
            f"UPDATE restriction_change SET mark = {place} WHERE version = {place}",  # noqa: S608 - a placeholder
            (mark, version),
        )
