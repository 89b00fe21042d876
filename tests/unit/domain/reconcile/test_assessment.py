"""月末の調定: by 会計年度 and 収入科目, from closed days; a year that ended takes refunds until its books close."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branch_app.domain.deciders.states import JobState
from branch_app.domain.errors import BadInput
from branch_app.domain.reconcile.assessment import AssessmentLine, AssessmentOrder, Booking, assess, bookings
from branch_app.domain.records.receipt import Anchor
from branch_app.domain.rules.policies import Policies
from branch_app.domain.rules.revenue import Revenue
from branch_app.domain.values.validity import Validity
from tests.fakes.played_log import TOKYO
from tests.fakes.tables import always, shipped, tables
from tests.fakes.till import Till, Wished

ACCOUNTS = "certificate,account,valid_from,valid_until\njuminhyo,住民,,\ninkan,住民,,\nkazei,税務,,\n"
REVENUE = "account,code,settled_until,valid_from,valid_until\n住民,14-2-1,05-31,,\n税務,14-2-2,05-31,,\n"


def _policies(revenue: str = REVENUE) -> Policies:
    return always(tables(accounts=ACCOUNTS, revenue=revenue))


def _line(year: int, **sums: int) -> AssessmentLine:
    return AssessmentLine(year, "住民", "14-2-1", **sums)


def test_a_month_by_account() -> None:
    """Charges and refunds of every closed day; free copies and the day that is still open are not in it."""
    till = Till.opened()
    _, jobs = till.paid(Wished(copies=2), Wished("inkan"), Wished("kazei", exempt=True))
    till.paid(Wished("kazei"))
    till.void(jobs[0])
    for job in list(till.state.issuance.open_jobs()):
        till.hand_over(job.id)
    till.count()
    till.close()
    till.open(on=till.now.date() + timedelta(days=1))
    till.paid()
    assert (
        _line(2026, copies=3, charged_yen=900, refunded_yen=300),
        AssessmentLine(2026, "税務", "14-2-2", copies=1, charged_yen=300),
    ) == assess(bookings(till.entries), 2026, 11, _policies())
    assert () == assess(bookings(till.entries), 2026, 10, _policies())


def test_what_a_supplementary_close_adds_is_added_once() -> None:
    """The day's first bookings are not booked again."""
    till = Till.opened()
    _, (job,) = till.paid()
    till.hand_over(job)
    till.count()
    till.close()
    till.supplement()
    till.bring_back(job)
    till.void(job, office_fault=True)
    till.count()
    till.close()
    (line,) = assess(bookings(till.entries), 2026, 11, _policies())
    assert (1, 300, 300, 0) == (line.copies, line.charged_yen, line.refunded_yen, line.assessed_yen)


@pytest.mark.parametrize(
    ("given_back", "month", "lines"),
    [
        (date(2026, 3, 31), 3, (_line(2025, refunded_yen=300),)),
        (date(2026, 4, 1), 4, (_line(2025, refunded_yen=300),)),
        (date(2026, 5, 31), 5, (_line(2025, refunded_yen=300),)),
        (date(2026, 6, 1), 6, (_line(2026, late_yen=300),)),
    ],
)
def test_the_year_that_ended_takes_refunds_until_its_books_close(
    given_back: date, month: int, lines: tuple[AssessmentLine, ...]
) -> None:
    """出納整理期間: charged in March, given back by 31 May it lessens the old year, then it is the new one's."""
    booked = (Booking(given_back, date(2026, 3, 30), "juminhyo", refunded_yen=300),)
    assert lines == assess(booked, 2026, month, _policies())


def test_a_refund_goes_by_the_day_of_its_fee() -> None:
    """Sold on 31 March, kept over night, given back on 1 April: two years, and the log knows which."""
    till = Till(now=datetime(2026, 3, 31, 9, tzinfo=TOKYO))
    till.open()
    till.load(1, 10)
    kept = till.in_state(JobState.UNCOLLECTED)
    till.count()
    till.close()
    till.now += timedelta(days=1)
    till.open()
    till.void(kept, office_fault=True)
    till.count()
    till.close()
    booked = bookings(till.entries)
    assert (_line(2025, copies=1, charged_yen=300),) == assess(booked, 2026, 3, _policies())
    assert (_line(2025, refunded_yen=300),) == assess(booked, 2026, 4, _policies())


