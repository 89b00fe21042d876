"""Offices, catalogue, fees and exemptions by date: the shipped tables in both worlds, and how tables are read."""

import csv
import io
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from branch_app.domain.errors import BadInput, DataStale, NotOffered
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.enrolment import FreshnessPolicy
from branch_app.domain.rules.hours import OpenState
from branch_app.domain.rules.table_texts import TABLE_NAMES, parse_tables
from branch_app.domain.rules.tables import Tables
from tests.fakes.tables import tables as tables_of
from tests.fakes.tables import texts

SHIPPED = Path(__file__).parents[4] / "resources" / "tables"
PAPER_WORLD, TODAY_WORLD = date(2012, 3, 15), date(2026, 11, 24)
THE_SEVEN = {
    Certificate.KOSEKI_ZENBU,
    Certificate.KOSEKI_KOJIN,
    Certificate.FUHYO,
    Certificate.JUMINHYO,
    Certificate.KISAIJIKO,
    Certificate.INKAN,
    Certificate.GENPYO,
    Certificate.KAZEI,
}
SEVEN = {certificate.value for certificate in THE_SEVEN}
KIOSKS = ("区役所", "支所", "出張所", "行政サービスコーナー", "連絡所", "端末のみ")
WORLDS = pytest.mark.parametrize("day", [PAPER_WORLD, TODAY_WORLD], ids=["2012", "today"])

OFFICES = (
    "code,name,kind,valid_from,valid_until\nC06,菅,コーナー,2010-04-01,2012-03-31\nC06,菅新,区役所,2012-04-01,\n"
)
CATALOGUE = "office_kind,channel,certificate,valid_from,valid_until\nコーナー,counter,inkan,,2012-07-08\n"
FEES = (
    "certificate,channel,yen,valid_from,valid_until\ninkan,counter,250,,2011-03-31\ninkan,counter,300,2011-04-01,\n"
)
EXEMPTIONS = "purpose,certificate,evidence,valid_from,valid_until\nnenkin,kisaijiko,form,2012-01-01,2012-12-31\n"
DOCUMENTS = "code,class,valid_from,valid_until\npassport,photo,,\nold_card,a,,2025-12-01\n"
TEXTS = texts(offices=OFFICES, catalogue=CATALOGUE, fees=FEES, exemptions=EXEMPTIONS, identity_documents=DOCUMENTS)


def shipped() -> Tables:
    """What the product comes with."""
    return parse_tables("v", {name: (SHIPPED / f"{name}.csv").read_text("utf-8") for name in TABLE_NAMES})


@WORLDS
def test_suge_corner_issues_the_seven(day: date) -> None:
    """菅行政サービスコーナー, at the counter: 戸籍 for 450 yen, everything else for 300."""
    tables = shipped()
    office = tables.office("C06", day)
    assert "菅行政サービスコーナー" == office.name
    offered = tables.offered(office, "counter", day)
    assert THE_SEVEN - ({Certificate.GENPYO} if day == TODAY_WORLD else set()) == set(offered)
    fees = {certificate: tables.fee(certificate, "counter", day, "C06") for certificate in offered}
    koseki = {Certificate.KOSEKI_ZENBU: 450, Certificate.KOSEKI_KOJIN: 450}
    assert dict.fromkeys(offered, 300) | koseki == fees


@WORLDS
@pytest.mark.parametrize(
    ("certificate", "yen"),
    [
        (Certificate.JURI, 350),
        (Certificate.JURI_JOSHITSU, 1_400),
        (Certificate.JOSEKI, 750),
        (Certificate.KAISEIGEN, 750),
        (Certificate.JOFUHYO, 300),
        (Certificate.JOHYO, 300),
        (Certificate.MIBUN, 300),
    ],
)
def test_what_ward_offices_add_has_its_price(day: date, certificate: Certificate, yen: int) -> None:
    """受理証明書 350, on 上質紙 1,400; 除籍 and 改製原 750."""
    tables = shipped()
    for code in ("W06", "B01", "D01"):
        tables.check_offered(tables.office(code, day), "counter", certificate, day)
    assert yen == tables.fee(certificate, "counter", day, "C06")


def test_the_paper_knows_21_offices() -> None:
    """Seven wards, two branches, four sub-branches, six corners and two liaison offices in March 2012."""
    tables = shipped()
    open_then = [office.kind for office in tables.offices if office.validity.holds(PAPER_WORLD)]
    counts = {kind: open_then.count(kind) for kind in open_then}
    assert {"区役所": 7, "支所": 2, "出張所": 4, "行政サービスコーナー": 6, "連絡所": 2} == counts


