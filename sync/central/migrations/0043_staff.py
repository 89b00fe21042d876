"""Keys of people who speak with head office from their own desks."""

from peewee import Database, PostgresqlDatabase


def up(_migrator: object, database: Database) -> None:
    """Add the table."""
    blob = "BYTEA" if isinstance(database, PostgresqlDatabase) else "BLOB"
    database.execute_sql(
        f"CREATE TABLE staff_key (key_id TEXT PRIMARY KEY, key {blob} NOT NULL, name TEXT NOT NULL, "
        "role TEXT NOT NULL, office TEXT NOT NULL, until BIGINT NOT NULL)"
    )
