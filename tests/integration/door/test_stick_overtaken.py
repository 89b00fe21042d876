"""The line was back before a stick's answer came in, and renewed the key that the answer was sealed to."""

from dataclasses import replace
from datetime import timedelta

import pytest

from branch_app.composition.door import FrontDoor
from branch_app.domain.errors import DataStale
from sync.central.models import DeviceLog
from sync.central.stick import read_stick
from sync.central.trust import terms
from sync.client import stick
from sync.wire.bundle import StickLetter
from tests.fakes.cases import case
from tests.integration.door.conftest import Outpost
from tests.integration.door.test_cases_come_down import found
from tests.integration.door.test_stick import back, out, refused, work
from tests.integration.door.test_stick_carries import first_letter

DAY = timedelta(days=1)


def answered(outpost: Outpost) -> bytes:
    """A stick that went out and was read; what comes back tells of a case."""
    work(outpost, "one")
    found(outpost, replace(case(1), office="C06"))
    return read_stick(outpost.central, out(outpost)).file


def renewed(outpost: Outpost, door: FrontDoor) -> None:
    """Contacts until the device receives with another key than the answer was sealed to."""
    with outpost.central.database.connection_context():
        sealed_to = bytes(DeviceLog.get().transport_key)
    keys = [door.file.keys().transport_public_key()]
    while sealed_to not in keys or keys[-1] == sealed_to:
        assert None is outpost.freshen(door).fault
        keys.append(door.file.keys().transport_public_key())


def overtaken(outpost: Outpost, after: timedelta) -> tuple[FrontDoor, bytes]:
    """An answer whose key was changed 29 days before the end of its term, so long after that."""
    door = outpost.door()
    outpost.freshen(door)
    answer = answered(outpost)
    outpost.pass_time(terms.LASTS - 29 * DAY)
    renewed(outpost, door)
    outpost.pass_time(after)
    outpost.freshen(door)
    return door, answer


def cases_here(door: FrontDoor) -> int:
    """The line of a door brings none."""
    return len(door.file.cases.cases())


@pytest.mark.parametrize("letter", [StickLetter, first_letter], ids=["today's", "the version before's"])
def test_the_answer_opens_where_it_was_sealed_to_the_key_of_the_enrolment(
    outpost: Outpost, monkeypatch: pytest.MonkeyPatch, letter: object
) -> None:
    """A device that had never spoken with head office: its first contact brings another key."""
    monkeypatch.setattr(stick, "StickLetter", letter)
    door, answer = outpost.door(), answered(outpost)
    renewed(outpost, door)
    size, witnessed = back(outpost, answer)
    assert (size, 1) == (witnessed, cases_here(door))


def test_the_answer_opens_to_the_end_of_the_term_of_its_key(outpost: Outpost) -> None:
    """Its restrictions are older than the line's, which stand; what the line did not bring is taken."""
    door, answer = overtaken(outpost, 29 * DAY)
    with pytest.raises(DataStale):
        back(outpost, answer)
    assert 1 == cases_here(door)


def test_after_that_it_says_so_and_the_next_stick_brings_everything(outpost: Outpost) -> None:
    """Nothing of it is used, and nothing is lost."""
    door, answer = overtaken(outpost, 30 * DAY)
    assert "stick_late" == refused(lambda: back(outpost, answer))
    assert (0, 0) == (cases_here(door), door.file.sticks.taken())
    size, witnessed = back(outpost, read_stick(outpost.central, out(outpost)).file)
    assert (size, 1) == (witnessed, cases_here(door))
