"""開始 and 締め: forms = log = cash = sheets."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from branch_app.domain.deciders import day
from branch_app.domain.deciders.day import Day
from branch_app.domain.deciders.issuance import decide
from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.errors import AmountWrong, BadInput, CloseNotPossible, OutOfOrder, SecondPersonNeeded
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import ApplicationId, Pseudonym
from branch_app.domain.values.reasons import PaperReason, SupplementReason
from tests.fakes.played_log import CLERK, MORNING, PAPER, SUPERVISOR, PlayedLog
from tests.fakes.till import Till, Wished

TODAY = MORNING.date()


def test_a_day_opens_once() -> None:
    """An open day, a closed one and an earlier one are not opened again, on both sides of the line."""
    till = Till.opened()
    _refused_to_open(till, TODAY)
    _refused_to_open(till, TODAY + timedelta(days=1))
    till.count()
    till.close()
    _refused_to_open(till, TODAY)
    _refused_to_open(till, TODAY - timedelta(days=1))
    till.open(on=TODAY + timedelta(days=1))
    assert till.state.day.open


@pytest.mark.parametrize("float_yen", [-1, 10_000_001])
def test_a_float_is_an_amount(float_yen: int) -> None:
    """The float is 0 to 10,000,000 yen."""
    with pytest.raises(AmountWrong):
        Till().open(float_yen)


def test_a_close_says_what_the_day_was() -> None:
    """Forms, papers handed over, yen, sheets and the last number, as folded."""
    till = Till.opened(float_yen=10_000, paper=20)
    till.identified()
    _, (one, two) = till.paid(Wished(copies=2))
    _, (free,) = till.paid(Wished(exempt=True))
    till.hand_over(one)
    till.hand_over(free)
    till.void(two)
    for application in list(till.state.issuance.applications):
        _cancel_open(till, application)
    till.count()
    till.close()
    assert (
        events.DayClosed(
            business_date=TODAY.isoformat(),
            supplement=0,
            applications=3,
            delivered=2,
            charged_yen=600,
            refunded_yen=300,
            cashless_yen=0,
            cashless_refunded_yen=0,
            paid_in_yen=0,
            paid_out_yen=0,
            counted_yen=10_300,
            sheets_rest=18,
            last_running=3,
            second=SUPERVISOR,
        )
        == till.state.day.claims
    )


def _cancel_open(till: Till, application: ApplicationId) -> None:
    if till.state.issuance.applications[application].state is ApplicationState.IDENTIFIED:
        till.do(lambda state: decide.cancel(state.issuance, application))


@pytest.mark.parametrize(
    ("stand_open", "what"),
    [
        (Till.accept, "form form-2"),
        (Till.identified, "form form-2"),
        (Till.prepared, "form form-2"),
        (Till.quoted, "form form-2"),
        (Till.paid, "form form-2"),
    ],
)
def test_an_open_form_stops_the_close(stand_open: Callable[[Till], object], what: str) -> None:
    """Every form ends before the day does; the first open one is named."""
    till = Till.opened()
    stand_open(till)
    assert what == _obstacle(till)


@pytest.mark.parametrize(
    "state",
    [state for state in JobState if state not in {JobState.VOIDED, JobState.CANCELLED, JobState.DELIVERED}],
)
def test_an_open_copy_stops_the_close(state: JobState) -> None:
    """Only papers kept for a citizen or by a hold stay over night; any other copy is named."""
    till = Till.opened()
    job = till.in_state(state)
    till.count()
    if state in {JobState.UNCOLLECTED, JobState.WITHHELD}:
        till.close()
    else:
        named = f"job {till.job(job).number}" if state is JobState.RETURNED else f"form {_form(till)}"
        assert named == _obstacle(till)


def test_a_kept_paper_does_not_hide_an_open_copy_of_its_form() -> None:
    """One copy uncollected, another still to print: the day stays open and names the copy."""
    till = Till.opened()
    _, (kept, open_one) = till.paid(Wished(copies=2))
    till.print(kept)
    till.check(kept)
    till.leave(kept)
    assert f"job {till.job(open_one).number}" == _obstacle(till)


def test_an_uncounted_drawer_stops_the_close() -> None:
    """Cash is counted before the close, and again when money moved since."""
    till = Till.opened()
    assert "drawer" == _obstacle(till, count=False)
    till.count()
    till.hand_over(till.paid()[1][0])
    assert "drawer" == _obstacle(till, count=False)
    till.count()
    till.close()


def test_a_refund_that_is_due_stops_the_close() -> None:
    """A voided copy whose fee was not given back stands open."""
    till = Till.opened()
    job = till.in_state(JobState.RETURNED)
    till.add(events.JobVoided(job, PaperReason.NOT_NEEDED, office_fault=True, second=SUPERVISOR))
    assert f"refund {till.job(job).number}" == _obstacle(till)


@pytest.mark.parametrize("second", [Pseudonym(""), CLERK])
def test_a_close_needs_a_second_person(second: Pseudonym) -> None:
    """Nobody, or the clerk again, does not close a day, on both sides of the line."""
    till = Till.opened()
    till.count()
    state = till.state
    with pytest.raises(SecondPersonNeeded):
        day.close_day(state.day, state.issuance, state.drawer, state.sheets, CLERK, second)
    with pytest.raises(SecondPersonNeeded):
        till.add(day.claims(state.day, state.issuance, state.drawer, state.sheets, second))


def test_a_day_closes_once() -> None:
    """A closed day is not closed again, on both sides of the line."""
    till = Till.opened()
    till.count()
    till.close()
    with pytest.raises(OutOfOrder):
        till.close()
    claims = till.state.day.claims
    assert claims is not None
    with pytest.raises(OutOfOrder):
        till.add(claims)


def test_a_close_over_open_copies_cannot_be_recorded() -> None:
    """The log refuses a close that skips what stands open."""
    till = Till.opened()
    till.paid()
    till.count()
    state = till.state
    with pytest.raises(CloseNotPossible):
        till.add(day.claims(state.day, state.issuance, state.drawer, state.sheets, SUPERVISOR))


def test_nothing_happens_to_a_form_or_paper_outside_an_open_day() -> None:
    """Before 開始 and after 締め no form is accepted, no paper voided: no sum would know of it."""
    with pytest.raises(OutOfOrder):
        Till().accept()
    till = Till.opened()
    kept = till.in_state(JobState.UNCOLLECTED)
    till.count()
    till.close()
    for verb in (till.deliver, till.void):
        with pytest.raises(OutOfOrder):
            verb(kept)
    with pytest.raises(OutOfOrder):
        till.accept()


def test_a_kept_paper_is_handed_over_the_next_day_and_counted_there() -> None:
    """The first day's close does not count it as delivered, the next one does, and nothing is counted twice."""
    till = Till.opened()
    _, (kept, taken) = till.paid(Wished(copies=2))
    till.hand_over(taken)
    till.print(kept)
    till.check(kept)
    till.leave(kept)
    first = _closed(till)
    till.open(on=TODAY + timedelta(days=1))
    till.deliver(kept)
    second = _closed(till)
    assert [(1, 1, 600), (0, 1, 0)] == [
        (claims.applications, claims.delivered, claims.charged_yen) for claims in (first, second)
    ]


