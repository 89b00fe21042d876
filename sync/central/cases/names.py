"""Names that those on the list bear in head office's registers, for papers that name somebody by name alone.

Kept for persons who were ever restricted and for nobody else. Only what came since the last time is read; who is
new on the list is looked up in all that was recorded before.
"""

import json
from collections.abc import Collection, Iterable, Iterator

from peewee import ModelSelect, chunked, fn

from branch_app.domain.errors import BadInput
from branch_app.domain.reconcile.copies import BorneName
from branch_app.domain.records.register_rows import RegisterLine, Value
from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.rules.shown_persons import name_key
from branch_app.domain.values.identifiers import ResidentId
from sync.central.cases.models import BorneNameRow
from sync.central.cases.rows import tuples
from sync.central.database import locked
from sync.central.models import RestrictionChange, Sequence
from sync.central.registers.history import newest_change
from sync.central.registers.models import RegisterHistory
from sync.wire.lines import from_line

_READ, _LISTED = "names_read", "names_listed"
_HOLDERS = ("household", "removed_resident", "alien")
"""Tables that hold somebody by name, as the counter looks them up."""
_COLUMNS = {
    "household": [column.name for column in (TABLES["household"].companions or TABLES["household"]).columns],
    "removed_resident": [column.name for column in TABLES["removed_resident"].columns],
    "alien": [column.name for column in TABLES["alien"].columns],
}
_BATCH = 400
_STRETCH = 20_000


def borne(keys: Collection[str]) -> tuple[BorneName, ...]:
    """Whoever was ever restricted and bears one of these names (``name_key``), in the transaction of the caller."""
    _read_on()
    found: list[BorneName] = []
    for batch in chunked(sorted(keys), _BATCH):
        query = BorneNameRow.select(BorneNameRow.resident, BorneNameRow.name, BorneNameRow.since)
        for resident, name, since in tuples(query.where(BorneNameRow.name.in_(batch))):
            found.append(BorneName(ResidentId(resident), name, since))
    return tuple(found)


def _read_on() -> None:
    """One process at a time, where there is anything new; what the others were waiting for is here then."""
    newest, version = (
        newest_change(),
        int(RestrictionChange.select(fn.MAX(RestrictionChange.version)).scalar() or 0),
    )
    if _so_far(Sequence.select()) == (newest, version):
        return
    read, listed = _so_far(locked(Sequence.select()))
    before, now = _ever_restricted(listed), _ever_restricted(version)
    if now - before:
        _keep(_names(now - before, 0, read))
    if now and newest > read:
        _keep(_names(now, read, newest))
    for name, value in ((_READ, max(read, newest)), (_LISTED, max(listed, version))):
        Sequence.update(value=value).where(Sequence.name == name).execute()


def _so_far(query: "ModelSelect[Sequence]") -> tuple[int, int]:
    """Up to which change and which version of the list they were read."""
    rows = query.where(Sequence.name.in_((_READ, _LISTED))).order_by(Sequence.name)
    values = {row.name: int(row.value) for row in rows}
    return values[_READ], values[_LISTED]


def _ever_restricted(version: int) -> set[str]:
    query = RestrictionChange.select(RestrictionChange.resident).where(
        RestrictionChange.restricted & (RestrictionChange.version <= version)
    )
    return {resident for (resident,) in tuples(query.distinct())}


def _names(persons: Collection[str], after: int, until: int) -> dict[tuple[str, str], int]:
    """By person and name, since when: of changes behind ``after`` up to ``until``."""
    found: dict[tuple[str, str], int] = {}
    for table, line, recorded_at in _lines(after, until):
        for person, name in _named(table, bytes(line), persons):
            place = person, name_key(name)
            found[place] = min(recorded_at, found.get(place, recorded_at))
    return found


def _lines(after: int, until: int) -> Iterator[tuple[str, bytes, int]]:
    """Table, line and time of those changes, a stretch at a time: a city in one piece takes a gigabyte."""
    for first in range(after, until, _STRETCH):
        last = min(first + _STRETCH, until)
        span = (RegisterHistory.change_seq > first) & (RegisterHistory.change_seq <= last)
        query = RegisterHistory.select(
            RegisterHistory.register, RegisterHistory.line, RegisterHistory.recorded_at
        ).where(span & RegisterHistory.register.in_(_HOLDERS) & RegisterHistory.line.is_null(is_null=False))
        yield from tuples(query)


def _keep(names: dict[tuple[str, str], int]) -> None:
    rows = [(person, name, since) for (person, name), since in names.items()]
    fields = (BorneNameRow.resident, BorneNameRow.name, BorneNameRow.since)
    for batch in chunked(rows, _BATCH):
        BorneNameRow.insert_many(batch, fields=fields).on_conflict_ignore().execute()


def _named(table: str, line: bytes, persons: Collection[str]) -> Iterator[tuple[str, str]]:
    """Which of these persons a row names, and how; of one that is unfit nobody."""
    try:
        told = from_line(table, line)
        yield from _borne_on(told, persons)
    except (BadInput, ValueError):
        return


def _borne_on(told: RegisterLine, persons: Collection[str]) -> Iterator[tuple[str, str]]:
    """Of the others nothing more is read: a city has a thousand times as many."""
    columns = _COLUMNS[told.table]
    place = columns.index("id" if told.table == "household" else "resident")
    for row in told.companions if told.table == "household" else (told.row,):
        person = str(row[place])
        if person not in persons:
            continue
        held = dict(zip(columns, row, strict=True))
        body = _object(held.get("body"))
        foreign = held.get("foreign_standing")
        names: Iterable[object] = (
            held.get("name"),
            body.get("name"),
            _alias(_object(foreign)),
            _alias(body),
            _alias(_inside(_inside(body, "resident"), "foreign")),
        )
        yield from ((person, name) for name in names if isinstance(name, str) and name)


def _alias(held: dict[str, object]) -> object:
    return _inside(held, "alias").get("written")


def _inside(held: dict[str, object], name: str) -> dict[str, object]:
    inner = held.get(name)
    return inner if isinstance(inner, dict) else {}


def _object(text: Value) -> dict[str, object]:
    told = json.loads(text) if isinstance(text, str | bytes) and text else None
    return told if isinstance(told, dict) else {}
