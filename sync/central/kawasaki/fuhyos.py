"""戸籍の附票: where everybody of a 戸籍 lived since it was made; 除附票 for a closed one."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from branch_app.domain.records.koseki import Fuhyo, FuhyoAddress, FuhyoPerson, KosekiPerson, KosekiState
from sync.central.kawasaki.city import Kawasaki
from sync.central.kawasaki.kosekis import EVENTFUL, Kept, kept_kosekis
from sync.central.kawasaki.lots import Lots, Purpose
from sync.central.kawasaki.places import elsewhere

_MANY = 31


def fuhyos(city: Kawasaki, numbers: Iterable[int]) -> Iterator[Fuhyo]:
    """In the order of their keys: one for each 戸籍 in force or closed."""
    for kept in kept_kosekis(city, numbers):
        if kept.koseki.state is not KosekiState.REFORMED:
            yield _fuhyo(city, kept)


def _fuhyo(city: Kawasaki, kept: Kept) -> Fuhyo:
    koseki = kept.koseki
    lots = city.lots(Purpose.FUHYO, int(koseki.id[1:]))
    persons = tuple(
        FuhyoPerson(
            person.resident,
            person.name,
            person.birth,
            person.sex,
            person.removed,
            tuple(_addresses(city, kept, lots, place, person)),
        )
        for place, person in enumerate(koseki.persons)
    )
    return Fuhyo(koseki.id, koseki.state, koseki.honseki, koseki.hittousha, persons)


def _addresses(city: Kawasaki, kept: Kept, lots: Lots, place: int, person: KosekiPerson) -> Iterator[FuhyoAddress]:
    """The oldest first; of a resident the last is that of the 住民票."""
    stay, here = kept.home.stay, person.resident is not None and not person.removed
    came = max(stay.came, person.birth) if here else city.turn
    many = place == 0 and city.special(kept.home.number, EVENTFUL)
    earlier = _MANY if many else lots.between(0, 3)
    if person.birth < came:
        yield from _earlier(city, lots, person.birth, came, max(earlier, 0 if here else 1))
    if not here:
        return
    moved = stay.since_birth(person.birth)
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
