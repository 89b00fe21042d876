"""支援措置 and 発行停止: whose papers are stopped; at home with them there is often nobody else restricted."""

from collections.abc import Iterable, Iterator, Sequence

from branch_app.domain.records.resident import Sex
from branch_app.domain.values.identifiers import ResidentId
from sync.central.kawasaki.city import Kawasaki
from sync.central.kawasaki.lots import Lots, Purpose
from sync.central.kawasaki.people import Person, people_of, registered

_EVERY = 600
"""Somebody is restricted in one household in so many."""
_CHILDREN = (("20",), ("12", "20"))


def restricted(city: Kawasaki, numbers: Iterable[int]) -> Iterator[ResidentId]:
    """In the order of households."""
    for number in numbers:
        lots = city.lots(Purpose.RESTRICTION, number)
        if lots.one_in(_EVERY) and (people := registered(city, people_of(city, number))):
            yield from (person.id for person in _chosen(lots, people))


def _chosen(lots: Lots, people: Sequence[Person]) -> Iterable[Person]:
    """One of several, a mother with her children, or everybody."""
    kind = lots.below(10)
    if kind < 5:
        return (lots.of(people),)
    if kind < 8:
        return [
            person for person in people if person.relationship in _CHILDREN or person.sex is Sex.FEMALE
        ] or people[:1]
    return people
