"""Versions of an office's settings, recovery codes in escrow, and who vouched by telephone."""

from peewee import Database, PostgresqlDatabase

_CHANGES = """
ALTER TABLE office ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
CREATE TABLE recovery_escrow (
    log_id INTEGER NOT NULL REFERENCES device_log (id), serial INTEGER NOT NULL, sealed {blob} NOT NULL,
    received_at BIGINT NOT NULL, told_at BIGINT, PRIMARY KEY (log_id, serial));
CREATE TABLE vouching_given (
    log_id INTEGER NOT NULL REFERENCES device_log (id), challenge TEXT NOT NULL, action TEXT NOT NULL,
    supervisor TEXT NOT NULL, given_at BIGINT NOT NULL, PRIMARY KEY (log_id, challenge, action, supervisor));
"""


def up(_migrator: object, database: Database) -> None:
    """Add what was not there."""
    blob = "BYTEA" if isinstance(database, PostgresqlDatabase) else "BLOB"
    for statement in _CHANGES.format(blob=blob).split(";\n"):
        if statement.strip():
            database.execute_sql(statement)
