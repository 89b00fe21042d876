"""A card on the reader, from the moment it is noticed to the moment somebody has taken it, without a display."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from branch_app.cards.session import Terms
from branch_app.cards.slot import VirtualReader
from branch_app.cards.training_cards import CardPins, Holder
from branch_app.demo.people import TARO, People
from branch_app.domain.deciders.states import ApplicationState
from branch_app.domain.errors import CardUnknown, NotEntitled, PinBlocked, PinWrong, ReaderUnavailable
from branch_app.domain.values.identifiers import ApplicationId
from branch_app.machine import SystemRandom
from branch_app.ports import CardKind, Sound
from branch_app.settings import RESOURCES
from branch_app.ui.presenters.card import GRACE_MS, CardPresenter, CardStage, CardTools
from branch_app.ui.work import Lane
from branch_app.usecases.desk import Desk
from branch_app.usecases.identify import Applicant
from tests.fakes.branch import OPENED, SetClock
from tests.fakes.direct_work import DirectWork
from tests.fakes.waiting_work import WaitingWork

FORM = "20261124-001"


@dataclass(slots=True)
class Heard:
    """What the counter said aloud, and who was identified."""

    playing: Sound | None = None
    played: list[Sound] = field(default_factory=list)
    people: list[tuple[ApplicationId, Applicant]] = field(default_factory=list)

    def play(self, sound: Sound) -> None:
        """Once."""
        self.played.append(sound)

    def repeat(self, sound: Sound) -> None:
        """Until stopped."""
        self.playing = sound

    def stop(self) -> None:
        """Silence."""
        self.playing = None

    def available(self) -> bool:
        """Always."""
        return True

    def proved(self, application: ApplicationId, applicant: Applicant) -> None:
        """Somebody proved who they are."""
        self.people.append((application, applicant))


@pytest.fixture(scope="module")
def people() -> People:
    """Their cards are valid on the day of the tests."""
    return People.of(RESOURCES, OPENED.date())


@pytest.fixture
def reader(people: People) -> VirtualReader:
    """Empty."""
    return VirtualReader(None, Terms(people.authority.roots(), SystemRandom()))


@pytest.fixture
def heard() -> Heard:
    """Silent."""
    return Heard()


@pytest.fixture
def card(desk: Desk, reader: VirtualReader, heard: Heard, clock: SetClock) -> CardPresenter:
    """Watching."""
    tools = CardTools(reader, reader, heard, clock)
    return CardPresenter(lambda: desk, DirectWork(), tools, lambda: FORM, heard.proved)


def _type(card: CardPresenter, pin: str) -> None:
    for digit in pin:
        card.type_digit(digit)
    card.submit()


def _lay(card: CardPresenter, reader: VirtualReader, people: People) -> str:
    reader.insert(people.chip(TARO))
    card.poll()
    return people.my_number_card(TARO).authentication_pin


def _states(desk: Desk) -> list[ApplicationState]:
    return [form.state for form in desk.journal.refresh().issuance.applications.values()]


def test_a_card_is_noticed_and_its_tries_are_shown_before_a_pin_is_asked_for(
    card: CardPresenter, reader: VirtualReader, people: People, heard: Heard, desk: Desk
) -> None:
    """No key is needed, no try is used, and nothing is written yet."""
    _lay(card, reader, people)
    facts = card.state.facts
    assert facts is not None
    assert (CardStage.PIN, 3, [Sound.ATTENTION]) == (card.state.stage, facts.tries_left, heard.played)
    assert [] == _states(desk)


def test_the_right_pin_opens_a_form(
    card: CardPresenter, reader: VirtualReader, people: People, heard: Heard, desk: Desk
) -> None:
    """The person the certificate is linked to is identified on a form with the proposed number."""
    _type(card, _lay(card, reader, people))
    ((_, applicant),) = heard.people
    assert (TARO, CardStage.PROVEN) == (applicant.resident, card.state.stage)
    (form,) = desk.journal.refresh().issuance.applications.values()
    assert (FORM, ApplicationState.IDENTIFIED) == (form.form, form.state)


def test_a_wrong_pin_costs_one_try_and_opens_no_second_form(
    card: CardPresenter, reader: VirtualReader, people: People, heard: Heard, desk: Desk
) -> None:
    """The tries left are the card's own; the right PIN afterwards continues the same form."""
    right = _lay(card, reader, people)
    _type(card, "0000")
    facts = card.state.facts
    assert facts is not None
    assert isinstance(card.state.trouble, PinWrong)
    assert (CardStage.PIN, 2, "") == (card.state.stage, facts.tries_left, card.state.pin)
    _type(card, right)
    assert ([ApplicationState.IDENTIFIED], 1) == (_states(desk), len(heard.people))


