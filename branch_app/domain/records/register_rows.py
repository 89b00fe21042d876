"""Records to rows of TABLES and back. The one place that knows which column means what."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from branch_app.domain.errors import BadInput
from branch_app.domain.records.alien import AlienRecord
from branch_app.domain.records.koseki import Fuhyo, Koseki, NoticeKind, StatusNotice
from branch_app.domain.records.registers import CertificateLink, CityCard, RegisterRow
from branch_app.domain.records.resident import (
    ForeignStanding,
    Household,
    MovingOut,
    OtherName,
    RemovedResident,
    Resident,
    Sex,
)
from branch_app.domain.records.seal import SealImpression, SealRegistration
from branch_app.domain.records.tax import TaxRecord
from branch_app.domain.values.codec import decode, encode
from branch_app.domain.values.identifiers import HouseholdId, ResidentId
from branch_app.domain.values.ink import pack_ink, unpack_ink

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)

Value = str | int | bytes | None
Row = tuple[Value, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A row of ``table`` with the rows it brings along."""

    table: str
    row: Row
    companions: tuple[Row, ...] = ()

    @property
    def key(self) -> str:
        """What identifies it within its table."""
        return str(self.row[0])


def line_of(record: RegisterRow) -> RegisterLine:
    """The row a record is stored as."""
    match record:
        case Household():
            members = tuple(map(_member_row, record.members))
            return RegisterLine("household", (record.id, record.address, record.head), members)
        case RemovedResident(person, removed=removed):
            day = removed.isoformat()
            names = (person.name, person.kana, person.birth.isoformat())
            return RegisterLine("removed_resident", (f"{person.id}/{day}", person.id, *names, day, _body(record)))
        case SealRegistration():
            return RegisterLine("seal", _seal_row(record))
        case Koseki() | Fuhyo():
            return _family_line(record)
        case StatusNotice(number, resident, kind, received):
            return RegisterLine("status_notice", (number, resident, kind.value, received.isoformat()))
        case TaxRecord(resident, year, standing):
            return RegisterLine("tax", (f"{resident}/{year}", resident, year, standing.value, _body(record)))
        case AlienRecord():
            return RegisterLine("alien", (record.number, record.resident, _body(record)))
        case CertificateLink():
            return RegisterLine("certificate_link", (record.serial, record.resident))
    return RegisterLine("city_card", (record.number, record.resident, record.pin_salt, record.pin_verifier))


def record_of(line: RegisterLine) -> RegisterRow:
    """What ``line_of`` was given.

    Raises:
        BadInput: a row that says nothing a record could hold.
    """
    try:
        return _READERS[line.table](line)
    except ValueError as error:
        raise BadInput(at=line.table) from error


def resident_of(row: Sequence[Any]) -> Resident:
    """A member from its columns.

    Raises:
        ValueError, BadInput: a column says nothing.
    """
    identity, name, kana, birth, birth_written, sex, codes, became, since, notified, *rest = row
    honseki, hittousha, previous_address, juminhyo_code, former, foreign, moving = rest
    return Resident(
        id=ResidentId(identity),
        name=name,
        kana=kana,
        birth=date.fromisoformat(birth),
        sex=Sex(sex),
        relationship=tuple(codes[at : at + 2] for at in range(0, len(codes), 2)),
        became_resident=date.fromisoformat(became),
        address_since=_day(since),
        notified=_day(notified),
        honseki=honseki,
        hittousha=hittousha,
        previous_address=previous_address,
        juminhyo_code=juminhyo_code,
        birth_written=birth_written,
        former_name=_part(OtherName, former),
        foreign=_part(ForeignStanding, foreign),
        moving_out=_part(MovingOut, moving),
    )


def _member_row(person: Resident) -> Row:
    return (
        person.id,
        person.name,
        person.kana,
        person.birth.isoformat(),
        person.birth_written,
        person.sex.value,
        "".join(person.relationship),
        person.became_resident.isoformat(),
        _iso(person.address_since),
        _iso(person.notified),
        person.honseki,
        person.hittousha,
        person.previous_address,
        person.juminhyo_code,
        _body_or_none(person.former_name),
        _body_or_none(person.foreign),
        _body_or_none(person.moving_out),
    )


def _seal_row(seal: SealRegistration) -> Row:
    picture = seal.impression
    ink = pack_ink(picture.bits, picture.width)
    size = (picture.width, picture.height, picture.dots_per_inch)
    return (seal.number, seal.resident, seal.registered.isoformat(), *size, ink)


def _family_line(family: Koseki | Fuhyo) -> RegisterLine:
    row = (family.id, family.state.value, family.honseki, family.hittousha, _body(family))
    persons = tuple((person.resident,) for person in family.persons if person.resident is not None)
    return RegisterLine("koseki" if isinstance(family, Koseki) else "fuhyo", row, persons)


def _household(line: RegisterLine) -> Household:
    identity, address, head = map(str, line.row)
    return Household(HouseholdId(identity), address, head, tuple(map(resident_of, line.companions)))


def _seal(line: RegisterLine) -> SealRegistration:
    number, resident, registered, width, height, dots_per_inch, ink = _values(line)
    impression = SealImpression(width, height, dots_per_inch, unpack_ink(ink, width, height))
    return SealRegistration(number, ResidentId(resident), date.fromisoformat(registered), impression)


def _status_notice(line: RegisterLine) -> StatusNotice:
    number, resident, kind, received = _values(line)
    return StatusNotice(number, ResidentId(resident), NoticeKind(kind), date.fromisoformat(received))


def _certificate_link(line: RegisterLine) -> CertificateLink:
    serial, resident = _values(line)
    return CertificateLink(serial, ResidentId(resident))


def _city_card(line: RegisterLine) -> CityCard:
    number, resident, pin_salt, pin_verifier = _values(line)
    return CityCard(number, ResidentId(resident), pin_salt, pin_verifier)


def _whole(kind: type[T]) -> Callable[[RegisterLine], T]:
    return lambda line: decode(kind, json.loads(str(line.row[-1])))


def _values(line: RegisterLine) -> tuple[Any, ...]:
    return line.row


_READERS: Mapping[str, Callable[[RegisterLine], RegisterRow]] = {
    "household": _household,
    "removed_resident": _whole(RemovedResident),
    "seal": _seal,
    "koseki": _whole(Koseki),
    "fuhyo": _whole(Fuhyo),
    "status_notice": _status_notice,
    "tax": _whole(TaxRecord),
    "alien": _whole(AlienRecord),
    "certificate_link": _certificate_link,
    "city_card": _city_card,
}


def _body(record: object) -> str:
    return _ENCODER.encode(encode(record))


def _body_or_none(part: object | None) -> str | None:
    return None if part is None else _body(part)


def _part(kind: type[T], body: str | None) -> T | None:
    return None if body is None else decode(kind, json.loads(body))


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
