"""A device that head office ended is locked, whichever of its programs heard it."""

import pytest

from branch_app.composition.door import FrontDoor
from branch_app.domain.deciders.counter import Counter
from branch_app.domain.errors import DeviceLocked
from branch_app.domain.log.events import Event, OperatorSignedIn
from branch_app.domain.records.standing import Standing, WhyRevoked
from branch_app.domain.values.identifiers import RequestId
from branch_app.settings import DeviceFolders
from sync.central.trust.revocation import revoke
from tests.fakes.branch import CLERK, SetClock, front_door
from tests.integration.door.conftest import Outpost


def step(_state: Counter) -> tuple[Event, ...]:
    """Any step."""
    return (OperatorSignedIn("clerk"),)


def test_a_counter_stops_at_the_step_after_another_program_heard(outpost: Outpost) -> None:
    """The window works on; a second program of the same device is told; the window decides nothing more."""
    at_work = outpost.door().sign_in(CLERK.operator, CLERK.password)
    assert at_work.journal.decide(RequestId("before"), step)
    with outpost.central.database.connection_context():
        revoke(outpost.central, "suge-01", WhyRevoked.STOLEN)
    told = outpost.freshen(outpost.door())
    assert isinstance(told.fault, DeviceLocked)
    size = at_work.ledger.head().size
    with pytest.raises(DeviceLocked, match="revoked"):
        at_work.journal.decide(RequestId("after"), step)
    assert size == at_work.ledger.head().size
    at_work.close()


def test_what_has_happened_is_written_down_all_the_same(outpost: Outpost) -> None:
    """A paper that came out meanwhile did come out."""
    at_work = outpost.door().sign_in(CLERK.operator, CLERK.password)
    at_work.file.line.end(1, Standing.REVOKED)
    assert at_work.journal.record(RequestId("printed"), step)
    at_work.close()


@pytest.mark.parametrize("standing", [each for each in Standing if each is not Standing.IN_FORCE])
def test_nobody_comes_in_any_more(folders: DeviceFolders, clock: SetClock, standing: Standing) -> None:
    """Not after a restart either, and not by the recovery code; the first word stays."""
    door = front_door(folders, clock)
    door.file.line.end(1, standing)
    door.file.line.end(1, Standing.SUPERSEDED)
    with pytest.raises(DeviceLocked) as locked:
        front_door(folders, clock).sign_in(CLERK.operator, CLERK.password)
    assert standing.value == locked.value.facts["why"]


def test_another_epoch_is_not_meant(door: FrontDoor) -> None:
    """What ended an older log leaves the one that is written now alone."""
    door.file.line.end(0, Standing.SUPERSEDED)
    door.sign_in(CLERK.operator, CLERK.password).close()


def test_numbers_are_given_once(door: FrontDoor, folders: DeviceFolders, clock: SetClock) -> None:
    """By two programs in turn too; what head office heard is left behind."""
    other = front_door(folders, clock)
    mine = [door.file.line.next_number(), other.file.line.next_number()]
    door.file.line.skip_numbers(40)
    door.file.line.skip_numbers(7)
    assert [1, 2, 41] == [*mine, other.file.line.next_number()]
