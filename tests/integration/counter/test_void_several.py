"""Several copies of a form are given up by one word of two persons: all of them, or none."""

import pytest

from branch_app.composition.device import Device
from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.errors import OutOfOrder, SecondPersonNeeded
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.reasons import PaperReason
from branch_app.usecases.desk import Desk
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.start_log import second_person
from branch_app.usecases.void import void_several
from tests.fakes.branch import OTHER_CLERK
from tests.fakes.clerk import order

TARO = "9000010100"


@pytest.fixture
def second(device: Device) -> Pseudonym:
    """Somebody beside."""
    return second_person(device.enrolment, OTHER_CLERK.operator, device.veil)


def test_several_copies_are_given_up_at_once(desk: Desk, second: Pseudonym) -> None:
    """The printed one is spoilt and not refunded, the other two were never printed and are."""
    application, jobs = order(desk, "1", TARO, copies=3)
    send(desk, jobs[0])
    follow(desk, jobs[0])
    void_several(desk, jobs, PaperReason.NOT_NEEDED, second, office_fault=False)
    form = desk.journal.state.issuance.application(application)
    assert (ApplicationState.SETTLED, 900, 600) == (form.state, form.charged_yen, form.refunded_yen)
    assert () == desk.print_files.kept()


def test_all_or_none(desk: Desk, second: Pseudonym) -> None:
    """One whose paper may still come out, or a missing second person, and nothing is written."""
    _, jobs = order(desk, "1", TARO, copies=2)
    send(desk, jobs[1])
    size = desk.journal.refresh().size
    with pytest.raises(OutOfOrder):
        void_several(desk, jobs, PaperReason.NOT_NEEDED, second, office_fault=True)
    with pytest.raises(SecondPersonNeeded):
        void_several(desk, jobs[:1], PaperReason.NOT_NEEDED, desk.journal.operator, office_fault=True)
    assert size == desk.journal.refresh().size
    assert JobState.PREPARED is desk.journal.state.issuance.job(jobs[0]).state
