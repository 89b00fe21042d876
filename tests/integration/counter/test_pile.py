"""郵送 and 公用 at the counter: form after form of a pile, each paid as its origin is."""

import pytest

from branch_app.cards.slot import VirtualReader
from branch_app.composition.device import Device
from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.errors import AmountWrong
from branch_app.domain.log.canonical import from_canonical, to_canonical
from branch_app.domain.log.events import ApplicationAccepted
from branch_app.domain.values.codec import decode, encode
from branch_app.domain.values.origin import Origin
from branch_app.domain.values.payment import Means
from branch_app.ui.keys import Key
from branch_app.ui.presenters.counter import Stage, unfinished
from branch_app.ui.presenters.form import Unfinished
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


def test_a_letter_taken_up_after_a_restart_is_still_a_letter(
    clerk: Hands, desk: Desk, reader: VirtualReader
) -> None:
    """Its papers were made; the log says how it came in, and F12 asks for the 小為替 as before."""
    _letter_made(clerk, Key.F9)
    again = _restarted(desk, reader)
    again.press(Key.F12)
    terminal = again.room.terminal
    assert (300, Means.POSTAL_ORDER) == (terminal.state.yen, terminal.state.means)
    terminal.write("A-1")
    state = desk.journal.refresh()
    assert (30_000, 300) == (state.drawer.expected_yen, state.drawer.cashless_yen)


def test_an_authority_s_form_taken_up_after_a_restart_takes_no_money(
    clerk: Hands, desk: Desk, reader: VirtualReader
) -> None:
    """Nobody confirmed that it is free: its fee is refused as money, not taken in cash."""
    _letter_made(clerk, Key.F9, Key.F9)
    again = _restarted(desk, reader)
    again.press(Key.F12)
    assert isinstance(again.room.counter.issue.state.trouble, AmountWrong)
    assert (Step.PAY, 0) == (_step(again), desk.journal.refresh().drawer.charged_yen)


def test_a_letter_half_filled_in_is_a_letter_when_its_draft_comes_back(
    clerk: Hands, desk: Desk, reader: VirtualReader
) -> None:
    """Through the draft's own bytes: accepted, it is entered as 郵送."""
    clerk.press(Key.F9)
    clerk.type("yosi taro")
    clerk.press(Key.RETURN, Key.DIGIT_1, Key.F1)
    draft = to_canonical(encode(unfinished(clerk.room.counter.state)))
    again = Hands(room_of(desk, reader, reader))
    again.room.counter.restore(decode(Unfinished, from_canonical(draft)))
    again.press(Key.F12)
    assert ([Origin.POST], Step.PAY) == (_origins(desk), _step(again))


def _letter_made(clerk: Hands, *pile: Key) -> None:
    clerk.press(*pile)
    clerk.type("yosi taro")
    clerk.press(Key.RETURN, Key.DIGIT_1, Key.F1, Key.F12)


def _restarted(desk: Desk, reader: VirtualReader) -> Hands:
    """A new counter over the same log, which takes up what is open."""
    again = Hands(room_of(desk, reader, reader))
    again.room.recent.remind()
    again.press(Key.RETURN)
    return again


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
