"""Roster, escrow and vouching at head office, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from branch_app.domain.errors import BadInput, CentralRefused, EnvelopeNotTrusted, FileDamaged, OperatorUnknown
from branch_app.domain.records.enrolment import ADMISSION_GROUPS, Enrolment, Operator, Role
from branch_app.domain.values.codec import encode
from branch_app.domain.values.vouching import Vouched, Vouching
from db.recovery_code import new_code
from sync.central.head_office import HeadOffice
from sync.central.models import RecoveryEscrow
from sync.central.offices import keep_settings, kept_settings
from sync.central.people import Newcomer, dismiss, invite
from sync.central.trust.escrow import recovery_code
from sync.central.trust.vouching import vouch
from sync.client.settings import escrow, fetch_settings
from sync.wire.messages import SettingsRequest
from sync.wire.routes import Route
from tests.fakes.town import Town, city

NEW = Newcomer("clerk-9", "新人　九子", (Role.CLERK, Role.SUPERVISOR), date(2027, 3, 31))
WEEK = timedelta(days=7)


def _roster(central: HeadOffice) -> dict[str, Operator]:
    with central.database.connection_context():
        return {listed.id: listed for listed in kept_settings("C06")[1].roster}


def test_an_invitation_stands_on_the_roster_as_a_verifier(central: HeadOffice) -> None:
    """24 digits are told once; the roster holds what they are known by, until when, and nothing of them."""
    code = invite(central, "C06", NEW, WEEK)
    listed = _roster(central)[NEW.id]
    assert (NEW.name, NEW.roles, NEW.until) == (listed.name, listed.roles, listed.until)
    assert [6] * ADMISSION_GROUPS == [len(group) for group in code.split("-")]
    assert listed.admission is not None
    assert listed.admission.admits(NEW.id, code)
    assert central.clock() + WEEK == listed.admission.expires
    assert code.replace("-", "") not in str(encode(listed))


def test_invited_again_a_person_is_listed_once(central: HeadOffice) -> None:
    """With the new code, role and day."""
    first = invite(central, "C06", NEW, WEEK)
    second = invite(central, "C06", replace(NEW, roles=(Role.AUDITOR,)), WEEK)
    listed = _roster(central)[NEW.id]
    assert (6, (Role.AUDITOR,)) == (len(_roster(central)), listed.roles)
    assert listed.admission is not None
    assert (False, True) == (listed.admission.admits(NEW.id, first), listed.admission.admits(NEW.id, second))


def test_dismissed_is_off_the_roster(central: HeadOffice) -> None:
    """And nobody is dismissed twice."""
    dismiss(central, "C06", "clerk-2")
    assert "clerk-2" not in _roster(central)
    with pytest.raises(BadInput):
        dismiss(central, "C06", "clerk-2")


@pytest.mark.parametrize(
    "newcomer", [replace(NEW, id="../x"), replace(NEW, id=""), replace(NEW, name=" "), replace(NEW, roles=())]
)
def test_nonsense_is_not_invited(central: HeadOffice, newcomer: Newcomer) -> None:
    """Refused at the edge."""
    with pytest.raises(BadInput):
        invite(central, "C06", newcomer, WEEK)


def test_a_version_counts_changes_only(central: HeadOffice) -> None:
    """The same settings kept again are no change."""
    with central.database.connection_context():
        before, settings = kept_settings("C06")
        keep_settings(central, "C06", settings)
        same, _ = kept_settings("C06")
        keep_settings(central, "C06", replace(settings, roster=()))
        after, _ = kept_settings("C06")
    assert (1, 1, 2) == (before, same, after)


def test_settings_are_the_enrolment_as_it_is_now(town: Town) -> None:
    """The same but for what changed, and for central's word of when."""
    session, _ = town.join()
    town.watch.now += timedelta(hours=1)
    assert replace(session.enrolment, as_of=town.watch.now) == fetch_settings(session, 0).enrolment
    invite(town.central, "C06", NEW, WEEK)
    told = fetch_settings(session, 0).enrolment
    assert (session.enrolment.version + 1, True) == (told.version, NEW.id in {listed.id for listed in told.roster})


def test_settings_are_sealed_to_who_asks(town: Town) -> None:
    """Another device that asks in its own name gets its own, and cannot speak for this one."""
    (session, _), (other, _) = town.join("C06-1"), town.join("C06-2")
    assert "C06-2" == fetch_settings(other, 0).enrolment.device
    mine = session.enrolment
    question = SettingsRequest(other.new_request(), mine.device, mine.epoch, 0, other.keys.paper)
    with pytest.raises(CentralRefused, match="reason=device"):
        other.ask(Route.SETTINGS, question, SettingsRequest)


