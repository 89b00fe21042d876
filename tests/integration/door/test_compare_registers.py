"""A comparison for somebody signed in: what the log says of it, and that nobody at the counter waits for it."""

from collections.abc import Iterator, Sequence
from contextlib import closing

import pytest

from branch_app.composition.device import Device
from branch_app.composition.device_office import DeviceOffice
from branch_app.domain.errors import CentralUnreachable
from branch_app.domain.log.events import RegisterMended
from branch_app.domain.records.register_rows import RegisterLine
from branch_app.ports import Bucket, RegisterPosition, SpoiltLine
from branch_app.ports.registers import Stretch
from branch_app.usecases.compare_registers import compare_registers
from sync.central.registers.history import record
from sync.client.register_source import OnlineRegisters
from tests.fakes.branch import CLERK
from tests.fakes.device import SystemRandom, fresh_request, ignore_progress
from tests.fakes.logged import logged
from tests.fakes.register_records import HOME, RECORDS, SEAL, TARO, home
from tests.integration.door.conftest import Outpost


@pytest.fixture
def device(outpost: Outpost) -> Iterator[Device]:
    """The clerk of a device that has the registers of its head office."""
    with outpost.central.database.connection_context():
        record(outpost.central, [*RECORDS, *(home(number) for number in range(6))])
    door = outpost.door()
    outpost.freshen(door)
    with closing(door.sign_in(CLERK.operator, CLERK.password)) as device:
        DeviceOffice(device, outpost.url).renew(ignore_progress)
        yield device


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every household is a bucket."""
    monkeypatch.setattr("sync.wire.lines._CHUNK_LINES_BYTES", 1)
    monkeypatch.setattr("sync.wire.lines._LEAST_CHUNK_BYTES", 1)


def drift(device: Device, *households: str) -> None:
    """Their addresses, as nobody wrote them."""
    with closing(device.registers.open_file(1)) as file, file.immediate() as connection:
        for household in households:
            connection.execute("UPDATE household SET address = 'elsewhere' WHERE id = ?", (household,))


def source(outpost: Outpost, device: Device, kind: type[OnlineRegisters]) -> OnlineRegisters:
    """That kind of line, for the device that is signed in."""
    registers = outpost.office(outpost.door()).registers()
    assert isinstance(registers, OnlineRegisters)
    assert device.enrolment.device == registers._session.enrolment.device
    return kind(registers._session)


def test_a_mended_row_is_an_entry_and_nothing_else_is(outpost: Outpost, device: Device) -> None:
    """Table and number of ranges, once; a round over equal rows writes nothing, however often it goes round."""
    office, tables = DeviceOffice(device, outpost.url), device.replica.tables()
    drift(device, HOME.id)
    size = device.ledger.head().size
    assert [1, *(0 for _ in tables)] == [office.compare() for _ in range(len(tables) + 1)]
    assert ([RegisterMended("household", 1)], size + 1) == (
        logged(device.ledger, RegisterMended),
        device.ledger.head().size,
    )
    register = device.registers.open()
    assert HOME == register.household_of(TARO)
    register.close()


class BreakingAtTheSecond(OnlineRegisters):
    """Gives the rows of one bucket, and is gone."""

    left = 1

    def bucket_rows(self, position: RegisterPosition, bucket: Bucket) -> Sequence[RegisterLine | SpoiltLine]:
        """Once."""
        if not self.left:
            raise CentralUnreachable
        self.left -= 1
        return super().bucket_rows(position, bucket)


@pytest.mark.usefixtures("small")
def test_what_was_mended_before_the_line_broke_is_an_entry_too(outpost: Outpost, device: Device) -> None:
    """The rows are in, so the log says so; the next try mends the other."""
    drift(device, home(2).id, home(4).id)
    replica = device.replica
    with pytest.raises(CentralUnreachable):
        compare_registers(source(outpost, device, BreakingAtTheSecond), replica, device.journal, SystemRandom())
    assert [RegisterMended("household", 1)] == logged(device.ledger, RegisterMended)
    assert replica.compared() is None
    assert 1 == DeviceOffice(device, outpost.url).compare()
    assert [RegisterMended("household", 1)] * 2 == logged(device.ledger, RegisterMended)


@pytest.mark.usefixtures("small")
def test_the_counter_works_while_registers_are_compared(outpost: Outpost, device: Device) -> None:
    """Between any two steps of a stretch a clerk looks people up and the log takes entries: no lock is held."""
    register, event = device.registers.open(), RegisterMended("seal", 1)

    class Interrupted(OnlineRegisters):
        """A clerk is at work while head office answers."""

        served = 0

        def buckets_from(self, position: RegisterPosition, table: str, first: str) -> Stretch:
            """Meanwhile."""
            self._serve()
            return super().buckets_from(position, table, first)

        def bucket_rows(self, position: RegisterPosition, bucket: Bucket) -> Sequence[RegisterLine | SpoiltLine]:
            """Meanwhile."""
            self._serve()
            return super().bucket_rows(position, bucket)

        def _serve(self) -> None:
            assert SEAL == register.seal_of(TARO)
            device.journal.record(fresh_request(), lambda _state: [event])
            Interrupted.served += 1

    drift(device, home(2).id, home(4).id)
    compared = compare_registers(
        source(outpost, device, Interrupted), device.replica, device.journal, SystemRandom()
    )
    register.close()
    assert (2, 3) == (compared, Interrupted.served)
    assert [*[event] * 3, RegisterMended("household", 2)] == logged(device.ledger, RegisterMended)
