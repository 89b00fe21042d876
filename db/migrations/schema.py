"""Schema steps, one after another from the first table on, counted by ``user_version``.

A step that has shipped is never edited; a change is a new step. Each runs in a transaction of its own together with
its number, so that a file is at one version or the next and never between.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Schema:
    """What a kind of file is: its mark in the header (four ASCII letters as a number) and its steps of SQL."""

    application_id: int
    steps: tuple[tuple[str, ...], ...]

    @property
    def version(self) -> int:
        """The newest version this build knows."""
        return len(self.steps)


def mark(letters: str) -> int:
    """``application_id`` of a kind of file."""
    return int.from_bytes(letters.encode("ascii"))


def migrate(connection: Any, schema: Schema) -> None:  # noqa: ANN401 - the driver has no types
    """Bring a file of ours, or an empty new one, to the newest version."""
    while _version(connection) < schema.version:
        connection.execute("BEGIN IMMEDIATE")
        try:
            _take_step(connection, schema)
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def _take_step(connection: Any, schema: Schema) -> None:  # noqa: ANN401
    """The next step; looked up inside the transaction because another process may have been quicker."""
    version = _version(connection)
    if version == schema.version:
        return
    for statement in schema.steps[version]:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {schema.application_id}")
    connection.execute(f"PRAGMA user_version = {version + 1}")


def _version(connection: Any) -> int:  # noqa: ANN401
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