@pytest.mark.parametrize(
    ("code", "day", "kind"),
    [
        ("C06", date(2010, 3, 31), "連絡所"),
        ("C06", date(2010, 4, 1), "行政サービスコーナー"),
        ("L01", date(2012, 3, 31), "連絡所"),
        ("L01", date(2012, 4, 1), "端末のみ"),
    ],
)
def test_offices_change_with_the_date(code: str, day: date, kind: str) -> None:
    """菅 became a corner on 2010-04-01; 宮前連絡所 closed after 2012-03-31 and kept its terminal."""
    assert kind == shipped().office(code, day).kind


def test_where_nobody_sits_any_more_no_counter_issues() -> None:
    """At 宮前 the terminal goes on issuing, and a counter there is refused from 2012-04-01 on."""
    tables, last = shipped(), date(2012, 3, 31)
    for day, counters in [(last, len(SEVEN)), (last + timedelta(days=1), 0)]:
        office = tables.office("L01", day)
        assert (counters, len(SEVEN)) == tuple(
            len(tables.offered(office, channel, day)) for channel in ("counter", "kiosk")
        )


@pytest.mark.parametrize(
    ("day", "terminals"),
    [
        (date(2007, 5, 31), 0),
        (date(2007, 6, 1), 20),
        (date(2008, 3, 31), 20),
        (date(2008, 4, 1), 28),
        (PAPER_WORLD, 28),
        (date(2013, 3, 31), 28),
        (date(2013, 4, 1), 21),
        (TODAY_WORLD, 21),
    ],
)
def test_terminals_come_and_go(day: date, terminals: int) -> None:
    """20 from June 2007, 8 more from April 2008, seven of the ward offices gone after the fiscal year 2012."""
    tables = shipped()
    standing = tables.devices_on(day, "kiosk")
    assert terminals == len(standing)
    if terminals == 28:
        at = [tables.office(device.office, PAPER_WORLD).kind for device in standing]
        counts = {kind: at.count(kind) for kind in at}
        assert {"区役所": 14, "支所": 2, "出張所": 4, "行政サービスコーナー": 6, "連絡所": 2} == counts


def test_a_named_device_stands_where_and_while_its_row_says() -> None:
    """At no other office, and not after its last day; what no row names is a counter's and may stand anywhere."""
    dates = "valid_from,valid_until\n"
    offices = f"code,name,kind,{dates}W01,一,区役所,,\nW02,二,区役所,,\n"
    devices = f"code,office,channel,{dates}T1,W01,kiosk,2007-06-01,2013-03-31\nT1,W02,kiosk,2013-04-01,\n"
    tables, last = tables_of(offices=offices, devices=devices), date(2013, 3, 31)
    assert [False, True, True, False] == [
        tables.may_stand("T1", "W01", day)
        for day in (date(2007, 5, 31), date(2007, 6, 1), last, last + timedelta(days=1))
    ]
    assert [False, True] == [tables.may_stand("T1", "W02", day) for day in (last, last + timedelta(days=1))]
    assert tables.may_stand("C06-1", "W09", last)


def test_every_terminal_stands_where_something_is_issued() -> None:
    """Each has an office on each of its days, with hours and a catalogue for it."""
    tables = shipped()
    for day in (date(2007, 6, 1), date(2008, 4, 1), PAPER_WORLD, date(2012, 4, 1), TODAY_WORLD):
        for device in tables.devices_on(day, "kiosk"):
            office = tables.office(device.office, day)
            issued = THE_SEVEN - ({Certificate.GENPYO} if day == TODAY_WORLD else set())
            assert issued == set(tables.offered(office, "kiosk", day)), device.code
            noon = datetime.combine(day, time(12, 30))
            assert OpenState.OPEN is tables.open_state(office, "kiosk", noon), device.code


def test_the_alien_register_certificate_ends() -> None:
    """登録原票記載事項証明書: last day 2012-07-08, everywhere, and its fee with it."""
    rows = [offer for offer in shipped().offers if offer.certificate == "genpyo"]
    assert {date(2012, 7, 8)} == {offer.validity.last for offer in rows}
    assert {date(2012, 7, 8)} == {fee.validity.last for fee in shipped().fees if fee.certificate == "genpyo"}