def test_a_refund_of_a_kept_paper_belongs_to_the_day_it_is_paid() -> None:
    """Voided the next morning, the cash leaves the next day's drawer."""
    till = Till.opened(float_yen=1_000)
    kept = till.in_state(JobState.UNCOLLECTED)
    first = _closed(till)
    till.open(1_000, on=TODAY + timedelta(days=1))
    till.void(kept, office_fault=True)
    second = _closed(till)
    assert [(300, 0, 1_300), (0, 300, 700)] == [
        (claims.charged_yen, claims.refunded_yen, claims.counted_yen) for claims in (first, second)
    ]


def test_numbers_do_not_start_again_with_the_day() -> None:
    """The running number goes on over nights."""
    till = Till.opened()
    till.hand_over(till.paid()[1][0])
    _closed(till)
    till.open(on=TODAY + timedelta(days=1))
    _, (job,) = till.prepared()
    assert till.job(job).number.endswith("-000002")


def _closed(till: Till) -> events.DayClosed:
    till.count()
    till.close()
    claims = till.state.day.claims
    assert claims is not None
    return claims


def _obstacle(till: Till, *, count: bool = True) -> object:
    if count:
        till.count()
    with pytest.raises(CloseNotPossible) as refusal:
        till.close()
    return refusal.value.facts["what"]


def _form(till: Till) -> str:
    (application,) = till.state.issuance.applications.values()
    return application.form


