"""Families whose 戸籍 is kept in the city: one in force for each, and that of the parents where it is closed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from branch_app.domain.records.koseki import KosekiState
from branch_app.domain.records.resident import Sex
from branch_app.domain.values.identifiers import KosekiId
from sync.central.kawasaki.city import Kawasaki
from sync.central.kawasaki.households import Home, home_of
from sync.central.kawasaki.kin import YEAR, Kin, Kindred, death_day, kindred_of
from sync.central.kawasaki.lots import Lots, Purpose
from sync.central.kawasaki.naming import given_name
from sync.central.kawasaki.origins import Group, is_of_here
from sync.central.kawasaki.people import Origin, origin_of

EVENTFUL = 17
"""Rank of the households that show more events and addresses than fit on a page."""
_CLOSED_PERCENT = 18
_REMEMBERED = 1915
"""Of whoever was born until then no parents are drawn: their days have no date in this calendar."""
_SUFFIXES = {KosekiState.CURRENT: "0", KosekiState.REFORMED: "8", KosekiState.REMOVED: "9"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A family with the household and the group that it was drawn for; ``lots`` go on from there."""

    home: Home
    group: Group
    kindred: Kindred
    closed: Kindred | None
    lots: Lots

    def id(self, state: KosekiState) -> KosekiId:
        """Of its 戸籍 in that state; ids grow with the household's number."""
        return KosekiId(f"K{1_000_000 + self.home.number}{self.group.line.value}{_SUFFIXES[state]}")


def kept_families(city: Kawasaki, numbers: Iterable[int]) -> Iterator[Kept]:
    """In the order of their ids."""
    for number in numbers:
        if origin_of(city, number) is Origin.FOREIGN or not is_of_here(city, number):
            continue
        home = home_of(city, number)
        if home is not None:
            yield from (_kept(city, home, group) for group in home.groups if group.here)


def _kept(city: Kawasaki, home: Home, group: Group) -> Kept:
    lots = city.lots(Purpose.KOSEKI, home.number * 10 + int(group.line.value))
    kindred = kindred_of(city, home, group, lots)
    closed = None
    if kindred.first.birth.year > _REMEMBERED and lots.percent(_CLOSED_PERCENT):
        closed = _parents(city, lots, kindred)
    return Kept(home, group, kindred, closed, lots)


def _parents(city: Kawasaki, lots: Lots, kindred: Kindred) -> Kindred:
    """Of the 筆頭者, both dead."""
    child = kindred.first
    born = child.birth - timedelta(days=lots.between(24, 38) * YEAR)
    father, mother = (
        Kin(None, given_name(lots, city, sex, born.year).written, born, sex, death_day(city, lots, child.birth))
        for sex in (Sex.MALE, Sex.FEMALE)
    )
    return Kindred(kindred.surname, father, mother, (child,), None, child.birth - timedelta(days=400))
