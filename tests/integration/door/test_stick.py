"""An office without a line: everything crosses on a stick, once, beside the line, whatever becomes of the files."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from branch_app.composition.stick import taken_stick, written_stick
from branch_app.domain.deciders.counter import Counter
from branch_app.domain.errors import (
    BadInput,
    CentralConflict,
    CentralRefused,
    DataStale,
    DeviceLocked,
    StickRefused,
    WrongKey,
)
from branch_app.domain.log.events import Event, OperatorSignedIn
from branch_app.domain.records.standing import Standing, WhyRevoked
from branch_app.domain.values.identifiers import RequestId, ResidentId
from sync.central.models import DeviceLog, Leaf, StoredOpening
from sync.central.restrictions import restrict
from sync.central.stick import last_answer, read_stick
from sync.central.trust.aside import leaves_aside
from sync.central.trust.revocation import revoke
from tests.fakes.branch import CLERK
from tests.fakes.device import SystemRandom, ignore_progress
from tests.integration.door.conftest import Outpost
from tests.integration.door.test_new_epoch import patient_of

RESTRICTED = ResidentId("0000000042")


def step(_state: Counter) -> tuple[Event, ...]:
    """Any step."""
    return (OperatorSignedIn("clerk"),)


def work(outpost: Outpost, name: str) -> int:
    """One person does something; the size of the log then."""
    device = outpost.door().sign_in(CLERK.operator, CLERK.password)
    device.journal.decide(RequestId(name), step)
    size = device.ledger.head().size
    device.close()
    return size


def out(outpost: Outpost, start: int | None = None) -> bytes:
    """A stick from the device."""
    with patient_of(outpost, outpost.folders) as patient:
        return written_stick(patient, SystemRandom(), start)


def back(outpost: Outpost, data: bytes) -> tuple[int, int]:
    """What came back is taken in: size and witnessed size."""
    with patient_of(outpost, outpost.folders) as patient:
        done, _ = taken_stick(patient, CLERK.operator, data, SystemRandom(), ignore_progress)
    return done.size, done.witnessed


@pytest.mark.parametrize("beyond", [False, True])
def test_no_stick_begins_where_there_is_no_entry(outpost: Outpost, beyond: bool) -> None:
    """A number that was mistyped is no log that somebody changed."""
    size = work(outpost, "a")
    with pytest.raises(BadInput):
        out(outpost, size + 1 if beyond else -1)
    assert out(outpost, size)


def refused(work: Callable[[], object]) -> str:
    """Why a file was not taken."""
    with pytest.raises(StickRefused) as error:
        work()
    return str(error.value.facts["why"])


def restricted(outpost: Outpost) -> bool:
    """Whether the device knows it."""
    return RESTRICTED in outpost.door().file.restrictions.current().residents


def test_what_is_outstanding_goes_up_and_what_is_new_comes_down(outpost: Outpost) -> None:
    """Entries are witnessed; restrictions, roster and tables are there; the receipt is the line's own."""
    size = work(outpost, "one")
    with outpost.central.database.connection_context():
        restrict(outpost.central, RESTRICTED)
    answer = read_stick(outpost.central, out(outpost)).file
    assert (size, size) == back(outpost, answer)
    assert restricted(outpost)
    with outpost.central.database.connection_context():
        assert (size, size) == (DeviceLog.get().size, Leaf.select().count())


def test_a_file_says_nothing_to_whoever_finds_it(outpost: Outpost) -> None:
    """Which way, a name of a key, and a length; no device, no person, no entry. Whoever has it can open nothing."""
    work(outpost, "one")
    up = out(outpost)
    down = read_stick(outpost.central, up).file
    for file in (up, down):
        length = int.from_bytes(file[8:12])
        assert {"direction", "receiver", "size"} == set(json.loads(file[12 : 12 + length]))
        for word in (b"suge", b"clerk", b"seq", b"payload"):
            assert word not in file


def test_beside_the_line_nothing_comes_twice(outpost: Outpost) -> None:
    """The line came back while the stick was on its way: both ways the same entries, each once."""
    outpost.freshen(outpost.door())
    work(outpost, "one")
    up = out(outpost)
    door = outpost.door()
    device = door.sign_in(CLERK.operator, CLERK.password)
    outpost.office(door).push(device.ledger, ignore_progress)
    outpost.freshen(door)
    size = device.ledger.head().size
    device.close()
    answer = read_stick(outpost.central, up).file
    assert (size, size) == back(outpost, answer)
    with outpost.central.database.connection_context():
        assert (size, size) == (DeviceLog.get().size, Leaf.select().count())


def test_older_word_on_a_stick_replaces_nothing(outpost: Outpost) -> None:
    """A stick that lay about while the line brought newer restrictions and tables changes neither, and says so."""
    outpost.freshen(outpost.door())
    work(outpost, "one")
    answer = read_stick(outpost.central, out(outpost)).file
    outpost.pass_time(timedelta(hours=1))
    with outpost.central.database.connection_context():
        restrict(outpost.central, RESTRICTED)
    door = outpost.door()
    assert outpost.freshen(door).fault is None
    held = door.file.enrolment()
    with pytest.raises(DataStale):
        back(outpost, answer)
    assert restricted(outpost)
    assert held == outpost.door().file.enrolment()


