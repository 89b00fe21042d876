"""Papers that outlive the day: left behind at the close, or brought back when their form is long forgotten."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from branch_app.domain.deciders.issuance import decide, reopening
from branch_app.domain.deciders.issuance.state import running_of
from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.errors import AmountWrong, BadInput, OutOfOrder, Refused
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import ApplicationId, IssueNumber, JobId
from branch_app.domain.values.payment import Means
from tests.fakes.bookkeeping import Books
from tests.fakes.played_log import PAPER
from tests.fakes.till import Till, Wished


@pytest.mark.parametrize("state", [JobState.UNCOLLECTED, JobState.WITHHELD])
def test_what_nobody_took_is_kept_with_its_form_over_any_number_of_closes(state: JobState) -> None:
    """Form, copy and sheet are still there three closes later, and no takings are counted twice."""
    till = Till.opened()
    job = till.in_state(state)
    for _ in range(3):
        till.next_day()
    assert state is till.job(job).state
    assert 1 == till.state.sheets.in_hand(PAPER)
    assert (30_000, 0) == (till.state.drawer.expected_yen, till.state.day.applications)


def test_it_is_handed_over_on_a_later_day_which_settles_its_form() -> None:
    """The copy counts as handed over on the day it was, and its fee on the day it was paid."""
    till = Till.opened()
    job = till.in_state(JobState.UNCOLLECTED)
    till.next_day()
    till.deliver(job)
    assert ApplicationState.SETTLED is till.state.issuance.application(till.job(job).application).state
    assert 1 == till.state.day.delivered
    taken = till.state.takings["juminhyo"]
    assert (1, 0) == (taken.delivered, taken.charged_yen)
    till.next_day()
    assert {} == till.state.issuance.jobs


@pytest.mark.parametrize(("office_fault", "refund"), [(True, 300), (False, 0)])
def test_it_is_voided_on_a_later_day_with_the_refund_of_the_rule(office_fault: bool, refund: int) -> None:
    """Out of the drawer of the day on which it is voided."""
    till = Till.opened()
    job = till.in_state(JobState.UNCOLLECTED)
    till.next_day()
    till.void(job, office_fault=office_fault)
    assert (30_000 - refund, 1) == (till.state.drawer.expected_yen, till.state.sheets.stock(PAPER).spoilt)
    till.next_day()


def test_the_form_of_a_left_paper_closes_only_when_its_other_copies_ended() -> None:
    """One copy nobody took excuses no other that is still to be printed."""
    till = Till.opened()
    _, (left, other) = till.paid(Wished(copies=2))
    till.print(left)
    till.check(left)
    till.leave(left)
    with pytest.raises(Refused):
        till.next_day()
    till.hand_over(other)
    till.next_day()
    till.bring_back(other)
    till.void(other)
    till.deliver(left)
    till.next_day()


@pytest.mark.parametrize(("office_fault", "refund"), [(True, 450), (False, 0)])
def test_a_paper_comes_back_weeks_later(office_fault: bool, refund: int) -> None:
    """Its number is known though its form is forgotten; its sheet is spoilt, its fee follows the rule."""
    till = Till.opened()
    application, (job, _) = _delivered(till, Wished(copies=2, fee=450))
    till.next_day()
    till.next_day()
    till.bring_back_later(job)
    till.void(job, office_fault=office_fault)
    tray = till.state.sheets.stock(PAPER)
    assert (1, 2, 1) == (tray.returned, tray.issued, tray.spoilt)
    assert 30_000 - refund == till.state.drawer.expected_yen
    form = till.state.issuance.application(application)
    assert (ApplicationState.SETTLED, 900, refund) == (form.state, form.charged_yen, form.refunded_yen)
    till.next_day()


def test_several_copies_of_one_form_come_back_on_one_day_or_on_two() -> None:
    """Each is taken up beside the others, and what was given back before is remembered."""
    till = Till.opened()
    application, jobs = _delivered(till, Wished(copies=2), Wished(certificate="inkan", copies=2, fee=450))
    till.next_day()
    for job in jobs[1:3]:
        till.bring_back_later(job)
        till.void(job, office_fault=True)
    assert [1, 1] == [len(item.jobs) for item in till.state.issuance.items_of(application)]
    till.next_day()
    for job in (jobs[0], jobs[3]):
        till.bring_back_later(job)
        till.void(job, office_fault=True)
    assert 1_500 == till.state.issuance.application(application).refunded_yen
    Books().read(till.entries).agree(till.state)
    till.next_day()


def test_a_paper_paid_through_a_terminal_is_given_back_that_way_weeks_later() -> None:
    """How the fee came is looked up too."""
    till = Till.opened()
    application, (job,) = till.quoted()
    till.pay_by_terminal(application)
    till.hand_over(job)
    till.next_day()
    till.bring_back_later(job)
    till.void(job, office_fault=True)
    assert Means.CARD is till.state.issuance.application(application).means
    assert (30_000, 300) == (till.state.drawer.expected_yen, till.state.drawer.cashless_refunded_yen)


def test_a_receipt_of_an_earlier_day_is_a_reissue() -> None:
    """The receipts of that day are counted on."""
    till = Till.opened()
    application, (job,) = _delivered(till)
    till.receipt(application)
    till.next_day()
    till.bring_back_later(job)
    till.receipt(application)
    assert 2 == till.state.issuance.application(application).receipts


def test_an_open_return_stops_the_close() -> None:
    """A paper that came back is voided on the same day."""
    till = Till.opened()
    _, (job,) = _delivered(till)
    till.next_day()
    till.bring_back_later(job)
    with pytest.raises(Refused):
        till.next_day()


def test_no_paper_comes_back_twice() -> None:
    """Not on the same day, and not after its copy was voided and forgotten."""
    till = Till.opened()
    _, (job,) = _delivered(till)
    till.next_day()
    told = till.told(job)
    till.bring_back_later(job)
    for again in (Till.bring_back_later, Till.bring_back):
        with pytest.raises(Refused):
            again(till, job)
    till.void(job, office_fault=True)
    till.next_day()
    with pytest.raises(BadInput):
        till.add(told)


@pytest.mark.parametrize("state", [JobState.VOIDED, JobState.CANCELLED])
def test_a_number_that_was_never_handed_over_does_not_come_back(state: JobState) -> None:
    """Voided and cancelled numbers are remembered for as long as the numbers run."""
    till = Till.opened()
    _, (other,) = _delivered(till)
    job = till.in_state(state)
    number = till.job(job).number
    till.next_day()
    with pytest.raises(BadInput):
        till.add(replace(till.told(other), number=number, job=job))


_LIES: dict[str, tuple[Callable[[Till], dict[str, Any]], type[Refused]]] = {
    "a number not given yet": (lambda till: {"number": _number(till.state.issuance.next_running)}, BadInput),
    "number nought": (lambda _till: {"number": _number(0)}, BadInput),
    "no number": (lambda _till: {"number": IssueNumber("C06-1-1")}, BadInput),
    "foreign digits": (lambda _till: {"number": IssueNumber("C06-1-００００01")}, BadInput),
    "no sheets": (lambda _till: {"sheets": ()}, BadInput),
    "no pages": (lambda _till: {"pages": 0}, BadInput),
    "a fee above what was paid": (lambda _till: {"copy_fee_yen": 301}, AmountWrong),
    "a fee that was given back": (lambda _till: {"refunded_yen": 300}, AmountWrong),
    "a negative fee": (lambda _till: {"copy_fee_yen": -1}, AmountWrong),
    "a negative refund": (lambda _till: {"refunded_yen": -1}, AmountWrong),
}


@pytest.mark.parametrize("lie", _LIES)
def test_a_reopened_copy_that_cannot_have_been_is_refused(lie: str) -> None:
    """What the fold can know of a forgotten copy it holds against the entry."""
    till = Till.opened()
    _, (job,) = _delivered(till)
    till.next_day()
    told = till.told(job)
    changed, error = _LIES[lie]
    with pytest.raises(error):
        till.add(replace(told, **changed(till)))
    till.add(told)


def test_a_copy_of_a_form_that_is_still_open_is_not_reopened() -> None:
    """All copies of an open form are here; one more would be somebody else's."""
    till = Till.opened()
    _, (job,) = _delivered(till)
    left = till.in_state(JobState.UNCOLLECTED)
    till.next_day()
    told, there = till.told(job), till.job(left)
    for stranger in (
        replace(told, application=there.application),
        replace(told, item=there.item),
        replace(told, job=left),
    ):
        with pytest.raises(BadInput):
            till.add(stranger)


