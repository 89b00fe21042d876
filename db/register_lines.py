"""Rows of ``register-<n>.db`` as the lines they came as: one by its key, or a range of keys in their order."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from typing import Any

from branch_app.domain.records.register_rows import RegisterLine, Row
from branch_app.domain.records.register_tables import TABLES
from db.quarantine import lines_aside
from db.register_shape import STORED


@dataclass(frozen=True, slots=True)
class Keys:
    """A range of keys; ``before`` None is to the end."""

    first: str
    before: str | None

    @classmethod
    def only(cls, key: str) -> "Keys":
        """One key: nothing sorts between a text and the same text with a NUL behind."""
        return cls(key, key + "\0")

    def condition(self, column: str) -> str:
        """For a WHERE; its values are ``values``."""
        return f"{column} >= ?" if self.before is None else f"{column} >= ? AND {column} < ?"

    @property
    def values(self) -> tuple[str, ...]:
        """Of the condition."""
        return (self.first,) if self.before is None else (self.first, self.before)


def lines_between(connection: Any, table: str, keys: Keys) -> Iterator[RegisterLine]:  # noqa: ANN401 - the driver has no types
    """In the order of keys, those aside as unfit too where they can be read.

    Everything the rows bring along is read first: ask for a bucket, not for a city.
    """
    stored = STORED[table]
    key = stored.columns[0].name
    brought = _brought(connection, table, keys)
    statement = f"{stored.select()} WHERE {keys.condition(key)} ORDER BY {key}"
    lying = (
        RegisterLine(table, row, tuple(brought.get(row[0], ())))
        for row in connection.execute(statement, keys.values)
    )
    aside = lines_aside(connection, table, keys.condition("key"), keys.values)
    # In code points as SQLite compares them: UTF-8 keeps their order.
    yield from merge(lying, aside, key=lambda line: line.key)


def _brought(connection: Any, table: str, keys: Keys) -> dict[str, list[Row]]:  # noqa: ANN401
    companions = TABLES[table].companions
    found: defaultdict[str, list[Row]] = defaultdict(list)
    if companions is not None:
        columns = ", ".join(column.name for column in companions.columns)
        statement = (
            f"SELECT {table}, {columns} FROM {companions.name} "  # noqa: S608 - our own names
            f"WHERE {keys.condition(table)} ORDER BY {table}, position"
        )
        for parent, *row in connection.execute(statement, keys.values):
            found[parent].append(tuple(row))
    return found
