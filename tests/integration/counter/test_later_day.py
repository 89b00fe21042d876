"""Papers that outlive the day, on real files: left at the close, taken or brought back on another day."""

from datetime import timedelta

import pytest

from branch_app.composition.device import Device
from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.errors import BadInput, CloseNotPossible, DataStale, OutOfOrder, StoreError
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.events import JobReopened
from branch_app.domain.reconcile.day import reconcile
from branch_app.domain.values.identifiers import ApplicationId, JobId, Pseudonym
from branch_app.domain.values.reasons import PaperReason
from branch_app.usecases.bring_back import bring_back
from branch_app.usecases.desk import Desk
from branch_app.usecases.drawer import count_drawer
from branch_app.usecases.hand_over import check_paper, hand_over
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.run_day import close_day, open_day
from branch_app.usecases.start_log import second_person
from branch_app.usecases.uncollected import keep_uncollected
from branch_app.usecases.void import void
from tests.fakes.branch import OTHER_CLERK, SetClock
from tests.fakes.clerk import FLOAT, order
from tests.fakes.played_day import pieces
from tests.fakes.restrictions import tell

TARO = "9000010100"


@pytest.fixture
def second(device: Device) -> Pseudonym:
    """Somebody beside."""
    return second_person(device.enrolment, OTHER_CLERK.operator, device.veil)


def test_what_nobody_took_is_kept_and_handed_over_on_another_day(
    desk: Desk, device: Device, clock: SetClock, second: Pseudonym
) -> None:
    """The close goes through with the paper in the drawer; three days later somebody comes for it."""
    application, (job,) = _checked(desk, "1")
    _count(desk)
    with pytest.raises(CloseNotPossible):
        close_day(desk, second)
    assert (job,) == keep_uncollected(desk)
    with pytest.raises(StoreError):
        desk.print_files.get(job)
    _next_day(desk, clock, second)
    _next_day(desk, clock, second)
    with pytest.raises(DataStale):
        hand_over(desk, job)
    assert JobState.UNCOLLECTED is desk.journal.state.issuance.job(job).state
    tell(device.file.restrictions, clock.now())
    hand_over(desk, job)
    assert ApplicationState.SETTLED is desk.journal.state.issuance.application(application).state
    assert () == keep_uncollected(desk)


@pytest.mark.parametrize(("office_fault", "refund"), [(True, 300), (False, 0)])
def test_a_paper_comes_back_weeks_later(
    desk: Desk, clock: SetClock, second: Pseudonym, device: Device, *, office_fault: bool, refund: int
) -> None:
    """Found by the number on it among other forms of that day, voided by two persons, refunded by rule."""
    _taken(desk, "1")
    application, (job, other) = _taken(desk, "2", copies=2)
    _taken(desk, "3")
    number, beside = _number(desk, job), _number(desk, other)
    for _ in range(3):
        _next_day(desk, clock, second)
    assert job == bring_back(desk, f" {number} ")
    void(desk, job, PaperReason.RETURNED, second, office_fault=office_fault)
    form = desk.journal.state.issuance.application(application)
    assert (600, refund) == (form.charged_yen, form.refunded_yen)
    for again in (OutOfOrder, BadInput):
        with pytest.raises(again):
            bring_back(desk, number)
        _next_day(desk, clock, second)
    bring_back(desk, beside)
    told = [event for event in _events(device) if isinstance(event, JobReopened)]
    assert [0, refund] == [event.refunded_yen for event in told]
    void(desk, other, PaperReason.RETURNED, second, office_fault=False)
    _next_day(desk, clock, second)
    entries = [Entry.from_bytes(leaf) for leaf in device.ledger.leaves(0, device.ledger.head().size)]
    policies = desk.policies.current()
    assert not [
        finding
        for result in reconcile(entries, policies)
        for finding in result.findings
        if finding.code != "tables_lag"
    ]


def test_a_paper_of_today_comes_back_without_looking_far(desk: Desk, second: Pseudonym) -> None:
    """Its form is still at hand."""
    _, (job,) = _taken(desk, "1")
    assert job == bring_back(desk, _number(desk, job))
    void(desk, job, PaperReason.RETURNED, second, office_fault=False)
    with pytest.raises(OutOfOrder):
        bring_back(desk, _number(desk, job))


@pytest.mark.parametrize("number", ["", "1", "C06-suge-01-1-000099", "C06-suge-02-1-000001"])
def test_a_number_nobody_gave_is_refused(desk: Desk, number: str) -> None:
    """And nothing is written."""
    _taken(desk, "1")
    size = desk.journal.ledger.head().size
    with pytest.raises(BadInput):
        bring_back(desk, number)
    assert size == desk.journal.ledger.head().size


def _checked(desk: Desk, form: str, copies: int = 1) -> tuple[ApplicationId, tuple[JobId, ...]]:
    application, jobs = order(desk, form, TARO, copies=copies)
    for job in jobs:
        send(desk, job)
        follow(desk, job)
        check_paper(desk, job, desk.journal.refresh().issuance.job(job).pages)
    return application, jobs


def _taken(desk: Desk, form: str, copies: int = 1) -> tuple[ApplicationId, tuple[JobId, ...]]:
    application, jobs = _checked(desk, form, copies)
    for job in jobs:
        hand_over(desk, job)
    return application, jobs


def _number(desk: Desk, job: JobId) -> str:
    return str(desk.journal.refresh().issuance.job(job).number)


def _count(desk: Desk) -> None:
    expected = desk.journal.refresh().drawer.expected_yen
    count_drawer(desk, {count.denomination_yen: count.pieces for count in pieces(expected)})


def _next_day(desk: Desk, clock: SetClock, second: Pseudonym) -> None:
    _count(desk)
    close_day(desk, second)
    clock.advance(timedelta(days=1))
    open_day(desk, FLOAT)


def _events(device: Device) -> list[object]:
    return [Entry.from_bytes(leaf).event for leaf in device.ledger.leaves(0, device.ledger.head().size)]
