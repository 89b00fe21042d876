"""Extensions for a disaster, signed beforehand."""

from peewee import Database, PostgresqlDatabase


def up(_migrator: object, database: Database) -> None:
    """Add the table and its serial."""
    blob = "BYTEA" if isinstance(database, PostgresqlDatabase) else "BLOB"
    database.execute_sql(
        "CREATE TABLE disaster_extension (serial BIGINT PRIMARY KEY, office TEXT NOT NULL, "
        f"valid_until BIGINT NOT NULL, body {blob} NOT NULL, signature {blob} NOT NULL)"
    )
    database.execute_sql("INSERT INTO sequence (name, value) VALUES ('extension', 0)")
