"""必要最小限: what a replica may hold, by kind of office, channel and date. 個人番号 is in no column of any table.

    share = shares_of(rows, "行政サービスコーナー", "counter", today)["koseki"]
    share.cut(line)        the row as that office gets it, or None

The rows are the dated table ``replica.csv``: a table that is not named there for an office is not copied to it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from branch_app.domain.records.koseki import KosekiState
from branch_app.domain.records.register_rows import RegisterLine, Row
from branch_app.domain.records.register_tables import TABLES, Column, ColumnKind
from branch_app.domain.values.validity import Validity


class Only(Enum):
    """Which rows of a table: all, 戸籍 in force, or the newest 年度 (it changes in June)."""

    ALL = ""
    CURRENT = "current"
    LATEST_YEAR = "latest_year"


@dataclass(frozen=True, slots=True)
class ReplicaRow:
    """One row of ``replica.csv``; ``without`` names columns of the table or of what it brings along."""

    office_kind: str
    channel: str
    table: str
    only: Only
    without: frozenset[str]
    validity: Validity

    def __post_init__(self) -> None:
        """Raise ValueError for a table or a column that no register has."""
        if self.table not in TABLES or not self.without <= {column.name for column in _columns(self.table)}:
            raise ValueError("table")


@dataclass(frozen=True, slots=True)
class Share:
    """What of one table is copied; ``year`` is the newest 年度 on the day the shares were asked for."""

    table: str
    only: Only
    without: frozenset[str]
    year: int

    def cut(self, line: RegisterLine) -> RegisterLine | None:
        """The row without the columns that are not copied, or None when it is not copied at all."""
        if not _ROWS[self.only](line, self.year):
            return None
        if not self.without:
            return line
        table = TABLES[self.table]
        brought = table.companions.columns if table.companions else ()
        return replace(
            line,
            row=_emptied(table.columns, line.row, self.without),
            companions=tuple(_emptied(brought, row, self.without) for row in line.companions),
        )

    @property
    def text(self) -> str:
        """Stands for the share: two offices with the same text get the same chunks."""
        year = str(self.year) if self.only is Only.LATEST_YEAR else ""
        return " ".join((self.table, self.only.value, year, *sorted(self.without)))


def shares_of(
    rows: Iterable[ReplicaRow], office_kind: str, channel: str, day: date, year: int
) -> Mapping[str, Share]:
    """Table → share, in the order of TABLES; ``year`` is the newest 年度 of that day."""
    held = {
        row.table: Share(row.table, row.only, row.without, year)
        for row in rows
        if (row.office_kind, row.channel) == (office_kind, channel) and row.validity.holds(day)
    }
    return {name: held[name] for name in TABLES if name in held}


_ROWS: Mapping[Only, Callable[[RegisterLine, int], bool]] = {
    Only.ALL: lambda _line, _year: True,
    Only.CURRENT: lambda line, _year: line.row[1] == KosekiState.CURRENT.value,
    Only.LATEST_YEAR: lambda line, year: line.row[2] == year,
}
_EMPTY: Mapping[ColumnKind, str | int | bytes] = {
    ColumnKind.TEXT: "",
    ColumnKind.INTEGER: 0,
    ColumnKind.BLOB: b"",
}


def _columns(table: str) -> Iterable[Column]:
    shape = TABLES[table]
    yield from shape.columns
    if shape.companions is not None:
        yield from shape.companions.columns


def _emptied(columns: Iterable[Column], row: Row, without: frozenset[str]) -> Row:
    return tuple(
        _empty(column) if column.name in without else value for column, value in zip(columns, row, strict=True)
    )


def _empty(column: Column) -> str | int | bytes | None:
    return None if column.optional else _EMPTY[column.kind]
