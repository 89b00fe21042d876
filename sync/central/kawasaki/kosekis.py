"""戸籍 of those whose 本籍 lies in the city: in force, replaced when rewritten (改製原), and closed (除籍)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from branch_app.domain.records.koseki import Koseki, KosekiPerson, KosekiState
from branch_app.domain.records.resident import Sex
from sync.central.kawasaki import koseki_events as happened
from sync.central.kawasaki.city import Kawasaki
from sync.central.kawasaki.fullnames import GAP
from sync.central.kawasaki.kept import EVENTFUL, Kept, kept_families
from sync.central.kawasaki.kin import YEAR, Kin, Kindred
from sync.central.kawasaki.koseki_persons import Blocks, eventful
from sync.central.kawasaki.naming import given_name

_DAUGHTER_PERCENT = 30


def kosekis(city: Kawasaki, numbers: Iterable[int]) -> Iterator[Koseki]:
    """In the order of their keys."""
    for kept in kept_families(city, numbers):
        current = _current(city, kept)
        yield current
        if kept.kindred.made < happened.REFORMED:
            yield _reformed(city, kept, current)
        if kept.closed is not None:
            yield _closed(city, kept, kept.closed)


def _current(city: Kawasaki, kept: Kept) -> Koseki:
    """In force; a rewritten one begins with that."""
    made, group, state = kept.kindred.made, kept.group, KosekiState.CURRENT
    persons = Blocks(city, kept.lots, kept.kindred).all()
    if city.special(kept.home.number, EVENTFUL):
        persons = (eventful(persons[0], min(made, city.turn - timedelta(days=YEAR))), *persons[1:])
    began = happened.reformed() if made < happened.REFORMED else happened.made(made)
    return Koseki(kept.id(state), state, group.honseki, group.hittousha, (began,), persons)


def _reformed(city: Kawasaki, kept: Kept, current: Koseki) -> Koseki:
    """改製原: as it was on the day of rewriting, with a daughter who had left; the new one leaves her out."""
    persons = [_before(person) for person in current.persons if person.birth < happened.REFORMED]
    if kept.lots.percent(_DAUGHTER_PERCENT):
        persons += _daughter(city, kept)
    return replace(
        current,
        id=kept.id(KosekiState.REFORMED),
        state=KosekiState.REFORMED,
        events=(happened.made(kept.kindred.made), happened.replaced()),
        persons=tuple(persons),
    )


def _before(person: KosekiPerson) -> KosekiPerson:
    """As of the rewriting."""
    events = tuple(event for event in person.events if event.day < happened.REFORMED)
    return replace(person, events=events, removed=any(event.kind == "死亡" for event in events))


def _daughter(city: Kawasaki, kept: Kept) -> Iterator[KosekiPerson]:
    """Married and gone before the rewriting, when there is room in the family's years."""
    lots, kindred = kept.lots, kept.kindred
    wedding = happened.REFORMED - timedelta(days=lots.between(90, 4_000))
    born = wedding - timedelta(days=lots.between(21, 29) * YEAR)
    if born > kindred.made:
        daughter = Kin(None, given_name(lots, city, Sex.FEMALE, born.year).written, born, Sex.FEMALE)
        wide = replace(kindred, children=(*kindred.children, daughter))
        surname = lots.weighted(city.words.surnames).written
        husband = f"{surname}{GAP}{given_name(lots, city, Sex.MALE, born.year).written}"
        yield Blocks(city, lots, wide).departed(daughter, wedding, husband)


def _closed(city: Kawasaki, kept: Kept, parents: Kindred) -> Koseki:
    """除籍: that of the 筆頭者's parents, the child gone by marriage."""
    blocks, kindred = Blocks(city, kept.lots, parents), kept.kindred
    gone = blocks.departed(kindred.first, kindred.made, kindred.second.given if kindred.second else "")
    couple = blocks.all()[:2]
    last = max(day for day in (*(kin.died for kin in parents.everybody), kindred.made) if day is not None)
    events = (happened.made(parents.made), happened.closed(last))
    name = f"{parents.surname}{GAP}{parents.first.given}"
    state = KosekiState.REMOVED
    return Koseki(kept.id(state), state, kept.group.honseki, name, events, (*couple, gone))
