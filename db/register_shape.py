"""How a row of TABLES lies in ``register-<n>.db``.

==============  ==========================================================================================
table           columns
==============  ==========================================================================================
every one       those of TABLES
brought along   the key of the row that brings it (named after its table) and ``position`` come first
hit             a resident as a search finds and shows them, made from ``household``: never read back
other_name      their 通称 and 旧氏, searched and shown the same way
removed_hit     a 除票 as a search finds and shows it, made from ``removed_resident``
arriving        rows of ``hit`` before they are put in order (``db.register_order``)
==============  ==========================================================================================

What is searched is folded: ``NAMES`` are surname and given name, in kana and as written, ``town`` and ``place`` the
address. Rows of ``hit`` lie in the order of names, fifty of one name on three pages: each page that a search
touches must be decrypted, and on those of ``resident`` and ``household`` every hit would be another two.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from branch_app.domain.records.register_tables import TABLES, Column, ColumnKind, RegisterTable

NAMES = ("surname", "given", "written_surname", "written_given")
SHOWN = ("id", "name", "kana", "birth", "sex", "address")
"""What a list shows of somebody, as the record has it."""


@dataclass(frozen=True, slots=True)
class StoredTable:
    """One table of the file; ``parent`` names the column that holds the key of the row that brings its rows."""

    name: str
    columns: tuple[Column, ...]
    parent: str | None = None
    folded: tuple[str, ...] = ()

    def all_columns(self) -> tuple[Column, ...]:
        """In the order of the file."""
        before = (Column(self.parent), Column("position", ColumnKind.INTEGER)) if self.parent else ()
        return (*before, *map(Column, self.folded), *self.columns)

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
    yield StoredTable(table.name, table.columns)
    if table.companions:
        yield StoredTable(table.companions.name, table.companions.columns, table.name)


STORED = {stored.name: stored for table in TABLES.values() for stored in _stored(table)}
"""Name → table of the file that holds rows as they came."""

HITS = StoredTable("hit", tuple(map(Column, SHOWN)), "household", (*NAMES, "town", "place"))
OTHER_NAMES = StoredTable(
    "other_name", tuple(map(Column, ("birth", "kind", "name", "kana"))), "household", (*NAMES, "town")
)
ARRIVING = replace(HITS, name="arriving")
REMOVED_HITS = StoredTable(
    "removed_hit",
    tuple(map(Column, (*NAMES, "resident", "name", "kana", "birth", "removal", "removed"))),
    "removed_resident",
)

SEARCHED = {stored.name: stored for stored in (HITS, OTHER_NAMES, ARRIVING, REMOVED_HITS)}
"""Name → table that is made from another; its rows stand under the other's, so that they go when those go."""
