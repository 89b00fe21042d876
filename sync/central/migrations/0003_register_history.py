"""History of the registers with the span in which each line holds, and generations cut by what an office may hold.

Lines recorded before are rewritten as they travel now.
"""

import json
from collections.abc import Iterator

from peewee import Database, PostgresqlDatabase

from branch_app.domain.records.register_rows import line_of
from branch_app.domain.records.registers import CertificateLink, CityCard, RegisterRow
from branch_app.domain.records.resident import Household
from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.values.codec import decode
from sync.wire.lines import to_line

_TABLES = """
CREATE TABLE register_history (
    change_seq {number} PRIMARY KEY, register TEXT NOT NULL, row_key TEXT {bytewise} NOT NULL, until_seq BIGINT,
    line {blob}, recorded_at BIGINT NOT NULL);
CREATE UNIQUE INDEX register_history_row ON register_history (register, row_key, change_seq);
CREATE UNIQUE INDEX register_history_now ON register_history (register, row_key) WHERE until_seq IS NULL;
CREATE INDEX register_history_gone ON register_history (until_seq) WHERE until_seq IS NOT NULL;
CREATE TABLE register_chunk (digest TEXT PRIMARY KEY, data {blob} NOT NULL);
CREATE TABLE register_cut (
    id BIGINT PRIMARY KEY, share TEXT NOT NULL, register TEXT NOT NULL, change_seq BIGINT NOT NULL,
    rows BIGINT, begun_at BIGINT NOT NULL);
CREATE INDEX register_cut_share ON register_cut (share, change_seq);
CREATE TABLE cut_chunk (
    cut_id BIGINT NOT NULL REFERENCES register_cut (id), position INTEGER NOT NULL, first TEXT NOT NULL,
    rows INTEGER NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (cut_id, position));
CREATE INDEX cut_chunk_digest ON cut_chunk (digest);
CREATE TABLE register_generation (
    generation INTEGER PRIMARY KEY, share TEXT NOT NULL, schema INTEGER NOT NULL, change_seq BIGINT NOT NULL,
    published_at BIGINT NOT NULL, UNIQUE (share, schema, change_seq));
CREATE TABLE generation_cut (
    generation_id INTEGER NOT NULL REFERENCES register_generation (generation), position INTEGER NOT NULL,
    cut_id BIGINT NOT NULL REFERENCES register_cut (id), PRIMARY KEY (generation_id, position));
CREATE INDEX generation_cut_cut ON generation_cut (cut_id);
INSERT INTO sequence (name, value) VALUES ('register_cut', 0)
"""
_OLD: dict[str, type[RegisterRow]] = {
    "household": Household,
    "seal": SealRegistration,
    "certificate_link": CertificateLink,
    "city_card": CityCard,
}
_PAGE = 500


def up(_migrator: object, database: Database) -> None:
    """Make the tables, carry the history over."""
    postgres = isinstance(database, PostgresqlDatabase)
    words = {
        "blob": "BYTEA" if postgres else "BLOB",
        "bytewise": 'COLLATE "C"' if postgres else "",
        "number": "BIGINT" if postgres else "INTEGER",
    }
    for statement in _TABLES.format(**words).split(";\n"):
        database.execute_sql(statement)
    place = ", ".join([database.param] * 5)
    insert = "INSERT INTO register_history (change_seq, register, row_key, line, recorded_at)"
    for change_seq, register, row_key, line, recorded_at in _changes(database):
        row = (change_seq, register, row_key, _rewritten(bytes(line)), recorded_at)
        _close(database, register, row_key, change_seq)
        database.execute_sql(f"{insert} VALUES ({place})", row)
    database.execute_sql("DROP TABLE register_change")


def _changes(database: Database) -> Iterator[tuple[int, str, str, bytes, int]]:
    """In order, a page at a time."""
    query = (
        "SELECT change_seq, register, row_key, line, recorded_at FROM register_change "  # noqa: S608 - placeholders
        f"WHERE change_seq > {database.param} ORDER BY change_seq LIMIT {_PAGE}"
    )
    last = 0
    while page := database.execute_sql(query, (last,)).fetchall():
        yield from page
        last = page[-1][0]


def _close(database: Database, register: str, row_key: str, change_seq: int) -> None:
    place = database.param
    database.execute_sql(
        f"UPDATE register_history SET until_seq = {place} "  # noqa: S608 - placeholders
        f"WHERE register = {place} AND row_key = {place} AND until_seq IS NULL",
        (change_seq, register, row_key),
    )


def _rewritten(line: bytes) -> bytes:
    raw = json.loads(line)
    return to_line(line_of(decode(_OLD[raw["table"]], raw["row"])))
