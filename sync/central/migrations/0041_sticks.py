"""USB sticks that were read, with the answer that went back."""

from peewee import Database, PostgresqlDatabase


def up(_migrator: object, database: Database) -> None:
    """Add the table."""
    blob = "BYTEA" if isinstance(database, PostgresqlDatabase) else "BLOB"
    database.execute_sql(
        "CREATE TABLE read_stick (log_id INTEGER NOT NULL REFERENCES device_log (id), number BIGINT NOT NULL, "
        f"read_at BIGINT NOT NULL, answer {blob} NOT NULL, PRIMARY KEY (log_id, number))"
    )
