"""市民税・県民税: two fiscal years of everybody of 20 and over who lived here on 1 January (賦課期日)."""

from collections.abc import Iterable, Iterator
from datetime import date

from branch_app.domain.records.tax import TaxAmount, TaxRecord, TaxStanding
from branch_app.domain.rules.tax_year import latest_fiscal_year
from sync.central.kawasaki.city import Kawasaki
from sync.central.kawasaki.lots import Lots, Purpose, Weighted
from sync.central.kawasaki.people import SPOUSES, Person, people_of
from sync.central.kawasaki.places import address_of
from sync.central.kawasaki.stays import Stay, stay_of

_OF_AGE = 20
_PENSIONER = 65
_BASIC = 430_000
_PER_CAPITA = (3_000, 1_300)
"""均等割 of city and prefecture in yen."""
_RATES = ((2018, (8, 2)), (0, (6, 4)))
"""所得割 of city and prefecture in a hundred, the newest first: a 指定都市 takes more since 2018."""
_TEN_THOUSAND = 10_000
_STANDINGS = Weighted.of(((TaxStanding.TAXED, 955), (TaxStanding.EXEMPT, 12), (TaxStanding.UNDECLARED, 33)))
_KINDS = Weighted.of((("給与所得", 88), ("営業等所得", 9), ("不動産所得", 3)))


def taxes(city: Kawasaki, numbers: Iterable[int]) -> Iterator[TaxRecord]:
    """In the order of their keys: the earlier year of a person first."""
    latest = latest_fiscal_year(city.plan.on)
    for number in numbers:
        people = people_of(city, number)
        stay, address = stay_of(city, number, people[0]), address_of(city, number)
        minors = sum(person.age < 16 for person in people)
        for person in people:
            if person.age < _OF_AGE - 1:
                continue
            lots = city.lots(Purpose.TAX, int(person.id))
            for year in (latest - 1, latest):
                if _is_taxed_here(person, stay, year):
                    yield _record(lots, person, year, _address(stay, address, year), minors)


def _is_taxed_here(person: Person, stay: Stay, year: int) -> bool:
    return person.birth <= date(year - _OF_AGE, 1, 1) and stay.became(person) <= date(year, 1, 1)


def _address(stay: Stay, address: str, year: int) -> str:
    """That of 1 January."""
    if stay.moved is not None and stay.moved > date(year, 1, 1) and stay.previous is not None:
        return stay.previous
    return address


def _record(lots: Lots, person: Person, year: int, address: str, minors: int) -> TaxRecord:
    income = _income(lots, person)
    total = sum(part.yen for part in income)
    dependants = minors if person.relationship == ("02",) else 0
    deductions = _deductions(lots, total)
    city_yen, prefecture_yen = _owed(year, total - sum(part.yen for part in deductions))
    standing = lots.weighted(_STANDINGS)
    if standing is TaxStanding.UNDECLARED:
        income, deductions = (), ()
    elif standing is TaxStanding.TAXED and not city_yen:
        standing = TaxStanding.UNTAXED
    if standing is not TaxStanding.TAXED:
        city_yen = prefecture_yen = 0
    return TaxRecord(person.id, year, standing, address, income, deductions, dependants, city_yen, prefecture_yen)


def _income(lots: Lots, person: Person) -> tuple[TaxAmount, ...]:
    """Nothing for a third of the spouses and for students, a pension for the old."""
    if lots.percent(33 if person.relationship in SPOUSES else 60 if person.age < 22 else 4):
        return ()
    if person.age >= _PENSIONER:
        return (TaxAmount("雑所得(公的年金等)", lots.between(0, 220) * _TEN_THOUSAND),)
    tail = lots.between(30, 400) + (lots.between(0, 700) if lots.percent(30) else 0)
    return (TaxAmount(lots.weighted(_KINDS), tail * _TEN_THOUSAND + lots.below(10) * 1_000),)


def _deductions(lots: Lots, total: int) -> tuple[TaxAmount, ...]:
    basic = TaxAmount("基礎控除", _BASIC)
    if not total:
        return (basic,)
    social = TaxAmount("社会保険料控除", total * lots.between(8, 16) // 100)
    life = TaxAmount("生命保険料控除", lots.between(1, 7) * _TEN_THOUSAND)
    return (social, life, basic) if lots.percent(55) else (social, basic)


def _owed(year: int, taxable: int) -> tuple[int, int]:
    """City and prefecture: 均等割 and 所得割, the latter rounded down to a hundred yen."""
    if taxable <= 0:
        return 0, 0
    rates = next(rates for since, rates in _RATES if year >= since)
    parts = (taxable // 1_000 * 1_000 * rate // 100 // 100 * 100 for rate in rates)
    city, prefecture = (base + part for base, part in zip(_PER_CAPITA, parts, strict=True))
    return city, prefecture
