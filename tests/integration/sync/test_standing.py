"""A log that was ended gets nothing more from the next contact on; whatever it hands in is kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from branch_app.domain.errors import BadInput, CentralConflict, CentralRefused, DeviceLocked
from branch_app.domain.log.commitment import Opening, Retention
from branch_app.domain.records.standing import Standing, WhyRevoked
from sync.central.models import DeviceLog, Evidence, StoredOpening
from sync.central.trust.alarms import AlarmKind, alarm, alarms, saw
from sync.central.trust.aside import leaves_aside
from sync.central.trust.models import RevokedLog
from sync.central.trust.revocation import known_logs, revoke
from sync.client.aside import hand_in
from sync.client.central import OnlineCentral
from sync.client.feeds import fetch_reconciliation, fetch_restrictions
from sync.client.push import push
from sync.client.register_source import OnlineRegisters
from sync.client.session import Session
from sync.client.settings import escrow, fetch_settings
from tests.fakes.device import ignore_progress
from tests.fakes.line_book import MemoryLineBook
from tests.fakes.memory_log import MemoryLog
from tests.fakes.town import Town

Ask = Callable[[Session], object]

QUESTIONS: tuple[Ask, ...] = (
    fetch_restrictions,
    lambda session: fetch_settings(session, 0),
    lambda session: escrow(session, 1, "0" * 48),
    lambda session: OnlineRegisters(session).offer(),
    lambda session: fetch_reconciliation(session, date(2026, 11, 2)),
    lambda session: push(session, MemoryLog(session.enrolment.origin), ignore_progress),
)


def revoked(town: Town, session: Session) -> None:
    """By a person at head office."""
    with town.central.database.connection_context():
        revoke(town.central, session.enrolment.device, WhyRevoked.STOLEN)


def test_a_revoked_device_is_told_whatever_it_asks(town: Town) -> None:
    """The very next contact says so, signed; the device keeps it for all its programs."""
    session, _ = town.join()
    revoked(town, session)
    for ask in QUESTIONS:
        asking = replace(session, book=MemoryLineBook())
        with pytest.raises(DeviceLocked) as locked:
            ask(asking)
        assert ({"why": "revoked"}, Standing.REVOKED) == (locked.value.facts, asking.book.standing())


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_first_reason_and_moment_of_an_end_stay(town: Town) -> None:
    """Ended again, by whomever and why ever, it ended then."""
    session, _ = town.join()
    revoked(town, session)
    then = town.watch.now
    town.watch.now += timedelta(days=1)
    with town.central.database.connection_context():
        revoke(town.central, "C06-1", WhyRevoked.RETIRED)
        row = RevokedLog.get()
    assert ("stolen", int(then.timestamp())) == (row.reason, row.revoked_at)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_alarm_that_rings_is_not_raised_again(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    """It rings since the first time, and the program's log says it once."""
    town.join()
    then = town.watch.now
    with town.central.database.connection_context():
        for _ in range(2):
            alarm(town.central, DeviceLog.get(), AlarmKind.FORK)
            town.watch.now += timedelta(days=1)
        assert [then] == [raised.at for raised in alarms()]
    assert 1 == len([record for record in caplog.records if "alarm fork" in record.getMessage()])


def test_another_device_is_as_before(town: Town) -> None:
    """Trust ends one log at a time, and a slip of the pen ends none."""
    with town.central.database.connection_context(), pytest.raises(BadInput):
        revoke(town.central, "C06-9", WhyRevoked.LOST)
    (session, _), (other, log) = town.join("C06-1"), town.join("C06-2")
    revoked(town, session)
    assert fetch_restrictions(other)
    assert 0 == push(other, log, ignore_progress)


def test_a_revoked_device_hands_in_its_log(town: Town) -> None:
    """Entries and openings are kept aside, once however often they come, and not one of them is witnessed."""
    session, log = town.join()
    log.grow(4)
    push(session, log, ignore_progress)
    log.grow(1_400)
    log.kept.append((7, Opening("ab" * 32, "snapshot", b"s" * 32, b"x", Retention.ISSUANCE)))
    revoked(town, session)
    assert (1_404, 1_404) == (hand_in(session, log, ignore_progress), hand_in(session, log, ignore_progress))
    with town.central.database.connection_context():
        assert 4 == DeviceLog.get().size
        assert log.entries == [leaf for _, leaf in leaves_aside(DeviceLog.get())]
        assert 1 == StoredOpening.select().count()
        assert {"revoked"} == {row.reason for row in Evidence.select()}
        assert {"ended_log", "not_understood"} == {raised.kind.value for raised in alarms()}


