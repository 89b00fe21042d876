"""More made-up people beside those the demo names: as many as asked for, the same every time.

    city = populated(load_city(path), load_names(names), residents=1500, on=date(2026, 1, 1))

Numbers carry right check digits and begin with 91 (people) or 30 (cards), addresses have blocks and numbers that
the ward does not. A card's PIN is the last four digits of its holder's 宛名番号, so that a trainer knows it.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from branch_app.domain.records.resident import Household, Resident, Sex
from branch_app.domain.values.codec import decode
from branch_app.domain.values.codes import city_card_number, juminhyo_code_check_digit
from branch_app.domain.values.identifiers import HouseholdId, ResidentId
from sync.central.example.city import City, DemoCityCard, DemoSeal
from sync.central.example.family import Part, family

_SEED = 20120315
_SEALS = 36
_RESTRICTED = 6
_SEAL_AGE = 15
_OLD_SPELLING = 85
"""From this age on registers hold きようこ for きょうこ."""
_LARGE = str.maketrans("ャュョッ", "ヤユヨツ")
_WARD = "神奈川県川崎市多摩区"
_TOWNS = (
    *(f"菅{number}丁目999番地" for number in "一二三四五六"),
    *(f"{town}九丁目99番" for town in ("菅北浦", "菅馬場", "菅稲田堤", "菅仙谷", "中野島", "宿河原", "長尾")),
    *(f"{town}九丁目99番" for town in ("枡形", "東三田", "三田", "栗谷", "西生田", "南生田", "生田", "堰")),
    *(f"{town}9999番地" for town in ("登戸", "菅城下", "菅野戸呂", "布田", "和泉")),
)
_ELSEWHERE = (
    "東京都稲城市矢野口9999番地",
    "神奈川県横浜市青葉区美しが丘九丁目99番地",
    "東京都調布市布田九丁目99番地9",
)


@dataclass(frozen=True, slots=True)
class Name:
    """As written, and its kana."""

    written: str
    kana: str


@dataclass(frozen=True, slots=True)
class Names:
    """Surnames and given names, the commonest first."""

    surnames: tuple[Name, ...]
    male: tuple[Name, ...]
    female: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class _Home:
    """What the members of a household share; ``moved`` is when it last moved within the city."""

    address: str
    head: str
    honseki: str
    came: date
    moved: date | None
    previous: str


def load_names(path: Path) -> Names:
    """Read the file.

    Raises:
        BadInput: it does not say what it should.
    """
    return decode(Names, tomllib.loads(path.read_text(encoding="utf-8")))


def populated(city: City, names: Names, residents: int, on: date) -> City:
    """The city with so many more people, of the ages they have on that day."""
    chance = Random(_SEED)  # noqa: S311 - made-up people, no secrets
    households = tuple(_households(chance, names, residents, on))
    adults = [member for home in households for member in home.members if on.year - member.birth.year > _SEAL_AGE]
    holders = chance.sample(adults, len(adults) // 3)
    cards = tuple(_card(number, person) for number, person in enumerate(holders))
    seals = tuple(_seal(chance, card, person, on) for card, person in zip(cards[:_SEALS], holders, strict=False))
    return replace(
        city,
        households=city.households + households,
        seals=city.seals + seals,
        city_cards=city.city_cards + cards,
        restricted=city.restricted + _restricted(households),
    )


def _households(chance: Random, names: Names, residents: int, on: date) -> Iterator[Household]:
    left, number = residents, 0
    while left > 0:
        number += 1
        parts = family(chance)[:left]
        left -= len(parts)
        yield _household(chance, names, number, parts, on)


def _household(chance: Random, names: Names, number: int, parts: Sequence[Part], on: date) -> Household:
    surname, given = _drawn(chance, names.surnames), _given(chance, names, parts)
    came = on - timedelta(days=chance.randrange(200, 365 * min(30, parts[0].age - 18) + 201))
    moved = came + (on - came) / 2 if chance.random() < 0.3 else None
    home = _Home(
        address=_address(chance, number),
        head=f"{surname.written}\u3000{given[0].written}",
        honseki=chance.choice((*_ELSEWHERE, _WARD + chance.choice(_TOWNS))),
        came=came,
        moved=moved,
        previous=chance.choice(_ELSEWHERE) if moved is None else _WARD + chance.choice(_TOWNS),
    )
    members = tuple(
        _resident(f"{number:06d}{place:02d}", _full(surname, name, part), part, _birth(chance, part, on), home)
        for place, (part, name) in enumerate(zip(parts, given, strict=True), start=1)
    )
    return Household(HouseholdId(f"H{1_000_000 + number}"), home.address, home.head, members)


def _resident(number: str, name: Name, part: Part, birth: date, home: _Home) -> Resident:
    """Who was born after the household came has lived in the city from birth on."""
    born_here = birth > home.came
    moved = home.moved if home.moved and home.moved > birth else None
    body = f"98{number}"
    return Resident(
        id=ResidentId(f"91{number}"),
        name=name.written,
        kana=name.kana,
        birth=birth,
        sex=part.sex,
        relationship=part.relationship,
        became_resident=max(birth, home.came),
        address_since=moved,
        notified=None if born_here else home.came,
        honseki=home.honseki,
        hittousha=home.head,
        previous_address=None if born_here and moved is None else home.previous,
        juminhyo_code=body + juminhyo_code_check_digit(body),
    )


def _birth(chance: Random, part: Part, on: date) -> date:
    """Some day that makes the age right at the turn of the year."""
    return date(on.year - part.age, 1, 1) - timedelta(days=chance.randrange(1, 366))


def _given(chance: Random, names: Names, parts: Sequence[Part]) -> list[Name]:
    """A given name for each; nobody of one household bears another's."""
    given: list[Name] = []
    for part in parts:
        among = names.male if part.sex is Sex.MALE else names.female
        given.append(_drawn(chance, [name for name in among if name not in given]))
    return given


