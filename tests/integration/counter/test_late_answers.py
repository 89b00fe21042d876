"""Keys and cards that come while something else is under way: no answer reaches another person's form."""

import pytest

from branch_app.cards.slot import VirtualReader
from branch_app.composition.device import Device
from branch_app.demo.people import KEN, TARO, People
from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.errors import NotEntitled
from branch_app.domain.values.identifiers import ApplicationId, Pseudonym, ResidentId
from branch_app.domain.values.vouching import Vouched
from branch_app.ui.keys import Key
from branch_app.ui.presenters.counter import Stage
from branch_app.ui.work import Lane
from branch_app.usecases.accept import accept
from branch_app.usecases.desk import Desk
from branch_app.usecases.identify import Applicant, identify_by_documents
from branch_app.usecases.next_form import next_form
from tests.fakes.clerk import begin_day, desk_of
from tests.fakes.counter_room import Hands, room_of
from tests.fakes.staged_printer import PENDING, StagedPrinter
from tests.fakes.waiting_work import WaitingWork


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
def clerk(desk: Desk, reader: VirtualReader, work: WaitingWork) -> Hands:
    """At the search box."""
    return Hands(room_of(desk, reader, reader, work=work))


def _ready_to_pay(clerk: Hands) -> None:
    clerk.type("yosi taro")
    clerk.press(Key.RETURN)
    clerk.digits("1")
    clerk.press(Key.F1, Key.F12)
    assert Step.PAY is clerk.room.counter.issue.state.step


def _ken_proves(desk: Desk) -> tuple[ApplicationId, Applicant]:
    application = accept(desk, next_form(desk), desk.new_request())
    return application, identify_by_documents(desk, application, KEN, ("drivers_license",))


def _same_person_everywhere(clerk: Hands) -> bool:
    """The header, and the papers whose money and paper the keys act on."""
    counter = clerk.room.counter
    person, shown = counter.state.person, counter.issue.state.work
    return person is None or shown is None or {person.name} == {paper.subject_name for paper in shown.papers}


def test_a_card_proved_while_another_one_pays_waits_for_its_turn(
    clerk: Hands, desk: Desk, work: WaitingWork
) -> None:
    """One person's header never stands over another one's papers; both forms are there afterwards."""
    proof = _ken_proves(desk)
    _ready_to_pay(clerk)
    work.hold(Lane.DESK)
    clerk.press(Key.F12)
    clerk.room.counter.proved(*proof)
    assert (Stage.WORK, TARO) == (clerk.room.counter.state.stage, clerk.room.counter.state.form.applicant)
    work.let_go()
    assert _same_person_everywhere(clerk)
    while clerk.room.counter.state.form.applicant == TARO:
        clerk.wait()
    state = clerk.room.counter.state
    assert (Stage.FORM, KEN, proof[0]) == (state.stage, state.form.applicant, state.form.application)
    assert [TARO] == [held.form.applicant for held in state.held]
    assert _same_person_everywhere(clerk)


def test_a_card_proved_while_somebody_is_looked_up_takes_nothing_away(
    clerk: Hands, desk: Desk, work: WaitingWork
) -> None:
    """A form that is being recalled comes first and is put aside again."""
    proof = _ken_proves(desk)
    clerk.type("yosi taro")
    clerk.press(Key.RETURN, Key.F1)
    form = clerk.room.counter.state.form
    clerk.press(Key.F10)
    work.hold(Lane.LOOKUP)
    clerk.room.counter.recall(0)
    clerk.room.counter.proved(*proof)
    work.let_go()
    state = clerk.room.counter.state
    assert (KEN, [form]) == (state.form.applicant, [held.form for held in state.held])


def test_another_form_is_not_taken_up_while_money_is_being_taken(
    clerk: Hands, desk: Desk, work: WaitingWork
) -> None:
    """Enter on the list does nothing until the payment has ended; nothing is charged or printed twice."""
    _ready_to_pay(clerk)
    clerk.press(Key.F10)
    clerk.type("reidai ken")
    clerk.press(Key.RETURN)
    clerk.digits("1")
    clerk.press(Key.F1, Key.F12, Key.RECENT, Key.DOWN)
    other = clerk.room.recent.state.form
    assert other is not None
    clerk.press(Key.ESCAPE)
    work.hold(Lane.DESK)
    clerk.press(Key.F12)
    clerk.room.counter.resume(other.application)
    assert KEN == clerk.room.counter.state.form.applicant
    work.let_go()
    assert _same_person_everywhere(clerk)
    assert 300 == desk.journal.state.drawer.charged_yen


def test_a_form_being_filled_in_is_put_aside_for_one_from_the_list(clerk: Hands) -> None:
    """What the clerk typed for somebody is not lost by looking at today's forms."""
    _ready_to_pay(clerk)
    clerk.press(Key.F10)
    clerk.type("reidai ken")
    clerk.press(Key.RETURN, Key.F1)
    form = clerk.room.counter.state.form
    clerk.press(Key.RECENT, Key.RETURN)
    state = clerk.room.counter.state
    assert (Stage.WORK, True) == (state.stage, form in [held.form for held in state.held])


