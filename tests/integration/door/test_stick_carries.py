"""Everything the line carries crosses on a stick, too: cases, register changes, a generation, recovery codes."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from branch_app.composition.device import Device
from branch_app.composition.device_office import DeviceOffice
from branch_app.composition.line import session_keys
from branch_app.composition.patient import Patient
from branch_app.composition.stick import reply_key_of, taken_stick, written_stick
from branch_app.domain.errors import CentralRefused, StickRefused, WrongKey
from branch_app.domain.log.events import RegisterSwitched
from branch_app.domain.records.freight import Freight
from branch_app.domain.records.hold import Hold, HoldId, HoldReason, KeptHold
from branch_app.domain.records.register_rows import line_of
from branch_app.domain.values.identifiers import RequestId
from branch_app.ports import Bucket
from branch_app.settings import table_texts
from db.vault import Credentials
from sync.central import on_stick
from sync.central.cases import feed
from sync.central.policies import publish
from sync.central.registers import deltas
from sync.central.registers.history import record
from sync.central.stick import Acknowledged, read_stick
from sync.central.trust.escrow import recovery_code
from sync.client import stick
from sync.client.brought import read_stick as brought_of
from sync.client.session import Session
from sync.wire.bundle import FirstStickLetter
from sync.wire.routes import Route
from tests.fakes.branch import CLERK, OPENED
from tests.fakes.cases import case
from tests.fakes.device import SystemRandom, ignore_progress
from tests.fakes.logged import logged
from tests.fakes.register_records import HOME, RECORDS, TARO
from tests.integration.door.conftest import Outpost
from tests.integration.door.test_cases_come_down import PASSWORD, found
from tests.integration.door.test_new_epoch import patient_of

ALL = frozenset(Freight)


@pytest.fixture
def registers(outpost: Outpost) -> None:
    """The line was there once: the device has registers, and a log that is witnessed."""
    with outpost.central.database.connection_context():
        record(outpost.central, RECORDS)
    with closing(outpost.door().sign_in(CLERK.operator, CLERK.password)) as device:
        DeviceOffice(device, outpost.url).renew(ignore_progress)


@pytest.fixture(autouse=True)
def _begun(outpost: Outpost) -> None:
    """Somebody signed in once: there is a log."""
    signed_in(outpost).close()


def move(outpost: Outpost, *numbers: int) -> int:
    """Somebody's address changes at head office that often; the last change."""
    newest = 0
    with outpost.central.database.connection_context():
        for number in numbers:
            newest = record(outpost.central, [replace(HOME, address=f"神奈川県川崎市麻生区見本{number}番地")])
    return newest


def patient(outpost: Outpost, password: str) -> Patient:
    """The device as the clerk opens it for its stick."""
    with patient_of(outpost, outpost.folders) as opened:
        home = opened.home
    credentials = Credentials(CLERK.operator, password)
    return Patient(home, outpost.clock, SystemRandom(), lambda vault: vault.sign_in(credentials))


def out(outpost: Outpost, password: str = CLERK.password, *, whole: bool = False) -> bytes:
    """A stick from the device."""
    with patient(outpost, password) as opened:
        return written_stick(opened, SystemRandom(), whole=whole)


def read(outpost: Outpost, password: str = CLERK.password, *, whole: bool = False) -> Acknowledged:
    """A stick that goes there and is read."""
    return read_stick(outpost.central, out(outpost, password, whole=whole))


def back(
    outpost: Outpost, done: Acknowledged, password: str = CLERK.password
) -> tuple[frozenset[Freight], frozenset[Freight]]:
    """What came with its answer, and what did not."""
    with patient(outpost, password) as opened:
        taken, carried = taken_stick(opened, CLERK.operator, done.file, SystemRandom(), ignore_progress)
    return frozenset(taken.crossed), carried - set(taken.crossed)


def signed_in(outpost: Outpost) -> Device:
    """Somebody at the device."""
    return outpost.door().sign_in(CLERK.operator, CLERK.password)


def address(outpost: Outpost) -> str:
    """As the device's registers say it."""
    with closing(signed_in(outpost)) as device, closing(device.registers.open()) as register:
        return register.household_of(TARO).address