@pytest.mark.parametrize("sheets", [(), ("security-000002",), ("security-000001", "plain-000001")])
def test_a_paper_comes_back_on_its_own_sheets(sheets: tuple[Any, ...]) -> None:
    """On none, on another or on more than one kind of paper it did not."""
    till = Till.opened()
    job = till.in_state(JobState.DELIVERED)
    with pytest.raises(BadInput):
        till.add(events.JobReturned(job, sheets))


@pytest.mark.parametrize("sheets", [("security-000001", "plain-000001"), ("cardboard-000001",)])
def test_a_reopened_copy_on_no_paper_of_ours_does_not_come_back(sheets: tuple[Any, ...]) -> None:
    """Its sheets must be of one stock that was ever loaded here."""
    till = Till.opened()
    _, (job,) = _delivered(till)
    till.next_day()
    till.add(replace(till.told(job), sheets=sheets))
    with pytest.raises(BadInput):
        till.bring_back(job)


def test_a_log_that_does_not_tell_of_the_copy_gives_nothing() -> None:
    """Without 受付, number or fee there is nothing to take up again."""
    till = Till.opened()
    application, (job,) = _delivered(till)
    told = [entry.event for entry in till.entries]
    for missing in (events.ApplicationAccepted, events.JobPrepared, events.ApplicationQuoted):
        with pytest.raises(BadInput):
            reopening.reopened([event for event in told if not isinstance(event, missing)], application, job)


