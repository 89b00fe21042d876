"""New registers for somebody signed in: what comes first, what the log says, and what stays when it fails."""

from dataclasses import replace

import pytest

from branch_app.composition.device import Device
from branch_app.domain.errors import CentralUnreachable, DataStale
from branch_app.domain.log.events import RegisterSwitched
from branch_app.usecases.renew import renew
from sync.central.registers.history import record
from tests.fakes.branch import CLERK
from tests.fakes.device import SystemRandom, ignore_progress
from tests.fakes.logged import logged
from tests.fakes.register_records import HOME, RECORDS, TARO
from tests.integration.door.conftest import Outpost


@pytest.fixture
def device(outpost: Outpost) -> Device:
    """The clerk of a device whose head office has one record of every kind."""
    with outpost.central.database.connection_context():
        record(outpost.central, RECORDS)
    door = outpost.door()
    outpost.freshen(door)
    return door.sign_in(CLERK.operator, CLERK.password)


def renewed(outpost: Outpost, device: Device) -> int:
    """Over a fresh line."""
    source = outpost.office(outpost.door()).registers()
    return renew(source, device.replica, device.journal, SystemRandom(), ignore_progress)


def switched(device: Device) -> list[RegisterSwitched]:
    """What the log says of registers."""
    return logged(device.ledger, RegisterSwitched)


def test_the_log_says_which_data_serve(outpost: Outpost, device: Device) -> None:
    """One entry a register, with generation, change, age and rows: for a generation and for what follows."""
    first = renewed(outpost, device)
    entries = switched(device)
    register = device.registers.open()
    assert [
        (version.register.value, first, version.change_seq, version.as_of.isoformat(), version.rows)
        for version in register.versions()
    ] == [(event.register, event.generation, event.change_seq, event.as_of, event.rows) for event in entries]
    with outpost.central.database.connection_context():
        newest = record(outpost.central, [replace(HOME, address="神奈川県川崎市麻生区見本1番地")])
    assert first == renewed(outpost, device)
    assert {newest} == {event.change_seq for event in switched(device)[len(entries) :]}
    assert register.household_of(TARO) != HOME
    register.close()
    device.close()


def test_without_a_line_nothing_changes(outpost: Outpost, device: Device) -> None:
    """No entry, and no generation."""
    nowhere = replace(outpost, url="https://127.0.0.1:1")
    with pytest.raises(CentralUnreachable):
        renewed(nowhere, device)
    assert [] == switched(device)
    with pytest.raises(DataStale):
        device.registers.open()
    device.close()
