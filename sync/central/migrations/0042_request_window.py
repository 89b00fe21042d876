"""Numbers of requests that were heard, a window of them for each log."""

from peewee import Database, PostgresqlDatabase


def up(_migrator: object, database: Database) -> None:
    """Add the table."""
    blob = "BYTEA" if isinstance(database, PostgresqlDatabase) else "BLOB"
    database.execute_sql(
        "CREATE TABLE request_window (log_id INTEGER NOT NULL PRIMARY KEY REFERENCES device_log (id), "
        f"highest BIGINT NOT NULL, seen {blob} NOT NULL)"
    )
