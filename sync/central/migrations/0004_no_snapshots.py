"""Snapshots were generations of the same rows for everybody; generations are cut by share now."""

from peewee import Database


def up(_migrator: object, database: Database) -> None:
    """Let go of what can be cut anew."""
    database.execute_sql("DROP TABLE snapshot_chunk")
    database.execute_sql("DROP TABLE snapshot")
