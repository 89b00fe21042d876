"""市民税・県民税: 最新年度 and who can be certified."""

from dataclasses import replace
from datetime import date

import pytest

from branch_app.domain.errors import BadInput, NotEntitled, NotOffered
from branch_app.domain.records.tax import TaxRecord, TaxStanding
from branch_app.domain.rules.tax_year import TaxRule
from tests.fakes.family_papers import TAX
from tests.fakes.tables import shipped, tables

UNTAXED = replace(TAX, city_yen=0, prefecture_yen=0, standing=TaxStanding.UNTAXED)


def rule(day: date = date(2026, 11, 24)) -> TaxRule:
    """As the product comes with it."""
    return shipped().tax_rule(day)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2012, 3, 13), 2011),
        (date(2012, 5, 31), 2011),
        (date(2012, 6, 1), 2012),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
    ],
)
def test_the_year_switches_in_june(day: date, year: int) -> None:
    """On the first of the month that the table names."""
    assert year == rule(day).year(day)


@pytest.mark.parametrize("record", [TAX, UNTAXED, replace(UNTAXED, standing=TaxStanding.EXEMPT)])
def test_taxed_untaxed_and_exempt_are_certified(record: TaxRecord) -> None:
    """課税, 非課税 and 免除."""
    assert record == rule().check(record)


@pytest.mark.parametrize(
    ("record", "why"), [(None, "no_tax_record"), (replace(UNTAXED, standing=TaxStanding.UNDECLARED), "undeclared")]
)
def test_who_is_unknown_or_declared_nothing_is_refused(record: TaxRecord | None, why: str) -> None:
    """Taxed by another city, or 未申告."""
    with pytest.raises(NotEntitled) as refusal:
        rule().check(record)
    assert {"why": why} == refusal.value.facts


def test_without_a_rule_nothing_is_certified() -> None:
    """No year is guessed; replicas still know which year to hold."""
    with pytest.raises(NotOffered):
        tables(tax_years="").tax_rule(date(2026, 1, 1))


@pytest.mark.parametrize("row", ["0,課税,,", "13,課税,,", "6,脱税,,"])
def test_a_rule_that_means_nothing_is_named(row: str) -> None:
    """No such month, no such standing."""
    with pytest.raises(BadInput) as refusal:
        tables(tax_years=f"month,certified,valid_from,valid_until\n{row}\n")
    assert {"at": "tax_years:2"} == refusal.value.facts