def test_what_is_in_force_is_pushed_and_not_set_aside(town: Town) -> None:
    """Nothing goes past the witness by itself."""
    session, log = town.join()
    log.grow(1)
    with pytest.raises(CentralRefused, match="in_force"):
        hand_in(session, log, ignore_progress)


def test_both_histories_of_a_fork_are_kept_whole(town: Town) -> None:
    """The one that was witnessed first stays; the other lies beside it to its last entry, and an alarm rings."""
    session, log = town.join()
    log.grow(5)
    push(session, log, ignore_progress)
    clone = MemoryLog(log.origin, log.entries[:3])
    clone.grow(700, "other")
    with pytest.raises(CentralConflict, match="fork"):
        OnlineCentral(session).push(clone, ignore_progress)
    assert Standing.FORKED is session.book.standing()
    assert 703 == hand_in(session, clone, ignore_progress)
    with town.central.database.connection_context():
        held = dict(leaves_aside(DeviceLog.get()))
        assert clone.entries == [held[seq] for seq in range(703)]
        assert {"fork", "ended_log", "not_understood"} == {
            raised.kind.value for raised in alarms() if not raised.seen
        }
        assert 3 == saw(town.central, "C06-1")
        assert not [raised for raised in alarms() if not raised.seen]
        assert [(Standing.FORKED, 5)] == [(known.standing, known.size) for known in known_logs()]


def test_a_forked_log_gets_nothing_more(town: Town) -> None:
    """Whichever of the two asks: neither can be told from the other."""
    session, log = town.join()
    log.grow(2)
    push(session, log, ignore_progress)
    clone = MemoryLog(log.origin)
    clone.grow(2, "other")
    with pytest.raises(CentralConflict):
        push(session, clone, ignore_progress)
    with pytest.raises(DeviceLocked, match="forked"):
        fetch_restrictions(session)


def test_a_device_that_was_enrolled_anew_ends_its_older_log(town: Town) -> None:
    """Its rest is still witnessed where it belongs; a clone that stayed behind gets nothing."""
    session, log = town.join()
    log.grow(3)
    push(session, log, ignore_progress)
    town.join()
    log.grow(2)
    assert 5 == push(session, log, ignore_progress)
    with pytest.raises(DeviceLocked, match="superseded"):
        fetch_restrictions(session)


def test_a_log_that_head_office_knows_longer_is_stopped_here(town: Town) -> None:
    """A backup with its mark and all was put back: going on would write a second history, so nothing goes on."""
    session, log = town.join()
    log.grow(5)
    push(session, log, ignore_progress)
    with pytest.raises(CentralConflict, match="ahead"):
        OnlineCentral(session).push(MemoryLog(log.origin, log.entries[:3]), ignore_progress)
    assert Standing.FORKED is session.book.standing()


def test_entries_that_nobody_can_read_ring_an_alarm(town: Town) -> None:
    """Stored and witnessed, and said: once, however many there are, and again when more come after a look."""
    session, log = town.join()
    log.grow(40)
    push(session, log, ignore_progress)
    with town.central.database.connection_context():
        assert [("not_understood", False)] == [(raised.kind.value, raised.seen) for raised in alarms()]
        saw(town.central, "C06-1")
    log.grow(1)
    push(session, log, ignore_progress)
    with town.central.database.connection_context():
        assert [False] == [raised.seen for raised in alarms()]


def test_only_a_signed_no_ends_trust(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sits on the line cannot lock a device by saying that it was revoked."""
    session, _ = town.join()
    monkeypatch.setattr("sync.central.serving.app.signed", lambda *_: b'{"reason":"revoked"}')
    revoked(town, session)
    with pytest.raises(CentralRefused, match="unsigned"):
        fetch_restrictions(session)
    assert Standing.IN_FORCE is session.book.standing()
