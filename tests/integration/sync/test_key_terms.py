"""The key that a device receives with: renewed before its end and after weeks offline, and not for ever after."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from http import HTTPStatus

import pytest

from branch_app.domain.errors import (
    BadInput,
    CentralGarbled,
    CentralRefused,
    DeviceLocked,
    EnvelopeNotTrusted,
    KeyOver,
)
from branch_app.domain.records.case import NO_CASES
from branch_app.domain.records.standing import WhyRevoked
from sync.central.models import DeviceLog
from sync.central.registers.history import record
from sync.central.trust import terms
from sync.central.trust.alarms import AlarmKind, alarms
from sync.central.trust.revocation import revoke
from sync.client.cases import fetch_cases
from sync.client.central import OnlineCentral
from sync.client.feeds import fetch_restrictions
from sync.client.push import push
from sync.client.register_source import OnlineRegisters
from sync.client.renewal import renew, renew_question, take_key
from sync.client.session import Session
from sync.client.settings import fetch_settings
from sync.client.transport import Line, Reply
from sync.wire.key_messages import RenewAnswer
from sync.wire.messages import signed
from sync.wire.routes import Route
from tests.fakes.device import fresh_keys, fresh_request, ignore_progress
from tests.fakes.line_book import MemoryLineBook, public_half
from tests.fakes.store import household
from tests.fakes.town import Town

DAY = timedelta(days=1)
IN_A_FILE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""One kind of database is enough for rules that no database knows of."""


def contact(session: Session) -> None:
    """What every contact begins with."""
    OnlineCentral(session).restrictions()


def sealed_to(town: Town, session: Session) -> bytes:
    """The key that head office seals to."""
    return bytes(_log(town, session).transport_key)


def later(session: Session) -> Session:
    """The same device after it was told its enrolment anew, in another program: with the key of its file."""
    return replace(session, enrolment=fetch_settings(session, 0).enrolment)


def book_of(session: Session) -> MemoryLineBook:
    """What the device keeps."""
    assert isinstance(session.book, MemoryLineBook)
    return session.book


def test_the_first_contact_brings_a_key_with_a_term(town: Town) -> None:
    """Made on the device, for a quarter of a year; the first key opens nothing more, and the session goes on."""
    session, _ = town.join()
    first = sealed_to(town, session)
    contact(session)
    book = book_of(session)
    assert book.key is not None
    assert first != public_half(book.key) == sealed_to(town, session)
    assert town.watch.now + terms.LASTS == book.until
    assert OnlineRegisters(session).offer()
    with pytest.raises(EnvelopeNotTrusted, match="seal"):
        fetch_settings(replace(session, book=MemoryLineBook(number=99)), 0)


@IN_A_FILE
def test_a_key_stays_until_a_month_before_its_end(town: Town) -> None:
    """By head office's time, whatever this computer's clock says."""
    session, _ = town.join()
    contact(session)
    kept = sealed_to(town, session)
    town.watch.now += terms.LASTS - 31 * DAY
    contact(later(session))
    assert kept == sealed_to(town, session)
    town.watch.now += 2 * DAY
    contact(later(session))
    assert kept != sealed_to(town, session)
    assert town.watch.now + terms.LASTS == book_of(session).until


@IN_A_FILE
def test_after_weeks_offline_nothing_is_sealed_before_a_new_key_was_brought(town: Town) -> None:
    """The log's signature proves whose key it is; one contact does both, and registers come again, too."""
    with town.central.database.connection_context():
        record(town.central, [household()])
    session, log = town.join()
    contact(session)
    log.grow(3)
    source = OnlineRegisters(session)
    offer = source.offer()
    (bucket, *_) = source.buckets(offer.position, "household")
    sealed: tuple[Callable[[], object], ...] = (
        lambda: fetch_restrictions(session),
        lambda: fetch_settings(session, 0),
        lambda: fetch_cases(session, NO_CASES),
        lambda: source.delta(offer.position),
        lambda: source.bucket_rows(offer.position, bucket),
        lambda: [list(source.rows(offer, each)) for each in offer.buckets if each.rows],
    )
    for ask in sealed:
        ask()
    town.watch.now += terms.LASTS + 30 * DAY
    for ask in sealed:
        with pytest.raises(KeyOver) as over:
            ask()
        assert {"why": "key over"} == over.value.facts
    assert 3 == push(session, log, ignore_progress)
    contact(session)
    assert town.watch.now + terms.LASTS == book_of(session).until
    for ask in sealed:
        ask()


