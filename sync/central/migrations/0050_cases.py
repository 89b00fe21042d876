"""Cases, how far each log was compared, and what is needed to lay two logs side by side."""

from peewee import Database, PostgresqlDatabase

_CHANGES = """
CREATE TABLE case_file (
    id TEXT NOT NULL PRIMARY KEY, version BIGINT NOT NULL UNIQUE,
    log_id INTEGER NOT NULL REFERENCES device_log (id), office TEXT NOT NULL, code TEXT NOT NULL,
    state TEXT NOT NULL, first BIGINT, body {blob} NOT NULL);
CREATE INDEX case_file_log ON case_file (log_id, first);
CREATE INDEX case_file_office ON case_file (office, version);
CREATE TABLE case_change (
    version BIGINT NOT NULL PRIMARY KEY, case_id TEXT NOT NULL, at BIGINT NOT NULL, by TEXT NOT NULL,
    mark TEXT NOT NULL);
CREATE TABLE case_reply (
    case_id TEXT NOT NULL, log_id INTEGER NOT NULL REFERENCES device_log (id), seq BIGINT NOT NULL,
    PRIMARY KEY (case_id, log_id, seq));
CREATE TABLE compared_log (
    log_id INTEGER NOT NULL PRIMARY KEY REFERENCES device_log (id), size BIGINT NOT NULL, resume BIGINT NOT NULL,
    layout TEXT NOT NULL, state {blob} NOT NULL, heard_at BIGINT NOT NULL);
CREATE TABLE issued_tag (
    log_id INTEGER NOT NULL REFERENCES device_log (id), seq BIGINT NOT NULL, tag TEXT NOT NULL,
    number TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (log_id, seq));
CREATE INDEX issued_tag_tag ON issued_tag (tag, at);
CREATE TABLE build_seen (build TEXT NOT NULL PRIMARY KEY, first_day TEXT NOT NULL);
INSERT INTO sequence (name, value) VALUES ('cases', 0);
"""


def up(_migrator: object, database: Database) -> None:
    """Add what was not there."""
    blob = "BYTEA" if isinstance(database, PostgresqlDatabase) else "BLOB"
    for statement in _CHANGES.format(blob=blob).split(";\n"):
        if statement.strip():
            database.execute_sql(statement)
