"""One search box over the replica: who is found, in which order, and how many more there are."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from branch_app.composition.registers import load_rows
from branch_app.domain.records.registers import (
    COUNTED,
    CityCard,
    Found,
    Hit,
    RegisterRow,
)
from branch_app.domain.records.resident import Household, Sex
from branch_app.domain.values.codes import city_card_number, juminhyo_code_check_digit
from branch_app.domain.values.identifiers import HouseholdId, ResidentId
from branch_app.domain.values.query import parse_query
from db.register import SqlRegister
from tests.fakes.store import Desk, household, resident, seal

PEOPLE = (
    ("佐藤　太郎", "サトウ　タロウ", date(1975, 4, 1)),
    ("佐藤　花子", "サトウ　ハナコ", date(1980, 2, 29)),
    ("佐藤　太郎", "サトウ　タロウ", date(1950, 1, 31)),
    ("佐藤井　太一", "サトウイ　タイチ", date(1975, 12, 31)),
    ("森　たか子", "モリ　タカコ", date(1990, 5, 5)),
    ("森田　明", "モリタ　アキラ", date(1990, 5, 6)),
    ("髙橋　健一", "タカハシ　ケンイチ", date(1962, 7, 7)),
    ("渡邉\U000e010f　一郎", "ワタナベ　イチロウ", date(1955, 2, 28)),
    ("𠮷野　さくら", "ヨシノ　サクラ", date(2003, 4, 1)),
    ("大野　京子", "オオノ　キヨウコ", date(1948, 3, 3)),
    ("小野　京子", "オノ　キョウコ", date(1948, 3, 4)),
    ("マリアルイサ", "マリアルイサ", date(1988, 8, 8)),
)


def people(rows: Sequence[tuple[str, str, date]]) -> Iterator[Household]:
    """A household each."""
    for number, (name, kana, birth) in enumerate(rows, start=1):
        body = f"{9900000000 + number}"
        code = body + juminhyo_code_check_digit(body)
        person = replace(resident(number, name, kana), birth=birth, juminhyo_code=code)
        yield Household(HouseholdId(f"h{number:06d}"), f"川崎市多摩区菅九丁目9番{number}号", name, (person,))


def loaded(desk: Desk, rows: Sequence[RegisterRow]) -> SqlRegister:
    """A generation of these rows."""
    folder = desk.folder.registers(desk.counter)
    load_rows(folder, rows, datetime(2026, 11, 1, 18, 0, tzinfo=UTC))
    return folder.open()


@pytest.fixture
def register(desk: Desk) -> Iterator[SqlRegister]:
    """A dozen people; 佐藤 花子 has a 印鑑登録証, 森 たか子 a city card."""
    card = CityCard(city_card_number(5), ResidentId("0000000005"), b"salt", None)
    registered = replace(seal(ResidentId("0000000002")), number=city_card_number(2))
    register = loaded(desk, (*people(PEOPLE), registered, card))
    yield register
    register.close()


def names(found: Found) -> list[str]:
    """Names and years, as found."""
    return [f"{row.name.replace('　', '')}{row.birth.year}" for row in found.rows]


SATO = ["佐藤太郎1950", "佐藤太郎1975", "佐藤花子1980", "佐藤井太一1975"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("さとう", SATO),
        ("ｻﾄｳ", SATO),
        ("サドー", []),
        ("sato", SATO),
        ("satoh", SATO),
        ("ｓａｔ", SATO),
        ("佐藤", SATO),
        ("サトウタロ", SATO[:2]),
        ("sato taro", SATO[:2]),
        ("佐藤太", [*SATO[:2]]),
        ("佐藤 太", [*SATO[:2], SATO[3]]),
        ("佐藤　はな", SATO[2:3]),
        ("佐 hana", SATO[2:3]),
        ("sato taro 3500401", SATO[1:2]),
        ("sato s50", [SATO[1], SATO[3]]),
        ("sato taro s25.1", SATO[:1]),
        ("佐藤 s50.4.1", SATO[1:2]),
        ("サトウタロウ 19750401", SATO[1:2]),
        ("もり", ["森たか子1990", "森田明1990"]),
        ("もりた", ["森田明1990", "森たか子1990"]),
        ("もり た", ["森たか子1990"]),
        ("h2.5", ["森たか子1990", "森田明1990"]),
        ("高橋", ["髙橋健一1962"]),
        ("takahashi kenichi", ["髙橋健一1962"]),
        ("渡辺一", ["渡邉\U000e010f一郎1955"]),
        ("渡邊", ["渡邉\U000e010f一郎1955"]),
        ("吉野 さ", ["𠮷野さくら2003"]),
        ("𠮷野サクラ", ["𠮷野さくら2003"]),
        ("ohno", ["大野京子1948"]),
        ("ono kyouko", ["小野京子1948"]),
        ("おおの きょうこ", ["大野京子1948"]),
        ("マリア ルイサ", ["マリアルイサ1988"]),
        ("ルイサ", []),
        ("%", []),
        ("サト%", []),
        ("' OR 1=1 --", []),
        ("0000000003", ["佐藤太郎1950"]),
        ("99000000058", ["森たか子1990"]),
        (city_card_number(2), ["佐藤花子1980"]),
        (city_card_number(5), ["森たか子1990"]),
    ],
)
def test_found(register: SqlRegister, typed: str, expected: list[str]) -> None:
    """Kana, romaji, kanji, birth and numbers, alone and together, in the order of surname, given name and birth."""
    assert expected == names(register.search(parse_query(typed), 50))


def test_a_row_tells_people_apart(register: SqlRegister) -> None:
    """Id, name, kana, birth, sex, address and household of each."""
    (row,) = register.search(parse_query("もり た"), 50).rows
    address = "川崎市多摩区菅九丁目9番5号"
    name, kana = "森　たか子", "モリ　タカコ"
    expected = Hit(
        ResidentId("0000000005"), name, kana, date(1990, 5, 5), Sex.FEMALE, address, HouseholdId("h000005")
    )
    assert expected == row


def test_a_limit_holds_and_the_rest_is_counted(register: SqlRegister) -> None:
    """Four people of that name, two shown, two more."""
    found = register.search(parse_query("さとう"), 2)
    assert (SATO[:2], 2, False) == (names(found), found.more, found.uncounted)


def test_the_count_ends_where_nobody_reads_on(desk: Desk) -> None:
    """Beyond a thousand more it is only said that there are more."""
    day = date(1950, 1, 1)
    rows = [("佐藤　太郎", "サトウ　タロウ", day + timedelta(days=number)) for number in range(COUNTED + 10)]
    register = loaded(desk, tuple(people(rows)))
    counted = register.search(parse_query("さ"), 10)
    uncounted = register.search(parse_query("さ"), 9)
    register.close()
    assert (COUNTED, False) == (counted.more, counted.uncounted)
    assert (COUNTED + 1, True) == (uncounted.more, uncounted.uncounted)


def test_what_is_typed_is_nowhere_logged(register: SqlRegister, caplog: pytest.LogCaptureFixture) -> None:
    """At the finest level no logger hears of a name."""
    with caplog.at_level(logging.DEBUG):
        register.search(parse_query("佐藤 hana s55"), 50)
        register.search(parse_query(city_card_number(2)), 50)
    assert [] == caplog.records


def test_a_household_is_still_found_by_its_member(desk: Desk) -> None:
    """The search columns are beside the record, not in it."""
    home = household(1)
    register = loaded(desk, (home,))
    assert home == register.household_of(home.members[1].id)
    register.close()
