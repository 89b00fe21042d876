"""The registers as a history of lines: what a row was, from which change to which.

Every change has a number from one serialised step and nothing is overwritten: what a register said at any change
can be read for ever.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import cast

from peewee import Database, Expression, ModelSelect, chunked

from branch_app.domain.errors import BadInput
from branch_app.domain.records.register_rows import RegisterLine, line_of
from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.records.registers import RegisterRow
from sync.central.database import exclusive, locked, next_numbers
from sync.central.head_office import HeadOffice
from sync.central.models import Sequence
from sync.central.registers.models import RegisterHistory
from sync.wire.lines import MAX_LINE_BYTES, from_line, to_line

SEQUENCE = "change_seq"
_BATCH = 500
_PAGE_ROWS = 2_000
_FIELDS = (
    RegisterHistory.change_seq,
    RegisterHistory.register,
    RegisterHistory.row_key,
    RegisterHistory.until_seq,
    RegisterHistory.line,
    RegisterHistory.recorded_at,
)

_CLOSE = """
UPDATE register_history SET until_seq = {place}
WHERE register = {place} AND row_key = {place} AND until_seq IS NULL
"""

Place = tuple[str, str]
"""Table and key of a row."""


def record(central: HeadOffice, rows: Iterable[RegisterRow]) -> int:
    """Put down every row that is new or says something else than before; the newest change_seq."""
    return _change(central, dict(map(written, rows)))


def remove(central: HeadOffice, table: str, keys: Iterable[str]) -> int:
    """Take rows out of a register, each by a change of its own; the newest change_seq. Who is not there stays so.

    Raises:
        BadInput: no such table.
    """
    if table not in TABLES:
        raise BadInput(at="table")
    return _change(central, {(table, key): None for key in keys})


def written(row: RegisterRow) -> tuple[Place, bytes]:
    """Where a row belongs, and how it is written.

    Raises:
        BadInput: larger than anything that travels.
    """
    line = line_of(row)
    data = to_line(line)
    if len(data) > MAX_LINE_BYTES:
        raise BadInput(at=line.table)
    return (line.table, line.key), data


def newest_change() -> int:
    """Number of the newest change; everything up to it can be seen."""
    return int(Sequence.get(Sequence.name == SEQUENCE).value)


def mark_at(change_seq: int) -> str:
    """Names the history up to a change, "" before the first: a restored head office gives numbers away anew.

    Which row it was and when is enough: nothing is recorded under one number in one second in two histories.
    """
    last = RegisterHistory.select().where(RegisterHistory.change_seq <= change_seq)
    change = last.order_by(RegisterHistory.change_seq.desc()).first()
    if change is None:
        return ""
    facts = f"{change.change_seq}\n{change.register}\n{change.row_key}\n{change.recorded_at}"
    return hashlib.sha256(facts.encode()).hexdigest()


def row_as_of(table: str, key: str, change_seq: int) -> RegisterLine | None:
    """What the register said of a row at that change; None when it had no such row."""
    return _said(table, key, RegisterHistory.change_seq <= change_seq)


def row_at(table: str, key: str, moment: datetime) -> RegisterLine | None:
    """What the register said of a row at that moment, to the second; None when it had no such row."""
    return _said(table, key, RegisterHistory.recorded_at <= int(moment.timestamp()))


def lines_as_of(
    table: str, change_seq: int, first: str = "", before: str | None = None
) -> Iterator[tuple[str, bytes]]:
    """Key and line of the rows from ``first`` up to ``before`` (None: to the end) in bytewise order of keys.

    Read a page at a time: what held at a change holds there for ever, so no page contradicts another.
    """
    span = RegisterHistory.row_key >= first
    while page := _page(table, change_seq, span, before):
        yield from ((row_key, bytes(line)) for row_key, line in page)
        if len(page) < _PAGE_ROWS:
            return
        span = RegisterHistory.row_key > page[-1][0]


def _page(table: str, change_seq: int, span: Expression, before: str | None) -> list[tuple[str, bytes]]:
    held = RegisterHistory.until_seq.is_null() | (RegisterHistory.until_seq > change_seq)
    where = (RegisterHistory.register == table) & span & (RegisterHistory.change_seq <= change_seq) & held
    if before is not None:
        where &= RegisterHistory.row_key < before
    query = RegisterHistory.select(RegisterHistory.row_key, RegisterHistory.line).where(where)
    return _pairs(query.order_by(RegisterHistory.row_key).limit(_PAGE_ROWS))


def _pairs(query: "ModelSelect[RegisterHistory]") -> list[tuple[str, bytes]]:
    """Key and line as plain tuples: a model for each row of a city would take longer than reading it."""
    return cast("list[tuple[str, bytes]]", list(query.tuples()))


def _said(table: str, key: str, when: Expression) -> RegisterLine | None:
    versions = RegisterHistory.select().where(
        (RegisterHistory.register == table) & (RegisterHistory.row_key == key) & when
    )
    last = versions.order_by(RegisterHistory.change_seq.desc()).first()
    return None if last is None or last.line is None else from_line(table, bytes(last.line))


def _change(central: HeadOffice, wanted: Mapping[Place, bytes | None]) -> int:
    with exclusive(central.database):
        newest = int(locked(Sequence.select().where(Sequence.name == SEQUENCE)).get().value)
        known = _known(wanted)
        changed = [(place, line) for place, line in wanted.items() if known.get(place) != line]
        if not changed:
            return newest
        first = next_numbers(SEQUENCE, len(changed))
        numbered = [(first + offset, *change) for offset, change in enumerate(changed)]
        _close(central.database, [(number, *place) for number, place, _ in numbered if place in known])
        _append(numbered, central.now())
    return newest + len(changed)


def _known(places: Iterable[Place]) -> dict[Place, bytes]:
    """The lines that hold now, of those rows."""
    found: dict[Place, bytes] = {}
    by_table: dict[str, list[str]] = {}
    for table, key in places:
        by_table.setdefault(table, []).append(key)
    for table, keys in by_table.items():
        for batch in chunked(keys, _BATCH):
            rows = RegisterHistory.select(RegisterHistory.row_key, RegisterHistory.line).where(
                (RegisterHistory.register == table)
                & RegisterHistory.row_key.in_(batch)
                & RegisterHistory.until_seq.is_null()
            )
            found.update(((table, key), bytes(line)) for key, line in _pairs(rows))
    return found


def _close(database: Database, changes: list[tuple[int, str, str]]) -> None:
    if changes:
        database.cursor().executemany(_CLOSE.format(place=database.param), changes)


def _append(numbered: Iterable[tuple[int, Place, bytes | None]], now: int) -> None:
    rows = (
        (number, table, key, number if line is None else None, line, now) for number, (table, key), line in numbered
    )
    for batch in chunked(rows, _BATCH):
        RegisterHistory.insert_many(batch, fields=_FIELDS).execute()
