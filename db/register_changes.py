"""Changes to the generation that serves: rows and position in the caller's one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby, pairwise
from typing import Any

from branch_app.domain.errors import BadInput, FileDamaged, OutOfOrder
from branch_app.domain.records.register_rows import RegisterLine
from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.records.registers import RegisterName, RegisterVersion
from branch_app.ports.registers import Bucket, RegisterDelta, RegisterPlace, RegisterPosition, RowChange, SpoiltLine
from db.register_lines import Keys
from db.register_order import put_in_order
from db.register_writer import change, count, insert, remove


def position_of(connection: Any, file: str) -> RegisterPosition:  # noqa: ANN401 - the driver has no types
    """Up to where a whole generation has come.

    Raises:
        FileDamaged: it says nothing or two things.
    """
    rows = connection.execute("SELECT schema, share, change_seq, mark FROM replica").fetchall()
    if len(rows) != 1:
        raise FileDamaged(file=file, reason="position")
    return RegisterPosition(*rows[0])


def versions_of(connection: Any) -> tuple[RegisterVersion, ...]:  # noqa: ANN401
    """Of every register held."""
    return tuple(
        RegisterVersion(RegisterName(name), generation, change_seq, datetime.fromisoformat(as_of), rows)
        for name, generation, change_seq, as_of, rows in connection.execute("SELECT * FROM version ORDER BY rowid")
    )


def held_tables(connection: Any) -> tuple[str, ...]:  # noqa: ANN401
    """In the order of TABLES."""
    held = {table for (table,) in connection.execute("SELECT register_table FROM holding")}
    return tuple(table for table in TABLES if table in held)


def rows_by_register(counts: Mapping[str, int]) -> Mapping[RegisterName, int]:
    """Registers of those tables with their rows, in the order of TABLES."""
    registers = dict.fromkeys(TABLES[table].register for table in TABLES if table in counts)
    return {
        register: sum(rows for table, rows in counts.items() if TABLES[table].register is register)
        for register in registers
    }


def apply(connection: Any, delta: RegisterDelta, position: RegisterPosition) -> tuple[RegisterVersion, ...]:  # noqa: ANN401
    """Take the changes in; what was taken in before changes nothing.

    Raises:
        OutOfOrder: a gap before it, or an order within it that cannot be.
        BadInput: a table that is not held, or other numbers of rows than head office counts.
    """
    if delta.since < position.change_seq and delta.change_seq <= position.change_seq:
        return versions_of(connection)
    _refuse_disorder(delta, position)
    _change_rows(connection, delta.changes)
    connection.execute("UPDATE replica SET change_seq = ?, mark = ?", (delta.change_seq, delta.mark))
    connection.execute("UPDATE version SET change_seq = ?", (delta.change_seq,))
    if not delta.more:
        _conclude(connection, delta)
    return versions_of(connection)


def mend(connection: Any, bucket: Bucket, lines: Sequence[RegisterLine | SpoiltLine]) -> None:  # noqa: ANN401
    """Put these rows in the place of whatever the bucket holds."""
    gone = remove(connection, bucket.table, Keys(bucket.first, bucket.before))
    insert(connection, bucket.table, lines)
    put_in_order(connection)
    if gone != len(lines):
        # What got lost or came from nowhere was never counted: the number held may be right or wrong by now.
        rows = count(connection, bucket.table)
        connection.execute("UPDATE holding SET rows = ? WHERE register_table = ?", (rows, bucket.table))


def compared(connection: Any) -> RegisterPlace | None:  # noqa: ANN401
    """Up to where the comparison has come; None before the first time."""
    row = connection.execute("SELECT register_table, first FROM comparing").fetchone()
    return None if row is None else RegisterPlace(*row)


def note_compared(connection: Any, place: RegisterPlace) -> None:  # noqa: ANN401
    """The comparison goes on from there."""
    connection.execute("DELETE FROM comparing")
    connection.execute("INSERT INTO comparing VALUES (?, ?)", (place.table, place.first))


def _refuse_disorder(delta: RegisterDelta, position: RegisterPosition) -> None:
    numbers = [delta.since, *(change.change_seq for change in delta.changes)]
    ordered = all(before < after for before, after in pairwise(numbers))
    if delta.since != position.change_seq or not ordered or numbers[-1] > delta.change_seq:
        raise OutOfOrder(now=position.change_seq, then=delta.since)


def _change_rows(connection: Any, changes: Sequence[RowChange]) -> None:  # noqa: ANN401
    """The last word on each row; one table after another."""
    last = {(change.table, change.key): change for change in changes}
    for table, found in groupby(sorted(last.values(), key=lambda row: row.table), lambda row: row.table):
        _count(connection, table, change(connection, table, list(found)))


def _count(connection: Any, table: str, more: int) -> None:  # noqa: ANN401
    found = connection.execute("UPDATE holding SET rows = rows + ? WHERE register_table = ?", (more, table))
    if found.rowcount != 1:
        raise BadInput(at=table)


def _conclude(connection: Any, delta: RegisterDelta) -> None:  # noqa: ANN401
    """Nothing more follows: rows counted, and every register as old as head office says."""
    held = dict(connection.execute("SELECT register_table, rows FROM holding").fetchall())
    for table in held.keys() | delta.counts.keys():
        if held.get(table) != delta.counts.get(table):
            raise BadInput(at=table, rows=held.get(table, -1), promised=delta.counts.get(table, -1))
    for version in versions_of(connection):
        rows = rows_by_register(held)[version.register]
        as_of = max(version.as_of, delta.as_of).isoformat()
        connection.execute(
            "UPDATE version SET rows = ?, as_of = ? WHERE register = ?", (rows, as_of, version.register.value)
        )