@IN_A_FILE
@pytest.mark.parametrize(("late", "let_in"), [(terms.RETURNS, True), (terms.RETURNS + DAY, False)])
def test_who_was_away_for_more_than_a_year_is_let_in_by_a_person(town: Town, late: timedelta, let_in: bool) -> None:
    """Its log is still taken; nothing that is sealed comes any more, and it says so in words of its own."""
    session, log = town.join()
    contact(session)
    log.grow(3)
    town.watch.now += terms.LASTS + late
    if let_in:
        contact(session)
        return
    with pytest.raises(KeyOver) as over:
        contact(session)
    assert {"why": "key lapsed"} == over.value.facts
    assert 3 == push(session, log, ignore_progress)
    again, _ = town.join()
    contact(again)
    assert 2 == again.enrolment.epoch


@IN_A_FILE
def test_an_epoch_ends_with_its_computer(town: Town) -> None:
    """Three months before, somebody at head office hears of it; no key goes beyond the end."""
    session, _ = town.join()
    begun = town.watch.now
    end = begun + terms.EPOCH_LASTS
    for years in range(1, 6):
        town.watch.now = begun + years * 366 * DAY
        contact(session)
    with town.central.database.connection_context():
        assert [] == list(alarms())
    town.watch.now = end - 10 * DAY
    contact(session)
    assert end == book_of(session).until
    with town.central.database.connection_context():
        assert [AlarmKind.EPOCH_ENDS] == [each.kind for each in alarms()]
    town.watch.now = end + DAY
    with pytest.raises(KeyOver, match="key lapsed"):
        contact(session)


@IN_A_FILE
def test_a_revoked_device_brings_no_key(town: Town) -> None:
    """Trust ended: a signature under that log proves nothing any more."""
    session, _ = town.join()
    contact(session)
    kept = sealed_to(town, session)
    with town.central.database.connection_context():
        revoke(town.central, "C06-1", WhyRevoked.STOLEN)
    with pytest.raises(DeviceLocked):
        renew(session)
    assert kept == sealed_to(town, session)


@IN_A_FILE
def test_nobody_else_brings_a_key_for_a_device(town: Town) -> None:
    """Neither who made up a key of a log, nor another device in its name, nor what is no key."""
    session, _ = town.join("C06-1")
    other, _ = town.join("C06-2")
    kept = sealed_to(town, session)
    for signer in (fresh_keys().log, other.keys.log):
        body = signed(renew_question(session), signer)
        assert HTTPStatus.FORBIDDEN == session.line.post(Route.RENEW, body).status
    short = session.line.post(Route.RENEW, _short(session))
    assert (HTTPStatus.BAD_REQUEST, kept) == (short.status, sealed_to(town, session))


@IN_A_FILE
def test_a_question_that_was_heard_brings_no_key_back(town: Town) -> None:
    """Who recorded the line cannot have an old key sealed to again; a question without a number is none."""
    session, _ = town.join()
    recorded = signed(renew_question(session), session.keys.log)
    assert HTTPStatus.OK == session.line.post(Route.RENEW, recorded).status
    contact(session)
    renew(session)
    kept = sealed_to(town, session)
    assert HTTPStatus.CONFLICT == session.line.post(Route.RENEW, recorded).status
    unnumbered = replace(renew_question(session), request=fresh_request())
    with pytest.raises((BadInput, CentralRefused)):
        session.exchange(Route.RENEW, unnumbered.request, signed(unnumbered, session.keys.log), RenewAnswer)
    assert kept == sealed_to(town, session)


