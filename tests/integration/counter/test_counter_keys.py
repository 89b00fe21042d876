"""A clerk at the counter, key by key, on a real desk and without a display."""

from dataclasses import replace

import pytest

from branch_app.cards.slot import VirtualReader
from branch_app.composition.device import Device
from branch_app.demo.people import TARO, People
from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.errors import NotEntitled, PurposeMissing, Restricted
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.snapshots import Scope
from branch_app.domain.values.identifiers import ResidentId
from branch_app.domain.values.vouching import Vouched
from branch_app.ui.keys import Key
from branch_app.ui.presenters.counter import Stage, unfinished
from branch_app.ui.presenters.proof import Asking
from branch_app.usecases.desk import Desk
from tests.fakes.clerk import begin_day, desk_of
from tests.fakes.counter_room import Hands, Receipted, room_of
from tests.fakes.staged_printer import JAMMED, PENDING, StagedPrinter

YONE, SHIZUKA = ResidentId("9000030100"), ResidentId("9000040100")


@pytest.fixture
def printer() -> StagedPrinter:
    """Obedient."""
    return StagedPrinter()


@pytest.fixture
def desk(device: Device, printer: StagedPrinter) -> Desk:
    """The day is open."""
    made = desk_of(device, printer)
    begin_day(made)
    return made


@pytest.fixture
def receipts() -> Receipted:
    """Where receipts come out."""
    return Receipted()


@pytest.fixture
def clerk(desk: Desk, reader: VirtualReader, receipts: Receipted) -> Hands:
    """At the search box."""
    return Hands(room_of(desk, reader, reader, receipts))


def _step(clerk: Hands) -> Step:
    return clerk.room.counter.issue.state.step


def _stage(clerk: Hands) -> Stage:
    return clerk.room.counter.state.stage


def _find(clerk: Hands, words: str) -> None:
    clerk.type(words)
    clerk.press(Key.RETURN)


def _issue_one(clerk: Hands) -> None:
    _find(clerk, "yosi taro")
    clerk.digits("1")
    clerk.press(Key.F1, Key.F12, Key.F12)
    clerk.wait()
    clerk.digits("1")
    clerk.press(Key.RETURN)


def test_a_row_is_picked_by_its_number(clerk: Hands) -> None:
    """Ctrl+2 is ↓ Enter."""
    clerk.type("yosi")
    clerk.press(Key.DOWN, Key.RETURN)
    picked = clerk.room.counter.state.form.applicant
    clerk.press(Key.ESCAPE)
    clerk.type("yosi")
    clerk.press(Key.CONTROL_2)
    assert (Stage.FORM, picked) == (_stage(clerk), clerk.room.counter.state.form.applicant)


def test_a_number_without_a_row_picks_nobody(clerk: Hands) -> None:
    """None so far down, none that the screen shows with its number, and nothing typed at all."""
    hits = clerk.room.counter.hits
    clerk.press(Key.CONTROL_1)
    clerk.type("yosi taro")
    clerk.press(Key.CONTROL_9)
    hits.numbered = lambda row: row > 0
    clerk.press(Key.CONTROL_1)
    assert (Stage.FIND, 0) == (_stage(clerk), hits.state.at)


def test_no_number_reaches_the_rows_below_a_list(clerk: Hands) -> None:
    """What lies over the counter has the keys."""
    clerk.type("yosi taro")
    clerk.press(Key.RECENT, Key.CONTROL_1)
    assert Stage.FIND is _stage(clerk)
    clerk.press(Key.ESCAPE, Key.CONTROL_1)
    assert Stage.FORM is _stage(clerk)


def test_a_plain_record_by_name(clerk: Hands, desk: Desk) -> None:
    """Search, pick, document, certificate, make, pay, count, hand over, with no other key between."""
    _issue_one(clerk)
    assert Stage.DONE is _stage(clerk)
    (form,) = desk.journal.state.issuance.applications.values()
    assert (ApplicationState.SETTLED, 300, 300) == (form.state, form.charged_yen, form.tendered_yen)
    assert form.form.endswith("-001")


def test_enter_goes_on_to_the_next_citizen(clerk: Hands) -> None:
    """Everything of the last one is off the screen."""
    _issue_one(clerk)
    clerk.press(Key.RETURN)
    state = clerk.room.counter.state
    assert (Stage.FIND, None, "") == (state.stage, state.person, clerk.room.counter.hits.state.typed)


