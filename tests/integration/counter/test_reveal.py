"""開示: who stands behind a certificate of another day is shown to two persons, field by field, as an entry."""

from datetime import timedelta

import pytest

from branch_app.cards.slot import VirtualReader
from branch_app.composition.device import Device
from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.deciders.states import JobState
from branch_app.domain.errors import BadInput, KeyMissing, SecondPersonNeeded
from branch_app.domain.log.commitment import Retention
from branch_app.domain.log.events import ItemRevealed, JobPrepared
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.enrolment import Role
from branch_app.domain.values.identifiers import ApplicationId, JobId, Pseudonym
from branch_app.domain.values.reasons import RevealReason
from branch_app.domain.values.veiled import VeiledField
from branch_app.domain.values.vouching import Vouched
from branch_app.ui.keys import Key
from branch_app.ui.presenters.recent import RecentPresenter
from branch_app.ui.presenters.revealing import FIELDS, REASONS, Revealing, RevealingPresenter
from branch_app.ui.presenters.second_person import Circle, SecondPersonPresenter
from branch_app.usecases.bring_back import bring_back
from branch_app.usecases.desk import Desk
from branch_app.usecases.drawer import count_drawer
from branch_app.usecases.front_door import Doorplate
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.reveal import reveal
from branch_app.usecases.run_day import close_day, open_day
from branch_app.usecases.shred_expired import shred_expired
from branch_app.usecases.start_log import second_person
from branch_app.usecases.work_in_hand import look
from tests.fakes.branch import OTHER_CLERK, SetClock
from tests.fakes.clerk import FLOAT, deliver, order
from tests.fakes.counter_room import Colleague, Hands, room_of
from tests.fakes.direct_work import DirectWork
from tests.fakes.logged import entries, logged
from tests.fakes.played_day import pieces

TARO, KEN = "9000010100", "9000050100"
NAME = "𠮷野\u3000太郎"


@pytest.fixture
def second(device: Device) -> Pseudonym:
    """Somebody beside."""
    return second_person(device.enrolment, OTHER_CLERK.operator, device.veil)


@pytest.fixture
def sold(desk: Desk, clock: SetClock, second: Pseudonym) -> tuple[ApplicationId, JobId, str]:
    """Two forms of the day before, handed over; the second one's copy, and its number."""
    order(desk, "1", KEN)
    application, (job,) = order(desk, "2", TARO)
    for each in tuple(desk.journal.state.issuance.jobs):
        send(desk, each)
        follow(desk, each)
        deliver(desk, [each])
    number = str(desk.journal.state.issuance.job(job).number)
    count_drawer(desk, {each.denomination_yen: each.pieces for each in pieces(FLOAT + 600)})
    close_day(desk, second)
    clock.advance(timedelta(days=1))
    open_day(desk, FLOAT)
    return application, job, number


def test_who_a_paper_of_another_day_was_about_is_shown_and_written_down(
    desk: Desk, second: Pseudonym, sold: tuple[ApplicationId, JobId, str]
) -> None:
    """By the number on it; the entry says of which certificate which field was shown why, to whom, and no name."""
    application, job, number = sold
    shown = reveal(desk, f" {number} ", VeiledField.SUBJECT, RevealReason.INQUIRY, second)
    assert (number, "2", Certificate.JUMINHYO, VeiledField.SUBJECT, NAME) == (
        shown.number,
        shown.form,
        shown.certificate,
        shown.field,
        shown.words,
    )
    (prepared,) = (event for event in logged(desk.journal.ledger, JobPrepared) if event.job == job)
    (entry,) = (entry for entry in entries(desk.journal.ledger) if isinstance(entry.event, ItemRevealed))
    expected = ItemRevealed(application, prepared.item, VeiledField.SUBJECT, RevealReason.INQUIRY, second)
    assert (expected, desk.journal.operator) == (entry.event, entry.stamp.operator)
    assert NAME.encode() not in entry.to_bytes()


def test_one_field_at_a_time(desk: Desk, second: Pseudonym, sold: tuple[ApplicationId, JobId, str]) -> None:
    """Whom it is about, who asked, what for: each an entry of its own."""
    words = {
        VeiledField.SUBJECT: NAME,
        VeiledField.APPLICANT: f"{NAME}\u3000昭和43年5月3日",
        VeiledField.PURPOSE: "",
    }
    shown = {field: reveal(desk, sold[2], field, RevealReason.AUDIT, second).words for field in words}
    assert words == shown
    assert list(words) == [event.field for event in logged(desk.journal.ledger, ItemRevealed)]


def test_nobody_looks_alone(desk: Desk, sold: tuple[ApplicationId, JobId, str]) -> None:
    """The same person twice: nothing is handed on, and nothing is written."""
    size = desk.journal.ledger.head().size
    for second in (desk.journal.operator, Pseudonym("")):
        with pytest.raises(SecondPersonNeeded):
            reveal(desk, sold[2], VeiledField.SUBJECT, RevealReason.OTHER, second)
    assert size == desk.journal.ledger.head().size


