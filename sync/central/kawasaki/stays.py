"""When a household came, whether it moved within the city since, and from where."""

from dataclasses import dataclass
from datetime import date, timedelta

from branch_app.domain.records.resident import MovingOut
from sync.central.kawasaki.city import Kawasaki
from sync.central.kawasaki.lots import Lots, Purpose
from sync.central.kawasaki.people import Person
from sync.central.kawasaki.places import city_address, elsewhere

_ADULT = 18
_YEAR = 365


@dataclass(frozen=True, slots=True)
class Stay:
    """``came`` is the day they became residents together, ``native`` whether the head was born in the city."""

    came: date
    native: bool
    moved: date | None
    previous: str | None
    leaving: MovingOut | None

    def became(self, person: Person) -> date:
        """住民となった年月日."""
        return person.birth if self.native or person.birth >= self.came else self.came

    def since(self, person: Person) -> date | None:
        """住所を定めた年月日: None for who never moved in the city."""
        return self.since_birth(person.birth)

    def since_birth(self, birth: date) -> date | None:
        """The move within the city of somebody born on that day."""
        return self.moved if self.moved is not None and self.moved > birth else None

    def notified(self, person: Person) -> date | None:
        """届出日 of moving in: None for who was born here."""
        return None if self.native or person.birth >= self.came else self.came

    def previous_of(self, person: Person) -> str | None:
        """前住所."""
        return self.previous if self.since(person) or self.notified(person) else None


def stay_of(city: Kawasaki, number: int, head: Person) -> Stay:
    """Of that household."""
    lots = city.lots(Purpose.STAY, number)
    years = min(50, max(1, head.age - _ADULT))
    came = city.turn - timedelta(days=10 + min(lots.below(years * _YEAR), lots.below(years * _YEAR)))
    moved = came + (city.turn - came) * lots.between(1, 9) // 10 if lots.percent(35) else None
    native = lots.percent(12) and not head.foreign
    if moved is not None:
        previous: str | None = city_address(lots, city.words)
    else:
        previous = None if native else elsewhere(lots, city.words)
    return Stay(came, native, moved, previous, _leaving(city, lots))


def _leaving(city: Kawasaki, lots: Lots) -> MovingOut | None:
    """転出予定 of one household in 300, within the month of the business date."""
    if not lots.one_in(300):
        return None
    return MovingOut(city.plan.on + timedelta(days=lots.between(1, 28)), elsewhere(lots, city.words))
