"""One search box: what was typed is told apart by its looks."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import BadInput
from branch_app.domain.values.address import AddressStart
from branch_app.domain.values.birth import Span
from branch_app.domain.values.codes import city_card_number
from branch_app.domain.values.query import (
    AddressQuery,
    BirthQuery,
    KanaQuery,
    KanjiQuery,
    NumberKind,
    NumberQuery,
    Query,
    parse_query,
)

BIRTH = Span(date(1975, 4, 1), date(1975, 4, 1))
YEAR = Span(date(1975, 1, 1), date(1975, 12, 31))
CARD = city_card_number(20010001)
PLAIN = str(int(CARD) + 1)


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("さとう", KanaQuery(("サトウ",))),
        ("  ｻﾄｳ  ", KanaQuery(("サトウ",))),
        ("サトウ　タロ", KanaQuery(("サトウ",), ("タロ",))),
        ("さとう \u3000 たろ", KanaQuery(("サトウ",), ("タロ",))),
        ("sato", KanaQuery(("サト",), latin=("SATO", ""))),
        ("ＳＡＴＯ", KanaQuery(("サト",), latin=("SATO", ""))),
        ("ｻﾄｳ taro", KanaQuery(("サトウ",), ("タロ",))),
        ("サントス マリア ルイサ", KanaQuery(("サントス",), ("マリアルイサ",))),
        ("sato 3500401", KanaQuery(("サト",), (), BIRTH, latin=("SATO", ""))),
        ("さとう たろ s50.4.1", KanaQuery(("サトウ",), ("タロ",), BIRTH)),
        ("さとう　３５００４０１", KanaQuery(("サトウ",), (), BIRTH)),
        ("S50.4.1 さとう", KanaQuery(("サトウ",), (), BIRTH)),
        ("sato s50", KanaQuery(("サト",), (), YEAR, latin=("SATO", ""))),
        ("sato 3", KanaQuery(("サト",), latin=("SATO", ""))),
        ("sato s", KanaQuery(("サト",), ("サ", "シ", "ス", "セ", "ソ"), latin=("SATO", "S"))),
        ("髙橋", KanjiQuery("高橋")),
        ("髙橋 一", KanjiQuery("高橋", "一")),
        ("髙橋 はな", KanjiQuery("高橋", "ハナ", ("ハナ",))),
        ("髙橋 taka", KanjiQuery("高橋", "TAKA", ("タカ",))),
        ("髙橋　昭50", KanjiQuery("高橋", "", (), YEAR)),
        ("平元", KanjiQuery("平元")),
        ("昭和", KanjiQuery("昭和")),
        ("smith", KanjiQuery("SMITH")),
        ("𠮷野\udc00", KanjiQuery("吉野")),
        ("\ud842\udfb7野", KanjiQuery("吉野")),
        ("さ\u200bと\tう", KanaQuery(("サト",), ("ウ",))),
        ("3500401", BirthQuery(BIRTH)),
        ("19750401", BirthQuery(BIRTH)),
        ("昭和50年4月1日", BirthQuery(BIRTH)),
        ("s50", BirthQuery(YEAR)),
        ("菅6-12", AddressQuery(AddressStart("菅6-12"))),
        ("菅 ６ー１２", AddressQuery(AddressStart("菅6-12"))),
        ("多摩区菅六丁目", AddressQuery(AddressStart("菅6-", "多摩区"))),
        ("多摩区 菅6-12", AddressQuery(AddressStart("菅6-12", "多摩区"))),
        ("菅6 s50", AddressQuery(AddressStart("菅6"), YEAR)),
        ("さとう 菅6-12", KanaQuery(("サトウ",), (), None, AddressStart("菅6-12"))),
        (
            "菅6-12 sato taro 3500401",
            KanaQuery(("サト",), ("タロ",), BIRTH, AddressStart("菅6-12"), latin=("SATO", "TARO")),
        ),
        ("髙橋 菅 6-12", KanjiQuery("高橋", "", (), None, AddressStart("菅6-12"))),
        ("髙橋 多摩区", KanjiQuery("高橋", "", (), None, AddressStart("", "多摩区"))),
        ("平6-12", BirthQuery(Span(date(1994, 12, 1), date(1994, 12, 31)))),
        ("平六丁目", AddressQuery(AddressStart("平6-"))),
        ("平6丁目12番", AddressQuery(AddressStart("平6-12-"))),
        ("平6-951", AddressQuery(AddressStart("平6-951"))),
        ("宮前区平6-12", AddressQuery(AddressStart("平6-12", "宮前区"))),
        ("24727059608", NumberQuery("24727059608", (NumberKind.JUMINHYO_CODE,))),
        ("２４７２ ７０５９ ６０８", NumberQuery("24727059608", (NumberKind.JUMINHYO_CODE,))),
        (CARD, NumberQuery(CARD, (NumberKind.RESIDENT, NumberKind.CARD))),
        (f"{CARD[:4]}-{CARD[4:]}", NumberQuery(CARD, (NumberKind.RESIDENT, NumberKind.CARD))),
        (PLAIN, NumberQuery(PLAIN, (NumberKind.RESIDENT,))),
    ],
)
def test_told_apart(typed: str, query: Query) -> None:
    """Kana, romaji, kanji, birth, numbers, and names with a birth, whatever width and spaces."""
    assert query == parse_query(typed)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "empty"),
        (" \u3000\u200b\ud800", "empty"),
        ("-", "empty"),
        ("3", "birth"),
        ("h31.5.1", "birth"),
        ("sato h31.5.1", "birth"),
        ("s50.2.30", "birth"),
        ("昭和50年2月30日", "birth"),
        ("50-4-1", "birth"),
        ("6-12", "birth"),
        ("123456789", "number"),
        ("24727059607", "number"),
        ("379474484458", "number"),
    ],
)
def test_nothing_to_search_for(typed: str, why: str) -> None:
    """Nothing yet, no such day, a number whose check digit does not agree; a 個人番号 is never searched."""
    with pytest.raises(BadInput) as refusal:
        parse_query(typed)
    assert {"at": "search", "why": why} == refusal.value.facts


@given(st.text(max_size=30))
def test_anything_can_be_typed(typed: str) -> None:
    """Every text is a query or is refused; nothing else is raised."""
    with suppress(BadInput):
        parse_query(typed)


@given(st.text(alphabet="さとうサsat 昭大s0123456789.-　々髙菅六丁目番区の", max_size=16))
def test_anything_plausible_can_be_typed(typed: str) -> None:
    """The same with letters that clerks use."""
    with suppress(BadInput):
        parse_query(typed)
