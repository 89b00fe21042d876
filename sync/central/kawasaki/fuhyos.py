"""戸籍の附票: where everybody of a 戸籍 lived since it was made; 除附票 for a closed one."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from branch_app.domain.records.koseki import Fuhyo, FuhyoAddress, FuhyoPerson, KosekiState
from sync.central.kawasaki.city import Kawasaki
from sync.central.kawasaki.fullnames import GAP
from sync.central.kawasaki.kept import EVENTFUL, Kept, kept_families
from sync.central.kawasaki.kin import Kin, Kindred
from sync.central.kawasaki.lots import Lots, Purpose
from sync.central.kawasaki.places import elsewhere

_MANY = 31


def fuhyos(city: Kawasaki, numbers: Iterable[int]) -> Iterator[Fuhyo]:
    """In the order of their keys: one for each 戸籍 in force or closed."""
    for kept in kept_families(city, numbers):
        yield _fuhyo(city, kept, KosekiState.CURRENT, kept.kindred, kept.group.hittousha)
        if kept.closed is not None:
            name = f"{kept.closed.surname}{GAP}{kept.closed.first.given}"
            yield _fuhyo(city, kept, KosekiState.REMOVED, kept.closed, name)


def _fuhyo(city: Kawasaki, kept: Kept, state: KosekiState, kindred: Kindred, hittousha: str) -> Fuhyo:
    identity = kept.id(state)
    lots = city.lots(Purpose.FUHYO, int(identity[1:]))
    persons = tuple(_person(city, kept, lots, state, kin) for kin in kindred.everybody)
    return Fuhyo(identity, state, kept.group.honseki, hittousha, persons)


def _person(city: Kawasaki, kept: Kept, lots: Lots, state: KosekiState, kin: Kin) -> FuhyoPerson:
    removed = kin.died is not None or state is KosekiState.REMOVED
    here = kin.resident is not None and not removed
    addresses = tuple(_addresses(city, kept, lots, kin, here=here))
    return FuhyoPerson(kin.resident, kin.given, kin.birth, kin.sex, removed, addresses)


def _addresses(city: Kawasaki, kept: Kept, lots: Lots, kin: Kin, *, here: bool) -> Iterator[FuhyoAddress]:
    """The oldest first; of a resident the last is that of the 住民票."""
    stay = kept.home.stay
    came = max(stay.came, kin.birth) if here else city.turn
    many = kin is kept.kindred.first and city.special(kept.home.number, EVENTFUL)
    earlier = _MANY if many else lots.between(0, 3)
    if kin.birth < came:
        yield from _earlier(city, lots, kin.birth, came, max(earlier, 0 if here else 1))
    if not here:
        return
    moved = stay.since_birth(kin.birth)
    if moved is None:
        yield FuhyoAddress(kept.home.address, came)
        return
    yield FuhyoAddress(stay.previous or kept.home.address, came)
    yield FuhyoAddress(kept.home.address, moved)


def _earlier(city: Kawasaki, lots: Lots, first: date, last: date, count: int) -> Iterator[FuhyoAddress]:
    """The day of the first is not known any more, now and then."""
    days = max(1, (last - first).days // max(1, count))
    for number in range(count):
        since = first + timedelta(days=min(days * number + lots.below(days), (last - first).days - 1))
        yield FuhyoAddress(elsewhere(lots, city.words), None if number == 0 and lots.one_in(9) else since)
