"""除票: who moved away from a household that stayed, died, or was taken off by office (職権消除)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from branch_app.domain.records.resident import Removal, RemovedResident, Resident, Sex
from sync.central.example.family import Part
from sync.central.kawasaki.city import Kawasaki, resident_id
from sync.central.kawasaki.fullnames import GAP
from sync.central.kawasaki.households import Home, home_of, juminhyo_code
from sync.central.kawasaki.lots import Lots, Purpose, Weighted
from sync.central.kawasaki.naming import given_name
from sync.central.kawasaki.people import turn_of_birth
from sync.central.kawasaki.places import elsewhere

_EVERY = 17
"""Somebody has left one household in so many."""
_PLACE = 13
_FIVE_YEARS = 5 * 365
_REASONS = Weighted.of(((Removal.MOVED, 62), (Removal.DEATH, 35), (Removal.OFFICIAL, 3)))
_LODGER = ("99",)
_SEXES = (Sex.MALE, Sex.FEMALE)


def removed_residents(city: Kawasaki, numbers: Iterable[int]) -> Iterator[RemovedResident]:
    """In the order of their keys: at most one or two of a household."""
    for number in numbers:
        lots = city.lots(Purpose.REMOVED, number)
        if lots.one_in(_EVERY) and (home := home_of(city, number)) is not None and not home.people[0].foreign:
            yield from _left(city, home, lots)


def _left(city: Kawasaki, home: Home, lots: Lots) -> Iterator[RemovedResident]:
    for place in range(_PLACE, _PLACE + lots.between(1, 2)):
        removal = lots.weighted(_REASONS)
        removed = city.turn - timedelta(days=1 + lots.below(_FIVE_YEARS))
        if removed > home.stay.came:
            gone = elsewhere(lots, city.words) if removal is Removal.MOVED else None
            person = _person(city, home, lots, place, removed, _part(home, lots, removal))
            yield RemovedResident(person, home.address, home.head, removal, removed, gone)


def _part(home: Home, lots: Lots, removal: Removal) -> Part:
    """A grown child moved, a parent or spouse died."""
    head, sex = home.people[0], lots.of(_SEXES)
    if removal is Removal.DEATH:
        code = "51" if sex is Sex.MALE else "52"
        return Part(min(104, head.age + lots.between(22, 34)), sex, (code,))
    if removal is Removal.MOVED and head.age > 44:
        return Part(head.age - lots.between(24, 38), sex, ("20",))
    return Part(max(20, head.age + lots.between(-9, 9)), sex, _LODGER)


def _person(city: Kawasaki, home: Home, lots: Lots, place: int, removed: date, part: Part) -> Resident:
    year = city.turn.year - part.age - 1
    birth = turn_of_birth(year, lots)
    surname = lots.weighted(city.words.surnames) if part.relationship == _LODGER else home.names[0].surname
    given = given_name(lots, city, part.sex, year)
    came = max(birth, home.stay.came)
    return Resident(
        id=resident_id(home.number, place),
        name=f"{surname.written}{GAP}{given.written}",
        kana=f"{surname.kana}{GAP}{given.kana}",
        birth=birth,
        sex=part.sex,
        relationship=part.relationship,
        became_resident=min(came, removed),
        address_since=None,
        notified=None if came == birth else min(came, removed),
        honseki=elsewhere(lots, city.words),
        hittousha=f"{surname.written}{GAP}{given_name(lots, city, Sex.MALE, year - 28).written}",
        previous_address=None if came == birth else elsewhere(lots, city.words),
        juminhyo_code=juminhyo_code(city, home.number * 100 + place),
    )
