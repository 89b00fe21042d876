"""監査の書出し at the manager's report: what there is, two persons, a folder that proves itself."""

from datetime import date, timedelta
from pathlib import Path
from threading import Thread

import pytest

from branch_app.composition.audit_export import DeviceAudits
from branch_app.composition.device import Device
from branch_app.composition.plugged_in import plugged_in
from branch_app.domain.errors import BadInput, SecondPersonNeeded
from branch_app.domain.log.events import LogExported
from branch_app.domain.log.verifier_key import VerifierKey
from branch_app.domain.values.exported import Exported
from branch_app.domain.values.vouching import Vouched
from branch_app.exports.audit.verify import verify_export
from branch_app.ui.presenters.auditing import Auditing, AuditingPresenter
from branch_app.ui.presenters.second_person import Circle, SecondPersonPresenter
from branch_app.ui.work import Lane
from branch_app.usecases.desk import Desk
from branch_app.usecases.drawer import inspect
from branch_app.usecases.front_door import Doorplate
from tests.fakes.branch import SetClock
from tests.fakes.counter_room import Colleague
from tests.fakes.direct_work import DirectWork
from tests.fakes.logged import logged
from tests.fakes.sample_log import KEYS
from tests.fakes.waiting_work import WaitingWork
from tests.fakes.witness import sign_for, under_the_witness


@pytest.fixture
def audits(device: Device, tmp_path: Path) -> DeviceAudits:
    """Of a device whose witness the tests are."""
    return DeviceAudits(under_the_witness(device), tmp_path / "audits")


@pytest.fixture
def auditing(desk: Desk, audits: DeviceAudits, work: WaitingWork) -> AuditingPresenter:
    """A colleague says yes to whatever is typed."""
    plates = tuple(Doorplate(each.id, each.name, each.roles, has_slot=True) for each in desk.enrolment.roster)
    circle = Circle(lambda: plates, "clerk-1", Colleague(desk))
    second = SecondPersonPresenter(lambda: circle, DirectWork())
    return AuditingPresenter(lambda: desk, lambda: audits, work, second)


def test_it_says_what_an_auditor_would_take_away(
    auditing: AuditingPresenter, desk: Desk, device: Device, clock: SetClock, tmp_path: Path
) -> None:
    """From the first day to the last one signed for; what came after is counted, and stays here."""
    clock.advance(timedelta(days=2))
    inspect(desk)
    sign_for(device)
    signed = device.ledger.head()
    clock.advance(timedelta(days=1))
    inspect(desk)
    auditing.open()
    scope = auditing.state.scope
    assert scope is not None
    assert (signed, date(2026, 11, 24), date(2026, 11, 26)) == (scope.head, scope.first, scope.last)
    assert device.ledger.head().size - signed.size == scope.unsigned
    own = str(tmp_path / "audits")
    assert (own, own, True) == (auditing.state.places[0], auditing.state.place, auditing.state.ready)


def test_what_nobody_witnessed_does_not_leave(auditing: AuditingPresenter, desk: Desk) -> None:
    """A first day offline: there is nothing that an auditor could check it by, so nobody is asked."""
    auditing.open()
    auditing.write()
    assert (None, False) == (auditing.state.scope, auditing.state.ready)
    assert (None, []) == (auditing._second.state.action, logged(desk.journal.ledger, LogExported))


def test_a_folder_leaves_by_two_persons_and_proves_itself(
    auditing: AuditingPresenter, desk: Desk, device: Device, audits: DeviceAudits, tmp_path: Path
) -> None:
    """Nothing before the second one agreed; then an entry, then the folder, and its end says where and how much."""
    sign_for(device)
    signed = device.ledger.head()
    auditing.open()
    auditing.write()
    assert (Vouched.EXPORT, False) == (auditing._second.state.action, (tmp_path / "audits").exists())
    auditing._second.answer("any")
    written = auditing.state.written
    assert written is not None
    assert (str(tmp_path / "audits" / "audit-suge-01-20261124-090000"), signed) == (written.place, written.head)
    log = VerifierKey(device.enrolment.origin, KEYS.log.kind, device.seals.log_public_key())
    assert verify_export(Path(written.place), (log, KEYS.witness)).intact
    (exported,) = logged(desk.journal.ledger, LogExported)
    second = Colleague(desk).beside("clerk-2", "", Vouched.EXPORT)
    assert LogExported(Exported.AUDIT, "", signed.size, signed.root.hex(), second) == exported
    auditing.write()
    assert (None, audits.places()[0]) == (auditing._second.state.action, auditing.state.place)


