"""Tax, cards, 登録原票 and restrictions of the made-up Kawasaki."""

import hmac
from collections import Counter
from datetime import date
from functools import cache

import pytest

from branch_app.domain.records.alien import AlienRecord
from branch_app.domain.records.koseki import Koseki, KosekiState, StatusNotice
from branch_app.domain.records.registers import CertificateLink, CityCard
from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.records.tax import TaxRecord, TaxStanding
from branch_app.domain.rules.entitlement import age
from branch_app.domain.values.codes import parse_city_card_number
from sync.central.kawasaki.restricted import restricted
from tests.fakes.kawasaki import CITY, PAPER, PIN_KEY, TODAY, WORLDS, homes, kawasaki, residents_by_id, rows


@cache
def taxes(on: date = TODAY) -> list[TaxRecord]:
    """Both years."""
    return [row for row in rows("tax", CITY, 7, on) if isinstance(row, TaxRecord)]


@pytest.mark.parametrize(("on", "years"), [(TODAY, {2025, 2026}), (PAPER, {2010, 2011})], ids=["today", "2012"])
def test_two_fiscal_years(on: date, years: set[int]) -> None:
    """The newest and the one before; the year switches in June."""
    assert years == {record.fiscal_year for record in taxes(on)}


def test_a_few_have_a_notice_on_record() -> None:
    """No 身分証明書 for one in some hundreds whose 本籍 lies here; each is of age and stands in a 戸籍."""
    notices = [row for row in rows("status_notice", CITY, 7, TODAY) if isinstance(row, StatusNotice)]
    recorded = {
        person.resident: person
        for row in rows("koseki", CITY, 7, TODAY)
        if isinstance(row, Koseki) and row.state is KosekiState.CURRENT
        for person in row.persons
    }
    assert 3 <= len(notices) <= len(recorded) / 100
    for notice in notices:
        assert age(recorded[notice.resident].birth, notice.received) >= 20


def test_all_standings_occur() -> None:
    """課税 the most, then 非課税; 未申告 about three in a hundred, 免除 about one."""
    counted = Counter(record.standing for record in taxes())
    total = len(taxes())
    assert 0.6 < counted[TaxStanding.TAXED] / total < 0.85
    assert 0.1 < counted[TaxStanding.UNTAXED] / total < 0.3
    assert 0.02 < counted[TaxStanding.UNDECLARED] / total < 0.05
    assert 0.005 < counted[TaxStanding.EXEMPT] / total < 0.03


def test_who_declared_nothing_has_nothing_on_record() -> None:
    """No income, no deductions, no tax."""
    for record in taxes():
        if record.standing is TaxStanding.UNDECLARED:
            assert ((), (), 0, 0) == (record.income, record.deductions, record.city_yen, record.prefecture_yen)


def test_taxed_by_the_rates_of_a_designated_city() -> None:
    """The city takes four times what the prefecture does since 2018, a half more before, beside 均等割."""
    for on, times in ((TODAY, 4), (PAPER, 1.5)):
        record = max(taxes(on), key=lambda each: each.city_yen)
        assert times == pytest.approx((record.city_yen - 3_000) / (record.prefecture_yen - 1_300), rel=0.01)


def test_whoever_lived_here_on_1_january_is_taxed_here() -> None:
    """Of 20 and over, resident by that day, at the address of that day."""
    latest = {record.resident: record for record in taxes() if record.fiscal_year == 2026}
    grown = {person.id for person in residents_by_id().values() if age(person.birth, date(2026, 1, 1)) >= 20}
    assert grown == set(latest)
    for record in taxes():
        person = residents_by_id()[record.resident]
        assert person.became_resident <= date(record.fiscal_year, 1, 1)
    where = {member.id: home.address for home in homes() for member in home.members}
    assert all(where[resident] == record.address for resident, record in latest.items())


def test_city_cards() -> None:
    """Of seven seals in ten, and of some without a seal; four in five with a PIN, kept as a verifier only."""
    cards = {row.resident: row for row in rows("city_card", CITY) if isinstance(row, CityCard)}
    seals = {row.resident: row for row in rows("seal", CITY) if isinstance(row, SealRegistration)}
    shared = set(cards) & set(seals)
    assert 0.66 < len(shared) / len(seals) < 0.74
    assert set(cards) - set(seals)
    assert all(cards[resident].number == seals[resident].number for resident in shared)
    assert 0.15 < sum(card.pin_verifier is None for card in cards.values()) / len(cards) < 0.25
    for card in cards.values():
        assert card.number == parse_city_card_number(card.number)
        if card.pin_verifier is not None:
            message = card.pin_salt + card.number.encode() + card.resident[-4:].encode()
            assert hmac.digest(PIN_KEY, message, "sha256") == card.pin_verifier


@pytest.mark.parametrize(("on", "share"), [(TODAY, 0.75), (PAPER, 0.04)], ids=["today", "2012"])
def test_certificates_of_cards(on: date, share: float) -> None:
    """Three of four residents today, four in a hundred (住基カード) in 2012; each serial once, lower-case hex."""
    links = [row for row in rows("certificate_link", CITY, 7, on) if isinstance(row, CertificateLink)]
    assert share * 0.9 < len(links) / len(residents_by_id(on)) < share * 1.1
    assert len(links) == len({link.serial for link in links})
    assert all(len(link.serial) == 16 and link.serial == f"{int(link.serial, 16):016x}" for link in links)
    assert {link.resident for link in links} <= set(residents_by_id(on))


@WORLDS
def test_alien_records(on: date) -> None:
    """Of everybody foreign who lived here before 2012-07-09, registered by then; 特別永住者 among them."""
    records = [row for row in rows("alien", CITY, 7, on) if isinstance(row, AlienRecord)]
    assert records
    assert all(record.birth <= record.registered < date(2012, 7, 9) for record in records)
    assert any(record.stay == "特別永住者" and record.landed is None for record in records)
    if on is TODAY:
        early = {
            person.id
            for person in residents_by_id().values()
            if person.foreign is not None and person.became_resident < date(2012, 7, 9)
        }
        assert early == {record.resident for record in records}
        assert all(residents_by_id()[record.resident].name == record.name for record in records)


def test_restricted_people_and_whom_they_live_with() -> None:
    """About one household in six hundred; some live with people who are not restricted, some with some who are."""
    city = kawasaki(CITY * 3)
    stopped = set(restricted(city, city.numbers))
    home_numbers = {resident[2:8] for resident in stopped}
    assert 0.7 < len(home_numbers) * 600 / city.last < 1.4
    sizes = {number: city.size(int(number)) for number in home_numbers}
    counts = Counter(resident[2:8] for resident in stopped)
    assert any(counts[number] < size for number, size in sizes.items())
    assert any(counts[number] == size for number, size in sizes.items())
    assert any(1 < counts[number] for number in sizes)
