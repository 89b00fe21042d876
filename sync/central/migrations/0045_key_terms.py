"""Until when head office seals to a device's key; of a device that never renewed one, nobody has said."""

from peewee import Database


def up(_migrator: object, database: Database) -> None:
    """Add the column."""
    database.execute_sql("ALTER TABLE device_log ADD COLUMN transport_until BIGINT")
