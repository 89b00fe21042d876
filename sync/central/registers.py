"""The registers as a history of lines: what a row became, and when, by a number given in one serialised step."""

from collections.abc import Iterable, Iterator

from peewee import chunked, fn

from branch_app.domain.records.registers import RegisterRow
from sync.central.database import exclusive, locked, next_numbers
from sync.central.head_office import HeadOffice
from sync.central.models import RegisterChange, Sequence
from sync.wire.rows import TABLES, key_of, row_to_line, table_of

_BATCH = 500


def record(central: HeadOffice, rows: Iterable[RegisterRow]) -> int:
    """Append every row that is new or says something else than before; the newest change_seq."""
    lines = {(table_of(row), key_of(row)): row_to_line(row) for row in rows}
    with exclusive(central.database):
        row = locked(Sequence.select().where(Sequence.name == "change_seq")).get()
        known = {(change.register, change.row_key): bytes(change.line) for change in _newest()}
        changed = [(place, line) for place, line in lines.items() if known.get(place) != line]
        if not changed:
            return row.value
        first = next_numbers("change_seq", len(changed))
        _append(central, changed, first)
    return first + len(changed) - 1


def current_lines() -> Iterator[tuple[str, bytes]]:
    """Table and newest line of every row, in the order of TABLES, then by key."""
    order = list(TABLES)
    newest = sorted(_newest(), key=lambda change: (order.index(change.register), change.row_key))
    return ((change.register, bytes(change.line)) for change in newest)


def _newest() -> Iterable[RegisterChange]:
    latest = RegisterChange.select(fn.MAX(RegisterChange.change_seq)).group_by(
        RegisterChange.register, RegisterChange.row_key
    )
    return RegisterChange.select().where(RegisterChange.change_seq.in_(latest))


def _append(central: HeadOffice, changed: list[tuple[tuple[str, str], bytes]], first: int) -> None:
    now = central.now()
    rows = (
        (first + offset, register, row_key, line, now) for offset, ((register, row_key), line) in enumerate(changed)
    )
    fields = (
        RegisterChange.change_seq,
        RegisterChange.register,
        RegisterChange.row_key,
        RegisterChange.line,
        RegisterChange.recorded_at,
    )
    for batch in chunked(rows, _BATCH):
        RegisterChange.insert_many(batch, fields=fields).execute()