@pytest.mark.parametrize(
    "change", [{"office": "C05"}, {"origin": "ledger.kawasaki/x/1"}, {"central_seal_key": bytes(32)}]
)
def test_settings_never_change_whose_log_it_is(town: Town, change: dict[str, object]) -> None:
    """Whom the device believes and what log it writes are fixed once, at enrolment."""
    session, _ = town.join()
    mine: Enrolment = replace(session.enrolment, **change)
    with pytest.raises(EnvelopeNotTrusted):
        fetch_settings(replace(session, enrolment=mine), 0)


def test_every_device_has_a_vouching_key_of_its_own(town: Town) -> None:
    """And a new one with each epoch."""
    keys = {town.join(device)[0].enrolment.vouching_key for device in ("C06-1", "C06-2", "C06-1")}
    assert 3 == len(keys)


def test_a_recovery_code_is_kept_locked_and_read_out_whole(town: Town) -> None:
    """The newest serial counts; nothing of a code lies open in the database."""
    session, _ = town.join()
    first, second = new_code(), new_code()
    escrow(session, 1, first)
    escrow(session, 2, second)
    assert second == recovery_code(town.central, "C06-1")
    with town.central.database.connection_context():
        rows = [bytes(row.sealed) for row in RecoveryEscrow.select()]
    assert [] == [row for row in rows for code in (first, second) if code.encode() in row]


def test_a_code_sent_again_is_the_same_code(town: Town) -> None:
    """The receipt was lost and the message came twice."""
    session, _ = town.join()
    code = new_code()
    escrow(session, 1, code)
    escrow(session, 1, code)
    assert code == recovery_code(town.central, "C06-1")


def test_a_code_moved_to_another_row_does_not_open(town: Town) -> None:
    """Bound to its device, epoch and serial."""
    (session, _), (other, _) = town.join("C06-1"), town.join("C06-2")
    escrow(session, 1, new_code())
    escrow(other, 1, new_code())
    with town.central.database.connection_context():
        mine, theirs = RecoveryEscrow.select().order_by(RecoveryEscrow.log)
        RecoveryEscrow.update(sealed=theirs.sealed).where(RecoveryEscrow.log == mine.log).execute()
    with pytest.raises(FileDamaged):
        recovery_code(town.central, "C06-1")


def test_half_a_code_is_not_kept(town: Town) -> None:
    """What could not be read out is refused, and no receipt is given."""
    session, _ = town.join()
    with pytest.raises(CentralRefused, match="reason=recovery code"):
        escrow(session, 1, "123456")
    with pytest.raises(BadInput):
        recovery_code(town.central, "C06-1")


def test_a_new_epochs_code_is_what_is_read_out(town: Town) -> None:
    """The device was enrolled again: the old epoch's code opens nothing."""
    first, _ = town.join("C06-1")
    escrow(first, 7, new_code())
    second, _ = town.join("C06-1")
    fresh = new_code()
    escrow(second, 1, fresh)
    assert fresh == recovery_code(town.central, "C06-1")


def test_an_answer_is_what_the_device_will_compute(town: Town) -> None:
    """Read out in two groups of four."""
    session, _ = town.join("C06-1")
    told = vouch(town.central, "C06-1", "supervisor-1", Vouched.VOID, "1234 5678")
    expected = Vouching("C06-1", 1, Vouched.VOID, "12345678", "supervisor-1").answer(session.enrolment.vouching_key)
    assert f"{expected[:4]} {expected[4:]}" == told


def test_a_supervisor_past_their_day_vouches_no_more(town: Town) -> None:
    """By central's clock; nor does a challenge of another length get an answer."""
    town.join("C06-1")
    with pytest.raises(BadInput):
        vouch(town.central, "C06-1", "supervisor-1", Vouched.VOID, "1234567")
    settings = city().offices[0].settings
    roster = tuple(replace(listed, until=date(2026, 11, 1)) for listed in settings.roster)
    with town.central.database.connection_context():
        keep_settings(town.central, "C06", replace(settings, roster=roster))
    with pytest.raises(OperatorUnknown):
        vouch(town.central, "C06-1", "supervisor-1", Vouched.VOID, "12345678")
