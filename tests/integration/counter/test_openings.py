"""Who looked at whom: each opened person is an entry, with nothing personal in it and before any paper."""

import pytest

from branch_app.cards.slot import VirtualReader
from branch_app.composition.device import Device
from branch_app.demo.people import KEN, TARO
from branch_app.domain.errors import DiskFull
from branch_app.domain.log.canonical import from_canonical
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.events import (
    ApplicationAccepted,
    ApplicationIdentified,
    DataUsed,
    ItemAuthorised,
    JobReserved,
    PersonOpened,
)
from branch_app.domain.values.found_by import FoundBy, found_by
from branch_app.domain.values.query import parse_query
from branch_app.ui.keys import Key
from branch_app.ui.presenters.counter import Stage
from branch_app.ui.visit import Visit
from branch_app.ui.work import Lane
from branch_app.usecases.accept import accept
from branch_app.usecases.desk import Desk
from branch_app.usecases.identify import identify_by_documents
from branch_app.usecases.look_up import look_up
from branch_app.usecases.next_form import next_form
from branch_app.usecases.open_person import open_person
from tests.fakes.clerk import begin_day, desk_of
from tests.fakes.counter_room import Hands, room_of
from tests.fakes.logged import entries, logged
from tests.fakes.staged_printer import StagedPrinter
from tests.fakes.waiting_work import WaitingWork


@pytest.fixture
def desk(device: Device) -> Desk:
    """The day is open."""
    made = desk_of(device, StagedPrinter())
    begin_day(made)
    return made


@pytest.fixture
def clerk(desk: Desk, reader: VirtualReader, work: WaitingWork) -> Hands:
    """At the search box."""
    return Hands(room_of(desk, reader, reader, work=work))


def _opened(desk: Desk) -> list[tuple[str, FoundBy]]:
    """Whom, and how."""
    ledger, found = desk.journal.ledger, []
    for event in logged(ledger, PersonOpened):
        person, way = ledger.opening_of(event.subject), ledger.opening_of(event.found_by)
        found.append((person.value.decode(), FoundBy(str(from_canonical(way.value)))))
    return found


def test_a_person_on_the_screen_is_an_entry_and_a_hit_is_none(clerk: Hands, desk: Desk) -> None:
    """Two openings of one person are two entries; what was only listed or typed is nowhere."""
    clerk.type("yosi taro")
    assert [] == _opened(desk)
    clerk.press(Key.RETURN)
    assert [(TARO, FoundBy.KANA)] == _opened(desk)
    clerk.press(Key.ESCAPE)
    clerk.type(TARO)
    clerk.press(Key.RETURN)
    assert [(TARO, FoundBy.KANA), (TARO, FoundBy.RESIDENT_NUMBER)] == _opened(desk)


def test_the_entry_names_its_data_and_nobody(clerk: Hands, desk: Desk) -> None:
    """The operator's stand-in, the person's stand-in, every register with generation, change and time; no name."""
    clerk.type("yosi taro")
    clerk.press(Key.RETURN)
    size = desk.journal.ledger.head().size
    (leaf,) = desk.journal.ledger.leaves(size - 1, size)
    entry = Entry.from_bytes(leaf)
    assert isinstance(entry.event, PersonOpened)
    assert desk.journal.operator == entry.stamp.operator
    held = {version.register.value: version for version in desk.register.versions()}
    listed = desk.restrictions.current()
    expected = [DataUsed("restrictions", 0, listed.version, listed.as_of.isoformat())]
    expected += [DataUsed(name, v.generation, v.change_seq, v.as_of.isoformat()) for name, v in held.items()]
    assert expected == list(entry.event.data)
    person = look_up(desk, TARO).resident
    told = (TARO, person.name, person.kana, "kana", "yosi", person.birth.isoformat())
    assert [] == [word for word in told if word.encode() in leaf]


def test_what_was_put_aside_is_opened_again(clerk: Hands, desk: Desk) -> None:
    """Taken up after it was held, the person is shown once more."""
    clerk.type("yosi taro")
    clerk.press(Key.RETURN, Key.F10)
    clerk.room.counter.recall(0)
    assert [(TARO, FoundBy.KANA), (TARO, FoundBy.HELD)] == _opened(desk)


def test_a_card_opens_too(clerk: Hands, desk: Desk) -> None:
    """Nobody searched."""
    application = accept(desk, next_form(desk), desk.new_request())
    applicant = identify_by_documents(desk, application, KEN, ("drivers_license",))
    clerk.room.counter.proved(application, applicant)
    assert [(KEN, FoundBy.CARD)] == _opened(desk)


