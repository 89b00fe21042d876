"""Offices, catalogue, fees and exemptions by date: the shipped tables in both worlds, and how tables are read."""

from datetime import date
from pathlib import Path

import pytest

from branch_app.domain.errors import BadInput, NotOffered
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.rules.table_texts import TABLE_NAMES, parse_tables
from branch_app.domain.rules.tables import Tables
from tests.fakes.tables import texts

SHIPPED = Path(__file__).parents[4] / "resources" / "tables"
PAPER_WORLD, TODAY_WORLD = date(2012, 3, 15), date(2026, 11, 24)
WORLDS = pytest.mark.parametrize("day", [PAPER_WORLD, TODAY_WORLD], ids=["2012", "today"])

OFFICES = (
    "code,name,kind,valid_from,valid_until\nC06,菅,コーナー,2010-04-01,2012-03-31\nC06,菅新,区役所,2012-04-01,\n"
)
CATALOGUE = "office_kind,channel,certificate,valid_from,valid_until\nコーナー,counter,inkan,,2012-07-08\n"
FEES = (
    "certificate,channel,yen,valid_from,valid_until\ninkan,counter,250,,2011-03-31\ninkan,counter,300,2011-04-01,\n"
)
EXEMPTIONS = "purpose,certificate,valid_from,valid_until\nnenkin,kisaijiko,2012-01-01,2012-12-31\n"
DOCUMENTS = "code,class,valid_from,valid_until\npassport,photo,,\nold_card,a,,2025-12-01\n"
TEXTS = texts(
    offices=OFFICES, catalogue=CATALOGUE, fees=FEES, exemptions=EXEMPTIONS, identity_documents=DOCUMENTS
)


def shipped() -> Tables:
    """What the product comes with."""
    return parse_tables("v", {name: (SHIPPED / f"{name}.csv").read_text("utf-8") for name in TABLE_NAMES})


@WORLDS
@pytest.mark.parametrize("certificate", Certificate)
def test_suge_corner_issues_every_certificate_for_300_yen(day: date, certificate: Certificate) -> None:
    """菅行政サービスコーナー, at the counter, in the paper's world and in today's."""
    tables = shipped()
    office = tables.office("C06", day)
    assert "菅行政サービスコーナー" == office.name
    tables.check_offered(office, "counter", certificate, day)
    assert 300 == tables.fee(certificate, "counter", day)


def test_the_paper_knows_21_offices() -> None:
    """Seven wards, two branches, four sub-branches, six corners and two liaison offices in March 2012."""
    tables = shipped()
    open_then = [office.kind for office in tables.offices if office.validity.holds(PAPER_WORLD)]
    counts = {kind: open_then.count(kind) for kind in open_then}
    assert {"区役所": 7, "支所": 2, "出張所": 4, "行政サービスコーナー": 6, "連絡所": 2} == counts


@pytest.mark.parametrize(
    ("code", "day", "there"),
    [
        ("C06", date(2010, 3, 31), False),
        ("C06", date(2010, 4, 1), True),
        ("L01", date(2012, 3, 31), True),
        ("L01", date(2012, 4, 1), False),
    ],
)
def test_offices_come_and_go(code: str, day: date, there: bool) -> None:
    """菅 became a corner on 2010-04-01; 宮前連絡所 closed after 2012-03-31."""
    tables = shipped()
    if there:
        assert code == tables.office(code, day).code
    else:
        with pytest.raises(NotOffered):
            tables.office(code, day)


@WORLDS
def test_only_the_pension_form_is_free(day: date) -> None:
    """年金現況届 makes the 記載事項証明 free and no other certificate; no purpose makes nothing free."""
    tables = shipped()
    free = {kind for kind in Certificate if tables.exempt("nenkin_genkyo", kind, day)}
    assert {Certificate.KISAIJIKO} == free
    assert not any(tables.exempt("", kind, day) for kind in Certificate)


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2025, 5, 25), date(2025, 5, 26), date(2099, 12, 31)])
def test_exactly_one_shipped_fee_holds_on_any_day(day: date) -> None:
    """No gap and no overlap between the fees of two periods."""
    tables = shipped()
    for certificate in Certificate:
        rows = [row for row in tables.fees if (row.certificate, row.channel) == (certificate.value, "counter")]
        assert 1 == sum(row.validity.holds(day) for row in rows)


