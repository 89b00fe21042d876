"""Published tables; roster and issuer stay with the office, limits of data age are tables now."""

import json

from peewee import Database, PostgresqlDatabase

_CHANGES = """
CREATE TABLE published_policy (
    version BIGINT PRIMARY KEY, effective TEXT NOT NULL, signed {blob} NOT NULL, published_at BIGINT NOT NULL);
INSERT INTO sequence (name, value) VALUES ('policy', 0);
"""


def up(_migrator: object, database: Database) -> None:
    """Add what was not there, and take the limits out of the settings of every office."""
    blob = "BYTEA" if isinstance(database, PostgresqlDatabase) else "BLOB"
    for statement in _CHANGES.format(blob=blob).split(";\n"):
        if statement.strip():
            database.execute_sql(statement)
    place = database.param
    for code, settings in database.execute_sql("SELECT code, settings FROM office").fetchall():
        kept = json.loads(bytes(settings))
        del kept["policy"]
        for listed in kept["roster"]:
            listed["since"] = "0001-01-01"
        body = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        database.execute_sql(
            f"UPDATE office SET settings = {place}, version = version + 1 WHERE code = {place}",  # noqa: S608 - placeholders
            (body, code),
        )
