"""Dates of birth as people type them."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import BadInput
from branch_app.domain.values.birth import Span, birth_span, looks_like_birth, meant_birth, parse_birth
from branch_app.domain.values.wareki import ERAS, era_of, wareki

TODAY = date(2026, 11, 26)
DAYS = st.dates(date(1873, 1, 1), TODAY)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("S50.4.1", date(1975, 4, 1)),
        ("s50.4.1", date(1975, 4, 1)),
        ("ｓ５０．４．１", date(1975, 4, 1)),
        ("昭50/4/1", date(1975, 4, 1)),
        ("昭和50年4月1日", date(1975, 4, 1)),
        ("昭和 50年 4月 1日", date(1975, 4, 1)),
        ("㍼50.4.1", date(1975, 4, 1)),
        ("3500401", date(1975, 4, 1)),
        ("３５００４０１", date(1975, 4, 1)),
        ("S500401", date(1975, 4, 1)),
        ("19750401", date(1975, 4, 1)),
        ("1975/4/1", date(1975, 4, 1)),
        ("1975-04-01", date(1975, 4, 1)),
        ("1975年4月1日", date(1975, 4, 1)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令元.5.1", date(2019, 5, 1)),
        ("R1.5.1", date(2019, 5, 1)),
        ("㋿2.1.1", date(2020, 1, 1)),
        ("㍻元年1月8日", date(1989, 1, 8)),
        ("S64.1.7", date(1989, 1, 7)),
        ("H31.4.30", date(2019, 4, 30)),
        ("T1.7.30", date(1912, 7, 30)),
        ("M45.7.29", date(1912, 7, 29)),
        ("M6.1.1", date(1873, 1, 1)),
        ("2010901", date(1912, 9, 1)),
        ("2020305", date(1913, 3, 5)),
        ("20200305", date(2020, 3, 5)),
        ("R8.11.26", TODAY),
    ],
)
def test_read(typed: str, day: date) -> None:
    """Era letter, short and long era name, ligature, era digit, western year; full and half width."""
    assert day == parse_birth(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "form"),
        ("さとう", "form"),
        ("50.4.1", "form"),
        ("S50", "form"),
        ("S50.4", "form"),
        ("350040", "form"),
        ("197504", "form"),
        ("S50.2.29", "impossible"),
        ("S50.13.1", "impossible"),
        ("S0.1.1", "impossible"),
        ("19750231", "impossible"),
        ("M5.12.31", "impossible"),
        ("R8.11.27", "future"),
        ("H40.1.1", "future"),
        ("20991231", "future"),
    ],
)
def test_refused(typed: str, why: str) -> None:
    """No date, half a date, no such day, a day to come; nothing is offered instead."""
    with pytest.raises(BadInput) as refusal:
        parse_birth(typed, TODAY)
    assert {"at": "birth", "why": why} == refusal.value.facts
    assert meant_birth(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "era", "offered"),
    [
        ("H31.5.1", "令和", "令和元年5月1日"),
        ("4310501", "令和", "令和元年5月1日"),
        ("S64.1.8", "平成", "平成元年1月8日"),
        ("H1.1.7", "昭和", "昭和64年1月7日"),
        ("T15.12.25", "昭和", "昭和元年12月25日"),
        ("M45.7.30", "大正", "大正元年7月30日"),
    ],
)
def test_a_day_of_another_era_is_refused_and_the_right_one_offered(typed: str, era: str, offered: str) -> None:
    """The error names the era, never the day, which is personal; the day to offer is asked for."""
    with pytest.raises(BadInput) as refusal:
        parse_birth(typed, TODAY)
    assert {"at": "birth", "why": "era", "era": era} == refusal.value.facts
    meant = meant_birth(typed, TODAY)
    assert meant is not None
    assert offered == wareki(meant)


@given(DAYS)
def test_what_is_printed_is_read(day: date) -> None:
    """The certificate's own form, the seven and the eight digits and the letter form are one day."""
    era = era_of(day)
    year = day.year - era.start.year + 1
    forms = (
        wareki(day),
        f"{era.digit}{year:02d}{day:%m%d}",
        f"{day:%Y%m%d}",
        f"{era.letter}{year}.{day.month}.{day.day}",
        f"{era.letter}{year:02d}{day:%m%d}",
    )
    assert {day} == {parse_birth(form, TODAY) for form in forms}


@given(DAYS)
def test_every_beginning_holds_the_day(day: date) -> None:
    """Letter form with two digits each, and eight digits: what is searched while typing does not exclude the day.

    But a day of one digit may be whole, and seven digits may be a day with its era's digit.
    """
    era = era_of(day)
    whole = (f"{era.letter}{day.year - era.start.year + 1:02d}.{day:%m.%d}", f"{day:%Y%m%d}")
    for text in whole:
        for end in range(4, len(text) + 1):
            span = birth_span(text[:end])
            if span is not None and not re.fullmatch(r".*\.\d|\d{7}", text[:end]):
                assert span.first <= day <= span.last
        assert Span(day, day) == birth_span(text)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("s50", date(1975, 1, 1), date(1975, 12, 31)),
        ("昭50", date(1975, 1, 1), date(1975, 12, 31)),
        ("s50.1", date(1975, 1, 1), date(1975, 12, 31)),
        ("s50.1.", date(1975, 1, 1), date(1975, 1, 31)),
        ("s50.2", date(1975, 2, 1), date(1975, 2, 28)),
        ("s5002", date(1975, 2, 1), date(1975, 2, 28)),
        ("350", date(1975, 1, 1), date(1975, 12, 31)),
        ("35004", date(1975, 4, 1), date(1975, 4, 30)),
        ("1975", date(1975, 1, 1), date(1975, 12, 31)),
        ("1975040", date(1975, 4, 1), date(1975, 4, 30)),
        ("s64", date(1989, 1, 1), date(1989, 1, 7)),
        ("h1", date(1989, 1, 8), date(1989, 12, 31)),
    ],
)
def test_half_a_date_is_a_span(typed: str, first: date, last: date) -> None:
    """A year or a month within its era."""
    assert Span(first, last) == birth_span(typed)


@pytest.mark.parametrize("typed", ["", "s", "3", "19", "h31.5", "h31.5.1", "s50.2.30", "さとう"])
def test_no_span(typed: str) -> None:
    """Too little to search for, or no such day."""
    assert birth_span(typed) is None


def test_an_empty_span_cannot_exist() -> None:
    """It ends no earlier than it begins."""
    with pytest.raises(ValueError, match="span"):
        Span(date(2000, 1, 2), date(2000, 1, 1))


@pytest.mark.parametrize(
    ("word", "birth"),
    [
        ("s50", True),
        ("s", False),
        ("sato", False),
        ("昭50", True),
        ("昭和", False),
        ("平元", False),
        ("令和元年5月1日", True),
        ("1975", True),
        ("大木", False),
    ],
)
def test_names_that_begin_like_an_era(word: str, birth: bool) -> None:
    """平元 and 大木 are surnames; an era needs its year."""
    assert birth == looks_like_birth(word)


def test_one_table_of_eras() -> None:
    """Newest first, each with its own letter and digit."""
    assert sorted(ERAS, key=lambda era: era.start, reverse=True) == list(ERAS)
    assert ("RHSTM", "54321") == ("".join(era.letter for era in ERAS), "".join(era.digit for era in ERAS))
