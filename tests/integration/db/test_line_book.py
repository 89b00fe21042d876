"""``LineBook`` in ``device.db``: keys to receive with, as every program of the device has them."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from db.device import DeviceFile
from tests.fakes.line_book import public_half
from tests.fakes.store import Desk, enrolment

UNTIL = datetime(2027, 1, 31, 9, 0, tzinfo=UTC)
LATER = datetime(2027, 4, 30, 9, 0, tzinfo=UTC)


@pytest.fixture
def device(desk: Desk) -> Iterator[DeviceFile]:
    """Enrolled."""
    device = DeviceFile.create(desk.folder.data, desk.vault.machine_ring())
    device.enrol(enrolment())
    yield device
    device.close()


@pytest.fixture
def other(desk: Desk, device: DeviceFile) -> Iterator[DeviceFile]:
    """The same file in another program."""
    assert device.enrolment()
    again = DeviceFile.open(desk.folder.data, desk.vault.machine_ring())
    yield again
    again.close()


def test_the_coming_key_is_made_once(device: DeviceFile, other: DeviceFile) -> None:
    """Whichever program comes first; the one at hand stays at hand until head office says so."""
    first = device.keys().transport_public_key()
    coming = device.line.coming_key()
    assert coming == other.line.coming_key()
    assert [first, public_half(coming)] == [public_half(key) for key in device.line.held_keys()]
    assert (first, None) == (device.keys().transport_public_key(), device.line.key_until())


def test_a_key_takes_the_place_of_the_one_before(device: DeviceFile, other: DeviceFile) -> None:
    """Log and paper keys stay; the old one is there no more; told twice, the same is kept."""
    before, coming = device.keys(), device.line.coming_key()
    for told_to in (device, other):
        told_to.line.change_key(public_half(coming), UNTIL)
    now = other.keys()
    assert (public_half(coming), UNTIL) == (now.transport_public_key(), device.line.key_until())
    assert (before.log_public_key(), before.paper_public_point()) == (
        now.log_public_key(),
        now.paper_public_point(),
    )
    assert [coming] == device.line.held_keys()
    assert coming != device.line.coming_key()


def test_a_word_about_a_key_that_was_changed_since_is_not_kept(device: DeviceFile) -> None:
    """Another program was faster: the older answer moves neither key nor term."""
    first = device.line.coming_key()
    device.line.change_key(public_half(first), UNTIL)
    second = device.line.coming_key()
    device.line.change_key(public_half(second), LATER)
    device.line.change_key(public_half(first), UNTIL)
    assert ([second], LATER) == (device.line.held_keys(), device.line.key_until())


def test_a_new_epoch_knows_nothing_of_the_terms_of_the_last(device: DeviceFile) -> None:
    """Its keys are its own, and head office has said nothing of them yet."""
    device.line.change_key(public_half(device.line.coming_key()), UNTIL)
    half_asked = device.line.coming_key()
    fresh = device.epochs.coming_keys()
    device.begin_epoch(enrolment(epoch=2))
    assert None is device.line.key_until()
    assert [fresh.transport_public_key()] == [public_half(key) for key in device.line.held_keys()]
    assert half_asked != device.line.coming_key()
