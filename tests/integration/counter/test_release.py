"""解除 at the counter, on real files: a hard stop, a supervisor's release, and never more than was released."""

from datetime import timedelta

import pytest

from branch_app.composition.device import Device
from branch_app.domain.deciders.states import JobState
from branch_app.domain.errors import BadInput, DataTooOld, OutOfOrder, Restricted, SecondPersonNeeded
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.hold import HoldReason
from branch_app.domain.values.identifiers import ApplicationId, JobId, Pseudonym, ResidentId
from branch_app.domain.values.money import Yen
from branch_app.domain.values.reasons import PaperReason
from branch_app.usecases.accept import accept
from branch_app.usecases.authorise import RequestedItem, authorise, request_items
from branch_app.usecases.desk import Desk
from branch_app.usecases.hand_over import check_paper, hand_over
from branch_app.usecases.holds import enter_hold, lift_hold
from branch_app.usecases.identify import Applicant, identify_by_city_card
from branch_app.usecases.pay import pay, quote
from branch_app.usecases.prepare import prepare
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.release import release
from branch_app.usecases.start_log import second_person
from branch_app.usecases.void import void
from branch_app.usecases.wish import Wish
from tests.fakes.branch import OTHER_CLERK, SetClock, city
from tests.fakes.clerk import order
from tests.fakes.restrictions import tell

TARO, HANAKO = ResidentId("9000010100"), ResidentId("9000010200")


@pytest.fixture
def second(device: Device) -> Pseudonym:
    """Somebody beside."""
    return second_person(device.enrolment, OTHER_CLERK.operator, device.veil)


def test_a_hold_between_print_and_hand_over_is_released_by_two_persons(desk: Desk, second: Pseudonym) -> None:
    """Withheld first; alone nobody hands it over; released it goes, for this stop only."""
    job = _printed(desk, "1")
    item = desk.journal.state.issuance.job(job).item
    enter_hold(desk, TARO, HoldReason.SUPPORT, second)
    for _ in range(2):
        with pytest.raises(Restricted):
            hand_over(desk, job)
    assert JobState.WITHHELD is desk.journal.state.issuance.job(job).state
    with pytest.raises(SecondPersonNeeded):
        release(desk, item, desk.journal.operator)
    release(desk, item, second, "支援担当に確認")
    enter_hold(desk, TARO, HoldReason.OTHER, second)
    with pytest.raises(Restricted):
        hand_over(desk, job)
    release(desk, item, second)
    hand_over(desk, job)
    assert JobState.DELIVERED is desk.journal.state.issuance.job(job).state


def test_a_withheld_paper_whose_stop_is_gone_still_needs_two_persons(desk: Desk, second: Pseudonym) -> None:
    """Somebody decided that it is kept back; somebody beside them decides that it is not."""
    job = _printed(desk, "1")
    hold = enter_hold(desk, TARO, HoldReason.SUPPORT, second)
    with pytest.raises(Restricted):
        hand_over(desk, job)
    lift_hold(desk, hold.id, second)
    with pytest.raises(SecondPersonNeeded):
        hand_over(desk, job)
    release(desk, desk.journal.state.issuance.job(job).item, second)
    hand_over(desk, job)


def test_a_withheld_paper_is_voided_and_its_fee_given_back(desk: Desk, second: Pseudonym) -> None:
    """The other way out, by two persons too."""
    job = _printed(desk, "1")
    enter_hold(desk, TARO, HoldReason.SUPPORT, second)
    with pytest.raises(Restricted):
        hand_over(desk, job)
    void(desk, job, PaperReason.OTHER, second, office_fault=True)
    assert 300 == desk.journal.state.drawer.refunded_yen


def test_a_restricted_person_gets_their_own_paper_after_a_supervisor_s_release(
    desk: Desk, device: Device, second: Pseudonym
) -> None:
    """A hard stop, released for this certificate; from 審査 to 交付 the same stop stops no more."""
    tell(device.file.restrictions, desk.clock.now(), blocked=[TARO])
    application, applicant, item = _asked(desk, "1", TARO)
    with pytest.raises(Restricted):
        authorise(desk, application, applicant, item)
    with pytest.raises(OutOfOrder):
        release(desk, item.id, second)
    (item,) = request_items(desk, application, [Wish(Certificate.INKAN, TARO)])
    release(desk, item.id, second)
    (job,) = prepare(desk, authorise(desk, application, applicant, item))
    pay(desk, application, Yen(quote(desk, application, {})))
    _print(desk, job)
    hand_over(desk, job)
    assert JobState.DELIVERED is desk.journal.state.issuance.job(job).state


def test_a_newer_list_stops_what_an_older_one_released(desk: Desk, device: Device, second: Pseudonym) -> None:
    """A release is of the list that was looked at; the next list may know more."""
    tell(device.file.restrictions, desk.clock.now(), blocked=[TARO])
    application, applicant, item = _asked(desk, "1", TARO)
    release(desk, item.id, second)
    tell(device.file.restrictions, desk.clock.now(), blocked=[HANAKO])
    with pytest.raises(Restricted):
        authorise(desk, application, applicant, item)


def test_only_their_own_stop_is_released(desk: Desk, device: Device, second: Pseudonym) -> None:
    """A paper that would show somebody else who is blocked stays stopped, and nobody releases another's request."""
    tell(device.file.restrictions, desk.clock.now(), blocked=[TARO, HANAKO])
    application, applicant, item = _asked(desk, "1", TARO, Certificate.JUMINHYO)
    release(desk, item.id, second)
    with pytest.raises(Restricted):
        authorise(desk, application, applicant, item)
    (theirs,) = request_items(desk, application, [Wish(Certificate.JUMINHYO, HANAKO)])
    with pytest.raises(OutOfOrder):
        release(desk, theirs.id, second)


def test_where_nothing_stops_there_is_nothing_to_release(desk: Desk, second: Pseudonym) -> None:
    """No release in stock."""
    _, _, item = _asked(desk, "1", TARO)
    with pytest.raises(BadInput):
        release(desk, item.id, second)


def test_a_release_needs_a_list_of_today(desk: Desk, device: Device, clock: SetClock, second: Pseudonym) -> None:
    """Nobody says what is released by a list that is too old."""
    tell(device.file.restrictions, desk.clock.now(), blocked=[TARO])
    _, _, item = _asked(desk, "1", TARO)
    clock.advance(timedelta(hours=25))
    with pytest.raises(DataTooOld):
        release(desk, item.id, second)


def _asked(
    desk: Desk, form: str, resident: ResidentId, certificate: Certificate = Certificate.INKAN
) -> tuple[ApplicationId, Applicant, RequestedItem]:
    card = next(card for card in city().city_cards if card.resident == resident)
    application = accept(desk, form, desk.new_request())
    applicant = identify_by_city_card(desk, application, card.number, card.pin or "")
    (item,) = request_items(desk, application, [Wish(certificate, resident)])
    return application, applicant, item


def _printed(desk: Desk, form: str) -> JobId:
    _, (job,) = order(desk, form, TARO, Certificate.INKAN)
    _print(desk, job)
    return job


def _print(desk: Desk, job: JobId) -> None:
    send(desk, job)
    follow(desk, job)
    check_paper(desk, job, desk.journal.refresh().issuance.job(job).pages)