def test_the_header_does_not_wait_but_papers_do(clerk: Hands, desk: Desk, work: WaitingWork) -> None:
    """While the entry is on its way the person stands there; F12 begins when it is written, and only then."""
    work.hold(Lane.DESK)
    clerk.type("yosi taro")
    clerk.press(Key.RETURN)
    assert (Stage.FORM, []) == (clerk.room.counter.state.stage, _opened(desk))
    clerk.digits("1")
    clerk.press(Key.F1, Key.F12)
    assert not clerk.room.counter.issue.state.busy
    work.let_go()
    kinds = [type(entry.event) for entry in entries(desk.journal.ledger)]
    assert kinds.index(PersonOpened) < kinds.index(ApplicationAccepted)


def test_who_locks_while_an_entry_is_written_finds_their_keys_working(
    desk: Desk, reader: VirtualReader, work: WaitingWork
) -> None:
    """The entry is written although nobody hears of it any more; the next person's F12 does not wait for it."""
    visit = Visit(work)
    clerk = Hands(room_of(desk, reader, reader, work=visit))
    work.hold(Lane.DESK)
    clerk.type("yosi taro")
    clerk.press(Key.RETURN)
    visit.end()
    clerk.room.counter.leave()
    work.let_go()
    clerk.type(TARO)
    clerk.press(Key.RETURN)
    clerk.digits("1")
    clerk.press(Key.F1, Key.F12)
    assert [(TARO, FoundBy.KANA), (TARO, FoundBy.RESIDENT_NUMBER)] == _opened(desk)
    assert Stage.WORK is clerk.room.counter.state.stage


def test_an_opening_that_cannot_be_written_is_taken_back(
    clerk: Hands, desk: Desk, work: WaitingWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full: the header goes, the clerk is told, and a paper that waited for the entry is not made."""

    def full(*_anything: object) -> None:
        raise DiskFull(file="ledger.db")

    work.hold(Lane.DESK)
    clerk.type("yosi taro")
    clerk.press(Key.RETURN)
    clerk.digits("1")
    clerk.press(Key.F1, Key.F12)
    monkeypatch.setattr(desk.journal, "record", full)
    work.let_go()
    state = clerk.room.counter.state
    assert (Stage.FIND, None, DiskFull) == (state.stage, state.person, type(state.trouble))
    assert ApplicationAccepted not in [type(entry.event) for entry in entries(desk.journal.ledger)]


def test_the_fold_of_the_counter_is_the_same_with_it(desk: Desk) -> None:
    """Cash, sheets, forms and copies know nothing of who was looked at."""
    before = desk.journal.refresh()
    open_person(desk, look_up(desk, TARO), FoundBy.KANA)
    after = desk.journal.refresh()
    assert before.size + 1 == after.size
    for part in ("issuance", "drawer", "sheets", "day", "wrong_pins", "holds"):
        assert getattr(before, part) == getattr(after, part)


def test_every_entry_says_what_it_rests_on(clerk: Hands, desk: Desk) -> None:
    """Identification, authorisation and reservation name each register with generation, change and time."""
    clerk.type("yosi taro")
    clerk.press(Key.RETURN)
    clerk.digits("1")
    clerk.press(Key.F1, Key.F12, Key.F12)
    events = {type(entry.event): entry.event for entry in entries(desk.journal.ledger)}
    listed, resident = desk.restrictions.current(), look_up(desk, TARO).used[1]
    used = DataUsed("restrictions", 0, listed.version, listed.as_of.isoformat())
    identified, authorised = events[ApplicationIdentified], events[ItemAuthorised]
    reserved = events[JobReserved]
    assert isinstance(identified, ApplicationIdentified)
    assert isinstance(authorised, ItemAuthorised)
    assert isinstance(reserved, JobReserved)
    assert ("resident", (resident,)) == (resident.register, identified.data)
    assert (used, resident) == authorised.data
    assert used == reserved.restrictions


@pytest.mark.parametrize(
    ("typed", "way"),
    [
        ("さとう s50", FoundBy.KANA),
        ("sato", FoundBy.KANA),
        ("佐藤", FoundBy.KANJI),
        ("3500401", FoundBy.BIRTH),
        ("菅6-12", FoundBy.ADDRESS),
        ("24727059608", FoundBy.JUMINHYO_CODE),
        ("9000010100", FoundBy.RESIDENT_NUMBER),
        ("2001000197", FoundBy.SEAL_OR_CARD_NUMBER),
    ],
)
def test_the_way_is_told_by_the_question(typed: str, way: FoundBy) -> None:
    """By what was looked for, not by what was found."""
    assert way is found_by(parse_query(typed))
