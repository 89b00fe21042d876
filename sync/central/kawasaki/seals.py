"""印鑑登録: who has one, since when, and the impression that is each one's own."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.values.codes import CityCardNumber, city_card_number
from sync.central.kawasaki.city import Kawasaki, serial
from sync.central.kawasaki.fullnames import GAP, FullName
from sync.central.kawasaki.lots import Lots, Purpose
from sync.central.kawasaki.naming import names_of
from sync.central.kawasaki.people import Person, people_of, registered
from sync.central.kawasaki.stamps import Cutter
from sync.central.kawasaki.stays import Stay, stay_of

_OF_AGE = 15
_FIRST_SERIAL = 30_000_000


def seals(city: Kawasaki, numbers: Iterable[int], cutter: Cutter) -> Iterator[SealRegistration]:
    """In the order of their keys."""
    for number in numbers:
        people = registered(city, people_of(city, number))
        holders = holders_of(city, number, people)
        if not holders:
            continue
        names, stay = names_of(city, number, people), stay_of(city, number, people[0])
        for index in holders:
            person = people[index]
            lots = city.lots(Purpose.SEAL, int(person.id))
            registered_on = _day(lots, city, person, stay)
            impression = cutter.cut(_legend(lots, names[index]), lots)
            yield SealRegistration(card_number(number, person), person.id, registered_on, impression)


def holders_of(city: Kawasaki, number: int, people: Sequence[Person]) -> list[int]:
    """Indices of who has one: about 385 of a thousand residents, of age for it a year ago."""
    lots = city.lots(Purpose.SEAL, -number)
    return [index for index, person in enumerate(people) if lots.percent(_share(person.age))]


def _share(age: int) -> int:
    if age <= _OF_AGE:
        return 0
    return 8 if age < 20 else 28 if age < 30 else 50 if age < 45 else 56


def card_number(number: int, person: Person) -> CityCardNumber:
    """印鑑登録番号, and number of the かわさき市民カード that is its 印鑑登録証."""
    return city_card_number(_FIRST_SERIAL + serial(number, person.place))


def _day(lots: Lots, city: Kawasaki, person: Person, stay: Stay) -> date:
    """Since 15 years of age and residence, before the turn of the year."""
    birth, last = person.birth, city.turn.toordinal() - 1
    of_age = date(birth.year + _OF_AGE, birth.month, min(birth.day, 28)).toordinal() + 4
    first = min(last, max(of_age, stay.became(person).toordinal()))
    return date.fromordinal(lots.between(first, last))


def _legend(lots: Lots, name: FullName) -> str:
    """The surname mostly, or all of it, or the given name; a 通称 as well as the name."""
    written = name.written if name.alias is None or lots.percent(30) else name.alias.written
    surname, _, given = written.partition(GAP)
    kind = lots.below(100)
    return surname if kind < 72 else given if kind < 82 else surname + given.replace(GAP, "")
