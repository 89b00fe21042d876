"""Names of those on the list, and how far registers and list were read for them."""

from peewee import Database

_CHANGES = """
CREATE TABLE borne_name (
    resident TEXT NOT NULL, name TEXT NOT NULL, since BIGINT NOT NULL, PRIMARY KEY (name, resident));
INSERT INTO sequence (name, value) VALUES ('names_read', 0);
INSERT INTO sequence (name, value) VALUES ('names_listed', 0);
"""


def up(_migrator: object, database: Database) -> None:
    """Add what was not there; the first paper that names somebody by name alone reads the registers once."""
    for statement in _CHANGES.split(";\n"):
        if statement.strip():
            database.execute_sql(statement)
