"""The many made-up people: right numbers, plausible households, names that can be drawn, the same every time."""

from collections import Counter
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from branch_app.documents.fonts import mincho
from branch_app.domain.records.registers import CityCard
from branch_app.domain.records.resident import HEAD, RELATIONSHIPS, Household, Resident
from branch_app.domain.rules.entitlement import age
from branch_app.domain.values.codes import is_juminhyo_code, parse_city_card_number
from branch_app.domain.values.kana import fold_kana
from branch_app.domain.values.text import is_variation_selector
from branch_app.settings import RESOURCES
from sync.central.example.city import City, load_city, rows_of
from sync.central.example.impression import Engraver
from sync.central.example.population import load_names, populated

NAMES = Path("resources/demo/names.toml")
TODAY, PAPER = date(2026, 1, 1), date(2012, 1, 1)
DAYS = pytest.mark.parametrize("on", [TODAY, PAPER], ids=["today", "2012"])


@cache
def named() -> City:
    """Those the demo names."""
    return load_city(Path("resources/demo/city.json"))


@cache
def grown(on: date = TODAY, residents: int = 1_500) -> City:
    """And so many more."""
    return populated(named(), load_names(NAMES), residents, on)


def new_homes(on: date = TODAY) -> tuple[Household, ...]:
    """The generated households."""
    return grown(on).households[len(named().households) :]


def new_people(on: date = TODAY) -> list[Resident]:
    """Their members."""
    return [member for home in new_homes(on) for member in home.members]


@pytest.mark.parametrize("residents", [0, 1, 7, 1_500])
def test_as_many_as_asked_for(residents: int) -> None:
    """Not one more, because the last household is cut short."""
    people = [member for home in grown(TODAY, residents).households for member in home.members]
    assert residents == len(people) - sum(len(home.members) for home in named().households)


def test_the_named_people_stay() -> None:
    """The demo's cast, seals, cards and restriction come first and unchanged; none asked for is none added."""
    city, cast = grown(), named()
    assert cast == populated(cast, load_names(NAMES), 0, TODAY)
    assert cast.households == city.households[: len(cast.households)]
    assert cast.seals == city.seals[: len(cast.seals)]
    assert cast.city_cards == city.city_cards[: len(cast.city_cards)]
    assert cast.restricted == city.restricted[:1]


def test_the_same_every_time() -> None:
    """One seed, one city; fewer people are the beginning of more."""
    assert grown() == populated(named(), load_names(NAMES), 1_500, TODAY)
    assert grown(TODAY, 300).households[:-1] == grown().households[: len(grown(TODAY, 300).households) - 1]


def test_numbers_prove_themselves_and_collide_with_nobodys() -> None:
    """住民票コード and card numbers carry right check digits; every number in the city stands for one person."""
    city = grown()
    people = [member for home in city.households for member in home.members]
    assert all(is_juminhyo_code(person.juminhyo_code) for person in people)
    assert all(card.number == parse_city_card_number(card.number) for card in city.city_cards)
    for numbers in (
        [person.id for person in people] + [card.number for card in city.city_cards],
        [person.juminhyo_code for person in people],
        [home.id for home in city.households],
        [home.address for home in city.households],
        [seal.number for seal in city.seals],
        [seal.resident for seal in city.seals],
    ):
        assert len(numbers) == len(set(numbers))


@DAYS
def test_lives_follow_each_other(on: date) -> None:
    """Born, moved in, moved on, in that order and before that day; every head is of age."""
    for person in new_people(on):
        assert person.birth <= person.became_resident < on
        assert person.address_since is None or person.became_resident <= person.address_since < on
    assert all(age(home.members[0].birth, on) > 18 for home in new_homes(on))


@DAYS
def test_households_are_families(on: date) -> None:
    """One to six members, one head who is named, known relationships, children younger and parents older."""
    homes = new_homes(on)
    assert {1, 2, 3, 4, 5, 6} == {len(home.members) for home in homes}
    for home in homes:
        head = home.members[0]
        assert [home.head] == [member.name for member in home.members if member.relationship == HEAD]
        assert len(home.members) == len({member.name for member in home.members})
        assert all(member.birth > head.birth for member in home.members if member.relationship == ("20",))
        assert all(
            member.birth < head.birth for member in home.members if member.relationship in (("51",), ("52",))
        )
        assert set(chain(*(member.relationship for member in home.members))) <= set(RELATIONSHIPS)


def test_addresses_are_in_the_ward_and_nowhere() -> None:
    """Tama ward, with blocks and numbers that are not given out."""
    for home in new_homes():
        assert home.address.startswith("神奈川県川崎市多摩区")
        assert "99" in home.address


def test_every_name_can_be_drawn() -> None:
    """The certificate's own font has a glyph for each grapheme of names, kana and addresses; else GlyphMissing."""
    face = mincho(RESOURCES).faces
    for home in new_homes():
        face.glyphs(home.address)
        for person in home.members:
            face.glyphs(person.name + person.kana)


def test_hard_names_are_among_them() -> None:
    """髙, 﨑, kanji beyond the first plane, variation selectors, hiragana, and kana in the old large spelling."""
    written = "".join(person.name for person in new_people())
    assert {"髙", "﨑", "𠮷", "邊"} <= set(written)
    assert any(is_variation_selector(character) for character in written)
    assert any("ひまり" in person.name or "さくら" in person.name for person in new_people())
    old = [person for person in new_people() if "キヨウ" in person.kana or "シヨウ" in person.kana]
    assert all(age(person.birth, TODAY) >= 85 for person in old)


def test_names_repeat_as_in_a_city() -> None:
    """A surname alone often finds many, so that a search has to tell people apart; no name is listed twice."""
    surnames = Counter(person.name.partition("\u3000")[0] for person in new_people())
    assert surnames.most_common(1)[0][1] > 30
    assert len(surnames) > 100
    names = load_names(NAMES)
    for listed in (names.surnames, names.male, names.female):
        assert len(listed) == len(set(listed))
        assert all(fold_kana(name.kana) and "\u3000" not in name.written for name in listed)


def test_cards_seals_and_restrictions() -> None:
    """A few dozen seals, each with its card; most cards with a PIN; one restricted member of a large household."""
    city, cast = grown(), named()
    cards = {card.resident: card for card in city.city_cards[len(cast.city_cards) :]}
    seals = city.seals[len(cast.seals) :]
    assert 36 == len(seals)
    people = {person.id: person for person in new_people()}
    for seal in seals:
        assert cards[seal.resident].number == seal.number
        assert 15 <= age(people[seal.resident].birth, seal.registered)
    pins = [card.pin for card in cards.values()]
    assert 0.15 < pins.count(None) / len(pins) < 0.25
    restricted = [home for home in new_homes() for member in home.members if member.id in city.restricted]
    assert 6 == len(restricted)
    assert any(len(home.members) > 2 for home in restricted)
    assert len(restricted) == len({home.id for home in restricted})


def test_a_generated_pin_opens_its_card() -> None:
    """The last four digits of the holder's number; the register holds a verifier only."""
    city = grown(TODAY, 30)
    rows = rows_of(city, Engraver(Path("/usr/share/fonts/truetype/ipamj/ipamjm.ttf")), b"k" * 32)
    pins = {card.number: card.pin for card in city.city_cards[len(named().city_cards) :]}
    registered = [row for row in rows if isinstance(row, CityCard) and row.number in pins]
    assert len(pins) == len(registered)
    assert all(pins[row.number] in (None, row.resident[-4:]) for row in registered)
    assert all((row.pin_verifier is None) == (pins[row.number] is None) for row in registered)
