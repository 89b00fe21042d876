"""Entries and openings name their log without the database looking it up for each: that was half of a push.

They are put down while the log's own row is locked, and no log is ever taken away. SQLite keeps the reference: it
cannot let go of one, and there it costs little.
"""

from peewee import Database, PostgresqlDatabase

_TABLES = ("leaf", "stored_opening")


def up(_migrator: object, database: Database) -> None:
    """Drop the constraints; the columns stay."""
    if isinstance(database, PostgresqlDatabase):
        for table in _TABLES:
            database.execute_sql(f"ALTER TABLE {table} DROP CONSTRAINT {table}_log_id_fkey")
