"""Records to rows of ``register-<n>.db`` and back. The one place that knows the columns."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from branch_app.domain.records.registers import CertificateLink, CityCard, Hit, RegisterName, RegisterRow
from branch_app.domain.records.resident import Household, Resident, Sex
from branch_app.domain.records.seal import SealImpression, SealRegistration
from branch_app.domain.values.identifiers import HouseholdId, ResidentId
from branch_app.domain.values.kana import fold_kana
from branch_app.domain.values.kanji import fold_kanji

Row = tuple[str | int | bytes | None, ...]

WIDTHS = {"household": 3, "resident": 19, "seal": 7, "certificate_link": 2, "city_card": 4}
"""Columns of every table a load fills."""

REGISTERS: dict[type[RegisterRow], RegisterName] = {
    Household: RegisterName.RESIDENT,
    SealRegistration: RegisterName.SEAL,
    CityCard: RegisterName.CARD,
    CertificateLink: RegisterName.CARD,
}
"""The register whose count a record belongs to."""


def rows_of(record: RegisterRow) -> Iterator[tuple[str, Row]]:
    """Table and row, one after another; a household brings its members."""
    match record:
        case Household():
            yield "household", (record.id, record.address, record.head)
            for position, member in enumerate(record.members):
                yield "resident", _resident_row(record.id, position, member)
        case SealRegistration():
            seal = record.impression
            registered = record.registered.isoformat()
            yield (
                "seal",
                (
                    record.number,
                    record.resident,
                    registered,
                    seal.width,
                    seal.height,
                    seal.dots_per_inch,
                    seal.bits,
                ),
            )
        case CertificateLink():
            yield "certificate_link", (record.serial, record.resident)
        case CityCard():
            yield "city_card", (record.number, record.resident, record.pin_salt, record.pin_verifier)


def household(row: Sequence[Any], members: Sequence[Sequence[Any]]) -> Household:
    """From its row and its members' rows, in order."""
    identity, address, head = row
    return Household(HouseholdId(identity), address, head, tuple(_resident(member) for member in members))


def seal_registration(row: Sequence[Any]) -> SealRegistration:
    """From its row."""
    number, resident, registered, width, height, dots_per_inch, bits = row
    impression = SealImpression(width, height, dots_per_inch, bits)
    return SealRegistration(number, ResidentId(resident), date.fromisoformat(registered), impression)


def city_card(row: Sequence[Any]) -> CityCard:
    """From its row."""
    number, resident, pin_salt, pin_verifier = row
    return CityCard(number, ResidentId(resident), pin_salt, pin_verifier)


def hit(row: Sequence[Any]) -> Hit:
    """From the columns of a search."""
    identity, name, kana, birth, sex, address, home = row
    return Hit(ResidentId(identity), name, kana, date.fromisoformat(birth), Sex(sex), address, HouseholdId(home))


def _resident_row(home: HouseholdId, position: int, person: Resident) -> Row:
    return (
        person.id,
        home,
        position,
        *_parted(person.kana, fold_kana),
        *_parted(person.name, fold_kanji),
        person.name,
        person.kana,
        person.birth.isoformat(),
        person.sex.value,
        "".join(person.relationship),
        person.became_resident.isoformat(),
        _iso(person.address_since),
        _iso(person.notified),
        person.honseki,
        person.hittousha,
        person.previous_address,
        person.juminhyo_code,
    )


def _resident(row: Sequence[Any]) -> Resident:
    identity, _home, _position = row[:3]
    name, kana, birth, sex, codes, became, since, notified, *rest = row[7:]
    honseki, hittousha, previous_address, juminhyo_code = rest
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
    )


def _parted(name: str, fold: Callable[[str], str]) -> tuple[str, str]:
    """Folded surname and given name; a name without a space is all surname."""
    surname, _, given = name.partition("\u3000") if "\u3000" in name else name.partition(" ")
    return fold(surname), fold(given)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