def test_nobody_is_picked_off_the_rows_of_an_older_question(clerk: Hands, work: WaitingWork) -> None:
    """Enter while the answer is under way opens nobody; afterwards it opens the row that is seen."""
    clerk.type("reidai ken")
    work.hold(Lane.LOOKUP)
    clerk.room.counter.hits.type("yosi taro")
    clerk.press(Key.RETURN)
    work.let_go()
    assert (Stage.FIND, None) == (clerk.room.counter.state.stage, clerk.room.counter.state.person)
    clerk.press(Key.RETURN)
    assert TARO == clerk.room.counter.state.form.applicant


def test_no_number_picks_off_the_rows_of_an_older_question(clerk: Hands, work: WaitingWork) -> None:
    """Ctrl+2 while the answer is under way opens nobody and moves nothing; afterwards it opens the second row."""
    hits = clerk.room.counter.hits
    clerk.type("reidai")
    work.hold(Lane.LOOKUP)
    hits.type("yosi")
    clerk.press(Key.CONTROL_2)
    assert (0, None) == (hits.state.at, clerk.room.counter.state.person)
    work.let_go()
    assert (Stage.FIND, None) == (clerk.room.counter.state.stage, clerk.room.counter.state.person)
    found = hits.state.found
    assert found is not None
    clerk.press(Key.CONTROL_2)
    assert found.rows[1].id == clerk.room.counter.state.form.applicant


def test_a_second_number_does_not_overtake_the_first(clerk: Hands, work: WaitingWork) -> None:
    """Ctrl+2 Ctrl+1 while the second row's person is being looked up: the second row it is."""
    clerk.type("yosi")
    found = clerk.room.counter.hits.state.found
    assert found is not None
    work.hold(Lane.LOOKUP)
    clerk.press(Key.CONTROL_2, Key.CONTROL_1)
    work.let_go()
    assert found.rows[1].id == clerk.room.counter.state.form.applicant


def test_somebody_looked_up_for_the_one_before_does_not_come_up_for_the_next(
    clerk: Hands, work: WaitingWork
) -> None:
    """The counter is left while the register is still being asked: the screen stays empty."""
    clerk.type("yosi taro")
    work.hold(Lane.LOOKUP)
    clerk.press(Key.RETURN)
    clerk.room.counter.leave()
    work.let_go()
    state = clerk.room.counter.state
    assert (Stage.FIND, None, False) == (state.stage, state.person, state.opening)


def test_a_jam_is_cancelled_though_the_printer_is_being_asked(
    clerk: Hands, printer: StagedPrinter, work: WaitingWork
) -> None:
    """A slow printer is asked nearly all the time; Esc counts all the same, and for that print only."""
    printer.says.extend([PENDING, PENDING, PENDING])
    _ready_to_pay(clerk)
    clerk.press(Key.F12)
    work.hold(Lane.DESK)
    clerk.wait()
    clerk.press(Key.ESCAPE)
    work.let_go()
    assert Step.ANSWER is clerk.room.counter.issue.state.step
    clerk.digits("3")
    clerk.digits("1001")
    clerk.press(Key.RETURN, Key.RETURN)
    clerk.wait()
    assert Step.WATCH is clerk.room.counter.issue.state.step


@pytest.fixture
def acts() -> list[Pseudonym]:
    """What somebody's yes has set going."""
    return []


def test_a_yes_that_comes_after_esc_does_nothing(clerk: Hands, work: WaitingWork, acts: list[Pseudonym]) -> None:
    """A password takes half a second to check; whoever gave up meanwhile has given up."""
    second = clerk.room.second
    work.hold(Lane.DESK)
    second.ask(Vouched.VOID, acts.append)
    second.answer("a password")
    clerk.press(Key.ESCAPE)
    work.let_go()
    assert ([], None) == (acts, second.state.action)


def test_a_yes_to_one_act_is_no_yes_to_another(clerk: Hands, work: WaitingWork, acts: list[Pseudonym]) -> None:
    """Asked for a void, given up, asked for the close: the late yes closes nothing and leaves the question open."""
    second = clerk.room.second
    work.hold(Lane.DESK)
    second.ask(Vouched.VOID, acts.append)
    second.answer("a password")
    second.give_up()
    second.ask(Vouched.CLOSE, acts.append)
    work.let_go()
    assert ([], Vouched.CLOSE) == (acts, second.state.action)


def test_keys_do_not_reach_the_form_below_while_a_pin_is_checked(
    clerk: Hands, reader: VirtualReader, people: People, work: WaitingWork
) -> None:
    """F12 pressed over the PIN's dialog takes nobody's money."""
    _ready_to_pay(clerk)
    reader.insert(people.chip(TARO))
    clerk.room.card.poll()
    clerk.digits(people.my_number_card(TARO).authentication_pin)
    work.hold(Lane.DESK)
    clerk.press(Key.RETURN, Key.F12)
    assert (Step.PAY, None) == (clerk.room.counter.issue.state.step, clerk.room.counter.issue.state.busy)


def test_a_refused_proof_leaves_the_counter_as_it_was(clerk: Hands, desk: Desk) -> None:
    """Somebody who is not in the register opens no form."""
    application, applicant = _ken_proves(desk)
    stranger = Applicant(ResidentId("9999999999"), applicant.household, applicant.evidence)
    clerk.room.counter.proved(application, stranger)
    state = clerk.room.counter.state
    assert (Stage.FIND, NotEntitled) == (state.stage, type(state.trouble))
