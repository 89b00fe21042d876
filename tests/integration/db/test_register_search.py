"""One search box over the replica: who is found, in which order, and how many more there are."""

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from branch_app.composition.registers import load_rows
from branch_app.domain.errors import BadInput, StoreError
from branch_app.domain.records.registers import (
    COUNTED,
    CityCard,
    Found,
    Hit,
    NameKind,
    OtherNameFound,
    RegisterRow,
)
from branch_app.domain.records.resident import ForeignStanding, Household, OtherName, Sex
from branch_app.domain.values.codes import city_card_number, juminhyo_code_check_digit
from branch_app.domain.values.identifiers import HouseholdId, ResidentId
from branch_app.domain.values.query import KanaQuery, KanjiQuery, parse_query
from db.register import SqlRegister
from db.register_search import walks
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
        ("も た", ["森たか子1990"]),
        ("も h2", ["森たか子1990", "森田明1990"]),
        ("さ た", ["佐藤太郎1950", "佐藤太郎1975", "佐藤井太一1975"]),
        ("さ s50", ["佐藤太郎1975", "佐藤井太一1975"]),
        ("佐 太", ["佐藤太郎1950", "佐藤太郎1975", "佐藤井太一1975"]),
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


TYPED = (
    "佐藤 hana s55",
    "もり た",
    "3500401",
    "菅9-9-3",
    "佐藤 多摩区菅九丁目",
    "99000000058",
    city_card_number(2),
)
LOGGERS = ("", "peewee", "sqlcipher3")


def test_what_is_typed_is_nowhere_logged(register: SqlRegister, caplog: pytest.LogCaptureFixture) -> None:
    """At the finest level no logger hears of a name, a date, a number or an address."""
    for logger in LOGGERS:
        caplog.set_level(logging.DEBUG, logger)
    for typed in TYPED:
        register.search(parse_query(typed), 50)
    assert [] == caplog.records


@pytest.mark.parametrize("typed", TYPED)
def test_a_search_that_fails_says_nothing_of_what_was_typed(
    desk: Desk, caplog: pytest.LogCaptureFixture, typed: str
) -> None:
    """The whole traceback of a file without its indexes, logged as it is, holds no word of it and no found name."""
    register = loaded(desk, tuple(people(PEOPLE)))
    file = desk.folder.registers(desk.counter).open_serving()
    assert file is not None
    with closing(file), file.immediate() as connection:
        for index in ("kana", "written", "birth", "town", "place"):
            connection.execute(f"DROP INDEX hit_{index}")
        for index in ("id", "juminhyo_code"):
            connection.execute(f"DROP INDEX resident_{index}")
    for logger in LOGGERS:
        caplog.set_level(logging.DEBUG, logger)
    with closing(register), pytest.raises(StoreError) as failed:
        register.search(parse_query(typed), 50)
    logging.getLogger("bench").error("search", exc_info=failed.value)
    assert "DatabaseError" in caplog.text or "OperationalError" in caplog.text
    told = (*typed.split(), *(name for person in PEOPLE for name in (person[0], person[1])))
    assert [] == [word for word in told if word in caplog.text]


def test_a_refused_query_says_nothing_of_what_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    """Neither the error nor what caused it."""
    for typed in ("s50.2.30", "h31.5.1", "123456789", "24727059607"):
        with pytest.raises(BadInput) as refused:
            parse_query(typed)
        logging.getLogger("bench").error("search", exc_info=refused.value)
        assert typed not in caplog.text


def elsewhere(number: int, name: str, kana: str, address: str) -> Household:
    """Somebody at an address of their own."""
    code = f"{9900000000 + number}"
    person = replace(resident(number, name, kana), juminhyo_code=code + juminhyo_code_check_digit(code))
    return Household(HouseholdId(f"h{number:06d}"), f"神奈川県川崎市{address}", name, (person,))