@pytest.mark.parametrize(("channel", "kinds"), [("counter", ("行政サービスコーナー", "連絡所")), ("kiosk", KIOSKS)])
def test_corners_and_terminals_issue_the_seven(channel: str, kinds: tuple[str, ...]) -> None:
    """What the paper lists, 戸籍 as two papers, and nothing else."""
    tables = shipped()
    for kind in kinds:
        rows = [offer for offer in tables.offers if (offer.office_kind, offer.channel) == (kind, channel)]
        assert SEVEN == {offer.certificate for offer in rows}, kind


def test_whatever_is_offered_has_a_fee() -> None:
    """Nothing in the catalogue would stop at its price."""
    tables = shipped()
    for day in (PAPER_WORLD, TODAY_WORLD):
        for offer in tables.offers:
            if offer.validity.holds(day):
                priced = [
                    fee
                    for fee in tables.fees
                    if (fee.certificate, fee.channel) == (offer.certificate, offer.channel)
                    and fee.validity.holds(day)
                ]
                assert 1 == len(priced), (day, offer)


@WORLDS
def test_limits_of_data_age(day: date) -> None:
    """Restrictions a day, tax a month, everything else a week."""
    assert FreshnessPolicy(24, 168, 168, 168, 168, 744) == shipped().freshness(day)


def test_no_limit_is_no_permission() -> None:
    """Data whose age nobody limits are refused, not used for ever."""
    limits = "data,hours,valid_from,valid_until\nrestrictions,24,,\n"
    with pytest.raises(DataStale, match="register=resident"):
        tables_of(freshness=limits).freshness(TODAY_WORLD)


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_every_row_names_its_source(table: str) -> None:
    """What nobody looked up says so itself: 仮, [M] or [memory]."""
    rows = list(csv.DictReader(io.StringIO((SHIPPED / f"{table}.csv").read_text("utf-8"))))
    assert all(row["source"] for row in rows)


@WORLDS
def test_what_the_shipped_table_makes_free(day: date) -> None:
    """年金現況届 the 記載事項証明 alone, 公用 everything; no purpose makes nothing free."""
    tables = shipped()
    free = {kind for kind in Certificate if tables.exempt("nenkin_genkyo", kind, day)}
    assert {Certificate.KISAIJIKO} == free
    assert all(tables.evidence_for("official", kind, day) for kind in Certificate)
    assert not any(tables.exempt("", kind, day) for kind in Certificate)


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2025, 5, 25), date(2025, 5, 26), date(2099, 12, 31)])
def test_exactly_one_shipped_fee_holds_on_any_day(day: date) -> None:
    """No gap and no overlap between the fees of two periods."""
    tables = shipped()
    for certificate in Certificate:
        rows = [row for row in tables.fees if (row.certificate, row.channel) == (certificate.value, "counter")]
        ended = certificate is Certificate.GENPYO and day > date(2012, 7, 8)
        assert (0 if ended else 1) == sum(row.validity.holds(day) for row in rows)


@pytest.mark.parametrize(
    ("day", "yen"), [(date(2011, 3, 31), 250), (date(2011, 4, 1), 300), (date(2100, 1, 1), 300)]
)
def test_the_business_date_decides_the_fee(day: date, yen: int) -> None:
    """First and last day of a row are both inside it; an empty end is open."""
    assert yen == parse_tables("v", TEXTS).fee(Certificate.INKAN, "counter", day, "C06")


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
        tables.fee(Certificate.JUMINHYO, "counter", date(2012, 3, 1), "C06")


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
    """Every one is needed."""
    with pytest.raises(BadInput) as refusal:
        parse_tables("v", {name: text for name, text in TEXTS.items() if name != table})
    assert {"at": table} == refusal.value.facts


def test_a_table_nobody_knows_is_named() -> None:
    """A bundle of another schema is not half understood."""
    with pytest.raises(BadInput) as refusal:
        parse_tables("v", TEXTS | {"weather": ""})
    assert {"at": "weather"} == refusal.value.facts


@pytest.mark.parametrize("column", ["certificate", "channel", "yen", "valid_from", "valid_until"])
def test_a_missing_column_is_named(column: str) -> None:
    """A table without one of its columns is refused at its first row."""
    with pytest.raises(BadInput) as refusal:
        parse_tables("v", TEXTS | {"fees": FEES.replace(column, "other", 1)})
    assert {"at": "fees:2"} == refusal.value.facts
