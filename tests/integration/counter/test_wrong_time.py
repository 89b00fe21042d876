"""A clock that is wrong, and lists that are old: nothing is issued, and nobody is locked out."""

from datetime import timedelta

import pytest

from branch_app.composition.device import Device
from branch_app.domain.deciders.states import JobState
from branch_app.domain.errors import ClockAhead, ClockBehind, DataStale, SecondPersonNeeded
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.values.identifiers import ResidentId
from branch_app.ports import PrintState
from branch_app.usecases.accept import accept
from branch_app.usecases.accept_clock import accept_clock
from branch_app.usecases.authorise import authorise, request_items
from branch_app.usecases.desk import Desk
from branch_app.usecases.hand_over import check_paper, hand_over
from branch_app.usecases.identify import identify_by_city_card
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.snapshot import Wish
from branch_app.usecases.start_log import second_person
from tests.fakes.branch import SetClock, city, open_branch
from tests.fakes.clerk import order

TARO = ResidentId("9000010100")
_CARD = next(card.number for card in city().city_cards if card.resident == TARO)


def _application(desk: Desk, form: str = "1"):  # noqa: ANN202 - an identifier
    return accept(desk, form, desk.new_request())


def test_stale_restrictions_issue_nothing(desk: Desk, clock: SetClock) -> None:
    """Twenty-five hours after the list's time unknown means stop."""
    application = _application(desk)
    clock.advance(timedelta(hours=25))
    applicant = identify_by_city_card(desk, application, _CARD, "2468")
    (item,) = request_items(desk, application, [Wish(Certificate.JUMINHYO, TARO)])
    with pytest.raises(DataStale) as stale:
        authorise(desk, application, applicant, item)
    assert "restrictions" == stale.value.facts["register"]


def test_a_clock_set_back_stops_issuing_and_says_so(desk: Desk, clock: SetClock) -> None:
    """Ten minutes back: nothing new is accepted; what already happened is still recorded."""
    _, (job,) = order(desk, "1", TARO)
    send(desk, job)
    clock.wall -= timedelta(minutes=10)
    with pytest.raises(ClockBehind):
        _application(desk, "2")
    assert PrintState.PRINTED is follow(desk, job).state
    assert JobState.PRINTED is desk.journal.state.issuance.job(job).state


def test_two_persons_set_the_clock_right_and_issuing_goes_on(desk: Desk, clock: SetClock) -> None:
    """One person alone cannot; after both agreed the new time is the measure."""
    clock.wall -= timedelta(hours=3)
    with pytest.raises(SecondPersonNeeded):
        accept_clock(desk, desk.journal.operator)
    accept_clock(desk, second_person(desk.enrolment, "supervisor-1", desk.veil))
    _application(desk)
    assert 1 == len(desk.journal.state.issuance.applications)


def test_a_wrong_clock_stops_no_sign_in(device: Device, desk: Desk, clock: SetClock) -> None:
    """Somebody must be able to come in and set it right."""
    clock.wall -= timedelta(hours=3)
    entries = desk.journal.state.size
    again = open_branch(device.folders, clock)
    assert entries + 1 == again.journal.state.size
    again.close()


def test_a_clock_set_forward_within_one_boot_stops_issuing(desk: Desk, clock: SetClock) -> None:
    """The monotonic clock gives the jump away."""
    clock.wall += timedelta(hours=1)
    with pytest.raises(ClockAhead):
        _application(desk)


def test_a_paper_is_not_handed_over_on_a_stale_list(desk: Desk, clock: SetClock) -> None:
    """A list that became too old after the print withholds the paper."""
    _, (job,) = order(desk, "1", TARO)
    send(desk, job)
    follow(desk, job)
    check_paper(desk, job, pages=1)
    clock.advance(timedelta(hours=25))
    with pytest.raises(DataStale):
        hand_over(desk, job)
    assert JobState.WITHHELD is desk.journal.state.issuance.job(job).state
