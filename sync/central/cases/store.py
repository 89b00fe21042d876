"""Cases in the database: every change has a number from one serialised step and a mark over all before it."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from peewee import Expression

from branch_app.domain.errors import BadInput
from branch_app.domain.log.canonical import from_canonical, to_canonical
from branch_app.domain.records.case import NO_CASES, Case, CaseId, CasePoint, CaseState
from branch_app.domain.values.codec import decode, encode
from sync.central.cases.models import CaseChange, CaseFile
from sync.central.database import locked
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog, Sequence

SEQUENCE = "cases"


def log_name(log: DeviceLog) -> str:
    """``device/epoch``, as cases name a log."""
    return f"{log.device}/{log.epoch}"


def begin_changes() -> None:
    """Nobody else changes a case until the transaction ends."""
    locked(Sequence.select().where(Sequence.name == SEQUENCE)).get()


def keep(central: HeadOffice, log: DeviceLog, cases: Iterable[Case], by: str = "") -> int:
    """Put down cases of one log that changed, in the transaction that ``begin_changes`` began; how many."""
    point = newest_point()
    count = 0
    for case in cases:
        point = _next(point, case)
        numbered = replace(case, version=point.version)
        own = [place.seq for place in case.entries if place.log == case.log]
        row = {
            CaseFile.version: point.version,
            CaseFile.log: log,
            CaseFile.office: case.office,
            CaseFile.code: case.code,
            CaseFile.state: case.state.value,
            CaseFile.first: own[0] if own else None,
            CaseFile.body: to_canonical(encode(numbered)),
        }
        anew = CaseFile.insert({**row, CaseFile.id: case.id})
        anew.on_conflict(conflict_target=[CaseFile.id], update=row).execute()
        CaseChange.insert(version=point.version, case=case.id, at=central.now(), by=by, mark=point.mark).execute()
        count += 1
    Sequence.update(value=point.version).where(Sequence.name == SEQUENCE).execute()
    return count


def case_of(case: CaseId) -> Case:
    """One case.

    Raises:
        BadInput: there is none of that id.
    """
    row = CaseFile.get_or_none(CaseFile.id == case)
    if row is None:
        raise BadInput(at="case")
    return read(row)


def find(case: CaseId) -> Case | None:
    """The same, or nothing."""
    row = CaseFile.get_or_none(CaseFile.id == case)
    return None if row is None else read(row)


def cases_where(where: Expression, limit: int | None = None) -> Iterator[Case]:
    """In the order of their newest changes."""
    query = CaseFile.select().where(where).order_by(CaseFile.version)
    return (read(row) for row in (query.limit(limit) if limit else query))


def unclosed(office: str | None = None) -> tuple[Case, ...]:
    """Of one office or of all: the nearest deadline first."""
    where = CaseFile.state != CaseState.CLOSED.value
    if office is not None:
        where &= CaseFile.office == office
    return tuple(sorted(cases_where(where), key=lambda case: (case.deadline, case.id)))


def newest_point() -> CasePoint:
    """How far the history goes."""
    return point_at(int(Sequence.get(Sequence.name == SEQUENCE).value))


def point_at(version: int) -> CasePoint:
    """The history up to that version; before the first change it is ``NO_CASES``."""
    change = CaseChange.get_or_none(CaseChange.version == version)
    return NO_CASES if change is None else CasePoint(version, change.mark)


def read(row: CaseFile) -> Case:
    """The case of a row."""
    return decode(Case, from_canonical(bytes(row.body)))


def _next(point: CasePoint, case: Case) -> CasePoint:
    version = point.version + 1
    facts = f"{point.mark}\n{version}\n{case.id}\n{case.state.value}\n{case.history[-1].at.isoformat()}"
    return CasePoint(version, hashlib.sha256(facts.encode()).hexdigest())


def every() -> tuple[Case, ...]:
    """All of them, in the order of their newest changes."""
    return tuple(read(row) for row in CaseFile.select().order_by(CaseFile.version))