@pytest.mark.parametrize(
    ("day", "yen"), [(date(2011, 3, 31), 250), (date(2011, 4, 1), 300), (date(2100, 1, 1), 300)]
)
def test_the_business_date_decides_the_fee(day: date, yen: int) -> None:
    """First and last day of a row are both inside it; an empty end is open."""
    assert yen == parse_tables("v", TEXTS).fee(Certificate.INKAN, "counter", day)


@pytest.mark.parametrize(("day", "name"), [(date(2012, 3, 31), "菅"), (date(2012, 4, 1), "菅新")])
def test_an_office_is_what_it_was_that_day(day: date, name: str) -> None:
    """Name and kind change with the date."""
    assert name == parse_tables("v", TEXTS).office("C06", day).name


def test_what_no_row_holds_is_not_offered() -> None:
    """Another channel, kind, certificate or day: refused by name, never guessed."""
    tables = parse_tables("v", TEXTS)
    office = tables.office("C06", date(2012, 3, 1))
    tables.check_offered(office, "counter", Certificate.INKAN, date(2012, 7, 8))
    for channel, certificate, day in [
        ("kiosk", Certificate.INKAN, date(2012, 7, 8)),
        ("counter", Certificate.JUMINHYO, date(2012, 7, 8)),
        ("counter", Certificate.INKAN, date(2012, 7, 9)),
    ]:
        with pytest.raises(NotOffered) as refusal:
            tables.check_offered(office, channel, certificate, day)
        assert {"what": certificate.value, "day": day.isoformat()} == refusal.value.facts
    with pytest.raises(NotOffered):
        tables.fee(Certificate.JUMINHYO, "counter", date(2012, 3, 1))


@pytest.mark.parametrize(
    ("day", "free"),
    [
        (date(2011, 12, 31), False),
        (date(2012, 1, 1), True),
        (date(2012, 12, 31), True),
        (date(2013, 1, 1), False),
    ],
)
def test_an_exemption_holds_on_its_days(day: date, free: bool) -> None:
    """First and last day included."""
    assert free is parse_tables("v", TEXTS).exempt("nenkin", Certificate.KISAIJIKO, day)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("inkan,counter,dear,,", "no figure"),
        ("inkan,counter,-1,,", "less than nothing"),
        ("teigi,counter,300,,", "no certificate"),
        ("inkan,counter,300,2012-13-01,", "no date"),
        ("inkan,counter,300,2012-02-01,2012-01-31", "ends before it begins"),
        ("inkan,counter,300", "cells missing"),
        ("inkan,counter,300,,,,", "cells too many"),
    ],
)
def test_a_row_that_means_nothing_is_named(row: str, what: str) -> None:
    """Table and line of the file are told; nothing is guessed."""
    texts = TEXTS | {"fees": f"{FEES}{row}\n"}
    with pytest.raises(BadInput) as refusal:
        parse_tables("v", texts)
    assert {"at": "fees:4"} == refusal.value.facts, what


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_a_missing_table_is_named(table: str) -> None:
    """All four are needed."""
    with pytest.raises(BadInput) as refusal:
        parse_tables("v", {name: text for name, text in TEXTS.items() if name != table})
    assert {"at": table} == refusal.value.facts


@pytest.mark.parametrize("column", ["certificate", "channel", "yen", "valid_from", "valid_until"])
def test_a_missing_column_is_named(column: str) -> None:
    """A table without one of its columns is refused at its first row."""
    with pytest.raises(BadInput) as refusal:
        parse_tables("v", TEXTS | {"fees": FEES.replace(column, "other", 1)})
    assert {"at": "fees:2"} == refusal.value.facts
