"""Whom a 戸籍 holds: a couple, or what is left of one, and their children; the dead and those elsewhere too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from branch_app.domain.records.resident import HEAD, Sex
from branch_app.domain.values.identifiers import ResidentId
from sync.central.kawasaki.city import Kawasaki
from sync.central.kawasaki.fullnames import GAP
from sync.central.kawasaki.households import Home
from sync.central.kawasaki.lots import Lots
from sync.central.kawasaki.naming import given_name
from sync.central.kawasaki.origins import Group, Line
from sync.central.kawasaki.people import SPOUSES, Person

YEAR = 365
"""Days, near enough for lives that are made up."""
_CALENDAR = date(1874, 1, 1)
"""Nobody is born before: 和暦 of this calendar begin in 1873."""
_OLD = 86
"""A parent who would be older than this, and does not live here, is dead."""
_PARENTS = (("51",), ("52",))
_CHILD, _SONS_WIFE, _WIFES_CHILD = ("20",), ("20", "12"), ("12", "20")


@dataclass(frozen=True, slots=True)
class Kin:
    """One person of it; ``resident`` is None for who is on no register here."""

    resident: ResidentId | None
    given: str
    birth: date
    sex: Sex
    died: date | None = None
    adopted: bool = False


@dataclass(frozen=True, slots=True)
class Kindred:
    """``first`` is the 筆頭者; ``abroad`` names a foreign spouse, who is in no 戸籍; ``made`` is when it began."""

    surname: str
    first: Kin
    second: Kin | None
    children: tuple[Kin, ...]
    abroad: str | None
    made: date

    @property
    def everybody(self) -> tuple[Kin, ...]:
        """In the order of the 戸籍."""
        return (self.first, *((self.second,) if self.second else ()), *self.children)


def kindred_of(city: Kawasaki, home: Home, group: Group, lots: Lots) -> Kindred:
    """Of one group of a household."""
    adults = [index for index in group.members if _is_adult(group.line, home.people[index])]
    children = [_kin(home, index) for index in group.members if index not in adults]
    children.sort(key=lambda kin: kin.birth)
    first, second = _couple(city, home, group, adults, lots)
    return Kindred(
        group.hittousha.partition(GAP)[0],
        first,
        second,
        tuple(children),
        _foreign_spouse(home) if group.line is Line.OWN else None,
        _made(city, lots, (first, second), children),
    )


def _is_adult(line: Line, person: Person) -> bool:
    """Whether that member is one of the couple."""
    if line is Line.OWN:
        return person.relationship == HEAD or person.relationship in SPOUSES
    if line is Line.PARENTS:
        return person.relationship in _PARENTS
    return person.relationship == _SONS_WIFE or (person.relationship == _CHILD and person.sex is Sex.MALE)


def _foreign_spouse(home: Home) -> str | None:
    for person, name in zip(home.people, home.names, strict=True):
        if person.foreign and person.relationship in SPOUSES:
            return name.written
    return None


def _kin(home: Home, index: int) -> Kin:
    person = home.people[index]
    return Kin(
        person.id,
        home.names[index].given.written,
        person.birth,
        person.sex,
        adopted=person.relationship == _WIFES_CHILD,
    )


def _couple(city: Kawasaki, home: Home, group: Group, adults: Sequence[int], lots: Lots) -> tuple[Kin, Kin | None]:
    """The 筆頭者 and the other one: some of them are dead, or live elsewhere."""
    here = [_kin(home, index) for index in sorted(adults, key=lambda index: index != group.first)]
    if group.first is not None:
        second = here[1] if len(here) > 1 else None
        if second is None and group.line is Line.PARENTS:
            second = _elsewhere(city, lots, here[0].birth, Sex.FEMALE)
        return here[0], second
    given = group.hittousha.partition(GAP)[2]
    if group.line is Line.OWN:
        dead = here[0].birth - timedelta(days=3 * YEAR)
        return Kin(None, given, dead, Sex.MALE, death_day(city, lots, here[0].birth)), here[0]
    eldest = min(home.people[index].birth for index in group.members)
    father = _elsewhere(city, lots, eldest - timedelta(days=lots.between(25, 36) * YEAR), Sex.MALE, given)
    mother = here[0] if here else _elsewhere(city, lots, eldest - timedelta(days=24 * YEAR), Sex.FEMALE)
    return father, mother


def _elsewhere(city: Kawasaki, lots: Lots, birth: date, sex: Sex, given: str | None = None) -> Kin:
    """A parent who does not live in this household."""
    birth = max(birth + timedelta(days=lots.below(YEAR)), _CALENDAR)
    named = given or given_name(lots, city, sex, birth.year).written
    old = city.turn.year - birth.year > _OLD or lots.percent(12)
    return Kin(None, named, birth, sex, death_day(city, lots, birth + timedelta(days=50 * YEAR)) if old else None)


def death_day(city: Kawasaki, lots: Lots, earliest: date) -> date:
    """After that day, within the last 25 years where there is room."""
    first = min(max(earliest.toordinal(), city.turn.toordinal() - 25 * YEAR), city.turn.toordinal() - 30)
    return date.fromordinal(lots.between(first, city.turn.toordinal() - 10))


def _made(city: Kawasaki, lots: Lots, couple: tuple[Kin, Kin | None], children: Sequence[Kin]) -> date:
    """The marriage: before the eldest child, of age; without a second one a 戸籍 of one's own at about thirty."""
    first, second = couple
    born = max(first.birth, second.birth if second else first.birth)
    day = born + timedelta(days=lots.between(20, 36) * YEAR + lots.below(YEAR))
    ends = [kin.died for kin in couple if kin is not None and kin.died is not None]
    bounds = [city.turn - timedelta(days=40), *ends]
    if children:
        bounds.append(children[0].birth - timedelta(days=lots.between(200, 900)))
    return min(day, *bounds)
