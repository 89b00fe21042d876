"""The tables of the first version, frozen: the models may move on, this file may not."""

from peewee import Database, PostgresqlDatabase

_TABLES = """
CREATE TABLE office (code TEXT PRIMARY KEY, settings {blob} NOT NULL);
CREATE TABLE enrolment_offer (
    secret_hash TEXT PRIMARY KEY, office TEXT NOT NULL, device TEXT NOT NULL,
    expires_at BIGINT NOT NULL, used_by TEXT);
CREATE TABLE device_log (
    id INTEGER PRIMARY KEY, device TEXT NOT NULL, epoch INTEGER NOT NULL, office TEXT NOT NULL,
    origin TEXT NOT NULL, key_id TEXT NOT NULL UNIQUE, log_key {blob} NOT NULL, transport_key {blob} NOT NULL,
    enrolled_at BIGINT NOT NULL, quarantined {boolean} NOT NULL, size BIGINT NOT NULL, frontier {blob} NOT NULL,
    checkpoint TEXT, UNIQUE (device, epoch));
CREATE TABLE leaf (
    log_id INTEGER NOT NULL REFERENCES device_log (id), seq BIGINT NOT NULL, hash {blob} NOT NULL,
    data {blob} NOT NULL, kind TEXT, PRIMARY KEY (log_id, seq));
CREATE TABLE stored_opening (
    log_id INTEGER NOT NULL REFERENCES device_log (id), seq BIGINT NOT NULL, commitment TEXT NOT NULL,
    name TEXT NOT NULL, shelf TEXT NOT NULL, sealed {blob} NOT NULL,
    PRIMARY KEY (log_id, seq, commitment, name));
CREATE TABLE evidence (
    log_id INTEGER NOT NULL REFERENCES device_log (id), digest TEXT NOT NULL, reason TEXT NOT NULL,
    received_at BIGINT NOT NULL, parcel {blob} NOT NULL, PRIMARY KEY (log_id, digest));
CREATE TABLE sequence (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
INSERT INTO sequence (name, value)
    VALUES ('change_seq', 0), ('restrictions', 0), ('generation', 0), ('enrolment', 0);
CREATE TABLE register_change (
    change_seq BIGINT PRIMARY KEY, register TEXT NOT NULL, row_key TEXT NOT NULL, line {blob} NOT NULL,
    recorded_at BIGINT NOT NULL, UNIQUE (register, row_key, change_seq));
CREATE TABLE snapshot (
    generation INTEGER PRIMARY KEY, change_seq BIGINT NOT NULL UNIQUE, counts {blob} NOT NULL,
    digest {blob} NOT NULL);
CREATE TABLE snapshot_chunk (
    generation_id INTEGER NOT NULL REFERENCES snapshot (generation), position INTEGER NOT NULL,
    digest TEXT NOT NULL, data {blob} NOT NULL, PRIMARY KEY (generation_id, position));
CREATE TABLE restriction_change (
    version BIGINT PRIMARY KEY, resident TEXT NOT NULL, restricted {boolean} NOT NULL, recorded_at BIGINT NOT NULL);
"""


def up(_migrator: object, database: Database) -> None:
    """Create every table."""
    postgres = isinstance(database, PostgresqlDatabase)
    words = {
        "blob": "BYTEA" if postgres else "BLOB",
        "boolean": "BOOLEAN" if postgres else "INTEGER",
    }
    for statement in _TABLES.format(**words).split(";\n"):
        if statement.strip():
            database.execute_sql(statement)