def test_nobody_takes_a_log_away_alone(audits: DeviceAudits, desk: Desk, device: Device, tmp_path: Path) -> None:
    """The same person twice: no folder, and no entry either."""
    sign_for(device)
    with pytest.raises(SecondPersonNeeded):
        audits.agree(str(tmp_path), desk.journal.operator)
    assert [] == logged(desk.journal.ledger, LogExported)


def test_a_yes_that_is_not_said_writes_nothing(auditing: AuditingPresenter, desk: Desk, device: Device) -> None:
    """Given up at the second person's password."""
    sign_for(device)
    auditing.open()
    auditing.write()
    auditing._second.give_up()
    assert (True, False, None) == (auditing.state.ready, auditing.state.busy, auditing.state.written)
    assert [] == logged(desk.journal.ledger, LogExported)


@pytest.mark.parametrize("place", [".", "/audits\0", "/proc/audits/none", f"/{'x' * 300}"])
def test_a_folder_that_is_none_is_said_before_anything_is_written_down(
    auditing: AuditingPresenter, desk: Desk, device: Device, place: str
) -> None:
    """Relative, impossible, not there; another one is typed, and it goes on."""
    sign_for(device)
    auditing.open()
    auditing.type(place)
    auditing.write()
    auditing._second.answer("any")
    assert (BadInput, False) == (type(auditing.state.trouble), auditing.state.busy)
    assert [] == logged(desk.journal.ledger, LogExported)
    auditing.choose(0)
    assert (None, True) == (auditing.state.trouble, auditing.state.ready)


def test_what_is_being_written_goes_on_while_it_is_put_aside(
    auditing: AuditingPresenter, device: Device, work: WaitingWork
) -> None:
    """On a lane of its own; how far it is, is seen; whoever comes back finds its end, once."""
    sign_for(device)
    work.hold(Lane.FILES)
    auditing.open()
    auditing.write()
    auditing._second.answer("any")
    state = auditing.state
    assert (True, 0, device.ledger.head().size - 1) == (state.busy, state.entries, state.of)
    auditing.type("/another")
    auditing.write()
    auditing.give_up()
    assert (False, True, state.place) == (auditing.state.shown, auditing.state.busy, auditing.state.place)
    auditing._count.hear(3)
    auditing.look()
    auditing.open()
    assert (True, 3) == (auditing.state.shown, auditing.state.entries)
    auditing.give_up()
    work.let_go()
    auditing.look()
    auditing.open()
    assert auditing.state.written is not None
    assert Path(auditing.state.written.place).is_dir()
    auditing.give_up()
    assert Auditing() == auditing.state
    auditing.open()
    assert auditing.state.ready


def test_a_lock_in_the_middle_stops_nothing(
    audits: DeviceAudits, desk: Desk, device: Device, tmp_path: Path
) -> None:
    """The files of other threads are closed; the one that writes goes on to the end."""
    sign_for(device)
    folder = audits.agree(str(tmp_path), Colleague(desk).beside("clerk-2", "", Vouched.EXPORT))
    heard: list[int] = []

    thread = Thread(target=folder.write, args=(heard.append,))
    device.close()
    thread.start()
    thread.join()
    assert ([folder.head.size], True) == (heard, verify_export(Path(folder.place), ()).intact)


def test_nothing_of_it_is_there_for_the_next_person(auditing: AuditingPresenter, device: Device) -> None:
    """Whoever gets up takes it along."""
    sign_for(device)
    auditing.open()
    auditing.forget()
    assert Auditing() == auditing.state


def test_sticks_are_what_is_mounted(tmp_path: Path) -> None:
    """A folder that only stands there is none."""
    (tmp_path / "stick").mkdir()
    assert () == plugged_in((tmp_path,))
    assert Path("/dev/shm") in plugged_in((Path("/dev"),))  # noqa: S108 - looked at, never written to