TOWN = (
    elsewhere(1, "佐藤　一", "サトウ　ハジメ", "多摩区菅六丁目12番3号"),
    elsewhere(2, "佐藤　二郎", "サトウ　ジロウ", "多摩区菅六丁目12番11号　見本荘101"),
    elsewhere(3, "田中　三郎", "タナカ　サブロウ", "多摩区菅六丁目1番1号"),
    elsewhere(4, "田中　四郎", "タナカ　シロウ", "多摩区菅六丁目2番1号"),
    elsewhere(5, "佐藤　五郎", "サトウ　ゴロウ", "多摩区菅北浦六丁目12番1号"),
    elsewhere(6, "佐藤　六郎", "サトウ　ロクロウ", "多摩区登戸9991番地6"),
    elsewhere(7, "菅　七子", "スガ　ナナコ", "幸区本町9902番地"),
    elsewhere(8, "佐藤　八子", "サトウ　ヤコ", "川崎区本町二丁目99番8号"),
    elsewhere(9, "宿河原　九", "シュクガワラ　キュウ", "麻生区万福寺9番地"),
    elsewhere(10, "佐藤　十", "サトウ　ミツル", "多摩区宿河原三丁目9番9号"),
)


@pytest.fixture
def town(desk: Desk) -> Iterator[SqlRegister]:
    """Ten people in three wards."""
    with closing(loaded(desk, TOWN)) as register:
        yield register


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("菅6-12", [2, 1]),
        ("菅６ー１２", [2, 1]),
        ("菅六丁目12番", [2, 1]),
        ("菅6-12-3", [1]),
        ("菅6-1", [3, 2, 1]),
        ("菅6丁目1番", [3]),
        ("多摩区菅六丁目", [3, 2, 1, 4]),
        ("川崎市多摩区菅6", [3, 2, 1, 4]),
        ("幸区菅6", []),
        ("登戸9991", [6]),
        ("登戸9991番地6", [6]),
        ("本町2", [8]),
        ("幸区", [7]),
        ("佐藤 菅6-12", [1, 2]),
        ("さとう 菅6", [2, 1]),
        ("sato jiro 菅6", [2]),
        ("佐藤 二 菅六丁目", [2]),
        ("佐藤 登戸99", [6]),
        ("佐藤 川崎区", [8]),
        ("佐藤 s50.4.1 菅6-12", [1, 2]),
        ("菅6-12 s50", [2, 1]),
        ("菅6-12 3500402", []),
        ("菅", [7]),
        ("宿河原", [9]),
        ("佐藤 宿河原", [10]),
        ("菅北", [5]),
    ],
)
def test_found_by_address(town: SqlRegister, typed: str, expected: list[int]) -> None:
    """By address alone in its own order, with a name in that of names; no name is a town while anybody bears it."""
    assert expected == [int(row.id) for row in town.search(parse_query(typed), 50).rows]


OWN = resident(1, "髙橋　花子", "タカハシ　ハナコ")
BORN_TANAKA = replace(resident(2, "佐藤　花子", "サトウ　ハナコ"), former_name=OtherName("田中", "タナカ"))
ALIAS = ForeignStanding(
    "フィリピン", "特別永住者", None, None, None, "A1", OtherName("田中　安奈", "タナカ　アンナ")
)
ANA = replace(resident(3, "SANTOS　ANA", "サントス　アナ"), foreign=ALIAS)
TANAKA = resident(4, "田中　安子", "タナカ　ヤスコ")
TANAKABE = resident(5, "田中部　安子", "タナカベ　ヤスコ")
KUMAR = resident(6, "KUMAR　RAVI", "クマール　ラヴィ")
OTHERS = (OWN, BORN_TANAKA, ANA, TANAKA, TANAKABE, KUMAR)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("たなか", [4, 3, 2, 5]),
        ("田中", [4, 3, 2, 5]),
        ("tanaka", [4, 3, 2, 5]),
        ("田中 花", [2]),
        ("たなか はな", [2]),
        ("タナカアンナ", [3]),
        ("田中安", [4, 3]),
        ("田中 安奈", [3]),
        ("tanaka 3500401", [4, 3, 2, 5]),
        ("tanaka s50", [4, 3, 2, 5]),
        ("たなか 菅9", [4, 3, 2, 5]),
        ("santos", [3]),
        ("sant", [3]),
        ("kumar", [6]),
        ("KUMAR R", [6]),
        ("kumar s50", [6]),
        ("kumarra", [6]),
        ("ＳＡＮＴＯＳ ana", [3]),
        ("さんとす あな", [3]),
    ],
)
def test_other_names_are_found_after_own_ones(desk: Desk, typed: str, expected: list[int]) -> None:
    """通称 and 旧氏: exactly that surname first, own names before others, then longer ones."""
    homes = [
        Household(HouseholdId(f"h{at}"), "川崎市多摩区菅九丁目9番", "", (each,)) for at, each in enumerate(OTHERS)
    ]
    with closing(loaded(desk, homes)) as register:
        assert expected == [int(row.id) for row in register.search(parse_query(typed), 50).rows]


