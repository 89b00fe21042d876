"""``LineBook`` in ``device.db``: keys to receive with, as every program of the device has them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from branch_app.domain.values.identifiers import RequestId
from branch_app.ports import SentStick
from db.device import NAME, DeviceFile
from tests.fakes.disk import everything
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


def sent(device: DeviceFile, number: int) -> None:
    """A stick is out."""
    device.sticks.keep(SentStick(number, 1, RequestId("letter"), ()))


def changed(device: DeviceFile, until: datetime) -> bytes:
    """Another key is at hand until then; the one of before."""
    before = device.line.held_keys()[0]
    device.line.change_key(public_half(device.line.coming_key()), until)
    return before


def told(device: DeviceFile, now: datetime) -> None:
    """Head office's word on the time."""
    device.enrol(replace(enrolment(), as_of=now))


def test_a_key_is_kept_aside_while_a_stick_is_out_and_no_other(device: DeviceFile) -> None:
    """The one of before, in the place of the one before that."""
    changed(device, UNTIL)
    assert 1 == len(device.line.held_keys())
    sent(device, 1)
    for until in (UNTIL, LATER):
        assert [changed(device, until)] == device.line.held_keys()[1:]
    device.sticks.take(1)
    assert 1 == len(device.line.held_keys())
    changed(device, LATER)
    assert 1 == len(device.line.held_keys())


def test_it_stays_while_a_later_stick_is_out(device: DeviceFile) -> None:
    """An earlier one is not taken any more."""
    for number in (1, 2, 3):
        sent(device, number)
    changed(device, UNTIL)
    kept = []
    for number in (2, 3):
        device.sticks.take(number)
        kept.append(len(device.line.held_keys()) - 1)
    assert [1, 0] == kept


@pytest.mark.parametrize("had_a_term", [True, False])
def test_it_goes_at_the_end_of_its_term_by_head_office_s_word(device: DeviceFile, *, had_a_term: bool) -> None:
    """The key of the enrolment has none of its own, and gets that of the next."""
    if had_a_term:
        changed(device, UNTIL)
    sent(device, 1)
    changed(device, LATER if had_a_term else UNTIL)
    kept = []
    for now in (UNTIL, UNTIL + timedelta(seconds=1)):
        told(device, now)
        kept.append(len(device.line.held_keys()) - 1)
    assert [1, 0] == kept


def _begin(device: DeviceFile) -> None:
    device.epochs.coming_keys()
    device.begin_epoch(enrolment(epoch=2))


_ENDS: Mapping[str, Callable[[DeviceFile], object]] = {
    "its term is over": lambda device: told(device, LATER),
    "the answer is in": lambda device: device.sticks.take(1),
    "another takes its place": lambda device: changed(device, LATER),
    "an epoch begins": _begin,
}


@pytest.mark.parametrize("end", _ENDS)
def test_what_was_kept_aside_leaves_the_disk(desk: Desk, device: DeviceFile, end: str) -> None:
    """For whoever has the disk and opens it by the machine: neither file nor write-ahead log holds it."""
    path, key = desk.folder.data / NAME, desk.vault.machine_ring().key(NAME).reveal()
    sent(device, 1)
    before = changed(device, UNTIL)
    assert before in everything(path, key)
    _ENDS[end](device)
    assert before not in everything(path, key)


def test_a_key_that_was_changed_leaves_the_disk(desk: Desk, device: DeviceFile) -> None:
    """At once, with no stick out."""
    path, key = desk.folder.data / NAME, desk.vault.machine_ring().key(NAME).reveal()
    before = device.line.held_keys()[0]
    assert before in everything(path, key)
    changed(device, UNTIL)
    assert before not in everything(path, key)