def _full(surname: Name, given: Name, part: Part) -> Name:
    kana = f"{surname.kana}\u3000{given.kana}"
    spelled = kana.translate(_LARGE) if part.age >= _OLD_SPELLING else kana
    return Name(f"{surname.written}\u3000{given.written}", spelled)


def _drawn(chance: Random, names: Sequence[Name]) -> Name:
    """The first names of the list some ten times as often as the last."""
    (name,) = chance.choices(names, [1 / (place + 12) for place in range(len(names))])
    return name


def _address(chance: Random, number: int) -> str:
    """A town of the ward, house number, now and then a room (方書)."""
    town = chance.choice(_TOWNS)
    place = f"{town}{number}" if town.endswith("番地") else f"{town}{number}号"
    room = "" if chance.random() < 0.7 else f"\u3000見本荘{chance.randrange(1, 4)}0{number % 9 + 1}"
    return f"{_WARD}{place}{room}"


def _card(number: int, person: Resident) -> DemoCityCard:
    pin = None if number % 5 == 4 else person.id[-4:]
    return DemoCityCard(city_card_number(30_000_000 + number), person.id, pin)


def _seal(chance: Random, card: DemoCityCard, person: Resident, on: date) -> DemoSeal:
    """Registered in some year after the holder was of age for it."""
    year = chance.randrange(max(1980, person.birth.year + _SEAL_AGE + 1), on.year + 1)
    registered = min(on, date(year, 1 + chance.randrange(12), 1 + chance.randrange(28)))
    return DemoSeal(card.number, card.resident, registered, chance.randrange(10, 16))


def _restricted(households: Sequence[Household]) -> tuple[ResidentId, ...]:
    """One member each of some households of several, the head of others."""
    chosen = [home for home in households if len(home.members) > 2][: _RESTRICTED // 2]
    alone = [home for home in households if len(home.members) == 1][: _RESTRICTED // 2]
    return (*(home.members[1].id for home in chosen), *(home.members[0].id for home in alone))
