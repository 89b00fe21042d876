"""Certificates of paper keys, and notices about papers."""

from peewee import Database, PostgresqlDatabase

_CHANGES = """
CREATE TABLE paper_certificate (
    serial TEXT PRIMARY KEY, log_id INTEGER NOT NULL REFERENCES device_log (id), point {blob} NOT NULL,
    der {blob} NOT NULL, expires_at BIGINT NOT NULL, revoked TEXT, reason TEXT);
CREATE INDEX paper_certificate_log ON paper_certificate (log_id);
CREATE TABLE published_notices (number BIGINT PRIMARY KEY, signed {blob} NOT NULL);
INSERT INTO sequence (name, value) VALUES ('paper notices', 0);
"""


def up(_migrator: object, database: Database) -> None:
    """Add what was not there."""
    blob = "BYTEA" if isinstance(database, PostgresqlDatabase) else "BLOB"
    for statement in _CHANGES.format(blob=blob).split(";\n"):
        if statement.strip():
            database.execute_sql(statement)