def test_the_same_again_takes_two_keys_to_the_printer(clerk: Hands, printer: StagedPrinter) -> None:
    """F12 makes it, F12 takes the money: a form of its own with the next number."""
    _issue_one(clerk)
    keys = clerk.keys
    clerk.press(Key.F12, Key.F12)
    assert (2, 2, Step.WATCH) == (clerk.keys - keys, len(printer.sent), _step(clerk))


def test_a_card_opens_the_form_by_itself(clerk: Hands, reader: VirtualReader, people: People, desk: Desk) -> None:
    """The citizen types the PIN; the clerk needs five keys."""
    reader.insert(people.chip(TARO))
    clerk.room.card.poll()
    clerk.digits(people.my_number_card(TARO).authentication_pin)
    clerk.press(Key.RETURN)
    assert Stage.FORM is _stage(clerk)
    clerk.keys = 0
    clerk.press(Key.F1, Key.F12, Key.F12)
    clerk.wait()
    clerk.digits("1")
    clerk.press(Key.RETURN)
    assert (5, Stage.DONE) == (clerk.keys, _stage(clerk))
    (form,) = desk.journal.state.issuance.applications.values()
    assert ApplicationState.SETTLED is form.state


def test_nothing_is_made_for_somebody_who_showed_nothing(clerk: Hands, desk: Desk) -> None:
    """F12 without a document says what is missing, and the form that was taken is withdrawn."""
    _find(clerk, "yosi taro")
    clerk.press(Key.F1, Key.F12)
    assert isinstance(clerk.room.counter.state.trouble, NotEntitled)
    assert Stage.FORM is _stage(clerk)
    assert {ApplicationState.CANCELLED} == {
        form.state for form in desk.journal.state.issuance.applications.values()
    }
    clerk.digits("1")
    clerk.press(Key.F12)
    assert Step.PAY is _step(clerk)


def test_two_documents_without_a_photo(clerk: Hands) -> None:
    """One is not enough; the list gives those that have no key; a second one of an authority suffices."""
    _find(clerk, "yosi taro")
    room = clerk.room
    clerk.digits("9")
    assert Asking.LIST is room.proof.state.dialog
    clerk.press(Key.PAGE_DOWN, Key.RETURN)
    assert "documents_one_more" == room.proof.lacking(room.counter.state.form)
    clerk.digits("9")
    clerk.press(Key.PAGE_DOWN, Key.UP, Key.RETURN)
    assert "" == room.proof.lacking(room.counter.state.form)


def test_digits_choose_whom_it_is_about_once_it_is_known_who_asks(clerk: Hands) -> None:
    """2 is the second of the household: the next certificate is about them."""
    _find(clerk, "yosi taro")
    clerk.digits("1")
    clerk.press(Key.F1)
    clerk.digits("2")
    clerk.press(Key.F1)
    subjects = [line.wish.subject for line in clerk.room.counter.state.form.lines]
    person = clerk.room.counter.state.person
    assert person is not None
    assert [person.members[0].resident.id, person.members[1].resident.id] == subjects


def test_options_and_copies_by_key(clerk: Hands) -> None:
    """Ctrl+1 part of the household, Ctrl+3 本籍, F1 again one more copy, minus one less."""
    _find(clerk, "yosi taro")
    clerk.press(Key.F1, Key.F1, Key.CONTROL_1, Key.CONTROL_3)
    line = clerk.room.counter.state.form.line
    assert line is not None
    assert (2, Scope.PART, True) == (line.wish.copies, line.wish.scope, line.wish.options.honseki)
    clerk.press(Key.MINUS, Key.MINUS)
    assert clerk.room.counter.state.form.line is None


def test_a_purpose_proposes_the_exemption(clerk: Hands, desk: Desk) -> None:
    """年金現況届 is free once its form was shown: nothing is typed as a deposit and nothing is charged."""
    _find(clerk, "みほん")
    clerk.digits("1")
    clerk.press(Key.F2, Key.CONTROL_5)
    line = clerk.room.counter.state.form.line
    assert line is not None
    assert (Certificate.KISAIJIKO, "nenkin_genkyo", True) == (line.wish.certificate, line.wish.purpose, line.exempt)
    clerk.press(Key.F12, Key.RETURN, Key.F12)
    clerk.wait()
    clerk.digits("1")
    clerk.press(Key.RETURN)
    assert (Stage.DONE, 0) == (_stage(clerk), desk.journal.state.drawer.charged_yen)


