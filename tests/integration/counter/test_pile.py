"""郵送 and 公用 at the counter: form after form of a pile, each paid as its origin is."""

import pytest

from branch_app.cards.slot import VirtualReader
from branch_app.composition.device import Device
from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.errors import AmountWrong
from branch_app.domain.log.events import ApplicationAccepted
from branch_app.domain.values.origin import Origin
from branch_app.domain.values.payment import Means
from branch_app.ui.keys import Key
from branch_app.ui.presenters.counter import Stage
from branch_app.ui.presenters.requester import Stated
from branch_app.usecases.desk import Desk
from tests.fakes.clerk import begin_day, desk_of
from tests.fakes.counter_room import Hands, room_of
from tests.fakes.logged import logged
from tests.fakes.staged_printer import StagedPrinter

LETTER = {
    Stated.BODY: "架空市役所",
    Stated.NUMBER: "架第1号",
    Stated.NAME: "架空　職員",
    Stated.ADDRESS: "東京都架空区一丁目",
}


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


def _origins(desk: Desk) -> list[Origin]:
    return [event.origin for event in logged(desk.journal.ledger, ApplicationAccepted)]


def _step(clerk: Hands) -> Step:
    return clerk.room.counter.issue.state.step


def test_letters_follow_one_another(clerk: Hands, desk: Desk) -> None:
    """F9 once, then form after form; F12 asks for the number of the 小為替, which is chosen already."""
    clerk.press(Key.F9)
    for number in ("A-1", "A-2"):
        clerk.type("yosi taro")
        clerk.press(Key.RETURN, Key.DIGIT_1, Key.F1, Key.F12, Key.F12)
        terminal = clerk.room.terminal
        assert (300, Means.POSTAL_ORDER) == (terminal.state.yen, terminal.state.means)
        terminal.write(number)
        clerk.wait()
        clerk.digits("1")
        clerk.press(Key.RETURN, Key.RETURN)
    assert [Origin.POST, Origin.POST] == _origins(desk)
    state = desk.journal.refresh()
    assert (600, 600) == (state.drawer.charged_yen, state.drawer.cashless_yen)


def test_an_authority_pays_nothing(clerk: Hands, desk: Desk) -> None:
    """Its letter was shown: F12 takes nothing and prints; where it was not, the fee is refused as money."""
    clerk.press(Key.F9, Key.F9)
    for answer, step in ((Key.RETURN, Step.WATCH), (Key.DIGIT_0, Step.PAY)):
        clerk.type("yosi taro")
        clerk.press(Key.RETURN, Key.DIGIT_1, Key.F1)
        clerk.room.requester.open()
        clerk.room.requester.choose(3)
        clerk.room.requester.take(LETTER)
        clerk.press(Key.F12, answer, Key.F12)
        assert step is _step(clerk)
        clerk.wait()
        clerk.digits("1")
        clerk.press(Key.RETURN, Key.RETURN)
    assert isinstance(clerk.room.counter.issue.state.trouble, AmountWrong) or _step(clerk) is Step.PAY
    assert ([Origin.OFFICIAL] * 2, 0) == (_origins(desk), desk.journal.refresh().drawer.charged_yen)


def test_the_third_press_is_the_counter_again(clerk: Hands, desk: Desk) -> None:
    """And whoever sits down next begins at the counter; a form in hand keeps the way it came in."""
    counter = clerk.room.counter
    clerk.press(Key.F9)
    clerk.type("yosi taro")
    clerk.press(Key.RETURN)
    counter.next_origin()
    assert (Stage.FORM, Origin.POST) == (counter.state.stage, counter.state.form.origin)
    clerk.press(Key.ESCAPE, Key.F9, Key.F9)
    assert Origin.COUNTER is counter.state.origin
    clerk.press(Key.F9)
    counter.leave()
    assert Origin.COUNTER is counter.state.origin
