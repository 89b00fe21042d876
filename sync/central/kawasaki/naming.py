"""Names of a household: one surname mostly, nobody with another's given name; 旧氏 and very long names too."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from branch_app.domain.records.resident import OtherName, Sex
from sync.central.example.population import Name
from sync.central.kawasaki.city import Kawasaki
from sync.central.kawasaki.foreigners import background_of, foreign_name
from sync.central.kawasaki.fullnames import FullName
from sync.central.kawasaki.lots import Lots, Purpose
from sync.central.kawasaki.people import Person

FORMER_NAMES_SINCE = date(2019, 11, 5)
"""旧氏 on the 住民票 (domain.md section 1)."""
_STRANGERS = (("13",), ("14",), ("99",), ("96",))
_OLD_SPELLING = 85
"""From this age on registers hold きようこ for きょうこ."""
_LARGE = str.maketrans("ャュョッ", "ヤユヨツ")


def names_of(city: Kawasaki, number: int, people: Sequence[Person]) -> list[FullName]:
    """One for each."""
    lots = city.lots(Purpose.NAME, number)
    surname = lots.weighted(city.words.surnames)
    named: list[FullName] = []
    taken: set[str] = set()
    for person in people:
        if person.foreign:
            named.append(foreign_name(lots, city, background_of(city, number), person, taken))
            continue
        shared = surname if _shares(lots, person) else lots.weighted(city.words.surnames)
        full = FullName(shared, _given(lots, city, person, taken), _former(lots, city, person))
        named.append(_old(full) if person.age >= _OLD_SPELLING else full)
    return named


def given_name(lots: Lots, city: Kawasaki, sex: Sex, year: int) -> Name:
    """What somebody born in that year is called."""
    return lots.weighted(city.words.given_names(sex, year))


def _shares(lots: Lots, person: Person) -> bool:
    if person.relationship == ("12", "20"):
        return lots.percent(50)
    return person.relationship not in _STRANGERS


def _given(lots: Lots, city: Kawasaki, person: Person, taken: set[str]) -> Name:
    """Drawn again while somebody at home has it; now and then three in one (長い名)."""
    names = city.words.given_names(person.sex, person.birth.year)
    name = lots.weighted(names)
    while name.written in taken:
        name = lots.weighted(names)
    taken.add(name.written)
    if lots.one_in(2_500):
        more = [lots.weighted(names) for _ in range(3)]
        return Name(
            name.written + "".join(each.written for each in more), name.kana + "".join(each.kana for each in more)
        )
    return name


def _former(lots: Lots, city: Kawasaki, person: Person) -> OtherName | None:
    if person.relationship != ("12",) or city.plan.on < FORMER_NAMES_SINCE or not lots.percent(4):
        return None
    surname = lots.weighted(city.words.surnames)
    return OtherName(surname.written, surname.kana)


def _old(name: FullName) -> FullName:
    surname, given = (Name(part.written, part.kana.translate(_LARGE)) for part in (name.surname, name.given))
    return replace(name, surname=surname, given=given)
