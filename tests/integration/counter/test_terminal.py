"""キャッシュレス at the money step: the number on the terminal's paper, and what goes back through it."""

import pytest

from branch_app.cards.slot import VirtualReader
from branch_app.composition.device import Device
from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.deciders.states import ApplicationState
from branch_app.domain.errors import BadInput
from branch_app.domain.values.payment import Means
from branch_app.domain.values.reasons import PaperReason
from branch_app.domain.values.vouching import Vouched
from branch_app.ui.keys import Key
from branch_app.ui.presenters.counter import Stage
from branch_app.ui.presenters.voiding import REASONS
from branch_app.usecases.desk import Desk
from tests.fakes.clerk import begin_day, desk_of
from tests.fakes.counter_room import Hands, room_of
from tests.fakes.staged_printer import StagedPrinter


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


def _step(clerk: Hands) -> Step:
    return clerk.room.counter.issue.state.step


def _made(clerk: Hands) -> None:
    clerk.type("yosi taro")
    clerk.press(Key.RETURN, Key.DIGIT_1, Key.F1, Key.F12)


def _paid(clerk: Hands, slip: str) -> None:
    _made(clerk)
    clerk.press(Key.F8, Key.DIGIT_2)
    clerk.room.terminal.write(slip)


def _give_up_the_copy(clerk: Hands) -> None:
    """Smeared, so the office's fault, and a second person agrees."""
    clerk.press(Key.F9)
    clerk.digits(str(REASONS.index(PaperReason.SMEARED) + 1))
    clerk.press(Key.RETURN)
    clerk.room.second.answer("any")


def test_a_fee_through_a_terminal_prints_like_one_in_cash(clerk: Hands, desk: Desk) -> None:
    """F8, a digit, the number: charged exactly what is due, the drawer untouched, the first print under way."""
    _paid(clerk, " 0042-A ")
    (form,) = desk.journal.state.issuance.applications.values()
    assert (Means.E_MONEY, "0042-A", 300, 0) == (form.means, form.slip, form.charged_yen, form.change_yen)
    assert (30_000, Step.WATCH) == (desk.journal.state.drawer.expected_yen, _step(clerk))


def test_no_number_that_a_terminal_prints_is_said_beside_the_field(clerk: Hands, desk: Desk) -> None:
    """Nothing is written, and the dialog stays; without a means Enter does nothing at all."""
    _made(clerk)
    clerk.press(Key.F8)
    terminal = clerk.room.terminal
    terminal.write("0042")
    assert (True, False) == (terminal.state.shown, terminal.state.wrong)
    clerk.press(Key.DIGIT_1)
    for wrong in ("", "４２", "no number"):
        terminal.write(wrong)
        assert (True, True) == (terminal.state.shown, terminal.state.wrong)
    clerk.press(Key.ESCAPE)
    assert (False, Step.PAY) == (terminal.state.shown, _step(clerk))
    assert 0 == desk.journal.refresh().drawer.charged_yen


def test_a_slip_pays_one_form(clerk: Hands) -> None:
    """The same number once more is refused at the money step, where it can be typed again."""
    _paid(clerk, "0042")
    clerk.wait()
    clerk.digits("1")
    clerk.press(Key.RETURN, Key.RETURN)
    _paid(clerk, "0042")
    issue = clerk.room.counter.issue.state
    assert (Step.PAY, BadInput) == (issue.step, type(issue.trouble))


def test_nothing_is_asked_of_a_terminal_where_nothing_is_due(clerk: Hands) -> None:
    """A form that is free has no F8, and neither has a form that is not made."""
    clerk.type("yosi taro")
    clerk.press(Key.RETURN)
    clerk.room.terminal.take()
    clerk.room.terminal.give_back()
    assert not clerk.room.terminal.state.shown


def test_what_a_terminal_owes_is_the_next_step_of_its_form(clerk: Hands, desk: Desk) -> None:
    """After the void nothing else is asked: the number it gives back under, then a second person."""
    _paid(clerk, "0042")
    clerk.wait()
    _give_up_the_copy(clerk)
    (form,) = desk.journal.refresh().issuance.applications.values()
    assert (Step.REFUND, Stage.WORK) == (_step(clerk), clerk.room.counter.state.stage)
    clerk.press(Key.F8, Key.DIGIT_1)
    terminal = clerk.room.terminal.state
    assert (300, True, None) == (terminal.yen, terminal.refunded is not None, terminal.means)
    clerk.room.terminal.write("R-1")
    assert Vouched.REFUND is clerk.room.second.state.action
    clerk.room.second.answer("any")
    (form,) = desk.journal.refresh().issuance.applications.values()
    assert (ApplicationState.SETTLED, 300) == (form.state, form.refunded_yen)
    assert 30_000 == desk.journal.state.drawer.expected_yen


def test_a_terminal_that_is_down_keeps_nobody(clerk: Hands) -> None:
    """Esc leaves it for later; it stands among what is open, and comes back from there."""
    _paid(clerk, "0042")
    clerk.wait()
    _give_up_the_copy(clerk)
    clerk.press(Key.ESCAPE)
    assert Stage.FIND is clerk.room.counter.state.stage
    clerk.press(Key.F10, Key.RETURN, Key.RETURN)
    assert (Step.REFUND, True) == (_step(clerk), clerk.room.terminal.state.shown)