def test_a_blocked_card_is_refused(card: CardPresenter, reader: VirtualReader, people: People) -> None:
    """After the last try no PIN is asked for."""
    _lay(card, reader, people)
    for _ in range(3):
        _type(card, "0000")
    assert isinstance(card.state.trouble, PinBlocked)
    assert CardStage.REFUSED is card.state.stage
    _type(card, "1234")
    assert CardStage.REFUSED is card.state.stage


def test_less_than_four_digits_are_not_sent(card: CardPresenter, reader: VirtualReader, people: People) -> None:
    """Enter too early costs no try."""
    _lay(card, reader, people)
    _type(card, "12")
    assert (CardStage.PIN, "12") == (card.state.stage, card.state.pin)


def test_a_pin_stands_in_no_picture_of_the_state(
    card: CardPresenter, reader: VirtualReader, people: People
) -> None:
    """Whoever logs or shows the state shows no digit of it."""
    _lay(card, reader, people)
    card.type_digit("7")
    card.type_digit("3")
    assert "73" not in repr(card.state)


def test_a_card_taken_away_before_its_pin_withdraws_the_form(
    card: CardPresenter, reader: VirtualReader, people: People, desk: Desk
) -> None:
    """A form on which nobody was identified is accounted for as withdrawn."""
    _lay(card, reader, people)
    _type(card, "0000")
    reader.remove()
    card.poll()
    assert (CardStage.NONE, [ApplicationState.CANCELLED]) == (card.state.stage, _states(desk))


def test_an_unknown_card_says_what_a_report_needs(
    card: CardPresenter, reader: VirtualReader, people: People
) -> None:
    """ATR, reader and token of a new batch."""
    chip = people.authority.unknown_card(_holder(people), "JPKIAPICCTOKEN9")
    reader.insert(chip)
    card.poll()
    assert isinstance(card.state.trouble, CardUnknown)
    assert {"atr", "reader", "token"} <= set(card.state.trouble.facts)


def test_a_forgotten_card_rings_until_somebody_presses_the_button(
    card: CardPresenter, reader: VirtualReader, people: People, heard: Heard, clock: SetClock
) -> None:
    """The alarm begins some seconds after the work is done, and taking the card does not end it."""
    _type(card, _lay(card, reader, people))
    card.work_done()
    card.poll()
    assert not card.state.alarm
    clock.advance(timedelta(milliseconds=GRACE_MS))
    card.poll()
    assert (True, Sound.FORGOTTEN_CARD) == (card.state.alarm, heard.playing)
    reader.remove()
    card.poll()
    assert (True, Sound.FORGOTTEN_CARD) == (card.state.alarm, heard.playing)
    card.acknowledge()
    assert (False, None) == (card.state.alarm, heard.playing)


def test_a_card_that_still_lies_there_rings_again(
    card: CardPresenter, reader: VirtualReader, people: People, heard: Heard, clock: SetClock
) -> None:
    """Pressing the button without taking the card gives only so much peace."""
    _type(card, _lay(card, reader, people))
    card.work_done()
    for _ in range(2):
        clock.advance(timedelta(milliseconds=GRACE_MS))
        card.poll()
        assert Sound.FORGOTTEN_CARD is heard.playing
        card.acknowledge()


def test_a_card_taken_in_time_rings_never(
    card: CardPresenter, reader: VirtualReader, people: People, heard: Heard, clock: SetClock
) -> None:
    """Taken within the grace, nothing is heard."""
    _type(card, _lay(card, reader, people))
    card.work_done()
    reader.remove()
    card.poll()
    clock.advance(timedelta(milliseconds=10 * GRACE_MS))
    card.poll()
    assert (False, None) == (card.state.alarm, heard.playing)


def test_a_city_card_is_scanned_and_its_pin_checked_here(card: CardPresenter, people: People, heard: Heard) -> None:
    """No chip: the number comes from the wedge, the tries from the log, and the right PIN opens the form."""
    record = people.city_card(TARO)
    card.scan(record.number)
    facts = card.state.facts
    assert facts is not None
    assert (CardStage.PIN, CardKind.CITY, 3) == (card.state.stage, facts.kind, facts.tries_left)
    _type(card, "0000" if record.pin != "0000" else "1111")
    assert isinstance(card.state.trouble, PinWrong)
    _type(card, record.pin or "")
    assert ([TARO], CardStage.NONE) == ([applicant.resident for _, applicant in heard.people], card.state.stage)


def test_nobody_who_types_no_pin_keeps_a_form_open(card: CardPresenter, people: People, desk: Desk) -> None:
    """Esc after a wrong PIN withdraws the form that it was typed for."""
    card.scan(people.city_card(TARO).number)
    _type(card, "0000")
    card.leave()
    assert (CardStage.NONE, [ApplicationState.CANCELLED]) == (card.state.stage, _states(desk))


