"""Numbers of papers, and which were voided, as read from the logs so far."""

from peewee import Database

_CHANGES = """
CREATE TABLE paper_number (
    log_id INTEGER NOT NULL REFERENCES device_log (id), seq BIGINT NOT NULL, job TEXT NOT NULL,
    running BIGINT NOT NULL, void BOOLEAN NOT NULL DEFAULT FALSE, PRIMARY KEY (log_id, seq));
CREATE INDEX paper_number_job ON paper_number (log_id, job);
CREATE INDEX paper_number_void ON paper_number (log_id, running) WHERE void;
CREATE TABLE paper_reading (log_id INTEGER PRIMARY KEY REFERENCES device_log (id), size BIGINT NOT NULL);
"""


def up(_migrator: object, database: Database) -> None:
    """Add what was not there; the first notices read every log once."""
    for statement in _CHANGES.split(";\n"):
        if statement.strip():
            database.execute_sql(statement)
