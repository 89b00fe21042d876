"""How a row of TABLES lies in ``register-<n>.db``.

==============  ==========================================================================================
table           columns
==============  ==========================================================================================
every one       those of TABLES
brought along   the key of the row that brings it (named after its table) and ``position`` come first
with names      ``NAMES`` next: folded surname and given name, in kana and as written; never shown
household       ``place`` next: its address as it is searched
resident        ``town`` next: that of its household, because a name is searched in a town; so has other_name
other_name      通称 and 旧氏 with ``resident`` and ``birth``, made from residents: searched, never read back
==============  ==========================================================================================
"""

from collections.abc import Iterator
from dataclasses import dataclass

from branch_app.domain.records.register_tables import TABLES, Column, ColumnKind, RegisterTable

NAMES = ("surname", "given", "written_surname", "written_given")
_PLACES = {"household": ("place",), "resident": ("town",)}


@dataclass(frozen=True, slots=True)
class StoredTable:
    """One table of the file; ``parent`` names the column that holds the key of the row that brings its rows."""

    name: str
    columns: tuple[Column, ...]
    parent: str | None
    searched: tuple[str, ...]

    def all_columns(self) -> tuple[Column, ...]:
        """In the order of the file."""
        before = (Column(self.parent), Column("position", ColumnKind.INTEGER)) if self.parent else ()
        return (*before, *map(Column, self.searched), *self.columns)

    def create(self) -> str:
        """CREATE TABLE."""
        columns = ", ".join(
            f"{column.name} {column.kind.value}{'' if column.optional else ' NOT NULL'}"
            for column in self.all_columns()
        )
        return f"CREATE TABLE {self.name} ({columns}) STRICT"

    def insert(self) -> str:
        """INSERT of a whole row."""
        marks = ", ".join("?" * len(self.all_columns()))
        return f"INSERT INTO {self.name} VALUES ({marks})"  # noqa: S608 - our own names

    def select(self) -> str:
        """SELECT of what a record is made of."""
        return f"SELECT {', '.join(column.name for column in self.columns)} FROM {self.name}"  # noqa: S608 - our own names


def _stored(table: RegisterTable) -> Iterator[StoredTable]:
    brought = table.companions
    for name, columns, parent in (
        (table.name, table.columns, None),
        *(((brought.name, brought.columns, table.name),) if brought else ()),
    ):
        names = {column.name for column in columns}
        searched = NAMES if {"name", "kana"} <= names else ()
        yield StoredTable(name, columns, parent, (*searched, *_PLACES.get(name, ())))


STORED = {stored.name: stored for table in TABLES.values() for stored in _stored(table)}
"""Name → table of the file."""

OTHER_NAMES = StoredTable(
    "other_name", tuple(map(Column, ("resident", "birth"))), parent="household", searched=(*NAMES, "town")
)
"""Its rows stand under the household too, so that they go when it goes."""