def test_a_number_that_no_card_has_is_refused(card: CardPresenter) -> None:
    """Nothing is asked for."""
    card.scan("0000000098")
    assert (CardStage.REFUSED, True) == (card.state.stage, isinstance(card.state.trouble, NotEntitled))


def test_a_reader_that_is_not_there_is_said(
    card: CardPresenter, reader: VirtualReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unplugged, and plugged in again: the state follows."""

    def gone() -> bool:
        raise ReaderUnavailable(reason="no_reader")

    monkeypatch.setattr(reader, "card_present", gone)
    card.poll()
    assert isinstance(card.state.absent, ReaderUnavailable)
    monkeypatch.undo()
    card.poll()
    assert card.state.absent is None


def _holder(people: People) -> Holder:
    person, year = people.resident(TARO), OPENED.year
    pins = CardPins("1234", "1234", "ABC123", "1234")
    valid = date(year, 1, 1), date(year + 3, 1, 1)
    return Holder(person.name, "見本", person.birth, person.sex.value, "01", *valid, pins)


@dataclass(slots=True)
class Counter:
    """What the counter is about when a card comes."""

    free: bool = True
    still: bool = True


@pytest.fixture
def counter() -> Counter:
    """Nothing lies over it, nobody types."""
    return Counter()


@pytest.fixture
def polite(
    desk: Desk, reader: VirtualReader, heard: Heard, clock: SetClock, counter: Counter, work: WaitingWork
) -> CardPresenter:
    """At a counter that may be busy with something else."""
    tools = CardTools(reader, reader, heard, clock, lambda: counter.free, lambda: counter.still)
    return CardPresenter(lambda: desk, work, tools, lambda: FORM, heard.proved)


def test_no_pin_is_asked_for_under_a_hand_that_types(
    polite: CardPresenter, reader: VirtualReader, people: People, counter: Counter
) -> None:
    """Digits and Enter meant for a password, a sum or the search would cost the citizen a try: the card waits."""
    for counter.free, counter.still in ((False, True), (True, False)):
        _lay(polite, reader, people)
        assert (CardStage.NONE, True) == (polite.state.stage, polite.state.lies_there)
    counter.free = counter.still = True
    polite.poll()
    assert CardStage.PIN is polite.state.stage


def test_a_dialog_opened_while_the_card_is_looked_at_keeps_the_keys(
    polite: CardPresenter, reader: VirtualReader, people: People, counter: Counter, work: WaitingWork
) -> None:
    """The card is looked at again when the dialog is gone."""
    reader.insert(people.chip(TARO))
    polite.poll()
    polite.forget()
    polite.poll()
    assert CardStage.PIN is polite.state.stage
    polite.forget()
    work.hold(Lane.CARD)
    polite.poll()
    counter.free = False
    work.let_go()
    assert CardStage.NONE is polite.state.stage
    counter.free = True
    polite.poll()
    assert CardStage.PIN is polite.state.stage


def test_a_card_taken_while_its_pin_is_checked_opens_no_form(
    polite: CardPresenter, reader: VirtualReader, people: People, work: WaitingWork, heard: Heard, desk: Desk
) -> None:
    """Whatever the check says comes too late; the form that it opened is withdrawn, once."""
    pin = _lay(polite, reader, people)
    work.hold(Lane.DESK)
    _type(polite, pin)
    chip = people.chip(TARO)
    reader.remove()
    polite.poll()
    reader.insert(chip)
    work.let_go()
    assert ([], [ApplicationState.CANCELLED], None) == (heard.people, _states(desk), polite.state.trouble)


def test_a_late_refusal_is_not_shown_on_the_next_card(
    polite: CardPresenter, reader: VirtualReader, people: People, work: WaitingWork
) -> None:
    """The tries that are shown are those of the card that lies there."""
    _lay(polite, reader, people)
    work.hold(Lane.DESK)
    _type(polite, "0000")
    reader.remove()
    polite.poll()
    reader.insert(people.chip(TARO))
    polite.poll()
    work.let_go()
    assert (CardStage.PIN, None) == (polite.state.stage, polite.state.trouble)


def test_whoever_gets_up_leaves_no_card_behind_unseen(
    polite: CardPresenter, reader: VirtualReader, people: People, heard: Heard
) -> None:
    """A card that still lies there, or another one laid on meanwhile, is noticed by the next person."""
    _type(polite, _lay(polite, reader, people))
    polite.forget()
    assert (CardStage.NONE, "", False) == (polite.state.stage, polite.state.pin, polite.state.lies_there)
    polite.poll()
    assert (CardStage.PIN, 1) == (polite.state.stage, len(heard.people))
