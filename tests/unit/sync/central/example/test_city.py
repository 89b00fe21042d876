"""The made-up city: every number proves itself, every date fits both worlds, every character has a glyph."""

import hmac
from datetime import date
from itertools import chain

from fontTools.ttLib import TTFont

from branch_app.domain.records.koseki import KosekiState
from branch_app.domain.records.registers import CityCard
from branch_app.domain.records.resident import RELATIONSHIPS
from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.records.tax import TaxStanding
from branch_app.domain.values.codes import is_juminhyo_code, parse_city_card_number
from branch_app.domain.values.text import graphemes
from tests.fakes.town import ENGRAVER, city, city_rows

PEOPLE = [member for household in city().households for member in household.members]
PAPER_WORLD = date(2012, 3, 15)


def test_codes_carry_right_check_digits() -> None:
    """住民票コード and card numbers."""
    assert all(is_juminhyo_code(person.juminhyo_code) for person in PEOPLE)
    for card in city().city_cards:
        assert parse_city_card_number(card.number) == card.number


def test_ids_and_numbers_are_unique() -> None:
    """Nobody stands for somebody else."""
    for numbers in (
        [person.id for person in PEOPLE],
        [person.juminhyo_code for person in PEOPLE],
        [household.id for household in city().households],
        [card.number for card in city().city_cards],
        [card.serial for card in city().my_number_cards],
    ):
        assert len(set(numbers)) == len(numbers)


def test_everybody_lived_here_in_the_papers_world() -> None:
    """Born, moved in and registered before 2012-03-15, in that order; who was foreign stood in the 登録原票."""
    aliens = {record.resident: record.registered for record in city().aliens}
    for person in PEOPLE:
        registered = aliens[person.id] if person.foreign else person.became_resident
        assert person.birth <= registered < PAPER_WORLD
        assert person.foreign is None or person.became_resident == date(2012, 7, 9)
    assert all(seal.registered < PAPER_WORLD for seal in city().seals)
    assert all(removed.removed < PAPER_WORLD for removed in city().removed_residents)


def test_whoever_a_register_names_is_there() -> None:
    """戸籍, 附票, tax, 原票 and notices are about people of the city, or about nobody of it."""
    known = {person.id for person in PEOPLE} | {row.resident.id for row in city().removed_residents}
    families = (*city().kosekis, *city().fuhyos)
    recorded = {person.resident for family in families for person in family.persons} - {None}
    alone = {row.resident for row in (*city().taxes, *city().aliens, *city().status_notices)}
    assert recorded | alone <= known
    assert {family.state for family in city().kosekis} == set(KosekiState)
    assert {tax.standing for tax in city().taxes} == set(TaxStanding)


def test_a_koseki_says_of_everybody_what_their_entry_says() -> None:
    """Name, birth and sex; 本籍 and 筆頭者 of whoever is in force in it."""
    entries = {person.id: person for person in PEOPLE}
    for koseki in city().kosekis:
        for person in koseki.persons:
            if person.resident is None:
                continue
            entry = entries[person.resident]
            assert (person.name, person.birth, person.sex) == (
                entry.name.split("\u3000")[1],
                entry.birth,
                entry.sex,
            )
            if koseki.state is KosekiState.CURRENT:
                assert (koseki.honseki, koseki.hittousha) == (entry.honseki, entry.hittousha)


def test_households_have_one_head_who_is_named() -> None:
    """The head's name is the household's, and every relationship is a known code."""
    for household in city().households:
        heads = [member.name for member in household.members if member.relationship == ("02",)]
        assert heads == [household.head]
        assert set(chain(*(member.relationship for member in household.members))) <= set(RELATIONSHIPS)


def test_all_seven_wards_are_there() -> None:
    """Seven wards of Kawasaki."""
    wards = {household.address.partition("川崎市")[2].partition("区")[0] for household in city().households}
    assert wards == {"川崎", "幸", "中原", "高津", "宮前", "多摩", "麻生"}


def test_every_written_character_has_its_glyph() -> None:
    """Variants included: the font's own table names a glyph for each base and selector."""
    with TTFont(ENGRAVER.font, lazy=True) as font:
        plain = font.getBestCmap()
        table = next(table for table in font["cmap"].tables if table.format == 14)
    variants = {(base, selector) for selector, pairs in table.uvsDict.items() for base, _ in pairs}
    texts = [text for person in PEOPLE for text in (person.name, person.kana, person.honseki)]
    used = {tuple(map(ord, grapheme)) for text in texts for grapheme in graphemes(text)}
    assert {each for each in used if len(each) == 1 and each[0] not in plain} == set()
    written = {each for each in used if len(each) == 2}
    assert written == {(0x9089, 0xE010F), (0x7FD4, 0xE0102)}
    assert written <= variants


def test_a_household_of_four_is_written_with_a_kanji_beyond_the_first_plane() -> None:
    """𠮷野: U+20BB7, four members, one with a variant in the given name."""
    family = city().households[0]
    assert len(family.members) == 4
    assert all(member.name.startswith("\U00020bb7野\u3000") for member in family.members)
    assert sum("\U000e0102" in member.name for member in family.members) == 1


def test_a_restricted_person_lives_with_somebody_who_is_not() -> None:
    """The certificate of either would show the restricted one."""
    (restricted,) = city().restricted
    household = next(home for home in city().households if home.member(restricted))
    assert len(household.members) == 2


def test_seals_are_the_same_every_time_and_differ_by_name() -> None:
    """Cut from the surname and a diameter, nothing else."""
    seals = [row for row in city_rows() if isinstance(row, SealRegistration)]
    again = ENGRAVER.engrave("𠮷野", 14)
    assert seals[0].impression == again
    assert len({seal.impression.bits for seal in seals}) == len(seals)
    assert all(10 <= side <= 15.1 for seal in seals for side in seal.impression.size_mm())


def test_a_city_card_holds_a_verifier_and_no_pin() -> None:
    """HMAC-SHA-256(city PIN key, salt ‖ number ‖ PIN), or nothing without 利用者識別登録."""
    cards = {row.number: row for row in city_rows() if isinstance(row, CityCard)}
    for demo in city().city_cards:
        card = cards[demo.number]
        if demo.pin is None:
            assert card.pin_verifier is None
            continue
        message = card.pin_salt + demo.number.encode() + demo.pin.encode()
        assert card.pin_verifier == hmac.digest(b"k" * 32, message, "sha256")