@IN_A_FILE
def test_a_lost_answer_is_asked_for_again_with_the_same_key(town: Town) -> None:
    """Head office seals to it already: the device opens that and makes no third key; the term stays."""
    session, _ = town.join()
    session.line.post(Route.RENEW, signed(renew_question(session), session.keys.log))
    coming = book_of(session).coming
    assert coming is not None
    assert fetch_restrictions(session)
    told = book_of(session).until, town.watch.now + terms.LASTS
    town.watch.now += DAY
    contact(session)
    assert (None, coming, told[1]) == (told[0], book_of(session).key, book_of(session).until)


@IN_A_FILE
def test_a_device_whose_file_was_put_back_brings_a_new_key(town: Town) -> None:
    """It holds a key that nobody seals to any more, and a term that is good."""
    session, _ = town.join()
    contact(session)
    before = replace(book_of(session))
    renew(session)
    book = replace(before, number=book_of(session).number)
    contact(replace(session, book=book))
    assert book.key is not None
    assert public_half(book.key) == sealed_to(town, session)


@IN_A_FILE
def test_a_head_office_that_was_put_back_is_brought_a_new_key(town: Town) -> None:
    """It seals to a key that the device has forgotten."""
    session, _ = town.join()
    first = sealed_to(town, session)
    contact(session)
    forgetful = replace(session, keys=replace(session.keys, transport=fresh_keys().transport))
    with town.central.database.connection_context():
        DeviceLog.update(transport_key=first).execute()
    contact(forgetful)
    assert first != sealed_to(town, session)


@IN_A_FILE
def test_an_answer_to_another_key_changes_nothing(town: Town) -> None:
    """Head office would seal to what nobody here can open."""
    session, _ = town.join()
    strange = fresh_keys().transport.public_key().public_bytes_raw()
    with pytest.raises(CentralGarbled):
        take_key(session, RenewAnswer(fresh_request(), strange, town.watch.now))
    assert None is book_of(session).until


@IN_A_FILE
def test_an_older_head_office_seals_to_the_key_of_the_enrolment(town: Town) -> None:
    """It knows no such route: the contact goes on without."""
    session, _ = town.join()
    contact(replace(session, line=Older(session.line)))
    assert None is book_of(session).until


@IN_A_FILE
def test_a_seal_that_is_nobodys_is_no_reason_to_go_on_for_ever(town: Town) -> None:
    """A new key is brought once a contact; what still does not open is said."""
    session, _ = town.join()
    contact(session)
    deaf = replace(session, book=Deaf(number=book_of(session).number, until=book_of(session).until))
    with pytest.raises(EnvelopeNotTrusted):
        contact(deaf)


@dataclass(slots=True)
class Deaf(MemoryLineBook):
    """A book that loses every key."""

    def held_keys(self) -> list[bytes]:
        """Only for as long as nobody needs them."""
        return [self.coming] if self.coming is not None else []


class Older(Line):
    """Head office of the version before, which has no such route."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def post(self, route: Route, body: bytes) -> Reply:
        """What FastAPI says of what is not there."""
        if route is Route.RENEW:
            return Reply(HTTPStatus.NOT_FOUND, b'{"detail":"Not Found"}')
        return self._line.post(route, body)


def _short(session: Session) -> bytes:
    question = renew_question(session)
    object.__setattr__(question, "transport_key", question.transport_key[:-1])  # it cannot be made so
    return signed(question, session.keys.log)


def _log(town: Town, session: Session) -> DeviceLog:
    with town.central.database.connection_context():
        return DeviceLog.get(
            (DeviceLog.device == session.enrolment.device) & (DeviceLog.epoch == session.enrolment.epoch)
        )