def test_each_stick_is_taken_once_and_in_order(outpost: Outpost) -> None:
    """At head office and at the device: doubled and old ones are refused, and nothing of them is used."""
    work(outpost, "one")
    first, second = out(outpost), out(outpost)
    later = read_stick(outpost.central, second).file
    assert "stick_doubled" == refused(lambda: read_stick(outpost.central, second))
    assert "stick_old" == refused(lambda: read_stick(outpost.central, first))
    back(outpost, later)
    assert "stick_doubled" == refused(lambda: back(outpost, later))


def test_an_answer_that_comes_after_a_later_one_is_old(outpost: Outpost) -> None:
    """The device says so, and has what the later one brought."""
    first = read_stick(outpost.central, out(outpost_with_work(outpost))).file
    second = read_stick(outpost.central, out(outpost)).file
    back(outpost, second)
    assert "stick_old" == refused(lambda: back(outpost, first))


def outpost_with_work(outpost: Outpost) -> Outpost:
    """Somebody did something there."""
    work(outpost, "one")
    return outpost


def test_a_lost_answer_is_written_again(outpost: Outpost) -> None:
    """The stick back was lost: head office has the very same file, and the device takes it."""
    work(outpost, "one")
    answer = read_stick(outpost.central, out(outpost)).file
    assert answer == last_answer(outpost.central, "suge-01")
    size, witnessed = back(outpost, last_answer(outpost.central, "suge-01"))
    assert size == witnessed


def test_files_that_are_not_whole_or_not_ours_are_told_apart(outpost: Outpost) -> None:
    """Cut off anywhere, altered anywhere, the other way round, for another device, for another head office."""
    work(outpost, "one")
    up = out(outpost)
    central = outpost.central
    for cut in (3, 10, 40, len(up) // 2, len(up) - 1):
        assert "stick_partial" == refused(lambda cut=cut: read_stick(central, up[:cut])), cut
    flipped = up[:-20] + bytes([up[-20] ^ 1]) + up[-19:]
    assert "stick_altered" == refused(lambda: read_stick(central, flipped))
    assert "stick_unknown" == refused(lambda: read_stick(central, b"some other file"))
    assert "stick_wrong_way" == refused(lambda: back(outpost, up))
    down = read_stick(central, up).file
    assert "stick_wrong_way" == refused(lambda: read_stick(central, down))
    with patient_of(outpost, outpost.folders) as patient:
        patient.device.epochs.coming_keys()
        with patient.device._file.immediate() as connection:
            patient.device.epochs.change_keys(connection)
    assert "stick_foreign" == refused(lambda: back(outpost, down))


def test_an_answer_to_nothing_that_was_asked_is_refused(outpost: Outpost) -> None:
    """A backup of the device's file was put back: it never sent that stick, as far as it knows."""
    work(outpost, "one")
    answer = read_stick(outpost.central, out(outpost)).file
    with patient_of(outpost, outpost.folders) as patient:
        sticks = patient.device.sticks
        sent = sticks.sent(1)

        def taken() -> object:
            return taken_stick(patient, CLERK.operator, answer, SystemRandom(), ignore_progress)

        assert sent is not None
        patient.device.sticks = _Forgetful()
        assert "stick_unasked" == refused(taken)
        patient.device.sticks = _Forgetful(replace(sent, letter=RequestId("another")))
        assert "stick_unasked" == refused(taken)


class _Forgetful:
    """A book that knows one stick, or none."""

    def __init__(self, sent: object = None) -> None:
        self._sent = sent

    def sent(self, _number: int) -> object:
        """What it knows."""
        return self._sent

    def taken(self) -> int:
        """None was taken."""
        return 0


def test_a_restored_head_office_is_sent_the_log_again(outpost: Outpost) -> None:
    """Its no names no size that a stick could follow by itself: a person sends everything from an entry on."""
    work(outpost, "one")
    back(outpost, read_stick(outpost.central, out(outpost)).file)
    with outpost.central.database.connection_context():
        Leaf.delete().execute()
        StoredOpening.delete().execute()
        DeviceLog.update(size=0, frontier=b"", checkpoint=None).execute()
    size = work(outpost, "two")
    with pytest.raises(CentralConflict, match="gap"):
        back(outpost, read_stick(outpost.central, out(outpost)).file)
    assert (size, size) == back(outpost, read_stick(outpost.central, out(outpost, 0)).file)


def test_a_revoked_device_hears_it_by_stick_and_hands_in_its_log(outpost: Outpost) -> None:
    """The answer locks it; its next stick takes the whole log, to be kept aside."""
    work(outpost, "one")
    with outpost.central.database.connection_context():
        revoke(outpost.central, "suge-01", WhyRevoked.STOLEN)
    with pytest.raises((DeviceLocked, CentralRefused)):
        back(outpost, read_stick(outpost.central, out(outpost)).file)
    door = outpost.door()
    assert Standing.REVOKED is door.file.line.standing()
    with pytest.raises(DeviceLocked):
        door.sign_in(CLERK.operator, CLERK.password)
    read_stick(outpost.central, out(outpost))
    with outpost.central.database.connection_context():
        assert 3 <= len(list(leaves_aside(DeviceLog.get())))
        assert 0 == DeviceLog.get().size


def test_nobody_writes_a_stick_without_a_password(outpost: Outpost) -> None:
    """The log opens to a person only."""
    work(outpost, "one")
    with patient_of(outpost, outpost.folders) as patient:
        patient.__dict__["ring"] = None
        with pytest.raises(WrongKey):
            written_stick(patient, SystemRandom())
