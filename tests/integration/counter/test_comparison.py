"""When the registers are compared: in idle moments, while all is well, and a little at a time."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from branch_app.domain.errors import FileDamaged
from branch_app.domain.rules.back_off import FIRST_PAUSE_MS
from branch_app.domain.rules.hours import OpenState
from branch_app.ui.presenters.status import COMPARISON_PAUSE_MS, StatusPresenter, Trip
from branch_app.ui.work import Lane
from branch_app.usecases.accept import accept
from branch_app.usecases.desk import Desk
from branch_app.usecases.line_status import LineState
from tests.fakes.branch import SetClock
from tests.fakes.direct_work import DirectWork
from tests.fakes.head_office import HeadOfficeByHand, NoReader
from tests.fakes.waiting_work import WaitingWork

PAUSE = timedelta(milliseconds=COMPARISON_PAUSE_MS)
A_LOOK = timedelta(milliseconds=FIRST_PAUSE_MS * 2 // 3)
"""More often than it sends."""


def look_for(status: StatusPresenter, clock: SetClock, passed: timedelta) -> None:
    """As the window does while time goes by."""
    until = clock.now() + passed
    while clock.now() < until:
        clock.advance(A_LOOK)
        status.look()


@pytest.fixture
def office() -> HeadOfficeByHand:
    """There, and nothing differs."""
    return HeadOfficeByHand()


@pytest.fixture
def busy() -> list[bool]:
    """Whether somebody is at something; nobody is."""
    return []


@pytest.fixture
def status(desk: Desk, office: HeadOfficeByHand, busy: list[bool]) -> Iterator[StatusPresenter]:
    """Never looked yet; registers of this hour."""
    yield StatusPresenter(lambda: desk, NoReader(), lambda: office, DirectWork(), lambda: not busy)
    assert desk.journal.state.size > 0


def test_in_idle_moments_every_five_minutes(
    status: StatusPresenter, office: HeadOfficeByHand, clock: SetClock, busy: list[bool]
) -> None:
    """Not while somebody is at something; entries are sent as often as ever, and each hour the registers follow."""
    busy.append(True)
    look_for(status, clock, timedelta(hours=1))
    assert 0 == office.compared
    busy.clear()
    look_for(status, clock, 10 * PAUSE)
    assert 10 == office.compared
    asked = office.asked
    look_for(status, clock, timedelta(hours=1))
    assert (22, 2) == (office.compared, office.renewed)
    assert office.asked - asked > 150


def test_old_registers_are_renewed_and_not_compared(
    status: StatusPresenter, office: HeadOfficeByHand, clock: SetClock, desk: Desk
) -> None:
    """What is about to be replaced is not worth the line."""
    clock.advance(timedelta(hours=desk.limits.resident_hours - 1))
    look_for(status, clock, timedelta(hours=1))
    assert (0, True) == (office.compared, office.renewed > 0)


def test_a_line_that_is_down_is_not_asked_to_compare(
    status: StatusPresenter, office: HeadOfficeByHand, clock: SetClock
) -> None:
    """Before it answered and after it fell silent; the first answer brings the comparison back."""
    office.there = False
    look_for(status, clock, timedelta(hours=1))
    assert (0, LineState.DOWN) == (office.compared, status.state.line.state)
    office.there = True
    look_for(status, clock, timedelta(minutes=6))
    assert 0 < office.compared


def test_a_comparison_that_finds_no_line_says_so(
    status: StatusPresenter, office: HeadOfficeByHand, clock: SetClock
) -> None:
    """As any other trip: the lamp goes off, and the pauses between tries begin."""
    look_for(status, clock, A_LOOK)
    assert (1, 0) == (office.asked, office.compared)
    office.there = False
    look_for(status, clock, A_LOOK)
    assert (1, 1, LineState.DOWN) == (office.asked, office.compared, status.state.line.state)


def test_a_damaged_file_is_said_and_not_read_again_at_once(desk: Desk, clock: SetClock) -> None:
    """Whoever looks is told; the next try is five minutes away, while entries are sent."""

    class Damaged(HeadOfficeByHand):
        """Compares what cannot be read."""

        def compare(self) -> int:
            """Never."""
            self.compared += 1
            raise FileDamaged(file="register-1.db")

    office = Damaged()
    status = StatusPresenter(lambda: desk, NoReader(), lambda: office, DirectWork())
    look_for(status, clock, 2 * A_LOOK)
    assert isinstance(status.state.trouble, FileDamaged)
    look_for(status, clock, PAUSE - 2 * A_LOOK)
    assert (1, True) == (office.compared, office.asked > 8)
    look_for(status, clock, 3 * A_LOOK)
    assert 2 == office.compared


def test_it_is_a_trip_on_the_line_and_on_no_other_lane(
    desk: Desk, clock: SetClock, office: HeadOfficeByHand
) -> None:
    """While it takes its time the desk takes forms, the bar looks on, and no other trip starts."""
    work = WaitingWork()
    status = StatusPresenter(lambda: desk, NoReader(), lambda: office, work)
    look_for(status, clock, A_LOOK)
    work.hold(Lane.LINE)
    look_for(status, clock, A_LOOK)
    assert (Trip.COMPARE, 0, None) == (status.state.trip, office.compared, status.state.crossed)
    accept(desk, "1", desk.new_request())
    asked = office.asked
    look_for(status, clock, 2 * PAUSE)
    assert (Trip.COMPARE, asked) == (status.state.trip, office.asked)
    assert status.state.counter is not None
    assert OpenState.OPEN is status.state.counter.hours
    work.let_go()
    assert (None, None, None, 1) == (
        status.state.trip,
        status.state.crossed,
        status.state.trouble,
        office.compared,
    )


def test_a_comparison_that_another_trip_kept_back_is_not_missed(
    desk: Desk, clock: SetClock, office: HeadOfficeByHand
) -> None:
    """It was due while registers were renewed by hand: it comes once they are there, not five minutes later."""
    work = WaitingWork()
    status = StatusPresenter(lambda: desk, NoReader(), lambda: office, work)
    look_for(status, clock, A_LOOK)
    work.hold(Lane.LINE)
    status.renew()
    look_for(status, clock, A_LOOK)
    work.let_go()
    assert (1, 0) == (office.renewed, office.compared)
    look_for(status, clock, A_LOOK)
    assert 1 == office.compared