FORMER = OtherNameFound(NameKind.FORMER, "田中", "タナカ")
ALIASED = OtherNameFound(NameKind.ALIAS, "田中　安奈", "タナカ　アンナ")
BOTH = replace(resident(7, "田中部　直", "タナカベ　ナオ"), former_name=OtherName("田中", "タナカ"), foreign=ALIAS)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("たなか", {4: None, 3: ALIASED, 2: FORMER, 5: None, 7: ALIASED}),
        ("田中 花", {2: FORMER}),
        ("タナカアンナ", {3: ALIASED, 7: ALIASED}),
        ("tanaka s50", {4: None, 3: ALIASED, 2: FORMER, 5: None, 7: ALIASED}),
        ("たなか 菅9", {4: None, 3: ALIASED, 2: FORMER, 5: None, 7: ALIASED}),
        ("田 3500401", {4: None, 3: ALIASED, 2: FORMER, 5: None, 7: None}),
        ("santos", {3: None}),
        ("さとう", {2: None}),
        ("3500401", dict.fromkeys(range(1, 8))),
    ],
)
def test_a_hit_says_by_which_other_name_it_was_found(
    desk: Desk, typed: str, expected: dict[int, OtherNameFound | None]
) -> None:
    """通称 and 旧氏 as registered, the first that agrees; nothing where the own name does or none was asked for."""
    homes = [
        Household(HouseholdId(f"h{at}"), "川崎市多摩区菅九丁目9番", "", (each,))
        for at, each in enumerate((*OTHERS, BOTH))
    ]
    with closing(loaded(desk, homes)) as register:
        found = register.search(parse_query(typed), 50)
    assert expected == {int(row.id): row.found_as for row in found.rows}


SCAN_OF_A_TABLE = re.compile(r"SCAN (?!next|each|part|(\d+ )?CONSTANT|\d+-ROW VALUES|.*subquery)")


@pytest.mark.parametrize(
    "typed", ["s", "sa", "さ", "佐", "さ た", "sato s50", "sato 菅9", "佐藤 菅9-9", "菅9", "多摩区", "s50"]
)
def test_no_search_reads_a_whole_table(register: SqlRegister, desk: Desk, typed: str) -> None:
    """Every walk goes along an index, and walks by name or address alone sort nothing."""
    file = desk.folder.registers(desk.counter).open_serving()
    assert file is not None
    query = parse_query(typed)
    alone = not isinstance(query, KanaQuery | KanjiQuery) or query.address is None
    with closing(file), file.connected() as connection:
        for walk in walks(query):
            plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {walk.statement(9)}", walk.values)]
            assert [] == [step for step in plan if SCAN_OF_A_TABLE.match(step)]
            assert not alone or "USE TEMP B-TREE FOR ORDER BY" not in plan


def test_one_search_sees_one_state(register: SqlRegister) -> None:
    """It leaves no transaction behind, not even when it fails."""
    with register._file.connected() as connection:
        register.search(parse_query("さ"), 50)
        assert not connection.in_transaction
        connection.execute("DROP VIEW seal_card")
        with pytest.raises(StoreError):
            register.search(parse_query(city_card_number(2)), 50)
        assert not connection.in_transaction


def test_a_household_is_still_found_by_its_member(desk: Desk) -> None:
    """The search columns are beside the record, not in it."""
    home = household(1)
    register = loaded(desk, (home,))
    assert home == register.household_of(home.members[1].id)
    register.close()
