"""F8 where an office offers more certificates than there are keys, key by key on a real desk."""

import pytest

from branch_app.cards.session import Terms
from branch_app.cards.slot import VirtualReader
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.values.identifiers import ResidentId
from branch_app.machine import SystemRandom
from branch_app.ui.keys import DIGITS, Key
from branch_app.ui.presenters.certificate_list import CERTIFICATE_KEYS, beyond_keys
from branch_app.ui.presenters.counter import Stage
from branch_app.ui.work import Lane
from branch_app.usecases.accept import accept
from branch_app.usecases.desk import Desk
from branch_app.usecases.identify import identify_by_documents
from branch_app.usecases.next_form import next_form
from tests.fakes.counter_room import Hands, offer, room_of
from tests.fakes.waiting_work import WaitingWork

KEN = ResidentId("9000050100")
MANY = 20


@pytest.fixture
def clerk(desk: Desk, work: WaitingWork) -> Hands:
    """Over an empty form."""
    reader = VirtualReader(None, Terms((), SystemRandom()))
    hands = Hands(room_of(desk, reader, reader, work=work))
    hands.type("yosi taro")
    hands.press(Key.RETURN)
    assert Stage.FORM is hands.room.counter.state.stage
    return hands


def _asked(clerk: Hands) -> list[Certificate]:
    return [line.wish.certificate for line in clerk.room.counter.state.form.lines]


def _shown(clerk: Hands) -> bool:
    return clerk.room.certificates.state.shown


def test_the_list_holds_what_has_no_key(clerk: Hands) -> None:
    """From the eighth on, because F8 itself is the list's; nothing while eight keys are enough."""
    nine = offer(clerk.room, CERTIFICATE_KEYS + 1)
    assert nine[7:] == beyond_keys(clerk.room.counter.state).offers
    offer(clerk.room, CERTIFICATE_KEYS)
    assert not beyond_keys(clerk.room.counter.state).shown


def test_eight_certificates_need_no_list(clerk: Hands) -> None:
    """F8 asks for the eighth."""
    offers = offer(clerk.room, CERTIFICATE_KEYS)
    clerk.press(Key.F8)
    assert ([offers[7].certificate], False) == (_asked(clerk), _shown(clerk))


def test_the_ninth_certificate_by_f8_and_a_digit(clerk: Hands) -> None:
    """Two keys; the list is gone, and the digit showed no document."""
    offers = offer(clerk.room, CERTIFICATE_KEYS + 1)
    clerk.press(Key.F8)
    assert (True, []) == (_shown(clerk), _asked(clerk))
    clerk.digits("2")
    assert ([offers[8].certificate], False) == (_asked(clerk), _shown(clerk))
    assert () == clerk.room.counter.state.form.documents


@pytest.mark.parametrize("digit", range(1, 10))
def test_each_digit_is_its_row(clerk: Hands, digit: int) -> None:
    """1 is the eighth certificate, 9 the sixteenth."""
    offers = offer(clerk.room, MANY)
    clerk.press(Key.F8, DIGITS[digit])
    assert [offers[6 + digit].certificate] == _asked(clerk)


@pytest.mark.parametrize(
    ("moves", "place"),
    [
        ((), 7),
        ((Key.DOWN,), 8),
        ((Key.DOWN, Key.DOWN, Key.UP), 8),
        ((Key.UP,), 7),
        ((Key.PAGE_DOWN,), 17),
        ((Key.PAGE_DOWN, Key.PAGE_DOWN), 19),
        ((Key.PAGE_DOWN, Key.PAGE_DOWN, Key.PAGE_UP), 9),
    ],
)
def test_enter_chooses_the_marked_row(clerk: Hands, moves: tuple[Key, ...], place: int) -> None:
    """Moved by one or by ten, never past an end."""
    offers = offer(clerk.room, MANY)
    clerk.press(Key.F8, *moves, Key.RETURN)
    assert ([offers[place].certificate], False) == (_asked(clerk), _shown(clerk))


@pytest.mark.parametrize("key", [Key.ESCAPE, Key.F8])
def test_the_list_is_left_without_a_choice(clerk: Hands, key: Key) -> None:
    """The form below is as it was; opened again, the list begins at its first row."""
    offer(clerk.room, MANY)
    form = clerk.room.counter.state.form
    clerk.press(Key.F8, Key.DOWN, key)
    assert (False, form, Stage.FORM) == (
        _shown(clerk),
        clerk.room.counter.state.form,
        clerk.room.counter.state.stage,
    )
    clerk.press(Key.F8)
    assert 0 == clerk.room.certificates.state.at


@pytest.mark.parametrize("key", [Key.F1, Key.F10, Key.F12, Key.PLUS, DIGITS[0], DIGITS[3], Key.RECENT])
def test_no_other_key_reaches_the_form(clerk: Hands, key: Key) -> None:
    """Nor does the digit of a row that is not there."""
    offer(clerk.room, CERTIFICATE_KEYS + 1)
    clerk.press(Key.F1, Key.F8)
    before = clerk.room.counter.state
    clerk.press(key)
    assert (True, before) == (_shown(clerk), clerk.room.counter.state)
    assert not clerk.room.recent.state.shown


def test_the_list_belongs_to_a_form(clerk: Hands) -> None:
    """At the search box F8 means nothing."""
    offer(clerk.room, MANY)
    clerk.press(Key.ESCAPE, Key.F8)
    clerk.room.certificates.open()
    assert (Stage.FIND, False) == (clerk.room.counter.state.stage, _shown(clerk))


def test_no_list_while_papers_are_being_made(clerk: Hands, work: WaitingWork) -> None:
    """What is chosen then would not be among them."""
    offer(clerk.room, MANY)
    clerk.digits("1")
    clerk.press(Key.F1)
    work.hold(Lane.DESK)
    clerk.press(Key.F12, Key.F8)
    assert not _shown(clerk)
    work.let_go()
    assert Stage.WORK is clerk.room.counter.state.stage


def test_somebody_else_s_card_ends_the_list(clerk: Hands, desk: Desk) -> None:
    """A key meant for one person's form asks for nothing on another one's."""
    application = accept(desk, next_form(desk), desk.new_request())
    applicant = identify_by_documents(desk, application, KEN, ("drivers_license",))
    offer(clerk.room, MANY)
    clerk.press(Key.F8)
    clerk.room.counter.proved(application, applicant)
    assert (KEN, False) == (clerk.room.counter.state.form.applicant, _shown(clerk))
    clerk.press(Key.RETURN)
    assert [] == _asked(clerk)


def test_a_lock_ends_the_list(clerk: Hands) -> None:
    """Whoever comes next finds the search box."""
    offer(clerk.room, MANY)
    clerk.press(Key.F8)
    clerk.room.counter.leave()
    assert not _shown(clerk)
