"""Who lives in a household: ids, births, and whether foreign; names come later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from branch_app.domain.records.resident import HEAD, Sex
from branch_app.domain.values.identifiers import ResidentId
from branch_app.domain.values.wareki import wareki
from sync.central.example.family import Part
from sync.central.kawasaki.city import FOREIGN_RESIDENTS_SINCE, Kawasaki, resident_id
from sync.central.kawasaki.families import family_of
from sync.central.kawasaki.lots import Lots, Purpose

SPOUSES = (("11",), ("12",))


class Origin(Enum):
    """Where a household's people come from."""

    JAPANESE = "japanese"
    FOREIGN = "foreign"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Person:
    """One member; ``birth_written`` where the day is not known (生年月日不詳)."""

    place: int
    id: ResidentId
    age: int
    sex: Sex
    relationship: tuple[str, ...]
    birth: date
    foreign: bool
    birth_written: str | None = None


def people_of(city: Kawasaki, number: int) -> list[Person]:
    """All of them, those included whom a register of the day does not hold."""
    parts = family_of(city.lots(Purpose.FAMILY, number), city.size(number))
    origin = origin_of(city, number)
    births = city.lots(Purpose.BIRTH, number)
    return [_person(city, number, place, part, births, origin) for place, part in enumerate(parts, start=1)]


def registered(city: Kawasaki, people: Sequence[Person]) -> list[Person]:
    """Those whom the 住民基本台帳 of the business date holds."""
    if city.plan.on >= FOREIGN_RESIDENTS_SINCE:
        return list(people)
    return [person for person in people if not person.foreign]


def origin_of(city: Kawasaki, number: int) -> Origin:
    """Of the household."""
    kind = city.lots(Purpose.FOREIGN, number).below(1_000)
    if kind < 26:
        return Origin.FOREIGN
    return Origin.MIXED if kind < 46 else Origin.JAPANESE


def turn_of_birth(year: int, lots: Lots) -> date:
    """A day in that year."""
    return date.fromordinal(_new_year(year + 1) - 1 - lots.below(365))


def _person(city: Kawasaki, number: int, place: int, part: Part, lots: Lots, origin: Origin) -> Person:
    year = city.turn.year - part.age - 1
    foreign = origin is Origin.FOREIGN or (origin is Origin.MIXED and part.relationship in SPOUSES)
    birth, written = turn_of_birth(year, lots), None
    if lots.one_in(120 if foreign else 700) and (foreign or part.age > 74):
        birth, written = _unknown(lots, birth)
    return Person(place, resident_id(number, place), part.age, part.sex, part.relationship, birth, foreign, written)


def _unknown(lots: Lots, birth: date) -> tuple[date, str]:
    """The first day that it may have been, and what the register says."""
    if lots.percent(40):
        return birth.replace(day=1), f"{wareki(birth).partition('月')[0]}月日不詳"
    first = birth.replace(month=1, day=1)
    return first, f"{wareki(birth).partition('年')[0]}年月日不詳"


def is_head(person: Person) -> bool:
    """世帯主."""
    return person.relationship == HEAD


@lru_cache(maxsize=256)
def _new_year(year: int) -> int:
    return date(year, 1, 1).toordinal()
