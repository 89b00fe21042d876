"""The restriction list on the device's disk: person by person, only ever newer, and holds beside it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from branch_app.domain.errors import DataStale, OutOfOrder
from branch_app.domain.log.canonical import to_canonical
from branch_app.domain.records.hold import Hold, HoldId, HoldReason, KeptHold
from branch_app.domain.records.restrictions import (
    NOTHING_HELD,
    RestrictionEntry,
    RestrictionNews,
    RestrictionPoint,
    RestrictionState,
)
from branch_app.domain.values.identifiers import ResidentId
from db.connection import Durability, create_file, open_file
from db.device import DeviceFile
from db.migrations.device import DEVICE
from db.migrations.schema import Schema
from db.restrictions import StoredRestrictions
from tests.fakes.restrictions import tell, told
from tests.fakes.store import Desk

MORNING = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
LATER = MORNING + timedelta(hours=1)
A, B, C = (ResidentId(f"000000000{number}") for number in (1, 2, 3))
TOLD = KeptHold(Hold(HoldId("h-1"), A, HoldReason.LOST_CARD, MORNING))


@pytest.fixture
def file(desk: Desk) -> Iterator[DeviceFile]:
    """A device with keys."""
    made = DeviceFile.create(desk.folder.data, desk.vault.machine_ring())
    yield made
    made.close()


@pytest.fixture
def kept(file: DeviceFile) -> StoredRestrictions:
    """Its list, not loaded yet."""
    return file.restrictions


def _again(desk: Desk) -> DeviceFile:
    """The same file as another process opens it."""
    return DeviceFile.open(desk.folder.data, desk.vault.machine_ring())


def test_a_missing_list_is_not_an_empty_one(kept: StoredRestrictions) -> None:
    """Fails closed, also where somebody was held by telephone."""
    kept.hold(TOLD)
    with pytest.raises(DataStale):
        kept.current()
    assert NOTHING_HELD == kept.point()


def test_blocks_come_and_go_by_entries(kept: StoredRestrictions) -> None:
    """A release is an entry; who is not spoken of stays as they were."""
    tell(kept, MORNING, blocked=[A, B])
    assert {A, B} == kept.current().residents
    tell(kept, LATER, released=[A])
    assert (3, LATER, {B}) == (kept.current().version, kept.current().as_of, kept.current().residents)


def test_the_same_list_vouched_for_again(kept: StoredRestrictions) -> None:
    """Nothing changed since yesterday, and central says so: the list is fresh again."""
    tell(kept, MORNING, blocked=[A])
    tell(kept, LATER)
    assert (1, LATER, {A}) == (kept.current().version, kept.current().as_of, kept.current().residents)


def test_an_older_list_never_lifts_a_newer_block(kept: StoredRestrictions) -> None:
    """Kyoto: yesterday's list, in which the person was free, arrives after today's block."""
    tell(kept, MORNING, blocked=[A])
    yesterday = tell(kept, MORNING, released=[A])
    whole = told(LATER, blocked=[B], released=[A])
    tell(kept, LATER, blocked=[A])
    for old in (yesterday, whole):
        with pytest.raises(DataStale):
            kept.take(old)
        assert A in kept.current().residents


def test_a_release_older_than_the_block_lifts_nothing(kept: StoredRestrictions) -> None:
    """目黒: in a list that is newer as a whole, the entry of before the renewed block stays without effect."""
    tell(kept, MORNING, blocked=[A, B])
    tell(kept, MORNING, released=[A])
    tell(kept, MORNING, blocked=[A])
    entries = (
        RestrictionEntry(B, 2, RestrictionState.BLOCKED),
        RestrictionEntry(A, 3, RestrictionState.RELEASED),
        RestrictionEntry(C, 5, RestrictionState.BLOCKED),
    )
    with pytest.raises(DataStale):
        kept.take(RestrictionNews(0, 5, LATER, "another", entries))
    assert ({A, B, C}, 4) == (kept.current().residents, kept.point().version)


@pytest.mark.parametrize("hours", [1, 25])
def test_a_list_vouched_for_earlier_is_refused(kept: StoredRestrictions, hours: int) -> None:
    """The same version again may only bring a later time."""
    tell(kept, MORNING, blocked=[A])
    with pytest.raises(DataStale):
        tell(kept, MORNING - timedelta(hours=hours))
    assert MORNING == kept.current().as_of


def test_changes_with_a_gap_before_them_are_refused(kept: StoredRestrictions) -> None:
    """What lies between nobody knows; a block may be among it."""
    tell(kept, MORNING, blocked=[A])
    ahead = told(LATER, released=[A], held=told(LATER, blocked=[A, B, C]).point)
    with pytest.raises(DataStale):
        kept.take(ahead)
    assert {A} == kept.current().residents


def test_older_changes_vouched_for_later_are_refused(kept: StoredRestrictions) -> None:
    """A restored central knows less and says so today: its time is new, its word is not."""
    tell(kept, MORNING, blocked=[A])
    point = kept.point()
    tell(kept, MORNING, released=[A])
    tell(kept, MORNING, blocked=[A])
    with pytest.raises(DataStale):
        kept.take(told(LATER, released=[A], held=point))
    assert ({A}, 3, MORNING) == (kept.current().residents, kept.point().version, kept.current().as_of)


def test_another_history_of_the_same_length_does_not_vouch_for_ours(kept: StoredRestrictions) -> None:
    """The version is ours, the mark is not."""
    tell(kept, MORNING, blocked=[A])
    with pytest.raises(DataStale):
        kept.take(RestrictionNews(1, 1, LATER, "another", ()))
    assert MORNING == kept.current().as_of


def test_changes_that_another_process_took_meanwhile_change_nothing_twice(kept: StoredRestrictions) -> None:
    """Door and counter ask at the same time: the later answer goes on from where both stood."""
    tell(kept, MORNING, blocked=[A])
    point = kept.point()
    tell(kept, MORNING, released=[A])
    kept.take(told(LATER, blocked=[B], released=[], held=told(MORNING, released=[A], held=point).point))
    kept.take(_both(point))
    assert ({B}, 3, LATER) == (kept.current().residents, kept.point().version, kept.current().as_of)


def _both(point: RestrictionPoint) -> RestrictionNews:
    """Both changes in one answer."""
    entries = (
        RestrictionEntry(A, point.version + 1, RestrictionState.RELEASED),
        RestrictionEntry(B, point.version + 2, RestrictionState.BLOCKED),
    )
    mark = told(LATER, blocked=[B], held=told(MORNING, released=[A], held=point).point).mark
    return RestrictionNews(point.version, point.version + 2, LATER, mark, entries)


def test_changes_alone_are_no_first_list(kept: StoredRestrictions) -> None:
    """Without a list only a whole one is one."""
    with pytest.raises(DataStale):
        kept.take(told(MORNING, blocked=[B], held=told(MORNING, blocked=[A]).point))
    with pytest.raises(DataStale):
        kept.current()


def test_another_history_blocks_but_releases_nobody(kept: StoredRestrictions) -> None:
    """A restored central: whom it blocks is blocked, the list it speaks of is not ours and ours grows old."""
    tell(kept, MORNING, blocked=[A, C], released=[B])
    other = told(LATER, blocked=[B, "0000000007", "0000000008"], released=[A, C])
    with pytest.raises(DataStale):
        kept.take(other)
    assert {A, B, C, "0000000007", "0000000008"} == kept.current().residents
    assert (3, MORNING) == (kept.current().version, kept.current().as_of)


def test_a_restated_history_is_ours_again(kept: StoredRestrictions) -> None:
    """Everybody spoken of anew, under versions above all we hold: released who is released there."""
    tell(kept, MORNING, blocked=[A, B])
    above = told(LATER, blocked=[B], released=[A], held=told(MORNING, blocked=[A, B]).point)
    kept.take(RestrictionNews(0, above.version, LATER, above.mark, above.entries))
    assert {B} == kept.current().residents


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE restriction_list SET version = 0",
        "DELETE FROM restriction_list",
        "UPDATE restriction SET version = 0",
        "UPDATE restriction SET state = 'released'",
        "UPDATE restriction SET resident = '0000000009'",
        "DELETE FROM restriction",
        "UPDATE hold SET resident = '0000000009'",
    ],
)
def test_the_file_itself_goes_only_forward(desk: Desk, kept: StoredRestrictions, statement: str) -> None:
    """Whoever asks: no older list or entry, and none gone."""
    tell(kept, MORNING, blocked=[A])
    kept.hold(TOLD)
    key = desk.vault.machine_ring().key("device.db")
    file = open_file(desk.folder.data / "device.db", key, DEVICE, Durability.EVERY_COMMIT)
    with pytest.raises(OutOfOrder), file.immediate() as connection:
        connection.execute(statement)
    file.close()
    assert {A} == kept.current().residents


def test_another_process_sees_it_at_once(desk: Desk, kept: StoredRestrictions) -> None:
    """What was read before is read again as soon as anybody changed list or holds."""
    tell(kept, MORNING, blocked=[B])
    other = _again(desk)
    assert {B} == other.restrictions.current().residents
    kept.hold(TOLD)
    assert {A, B} == other.restrictions.current().residents
    tell(kept, LATER, released=[B])
    assert {A} == other.restrictions.current().residents
    kept.lift([TOLD.hold.id])
    assert frozenset() == other.restrictions.current().residents
    other.close()


def test_a_hold_outlives_a_restart_and_every_list_that_does_not_know_it(
    desk: Desk, kept: StoredRestrictions
) -> None:
    """Central's list may say released, from before the telephone rang."""
    tell(kept, MORNING, blocked=[A])
    kept.hold(TOLD)
    tell(kept, LATER, released=[A])
    again = _again(desk)
    assert ({A}, (TOLD,)) == (again.restrictions.current().residents, again.restrictions.holds())
    again.close()


