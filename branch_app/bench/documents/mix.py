"""One certificate after another, of every kind that the demo city's people can have."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count

from branch_app.bench.papers import sample_order
from branch_app.demo.people import People
from branch_app.documents.fonts import mincho_file
from branch_app.domain.records.alien import AlienRecord
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.koseki import Fuhyo, Koseki
from branch_app.domain.records.registers import RegisterRow
from branch_app.domain.records.resident import Household, RemovedResident
from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.records.snapshots import (
    FuhyoSnapshot,
    GenpyoSnapshot,
    InkanSnapshot,
    JohyoSnapshot,
    JuminhyoForm,
    JuminhyoOptions,
    JuminhyoSnapshot,
    JuriSnapshot,
    KazeiSnapshot,
    KisaijikoSnapshot,
    KosekiSnapshot,
    MibunSnapshot,
    Scope,
    Snapshot,
)
from branch_app.domain.records.tax import TaxRecord, TaxStanding
from branch_app.domain.values.identifiers import IssueNumber, JobId, ResidentId
from branch_app.settings import RESOURCES
from sync.central.example.city import rows_of
from sync.central.example.impression import Engraver

_LAST_OF_GENPYO = date(2012, 7, 6)


def mixed_orders() -> Iterator[PrintOrder]:
    """Without end: each snapshot in turn, every paper with a job and a number of its own."""
    usual = sample_order()
    snapshots = tuple(_snapshots(usual.issued))
    for number in count(1):
        snapshot = snapshots[number % len(snapshots)]
        yield replace(
            usual,
            job=JobId(f"019a0000-0000-7000-8000-{number:012d}"),
            number=IssueNumber(f"C06-suge-01-1-{number:06d}"),
            issued=_LAST_OF_GENPYO if isinstance(snapshot, GenpyoSnapshot) else usual.issued,
            snapshot=snapshot,
        )


def _snapshots(day: date) -> Iterator[Snapshot]:
    city = People.of(RESOURCES, day).city
    homes = {member.id: home for home in city.households for member in home.members}
    for row in rows_of(city, Engraver(mincho_file(RESOURCES)), bytes(32)):
        yield from _of_row(row, homes, day)


def _of_row(row: RegisterRow, homes: dict[ResidentId, Household], day: date) -> Iterator[Snapshot]:
    match row:
        case Household():
            yield from _of_household(row)
        case RemovedResident():
            yield JohyoSnapshot(row.resident.id, row, JuminhyoOptions(honseki=True))
        case SealRegistration() if row.resident in homes:
            yield InkanSnapshot(row.resident, homes[row.resident], row)
        case Koseki():
            yield from _of_koseki(row)
        case Fuhyo():
            known = [person.resident for person in row.persons if person.resident is not None]
            everybody = tuple(range(len(row.persons)))
            yield from (FuhyoSnapshot(subject, row, Scope.WHOLE, everybody) for subject in known[:1])
        case TaxRecord() if row.fiscal_year == day.year and row.standing is not TaxStanding.UNDECLARED:
            yield KazeiSnapshot(row.resident, homes[row.resident], row)
        case AlienRecord():
            yield GenpyoSnapshot(row.resident, row)


def _of_household(home: Household) -> Iterator[Snapshot]:
    members = tuple(member.id for member in home.members)
    yield JuminhyoSnapshot(members[0], home, Scope.WHOLE, members, JuminhyoOptions())
    part = Scope.PART if len(members) > 1 else Scope.WHOLE
    yield JuminhyoSnapshot(members[0], home, part, members[:1], JuminhyoOptions(), JuminhyoForm.PERSON)
    yield KisaijikoSnapshot(members[-1], home, "勤務先提出用")


def _of_koseki(koseki: Koseki) -> Iterator[Snapshot]:
    for place, person in enumerate(koseki.persons):
        if person.resident is None:
            continue
        yield KosekiSnapshot(person.resident, koseki, Scope.WHOLE, tuple(range(len(koseki.persons))))
        yield KosekiSnapshot(person.resident, koseki, Scope.PART, (place,))
        yield MibunSnapshot(person.resident, koseki, place)
        if person.events:
            yield JuriSnapshot(person.resident, koseki, place, 0, fine=False)
