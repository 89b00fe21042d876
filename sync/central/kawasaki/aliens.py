"""外国人登録原票: who lived here before 2012-07-09. Closed since, and kept in the later world too."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from branch_app.domain.records.alien import AlienRecord
from branch_app.domain.records.resident import RELATIONSHIPS
from sync.central.kawasaki.city import FOREIGN_RESIDENTS_SINCE, Kawasaki, serial
from sync.central.kawasaki.foreigners import background_of, is_special, standing_of
from sync.central.kawasaki.fullnames import FullName
from sync.central.kawasaki.lots import Purpose
from sync.central.kawasaki.naming import names_of
from sync.central.kawasaki.people import Origin, Person, origin_of, people_of
from sync.central.kawasaki.places import address_of
from sync.central.kawasaki.stays import Stay, stay_of

_FIRST_NUMBER = 910_000_000


def aliens(city: Kawasaki, numbers: Iterable[int]) -> Iterator[AlienRecord]:
    """In the order of their keys."""
    for number in numbers:
        if origin_of(city, number) is Origin.JAPANESE:
            continue
        people = people_of(city, number)
        stay = stay_of(city, number, people[0])
        names = names_of(city, number, people)
        for person, name in zip(people, names, strict=True):
            if person.foreign and stay.became(person) < FOREIGN_RESIDENTS_SINCE:
                yield _record(city, number, person, (name, names[0].written), stay)


def _record(
    city: Kawasaki, number: int, person: Person, name_and_head: tuple[FullName, str], stay: Stay
) -> AlienRecord:
    name, head = name_and_head
    lots = city.lots(Purpose.ALIEN, int(person.id))
    special, stays = is_special(city, number), standing_of(city, number, person, name)
    registered = stay.became(person)
    entered = None if special else registered - timedelta(days=lots.between(0, 20))
    return AlienRecord(
        number=f"B{_FIRST_NUMBER + serial(number, person.place)}",
        resident=person.id,
        name=name.written,
        alias=name.alias,
        nationality=background_of(city, number).nation.name,
        birth=person.birth,
        sex=person.sex,
        address=address_of(city, number),
        head=head,
        relationship="の".join(RELATIONSHIPS[code] for code in person.relationship),
        stay="特別永住者" if special else stays.stay or "永住者",
        period=None if special else stays.period,
        expires=None if special or stays.period is None else date(2013, 1 + lots.below(12), 1 + lots.below(28)),
        landed=entered if entered is not None and entered >= person.birth else None,
        registered=registered,
    )