@pytest.mark.usefixtures("registers")
def test_a_stick_asks_in_the_order_of_the_line_and_is_acknowledged_by_it(
    outpost: Outpost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every answer by its own request, with its own status.

    As many changes of the registers as there are, each sealed for where the one before ends; the log says so.
    """
    monkeypatch.setattr(deltas, "MOST_CHANGES", 1)
    newest = move(outpost, 1, 2, 3)
    done = read(outpost)
    order = [Route.RENEW, Route.RESTRICTIONS, Route.POLICY, Route.DELTA, Route.SETTINGS, Route.PUSH, Route.CASES]
    assert [(route, 200) for route in order] == list(done.answered)
    assert ("suge-01", 1) == (done.device, done.number)
    assert (ALL - {Freight.RECOVERY}, frozenset()) == back(outpost, done)
    assert "神奈川県川崎市麻生区見本3番地" == address(outpost)
    with closing(signed_in(outpost)) as device:
        assert newest == logged(device.ledger, RegisterSwitched)[-1].change_seq


@pytest.mark.long
@pytest.mark.usefixtures("registers")
def test_what_does_not_fit_on_one_stick_goes_with_the_next(
    outpost: Outpost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came stands, and the next stick asks from there on."""
    monkeypatch.setattr(deltas, "MOST_CHANGES", 1)
    monkeypatch.setattr(feed, "PIECE", 1)
    move(outpost, 1, 2, 3)
    for number in (1, 2):
        found(outpost, replace(case(number), office="C06"))
    monkeypatch.setattr(on_stick, "MOST_BYTES", 0)
    came = []
    for _ in range(3):
        _, waits = back(outpost, read(outpost))
        cases = len(outpost.door().file.cases.cases())
        came.append((address(outpost)[-4:-2], cases, {Freight.REGISTERS, Freight.CASES} & waits))
    both = {Freight.REGISTERS, Freight.CASES}
    assert [("本1", 1, both), ("本2", 2, {Freight.REGISTERS}), ("本3", 2, set())] == came


@pytest.mark.long
@pytest.mark.usefixtures("registers")
def test_the_line_in_between_leaves_what_it_brought(outpost: Outpost, monkeypatch: pytest.MonkeyPatch) -> None:
    """It brought half: the stick's other half follows on it. It brought more: the stick changes nothing."""
    monkeypatch.setattr(deltas, "MOST_CHANGES", 1)
    move(outpost, 1)
    up = out(outpost)
    with closing(signed_in(outpost)) as device:
        DeviceOffice(device, outpost.url).renew(ignore_progress)
    move(outpost, 2)
    done = read_stick(outpost.central, up)
    assert Freight.REGISTERS in back(outpost, done)[0]
    assert "神奈川県川崎市麻生区見本2番地" == address(outpost)
    done = read(outpost)
    move(outpost, 3)
    with closing(signed_in(outpost)) as device:
        DeviceOffice(device, outpost.url).renew(ignore_progress)
        position = device.replica.position()
    back(outpost, done)
    with closing(signed_in(outpost)) as device:
        assert position == device.replica.position()
    assert "神奈川県川崎市麻生区見本3番地" == address(outpost)


def test_a_whole_generation_comes_where_it_fits(outpost: Outpost, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for by a person; one that is too large is refused with its reason, and everything else comes."""
    with outpost.central.database.connection_context():
        record(outpost.central, RECORDS)
    assert Freight.REGISTERS not in back(outpost, read(outpost))[0]
    with monkeypatch.context() as patch:
        patch.setattr(on_stick, "MOST_BYTES", 100)
        found(outpost, replace(case(1), office="C06"))
        too_large = read(outpost, whole=True)
        with pytest.raises(CentralRefused, match="stick too small"):
            back(outpost, too_large)
        assert 1 == len(outpost.door().file.cases.cases())
    assert Freight.REGISTERS in back(outpost, read(outpost, whole=True))[0]
    with closing(signed_in(outpost)) as device:
        households = device.replica.lines(Bucket("household", "", None, 0, ""))
        assert [line_of(HOME).key] == [line.key for line in households]


def test_cases_come_down_to_their_end(outpost: Outpost, monkeypatch: pytest.MonkeyPatch) -> None:
    """Piece after piece in one file; the next stick asks from there on."""
    monkeypatch.setattr(feed, "PIECE", 1)
    ours = {found(outpost, replace(case(number), office="C06")).id for number in (1, 2, 3)}
    assert Freight.CASES in back(outpost, read(outpost))[0]
    assert ours == {each.id for each in outpost.door().file.cases.cases()}
    assert Freight.CASES in back(outpost, read(outpost))[0]


def test_a_recovery_code_goes_up_and_counts_once_head_office_signed(outpost: Outpost) -> None:
    """Until then the one that was spoken opens still; afterwards it opens nothing."""
    spoken = recovery_code(outpost.central, "suge-01")
    outpost.door().recover(spoken, CLERK.operator, PASSWORD).close()
    done = read(outpost, PASSWORD)
    assert (Route.ESCROW, 200) == done.answered[-1]
    outpost.door().recover(spoken, CLERK.operator, PASSWORD).close()
    back(outpost, read(outpost, PASSWORD), PASSWORD)
    with pytest.raises(WrongKey):
        outpost.door().recover(spoken, CLERK.operator, PASSWORD)
    outpost.door().recover(recovery_code(outpost.central, "suge-01"), CLERK.operator, PASSWORD).close()


@pytest.mark.long
def test_of_two_codes_on_their_way_the_later_one_counts(outpost: Outpost) -> None:
    """Head office reads out the later one: the answer to the first must not take it away here."""
    outpost.door().recover(recovery_code(outpost.central, "suge-01"), CLERK.operator, PASSWORD).close()
    first, second = read(outpost, PASSWORD), read(outpost, PASSWORD)
    back(outpost, first, PASSWORD)
    outpost.door().recover(recovery_code(outpost.central, "suge-01"), CLERK.operator, PASSWORD).close()
    back(outpost, second, PASSWORD)
    outpost.door().recover(recovery_code(outpost.central, "suge-01"), CLERK.operator, PASSWORD).close()


def test_tables_come_before_the_roster_and_are_no_false_alarm(outpost: Outpost) -> None:
    """A stick that was asked before they were here tells of the older ones by their own number."""
    with outpost.central.database.connection_context():
        publish(outpost.central, table_texts(), OPENED.date() + timedelta(days=1))
    one, other = read(outpost), read(outpost)
    assert {Freight.POLICY, Freight.OPERATORS} <= back(outpost, one)[0]
    assert 2 == outpost.door().file.policies.newest()
    assert {Freight.POLICY, Freight.OPERATORS} <= back(outpost, other)[0]


def test_a_stick_of_the_version_before_is_taken_as_ever(outpost: Outpost, monkeypatch: pytest.MonkeyPatch) -> None:
    """It asked for restrictions and roster, whose answer brings the tables."""
    none = {freight: lambda _session, _outstanding: iter(()) for freight in (Freight.POLICY, Freight.CASES)}
    monkeypatch.setattr(stick, "_QUESTIONS", {**stick._QUESTIONS, **none})
    monkeypatch.setattr(stick, "StickLetter", first_letter)
    with outpost.central.database.connection_context():
        publish(outpost.central, table_texts(), OPENED.date() + timedelta(days=1))
    done = read(outpost)
    assert [Route.RESTRICTIONS, Route.SETTINGS, Route.PUSH] == [route for route, _ in done.answered]
    came = {Freight.RESTRICTIONS, Freight.POLICY, Freight.OPERATORS, Freight.ENTRIES}
    assert (came, frozenset()) == back(outpost, done)
    assert 2 == outpost.door().file.policies.newest()


def first_letter(
    request: RequestId,
    device: str,
    epoch: int,
    *,
    number: int,
    reply_key: bytes,
    routes: tuple[str, ...],
    parts: tuple[str, ...],
) -> FirstStickLetter:
    """As the version before wrote it."""
    assert reply_key
    return FirstStickLetter(request, device, epoch, number, routes, parts)


def test_a_hold_that_was_told_since_loses_nothing_of_a_stick(outpost: Outpost) -> None:
    """It goes with the next one; it was taken for a line that is down, and all of the file was lost."""
    done = read(outpost)
    hold = Hold(HoldId("hold-1"), TARO, HoldReason.LOST_CARD, outpost.watch.now)
    outpost.door().file.restrictions.hold(KeptHold(hold))
    assert {Freight.RESTRICTIONS, Freight.ENTRIES} <= back(outpost, done)[0]
    assert (Route.HOLDS, 200) == read(outpost).answered[0]


def test_a_file_that_lacks_something_says_so(outpost: Outpost) -> None:
    """Whoever asks it for what was not carried hears that, and not that the line is down."""
    done = read(outpost)
    with patient(outpost, CLERK.password) as opened:
        session = Session(
            stick.NoLine(), opened.enrolment, session_keys(opened.device), SystemRandom(), opened.device.line
        )
        brought = brought_of(session, done.file, opened.device.sticks, reply_key_of(opened))
    for ask in (lambda: brought.escrow(1, ""), brought.recovery, lambda: brought.reconciliation(OPENED.date())):
        with pytest.raises(StickRefused) as error:
            ask()
        assert {"why": "stick_lacks"} == error.value.facts