@pytest.mark.parametrize("month", [0, 13, -1])
def test_a_month_is_one(month: int) -> None:
    """There is no thirteenth."""
    with pytest.raises(BadInput):
        assess((), 2026, month, _policies())


def test_an_account_without_a_code_stops_the_month() -> None:
    """No code is guessed, and none of another time is taken."""
    booked = (Booking(date(2026, 3, 1), date(2026, 3, 1), "juminhyo", 1, 300),)
    for revenue in (
        "account,code,settled_until,valid_from,valid_until\n",
        REVENUE.replace("31,,", "31,2027-01-01,"),
    ):
        with pytest.raises(BadInput, match="revenue"):
            assess(booked, 2026, 3, _policies(revenue))


@pytest.mark.parametrize("row", [("", "1", "05-31"), ("a", "", "05-31"), ("a", "1", "5-31"), ("a", "1", "13-01")])
def test_a_row_that_means_nothing_cannot_be_made(row: tuple[str, str, str]) -> None:
    """No name, no code, or a day that no year has."""
    with pytest.raises(ValueError, match="revenue"):
        Revenue(*row, Validity(date.min, date.max))


def test_every_account_that_is_shipped_has_a_code() -> None:
    """No month stops at the product's own tables."""
    held = shipped()
    for account in held.accounts:
        for day in (date(2012, 3, 1), date(2026, 11, 26)):
            assert held.revenue(account.name, day).code


def test_an_order_asks_for_the_sum_of_its_lines() -> None:
    """調定額 of two accounts and two years: what was given back in time lessens it, what came too late does not."""
    lines = (
        _line(2025, charged_yen=300, refunded_yen=900),
        _line(2026, charged_yen=1_200, refunded_yen=300, late_yen=600),
        AssessmentLine(2026, "税務", "14-2-2", charged_yen=300),
    )
    assert ([-600, 900, 300], 600) == ([line.assessed_yen for line in lines], _order(11, *lines).assessed_yen)
    assert 0 == _order(11).assessed_yen


@pytest.mark.parametrize("month", [1, 12])
def test_an_order_is_for_a_month_of_the_year(month: int) -> None:
    """January and December are, what lies beside them is none."""
    assert month == _order(month).month
    with pytest.raises(ValueError, match="assessment"):
        _order({1: 0, 12: 13}[month])


def test_an_order_has_one_line_an_account_and_year() -> None:
    """The same account of another year is another line; of the same year it would be booked twice."""
    line = _line(2026, charged_yen=300)
    assert 2 == len(_order(11, _line(2025), line).lines)
    with pytest.raises(ValueError, match="assessment"):
        _order(11, line, _line(2026, charged_yen=600))


def _order(month: int, *lines: AssessmentLine) -> AssessmentOrder:
    return AssessmentOrder("office", "C06-1", 2026, month, lines, Anchor(512, bytes(32)), specimen=True)


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(1, 3), st.booleans(), st.booleans()), max_size=5))
def test_the_month_is_what_its_days_claimed(forms: list[tuple[int, bool, bool]]) -> None:
    """The light fold and the counter's own agree to the yen."""
    till = Till.opened()
    for copies, exempt, voided in forms:
        _, jobs = till.paid(Wished(copies=copies, exempt=exempt))
        for job in jobs:
            (till.void if voided else till.hand_over)(job)
    till.count()
    till.close()
    claims = till.state.day.claims
    assert claims is not None
    lines = assess(bookings(till.entries), 2026, 11, _policies())
    assert (claims.charged_yen, claims.refunded_yen) == (
        sum(line.charged_yen for line in lines),
        sum(line.refunded_yen for line in lines),
    )
