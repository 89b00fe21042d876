"""住民基本台帳: households with their members."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from branch_app.domain.records.resident import Household, Resident
from branch_app.domain.values.codes import juminhyo_code_check_digit
from sync.central.kawasaki.city import Kawasaki, household_id
from sync.central.kawasaki.foreigners import standing_of
from sync.central.kawasaki.fullnames import FullName
from sync.central.kawasaki.naming import names_of
from sync.central.kawasaki.origins import Group, groups_of
from sync.central.kawasaki.people import Person, people_of, registered
from sync.central.kawasaki.places import address_of
from sync.central.kawasaki.stays import Stay, stay_of

_SPREAD = 48_271
"""Prime to a hundred million: neighbours get 住民票コード that lie far apart, and nobody another's."""
_CODES = 100_000_000


@dataclass(frozen=True, slots=True)
class Home:
    """Everything that follows from a household's number, once drawn."""

    number: int
    address: str
    people: Sequence[Person]
    names: Sequence[FullName]
    stay: Stay
    groups: Sequence[Group]

    @property
    def head(self) -> str:
        """世帯主."""
        return self.names[0].written

    def group_of(self, index: int) -> Group | None:
        """戸籍 of that member; foreign residents have none."""
        for group in self.groups:
            if index in group.members:
                return group
        return None


def home_of(city: Kawasaki, number: int) -> Home | None:
    """Draw it; None when nobody of it stands on the 住民基本台帳 of the business date."""
    people = registered(city, people_of(city, number))
    if not people:
        return None
    names = names_of(city, number, people)
    stay = stay_of(city, number, people[0])
    return Home(number, address_of(city, number), people, names, stay, groups_of(city, number, people, names))


def homes_of(city: Kawasaki, numbers: Iterable[int]) -> Iterator[Home]:
    """Those that there are, in order."""
    return (home for number in numbers if (home := home_of(city, number)) is not None)


def households(city: Kawasaki, numbers: Iterable[int]) -> Iterator[Household]:
    """In the order of their keys."""
    for home in homes_of(city, numbers):
        members = tuple(resident_of(city, home, index) for index in range(len(home.people)))
        yield Household(household_id(home.number), home.address, home.head, members)


def resident_of(city: Kawasaki, home: Home, index: int) -> Resident:
    """One member as the register holds them."""
    person, name, stay, group = home.people[index], home.names[index], home.stay, home.group_of(index)
    return Resident(
        id=person.id,
        name=name.written,
        kana=name.kana,
        birth=person.birth,
        sex=person.sex,
        relationship=person.relationship,
        became_resident=stay.became(person),
        address_since=stay.since(person),
        notified=stay.notified(person),
        honseki="" if group is None else group.honseki,
        hittousha="" if group is None else group.hittousha,
        previous_address=stay.previous_of(person),
        juminhyo_code=juminhyo_code(city, home.number * 100 + person.place),
        birth_written=person.birth_written,
        former_name=name.former,
        foreign=standing_of(city, home.number, person, name) if person.foreign else None,
        moving_out=stay.leaving,
    )


def juminhyo_code(city: Kawasaki, number: int) -> str:
    """住民票コード with its check digit; 98 begins nobody's outside this made-up city."""
    body = f"98{(number * _SPREAD + city.plan.seed) % _CODES:08d}"
    return body + juminhyo_code_check_digit(body)
