"""The epoch that was given at most when this head office was last made of a backup."""

from peewee import Database


def up(_migrator: object, database: Database) -> None:
    """Never yet."""
    database.execute_sql("INSERT INTO sequence (name, value) VALUES ('epoch', 0)")
