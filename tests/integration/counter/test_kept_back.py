"""Papers kept on this side of the counter: several voided at once, one brought back, one withheld by a stop."""

from datetime import timedelta

import pytest

from branch_app.cards.slot import VirtualReader
from branch_app.composition.device import Device
from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.errors import BadInput
from branch_app.domain.log.events import ItemReleased
from branch_app.domain.records.enrolment import Role
from branch_app.domain.values.identifiers import ResidentId
from branch_app.domain.values.vouching import Vouched
from branch_app.ui.keys import RELEASE, Key
from branch_app.ui.presenters.counter import Stage
from branch_app.usecases.desk import Desk
from tests.fakes.branch import SetClock
from tests.fakes.clerk import begin_day, desk_of
from tests.fakes.counter_room import Hands, room_of
from tests.fakes.logged import logged
from tests.fakes.restrictions import tell
from tests.fakes.staged_printer import StagedPrinter

TARO = ResidentId("9000010100")


@pytest.fixture
def desk(device: Device) -> Desk:
    """The day is open."""
    made = desk_of(device, StagedPrinter())
    begin_day(made)
    return made


@pytest.fixture
def clerk(desk: Desk, reader: VirtualReader) -> Hands:
    """At the search box."""
    return Hands(room_of(desk, reader, reader))


def _ordered(clerk: Hands, copies: int = 1) -> None:
    clerk.type("yosi taro")
    clerk.press(Key.RETURN, Key.DIGIT_1, *[Key.F1] * copies, Key.F12, Key.F12)
    clerk.wait()


def _issued(clerk: Hands) -> str:
    _ordered(clerk)
    clerk.digits("1")
    work = clerk.room.counter.issue.state.work
    assert work is not None
    clerk.press(Key.RETURN, Key.RETURN)
    return work.papers[0].number


def _states(desk: Desk) -> list[JobState]:
    return [job.state for job in desk.journal.refresh().issuance.jobs.values()]


def test_marked_copies_are_voided_together(clerk: Hands, desk: Desk) -> None:
    """F9 marks and goes on; one word of a second person for both, and the third copy stays."""
    _ordered(clerk, copies=3)
    clerk.wait(3)
    clerk.digits("111")
    clerk.press(Key.F9, Key.UP, Key.UP, Key.F9, Key.F9, Key.DIGIT_4)
    assert 2 == len(clerk.room.voiding.state.jobs)
    clerk.press(Key.RETURN)
    clerk.room.second.answer("any")
    assert [JobState.VOIDED, JobState.VOIDED, JobState.CHECKED] == _states(desk)
    (form,) = desk.journal.state.issuance.applications.values()
    assert 600 == form.refunded_yen


def test_a_mark_is_taken_back(clerk: Hands) -> None:
    """With nothing marked the chosen paper alone is given up."""
    _ordered(clerk, copies=2)
    clerk.wait(2)
    clerk.digits("11")
    voiding = clerk.room.voiding
    clerk.press(Key.F9, Key.F9, Key.UP, Key.F9)
    assert (frozenset(), voiding.state.papers[1].job) == (voiding.state.marked, voiding.state.jobs[0])


def test_a_paper_comes_back_by_the_end_of_its_number(clerk: Hands, desk: Desk) -> None:
    """From the list of forms: it is taken up, and two persons void it."""
    number = _issued(clerk)
    clerk.press(Key.RECENT, Key.F8)
    clerk.room.bringing_back.write(number.rpartition("-")[2].lstrip("0"))
    room = clerk.room
    assert (False, False, Step.DECIDE) == (
        room.bringing_back.state.shown,
        room.recent.state.shown,
        room.counter.issue.state.step,
    )
    clerk.press(Key.F9, Key.DIGIT_1, Key.RETURN)
    room.second.answer("any")
    assert [JobState.VOIDED] == _states(desk)


def test_a_number_that_never_left_is_said_in_the_dialog(clerk: Hands) -> None:
    """Nothing is taken up; Esc goes back to the list."""
    _issued(clerk)
    clerk.press(Key.RECENT, Key.F8)
    bringing_back = clerk.room.bringing_back
    bringing_back.write(" ")
    bringing_back.write("C06-suge-09-1-000001")
    assert (True, BadInput) == (bringing_back.state.shown, type(bringing_back.state.trouble))
    clerk.press(Key.ESCAPE)
    assert (False, True) == (bringing_back.state.shown, clerk.room.recent.state.shown)


def test_who_is_stopped_gets_their_own_paper_by_two_persons(clerk: Hands, desk: Desk) -> None:
    """A supervisor alone is asked; the paper is made, and what was released stands in the log."""
    clerk.type("kamei siz")
    clerk.press(Key.RETURN, Key.DIGIT_1, RELEASE)
    assert clerk.room.second.state.action is None
    clerk.press(Key.F1, RELEASE)
    second = clerk.room.second.state
    assert Vouched.RELEASE is second.action
    assert all(Role.SUPERVISOR in person.roles for person in second.people)
    clerk.room.second.answer("any")
    assert (Step.PAY, 1) == (
        clerk.room.counter.issue.state.step,
        len(logged(desk.journal.ledger, ItemReleased)),
    )


def test_a_refusal_is_where_the_supervisor_is_called(clerk: Hands) -> None:
    """F12 was pressed first: the refused form is asked for once more, on a form of its own."""
    clerk.type("kamei siz")
    clerk.press(Key.RETURN, Key.DIGIT_1, Key.F1, Key.F12)
    assert clerk.room.counter.issue.state.not_made
    clerk.press(RELEASE)
    clerk.room.second.answer("any")
    issue = clerk.room.counter.issue.state
    assert (Step.PAY, (), True) == (issue.step, issue.not_made, clerk.room.counter.state.person is not None)


def test_nobody_is_released_who_is_not_stopped(clerk: Hands) -> None:
    """The key means nothing for anybody else, and nothing before somebody is there."""
    clerk.press(RELEASE)
    clerk.type("yosi taro")
    clerk.press(Key.RETURN, Key.DIGIT_1, Key.F1, RELEASE)
    assert clerk.room.second.state.action is None
    clerk.room.counter.make_released(clerk.room.counter.issue._desk().journal.operator)
    assert Stage.FORM is clerk.room.counter.state.stage


def test_a_paper_that_a_stop_kept_here_goes_by_two_persons(
    clerk: Hands, desk: Desk, device: Device, clock: SetClock
) -> None:
    """The stop came between print and hand-over: Enter withholds it, Ctrl+9 releases it and hands it over."""
    _ordered(clerk)
    clerk.digits("1")
    clock.advance(timedelta(minutes=1))
    tell(device.file.restrictions, clock.now(), blocked=[TARO])
    clerk.press(Key.RETURN)
    assert (Step.DECIDE, True) == (clerk.room.counter.issue.state.step, clerk.room.counter.issue.state.withheld)
    clerk.press(RELEASE)
    clerk.room.second.answer("any")
    (form,) = desk.journal.refresh().issuance.applications.values()
    assert ([JobState.DELIVERED], ApplicationState.SETTLED) == (_states(desk), form.state)
