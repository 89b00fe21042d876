"""The key that a real device receives with, renewed by whichever of its programs has the contact."""

from contextlib import closing
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app import hpke
from branch_app.cli.sync import Round
from branch_app.composition.device_office import DeviceOffice
from branch_app.composition.door import FrontDoor
from branch_app.domain.errors import KeyOver
from sync.central.stick import read_stick
from sync.central.trust import terms
from sync.wire.sealing import purpose, seal
from tests.fakes.branch import CLERK
from tests.fakes.device import ignore_progress
from tests.integration.door.conftest import Outpost
from tests.integration.door.test_stick import back, out, refused, work

WEEKS = terms.LASTS + timedelta(weeks=5)


def test_the_door_brings_a_key_and_every_program_has_it(outpost: Outpost) -> None:
    """Before anybody signed in; the one of the enrolment is forgotten."""
    door, other = outpost.door(), outpost.door()
    first = _receives_with(door)
    assert None is outpost.freshen(door).fault
    assert first != _receives_with(other) == _receives_with(door)
    assert outpost.watch.now + terms.LASTS == other.file.line.key_until()


@pytest.mark.parametrize("at_the_window", [True, False], ids=["window", "headless"])
def test_after_weeks_offline_one_trip_makes_it_good(outpost: Outpost, at_the_window: bool) -> None:
    """The trip that finds the line again: a new key, fresh data, the log witnessed."""
    door = outpost.door()
    outpost.freshen(door)
    before = _receives_with(door)
    outpost.pass_time(WEEKS)
    with closing(door.sign_in(CLERK.operator, CLERK.password)) as device:
        if at_the_window:
            DeviceOffice(device, outpost.url).synchronise(ignore_progress)
        else:
            assert Round(device, outpost.url).trip()
        assert outpost.watch.now == device.file.restrictions.current().as_of
    assert before != _receives_with(door)


def test_a_program_that_began_before_another_renewed_goes_on(outpost: Outpost) -> None:
    """Its session holds the key of before: what is sealed to the new one opens all the same."""
    door = outpost.door()
    early = outpost.office(door)
    outpost.freshen(door)
    assert early.settings(1).enrolment.epoch == 1


def test_what_was_recorded_on_the_line_opens_with_no_later_disk(outpost: Outpost) -> None:
    """A feed of before the renewal, and every key that the device has afterwards."""
    door = outpost.door()
    outpost.freshen(door)
    info = purpose("restrictions", "suge-01", 1)
    recorded = seal(b"who is restricted", _receives_with(door), info)
    opened = [_unsealed(recorded, key, info) for key in door.file.line.held_keys()]
    outpost.pass_time(WEEKS)
    outpost.freshen(door)
    later = [_unsealed(recorded, key, info) for key in outpost.door().file.line.held_keys()]
    assert ([b"who is restricted"], [None]) == (opened, later)


def test_an_office_without_a_line_brings_its_key_on_a_stick(outpost: Outpost) -> None:
    """Its time had ended: the stick that goes out brings the new one, and what comes back is sealed to it."""
    door = outpost.door()
    outpost.freshen(door)
    work(outpost, "one")
    before = _receives_with(door)
    outpost.pass_time(WEEKS)
    answer = read_stick(outpost.central, out(outpost)).file
    back(outpost, answer)
    assert outpost.watch.now == door.file.restrictions.current().as_of
    assert before != _receives_with(door)
    assert outpost.watch.now + terms.LASTS == door.file.line.key_until()


def test_a_stick_that_the_line_overtook_costs_one_contact(outpost: Outpost) -> None:
    """Head office seals to the key of the stick; the next contact brings another, and nothing is lost."""
    door = outpost.door()
    outpost.freshen(door)
    work(outpost, "one")
    late = out(outpost)
    for _ in range(2):
        outpost.pass_time(WEEKS)
        outpost.freshen(door)
    answer = read_stick(outpost.central, late).file
    assert "stick_late" == refused(lambda: back(outpost, answer))
    assert None is outpost.freshen(door).fault
    assert outpost.watch.now + terms.LASTS == door.file.line.key_until()


def test_a_device_that_was_away_too_long_says_so_and_its_log_is_taken(outpost: Outpost) -> None:
    """Nothing new comes, in words that say what to do; what it wrote is witnessed."""
    door = outpost.door()
    outpost.freshen(door)
    outpost.pass_time(terms.LASTS + terms.RETURNS + timedelta(days=1))
    told = outpost.freshen(door)
    assert isinstance(told.fault, KeyOver)
    assert {"why": "key lapsed"} == told.fault.facts
    with closing(door.sign_in(CLERK.operator, CLERK.password)) as device:
        with pytest.raises(KeyOver):
            DeviceOffice(device, outpost.url).synchronise(ignore_progress)
        assert device.ledger.head().size == device.ledger.witnessed().size


def _unsealed(sealed: bytes, key: bytes, info: bytes) -> bytes | None:
    return hpke.unseal(sealed, X25519PrivateKey.from_private_bytes(key), info)


def _receives_with(door: FrontDoor) -> bytes:
    return door.file.keys().transport_public_key()