def _refused_to_open(till: Till, on: date) -> None:
    with pytest.raises(OutOfOrder):
        till.open(on=on)
    with pytest.raises(OutOfOrder):
        till.add(events.DayOpened(on.isoformat(), 0))


@pytest.mark.parametrize(
    "day_text", ["1600-01-01", "2999-12-31", "1999-12-31", "2101-01-01", "", "2026-02-30", "20261124"]
)
def test_a_business_date_is_one(day_text: str) -> None:
    """No counter saw 1600 or will see 2999; what is no date is none."""
    with pytest.raises(BadInput):
        Till().add(events.DayOpened(day_text, 0))


def test_a_late_event_opens_the_day_once_more() -> None:
    """補正: a paper that comes back after the close belongs to that day, and its close says the whole day anew."""
    till = Till.opened(float_yen=10_000)
    _, (job, kept) = till.paid(Wished(copies=2))
    till.hand_over(job)
    till.print(kept)
    till.check(kept)
    till.leave(kept)
    first = _closed(till)
    till.supplement()
    with pytest.raises(OutOfOrder):
        till.open(on=TODAY + timedelta(days=1))
    till.bring_back(job)
    till.void(job, office_fault=True)
    assert "drawer" == _obstacle(till, count=False)
    second = _closed(till)
    assert [(0, 1, 600, 0, 10_600), (1, 1, 600, 300, 10_300)] == [
        (claims.supplement, claims.delivered, claims.charged_yen, claims.refunded_yen, claims.counted_yen)
        for claims in (first, second)
    ]
    till.supplement()
    till.deliver(kept)
    till.close()
    claims = till.state.day.claims
    assert claims is not None
    assert (2, 2, TODAY.isoformat()) == (claims.supplement, claims.delivered, claims.business_date)
    till.open(on=TODAY + timedelta(days=1))
    assert 0 == till.state.day.supplement


def test_only_the_day_closed_last_is_opened_once_more() -> None:
    """Never an open one, never one before the first, never under another number or date."""
    with pytest.raises(OutOfOrder):
        PlayedLog().do(lambda state: day.supplement(state.day, SupplementReason.OTHER, CLERK, SUPERVISOR))
    till = Till.opened()
    with pytest.raises(OutOfOrder):
        till.supplement()
    till.count()
    till.close()
    for lie in (("2026-11-23", 1), (TODAY.isoformat(), 2)):
        with pytest.raises(OutOfOrder):
            till.add(events.DaySupplemented(*lie, SupplementReason.OTHER, SUPERVISOR))
    for second in (Pseudonym(""), CLERK):
        with pytest.raises(SecondPersonNeeded):
            till.supplement(second)
        with pytest.raises(SecondPersonNeeded):
            till.add(events.DaySupplemented(TODAY.isoformat(), 1, SupplementReason.OTHER, second))
    till.supplement()


@pytest.mark.parametrize("on", [day.FIRST_DAY, day.LAST_DAY])
def test_the_first_and_last_day_of_a_counter_are_days(on: date) -> None:
    """2000-01-01 and 2100-12-31; the day before and after are slips of the keyboard."""
    assert day.open_day(Day(), on, 0)
    for other in (date(1600, 1, 1), date(1999, 12, 31), date(2101, 1, 1), date(2999, 12, 31)):
        with pytest.raises(BadInput):
            day.open_day(Day(), other, 0)


def test_a_stock_that_does_not_add_up_is_named() -> None:
    """Whatever made it so: the sheets folded here never come to that, and a close does not rely on it."""
    till = Till.opened()
    till.count()
    now = till.state
    tray = now.sheets.stock(PAPER)
    wrong = replace(now.sheets, stocks={PAPER: replace(tray, issued=tray.issued + 1)})
    assert [f"stock {PAPER}"] == list(day.obstacles(now.issuance, now.drawer, wrong))
    with pytest.raises(CloseNotPossible) as refusal:
        day.close_day(now.day, now.issuance, now.drawer, wrong, CLERK, SUPERVISOR)
    assert {"what": f"stock {PAPER}"} == refusal.value.facts


def test_claims_of_an_uncounted_drawer_are_nothing() -> None:
    """Head office folds claims before it knows of a count."""
    now = Till.opened().state
    assert 0 == day.claims(now.day, now.issuance, now.drawer, now.sheets, SUPERVISOR).counted_yen
