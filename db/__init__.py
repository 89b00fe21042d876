"""The device's encrypted files; its Peewee models never leave this package."""