def test_the_list_that_knows_a_hold_speaks_for_it(kept: StoredRestrictions) -> None:
    """From the version on that central named, not before; then a release counts like any other."""
    tell(kept, MORNING, blocked=[B])
    kept.hold(TOLD)
    kept.known(TOLD.hold.id, 3)
    tell(kept, LATER, blocked=[C])
    assert {A, B, C} == kept.current().residents
    tell(kept, LATER, released=[A])
    assert ({B, C}, [3]) == (kept.current().residents, [each.known for each in kept.holds()])


def test_a_hold_is_one_however_often_it_is_told(kept: StoredRestrictions) -> None:
    """What central said of it stays."""
    tell(kept, MORNING)
    kept.hold(TOLD)
    kept.known(TOLD.hold.id, 3)
    kept.hold(TOLD)
    kept.known(TOLD.hold.id, 9)
    assert (KeptHold(TOLD.hold, 3),) == kept.holds()


def test_a_list_of_the_time_before_keeps_its_blocks(desk: Desk) -> None:
    """It had one version for all: who was blocked stays blocked, and the first whole list takes its place."""
    ring = desk.vault.machine_ring()
    body = {"version": 7, "as_of": MORNING.isoformat(), "residents": [A, B]}
    row = ("INSERT INTO restrictions VALUES (1, 7, ?)", (to_canonical(body),))
    before = Schema(DEVICE.application_id, DEVICE.steps[:2])
    path = desk.folder.data / "device.db"
    create_file(path, ring.make_key("device.db"), before, Durability.EVERY_COMMIT, [row]).close()
    file = DeviceFile.open(desk.folder.data, ring)
    held = file.restrictions.current()
    assert (7, MORNING, {A, B}) == (held.version, held.as_of, held.residents)
    whole = told(LATER, blocked=[B, *(f"000000001{number}" for number in range(5))], released=[A])
    file.restrictions.take(whole)
    assert (7, LATER) == (file.restrictions.current().version, file.restrictions.current().as_of)
    assert A not in file.restrictions.current().residents
    file.close()