def test_a_certificate_that_says_what_it_is_for_wants_a_purpose(clerk: Hands, desk: Desk) -> None:
    """F12 without one goes to that line, says so, and no form is taken."""
    _find(clerk, "みほん")
    clerk.digits("1")
    clerk.press(Key.F2, Key.F1, Key.F12)
    state = clerk.room.counter.state
    assert (0, PurposeMissing) == (state.form.at, type(state.trouble))
    assert {} == dict(desk.journal.state.issuance.applications)


def test_a_declined_exemption_is_charged(clerk: Hands) -> None:
    """Ctrl+6 declines; the purpose stays on the paper."""
    _find(clerk, "みほん")
    clerk.digits("1")
    clerk.press(Key.F2, Key.CONTROL_5, Key.CONTROL_6, Key.F12)
    work = clerk.room.counter.issue.state.work
    assert work is not None
    assert 300 == work.total_yen


def test_a_refused_form_says_so_and_charges_nothing(clerk: Hands, desk: Desk) -> None:
    """What cannot be made is named; Enter goes back to the search box."""
    _find(clerk, "kamei siz")
    clerk.digits("1")
    clerk.press(Key.F1, Key.F12)
    (refused,) = clerk.room.counter.issue.state.not_made
    assert isinstance(refused.error, Restricted)
    clerk.press(Key.RETURN)
    assert (Stage.FIND, 0) == (_stage(clerk), desk.journal.state.drawer.charged_yen)


def test_made_papers_are_withdrawn_to_change_the_form(clerk: Hands, desk: Desk) -> None:
    """Esc before payment: numbers are accounted for, and the form is there to be changed."""
    _find(clerk, "yosi taro")
    clerk.digits("1")
    clerk.press(Key.F1, Key.F12, Key.ESCAPE)
    assert Stage.FORM is _stage(clerk)
    assert {JobState.CANCELLED} == {job.state for job in desk.journal.state.issuance.jobs.values()}
    clerk.press(Key.F1, Key.F12)
    work = clerk.room.counter.issue.state.work
    assert work is not None
    assert 600 == work.total_yen


def test_a_form_is_held_and_recalled(clerk: Hands) -> None:
    """F10 puts it aside for the next citizen; F10 and its digit bring it back as it was."""
    _find(clerk, "yosi taro")
    clerk.press(Key.F1)
    form = clerk.room.counter.state.form
    clerk.press(Key.F10)
    assert Stage.FIND is _stage(clerk)
    _issue_one(clerk)
    clerk.press(Key.RETURN, Key.F10)
    clerk.digits("1")
    assert (Stage.FORM, form) == (_stage(clerk), clerk.room.counter.state.form)


def test_made_papers_are_held_and_taken_up_again(clerk: Hands) -> None:
    """Quoted and put aside: the open list shows it, Enter takes it up where it was."""
    _find(clerk, "yosi taro")
    clerk.digits("1")
    clerk.press(Key.F1, Key.F12, Key.F10)
    assert Stage.FIND is _stage(clerk)
    clerk.press(Key.F10, Key.RETURN)
    assert (Stage.WORK, Step.PAY) == (_stage(clerk), _step(clerk))


def test_a_lock_keeps_what_is_not_made_yet(clerk: Hands) -> None:
    """The form in hand and those put aside; what is made is in the log already."""
    _find(clerk, "yosi taro")
    clerk.press(Key.F1, Key.F10)
    _find(clerk, "みほん")
    clerk.press(Key.F2)
    assert [YONE, TARO] == [form.applicant for form in unfinished(clerk.room.counter.state).forms]


