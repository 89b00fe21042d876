"""戸籍 of those whose 本籍 lies in the city: in force, replaced when rewritten (改製原), and closed (除籍)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from branch_app.domain.records.koseki import Koseki, KosekiEvent, KosekiPerson, KosekiState
from branch_app.domain.records.resident import Sex
from branch_app.domain.values.identifiers import KosekiId
from sync.central.kawasaki import koseki_events as happened
from sync.central.kawasaki.city import Kawasaki
from sync.central.kawasaki.fullnames import GAP
from sync.central.kawasaki.households import Home, home_of
from sync.central.kawasaki.kin import YEAR, Kin, Kindred, death_day, kindred_of
from sync.central.kawasaki.koseki_persons import Blocks, eventful
from sync.central.kawasaki.lots import Lots, Purpose
from sync.central.kawasaki.naming import given_name
from sync.central.kawasaki.origins import Group, is_of_here
from sync.central.kawasaki.people import Origin, origin_of

EVENTFUL = 17
"""Rank of the households that show more events and addresses than fit on a page."""
_CLOSED_PERCENT = 18
_DAUGHTER_PERCENT = 30
_REMEMBERED = 1915
"""Of whoever was born until then no parents are drawn: their days have no date in this calendar."""
_SUFFIXES = {KosekiState.CURRENT: "0", KosekiState.REFORMED: "8", KosekiState.REMOVED: "9"}


@dataclass(frozen=True, slots=True)
class Kept:
    """One 戸籍 with the household and the group that it was drawn for."""

    home: Home
    group: Group
    koseki: Koseki


def kosekis(city: Kawasaki, numbers: Iterable[int]) -> Iterator[Koseki]:
    """In the order of their keys."""
    return (kept.koseki for kept in kept_kosekis(city, numbers))


def kept_kosekis(city: Kawasaki, numbers: Iterable[int]) -> Iterator[Kept]:
    """In the order of their keys."""
    for number in numbers:
        if origin_of(city, number) is Origin.FOREIGN or not is_of_here(city, number):
            continue
        home = home_of(city, number)
        if home is not None:
            yield from (
                Kept(home, group, koseki)
                for group in home.groups
                if group.here
                for koseki in _kosekis_of(city, home, group)
            )


def _kosekis_of(city: Kawasaki, home: Home, group: Group) -> Iterator[Koseki]:
    lots = city.lots(Purpose.KOSEKI, home.number * 10 + int(group.line.value))
    kindred = kindred_of(city, home, group, lots)
    persons = Blocks(city, lots, kindred).all()
    if city.special(home.number, EVENTFUL):
        persons = (eventful(persons[0], min(kindred.made, city.turn - timedelta(days=YEAR))), *persons[1:])
    old = kindred.made < happened.REFORMED
    began = happened.reformed() if old else happened.made(kindred.made)
    current = Koseki(
        _id(home, group, KosekiState.CURRENT),
        KosekiState.CURRENT,
        group.honseki,
        group.hittousha,
        (began,),
        persons,
    )
    yield current
    if old:
        yield _reformed(city, lots, home, group, kindred, current)
    if kindred.first.birth.year > _REMEMBERED and lots.percent(_CLOSED_PERCENT):
        yield _closed(city, lots, home, group, kindred)


def _reformed(city: Kawasaki, lots: Lots, home: Home, group: Group, kindred: Kindred, current: Koseki) -> Koseki:
    """改製原: as it was on the day of rewriting, with a daughter who had left; the new one leaves her out."""
    persons = [_before(person) for person in current.persons if person.birth < happened.REFORMED]
    wedding = happened.REFORMED - timedelta(days=lots.between(90, 4_000))
    born = wedding - timedelta(days=lots.between(21, 29) * YEAR)
    if lots.percent(_DAUGHTER_PERCENT) and born > kindred.made:
        given = given_name(lots, city, Sex.FEMALE, born.year).written
        daughter = Kin(None, given, born, Sex.FEMALE)
        wide = replace(kindred, children=(*kindred.children, daughter))
        surname = lots.weighted(city.words.surnames).written
        husband = f"{surname}{GAP}{given_name(lots, city, Sex.MALE, born.year).written}"
        persons.append(Blocks(city, lots, wide).departed(daughter, wedding, husband))
    return replace(
        current,
        id=_id(home, group, KosekiState.REFORMED),
        state=KosekiState.REFORMED,
        events=(happened.made(kindred.made), happened.replaced()),
        persons=tuple(persons),
    )


def _before(person: KosekiPerson) -> KosekiPerson:
    """As of the rewriting."""
    events = tuple(event for event in person.events if event.day < happened.REFORMED)
    return replace(person, events=events, removed=any(event.kind == "死亡" for event in events))


def _closed(city: Kawasaki, lots: Lots, home: Home, group: Group, kindred: Kindred) -> Koseki:
    """除籍: that of the 筆頭者's parents, both dead, the child gone by marriage."""
    child = kindred.first
    born = child.birth - timedelta(days=lots.between(24, 38) * YEAR)
    father, mother = (
        Kin(None, given_name(lots, city, sex, born.year).written, born, sex, death_day(city, lots, child.birth))
        for sex in (Sex.MALE, Sex.FEMALE)
    )
    made = child.birth - timedelta(days=400)
    blocks = Blocks(city, lots, Kindred(kindred.surname, father, mother, (child,), None, made))
    gone = blocks.departed(child, kindred.made, kindred.second.given if kindred.second else "")
    last = max(day for day in (father.died, mother.died, kindred.made) if day is not None)
    events: tuple[KosekiEvent, ...] = (happened.made(made), happened.closed(last))
    return Koseki(
        _id(home, group, KosekiState.REMOVED),
        KosekiState.REMOVED,
        group.honseki,
        f"{kindred.surname}{GAP}{father.given}",
        events,
        (blocks.of(father), blocks.of(mother), gone),
    )


def _id(home: Home, group: Group, state: KosekiState) -> KosekiId:
    return KosekiId(f"K{1_000_000 + home.number}{group.line.value}{_SUFFIXES[state]}")