def test_a_copy_of_a_free_certificate_comes_back_without_money() -> None:
    """Exempt then, nothing to give back now; other forms in between change nothing."""
    till = Till.opened()
    application, (job,) = till.paid(Wished(exempt=True))
    till.void(till.in_state(JobState.PREPARED))
    till.hand_over(job)
    till.next_day()
    till.bring_back_later(job)
    till.void(job, office_fault=True)
    assert 30_000 == till.state.drawer.expected_yen
    assert 0 == till.state.issuance.application(application).charged_yen


def test_a_copy_that_is_open_today_is_returned_as_it_stands() -> None:
    """Only what has ended and was forgotten needs the log."""
    till = Till.opened()
    _, (job,) = _delivered(till)
    with pytest.raises(BadInput):
        till.bring_back_later(job)
    with pytest.raises(OutOfOrder):
        till.bring_back(till.in_state(JobState.CHECKED))


def test_the_running_number_is_the_tail_of_the_issue_number() -> None:
    """However long it has become."""
    assert [7, 1_234_567] == [running_of(IssueNumber(f"C06-suge-01-1-{tail}")) for tail in ("000007", "1234567")]


def _number(running: int) -> IssueNumber:
    return IssueNumber(f"C06-1-{running:06d}")


def _delivered(till: Till, *wished: Wished) -> tuple[ApplicationId, list[JobId]]:
    application, jobs = till.paid(*wished or (Wished(),))
    for job in jobs:
        till.hand_over(job)
    return application, jobs


def test_a_form_that_was_withdrawn_is_forgotten_by_the_next_day() -> None:
    """As one that was settled."""
    till = Till.opened()
    application = till.identified()
    till.do(lambda state: decide.cancel(state.issuance, application))
    till.next_day()
    assert {} == till.state.issuance.applications


def test_the_slips_of_what_a_terminal_gave_back_are_kept_with_the_form() -> None:
    """In their order; cash has none."""
    till = Till.opened()
    application, jobs = till.quoted(Wished(copies=2))
    till.pay_by_terminal(application)
    for job, slip in zip(jobs, ("slip-8", "slip-9"), strict=True):
        till.withdraw(job, office_fault=True)
        till.refund(job, slip)
    assert ("slip-8", "slip-9") == till.state.issuance.application(application).refund_slips
    paid, (copy,) = till.paid(Wished())
    till.void(copy, office_fault=True)
    assert () == till.state.issuance.application(paid).refund_slips