def test_a_jam_from_the_keyboard(clerk: Hands, printer: StagedPrinter) -> None:
    """Esc cancels, 2 says spoilt, the next number is typed, Enter prints again, free, by two persons."""
    printer.says.extend([PENDING, JAMMED])
    _find(clerk, "yosi taro")
    clerk.digits("1")
    clerk.press(Key.F1, Key.F12, Key.F12)
    clerk.wait(2)
    assert clerk.room.counter.issue.state.stalled
    clerk.press(Key.ESCAPE)
    clerk.digits("2")
    assert clerk.room.counter.issue.state.sheet_wanted
    clerk.digits("1002")
    clerk.press(Key.RETURN, Key.RETURN)
    assert (Vouched.REPRINT, 1) == (clerk.room.second.state.action, len(printer.sent))
    clerk.press(Key.ESCAPE)
    assert (None, Step.PRINT, 1) == (clerk.room.second.state.action, _step(clerk), len(printer.sent))
    clerk.press(Key.RETURN)
    clerk.room.second.answer("any")
    clerk.wait()
    assert (Step.CHECK, 2) == (_step(clerk), len(printer.sent))


def test_a_void_from_the_keyboard(clerk: Hands, desk: Desk) -> None:
    """F9, the reason's digit, plus for the office's fault, Enter, a second person: the fee goes back."""
    _find(clerk, "yosi taro")
    clerk.digits("1")
    clerk.press(Key.F1, Key.F12, Key.F12)
    clerk.wait()
    clerk.press(Key.F9)
    clerk.digits("2")
    clerk.press(Key.PLUS, Key.RETURN)
    clerk.room.second.answer("a password")
    assert 300 == desk.journal.state.drawer.refunded_yen
    assert Step.NOTHING is _step(clerk)


def test_receipts_by_f11(clerk: Hands, receipts: Receipted) -> None:
    """The second one for the same form takes two persons; it is another file, marked as a reissue."""
    _issue_one(clerk)
    clerk.press(Key.F11)
    assert clerk.room.second.state.action is None
    for _ in range(2):
        clerk.press(Key.F11)
        assert (Vouched.REISSUE, 1) == (clerk.room.second.state.action, len(receipts.printed))
        clerk.press(Key.ESCAPE)
    clerk.press(Key.F11)
    clerk.room.second.answer("any")
    issued = clerk.room.receipts.state.issued
    assert issued is not None
    assert (2, True) == (len(receipts.printed), issued.reissued)


def test_f11_before_payment_is_the_form_to_be_signed(clerk: Hands, receipts: Receipted) -> None:
    """While money is asked for there is nothing to receipt: 交付請求書 comes out, and the counter goes on."""
    _find(clerk, "yosi taro")
    clerk.digits("1")
    clerk.press(Key.F1, Key.F12)
    assert Step.PAY is _step(clerk)
    clerk.press(Key.F11)
    assert (True, None) == (clerk.room.receipts.state.form, clerk.room.receipts.state.trouble)
    assert ["request"] == [name.split("-")[0] for name in receipts.printed]
    assert Step.PAY is _step(clerk)


def test_an_alarm_takes_every_key_but_its_button(clerk: Hands) -> None:
    """A forgotten card: F-keys do nothing until Enter on the button."""
    card = clerk.room.card
    card._become(replace(card.state, alarm=True))
    clerk.press(Key.F1, Key.ESCAPE, Key.F12, Key.RECENT)
    assert (True, False) == (card.state.alarm, clerk.room.recent.state.shown)
    clerk.press(Key.RETURN)
    assert not card.state.alarm


def test_a_seal_card_by_number(clerk: Hands, people: People) -> None:
    """0 asks for it; number and stated birth date suffice for the 印鑑登録証明書."""
    _find(clerk, "yosi taro")
    clerk.digits("0")
    proof = clerk.room.proof
    proof.take_seal_card("1234567890", "S43.5.3")
    assert proof.state.trouble is not None
    proof.take_seal_card(people.city_card(TARO).number, "S43.5.3")
    assert "" == proof.lacking(clerk.room.counter.state.form)
    clerk.press(Key.F3, Key.F12)
    assert Step.PAY is _step(clerk)


def test_a_card_proves_whose_form_it_is(clerk: Hands, reader: VirtualReader, people: People) -> None:
    """What was asked for already stays when the card that comes is the same person's."""
    _find(clerk, "yosi taro")
    clerk.press(Key.F1)
    reader.insert(people.chip(TARO))
    clerk.room.card.poll()
    clerk.digits(people.my_number_card(TARO).authentication_pin)
    clerk.press(Key.RETURN)
    form = clerk.room.counter.state.form
    assert (1, "") == (form.copies, clerk.room.proof.lacking(form))