@pytest.mark.usefixtures("sold")
def test_a_number_nobody_gave_is_refused(desk: Desk, second: Pseudonym) -> None:
    """And nothing is written."""
    for number in ("", "2", "C06-suge-02-1-000001"):
        with pytest.raises(BadInput):
            reveal(desk, number, VeiledField.SUBJECT, RevealReason.OTHER, second)
    assert [] == logged(desk.journal.ledger, ItemRevealed)


def test_what_was_shredded_is_shown_to_nobody(
    desk: Desk,
    device: Device,
    clock: SetClock,
    second: Pseudonym,
    sold: tuple[ApplicationId, JobId, str],
) -> None:
    """Its time is over: two persons find nothing either, and no entry says that they did."""
    clock.advance(timedelta(days=4 * 365))
    assert ((Retention.ISSUANCE, "FY2026"),) == shred_expired(desk, device.retention)
    for field in VeiledField:
        with pytest.raises(KeyMissing):
            reveal(desk, sold[2], field, RevealReason.INQUIRY, second)
    assert [] == logged(desk.journal.ledger, ItemRevealed)


def test_no_list_names_whoever_was_served_on_another_day(
    desk: Desk, sold: tuple[ApplicationId, JobId, str]
) -> None:
    """Neither today's forms nor the open ones; and a paper that came back is named by the paper."""
    recent = RecentPresenter(lambda: desk, DirectWork())
    for shows in (recent.show_today, recent.show_open):
        shows()
        assert () == recent.state.forms
    application, job, number = sold
    assert job == bring_back(desk, number)
    assert [(number, "")] == [(paper.number, paper.subject_name) for paper in look(desk, application).papers]
    assert [] == logged(desk.journal.ledger, ItemRevealed)


@pytest.fixture
def revealing(desk: Desk) -> RevealingPresenter:
    """A colleague says yes to whatever is typed."""
    plates = tuple(Doorplate(each.id, each.name, each.roles, has_slot=True) for each in desk.enrolment.roster)
    circle = Circle(lambda: plates, "clerk-1", Colleague(desk))
    return RevealingPresenter(lambda: desk, DirectWork(), SecondPersonPresenter(lambda: circle, DirectWork()))


def test_at_the_manager_s_desk_a_supervisor_says_yes(
    revealing: RevealingPresenter, desk: Desk, sold: tuple[ApplicationId, JobId, str]
) -> None:
    """The last digits, a field, a reason; shown until Esc, and gone with the next choice."""
    revealing.open()
    revealing.ask(sold[2])
    assert revealing._second.state.action is None
    revealing.aim(FIELDS.index(VeiledField.SUBJECT))
    revealing.choose(REASONS.index(RevealReason.INQUIRY))
    revealing.ask(" ")
    assert (True, None) == (revealing.state.whole, revealing._second.state.action)
    revealing.ask(sold[2].rpartition("-")[2].lstrip("0"))
    asked = revealing._second.state
    assert Vouched.REVEAL is asked.action
    assert all(Role.SUPERVISOR in person.roles for person in asked.people)
    assert [] == logged(desk.journal.ledger, ItemRevealed)
    revealing._second.answer("any")
    assert revealing.state.revealed is not None
    assert (sold[2], NAME) == (revealing.state.revealed.number, revealing.state.revealed.words)
    revealing.aim(FIELDS.index(VeiledField.PURPOSE))
    assert (None, 1) == (revealing.state.revealed, len(logged(desk.journal.ledger, ItemRevealed)))
    revealing.give_up()
    assert Revealing() == revealing.state


def test_a_yes_that_is_not_said_shows_nothing(
    revealing: RevealingPresenter, desk: Desk, sold: tuple[ApplicationId, JobId, str]
) -> None:
    """Given up at the second person's password; and a number nobody gave is said in the dialog."""
    revealing.open()
    revealing.aim(0)
    revealing.choose(0)
    revealing.ask(sold[2])
    revealing._second.give_up()
    assert (None, []) == (revealing.state.revealed, logged(desk.journal.ledger, ItemRevealed))
    revealing.ask("999")
    revealing._second.answer("any")
    assert (True, False, BadInput) == (revealing.state.shown, revealing.state.busy, type(revealing.state.trouble))


def test_a_paper_of_another_day_is_voided_at_the_counter_without_its_name(
    desk: Desk, reader: VirtualReader, sold: tuple[ApplicationId, JobId, str]
) -> None:
    """From the list of forms, by the end of its number, to the second person's yes."""
    clerk = Hands(room_of(desk, reader, reader))
    clerk.press(Key.RECENT, Key.F8)
    clerk.room.bringing_back.write(sold[2].rpartition("-")[2].lstrip("0"))
    assert Step.DECIDE is clerk.room.counter.issue.state.step
    clerk.press(Key.F9, Key.DIGIT_1, Key.RETURN)
    clerk.room.second.answer("any")
    assert JobState.VOIDED is desk.journal.refresh().issuance.job(sold[1]).state
