"""How far the replica was compared: kept with the rows, and never in the way of whoever writes them."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from branch_app.domain.errors import CentralRefused, CentralUnreachable
from branch_app.domain.records.register_rows import RegisterLine
from branch_app.ports import Bucket, RegisterPlace, RegisterPosition, SpoiltLine
from branch_app.usecases.mend_registers import mend_stretch
from db.connection import StoreFile
from db.generations import RegisterFolder
from db.lock import locked_or_busy
from db.replica import StoredReplica
from tests.fakes.device import ignore_progress
from tests.fakes.register_records import HOME, RECORDS, TARO, home
from tests.fakes.register_source import MemorySource
from tests.fakes.store import Desk

SHARE = ("household", "seal", "tax")
BEYOND = "UPDATE household SET address = 'elsewhere' WHERE id = ?"


@pytest.fixture
def folder(desk: Desk) -> RegisterFolder:
    """Where generations lie."""
    return desk.folder.registers(desk.counter)


@pytest.fixture
def replica(folder: RegisterFolder) -> StoredReplica:
    """Nothing in it."""
    return StoredReplica(folder)


@pytest.fixture
def source(replica: StoredReplica) -> MemorySource:
    """Head office, whose every record the replica has."""
    source = MemorySource(tables=SHARE)
    source.change(*RECORDS, *(home(number) for number in range(10)))
    replica.build(source, source.offer(), ignore_progress)
    source.fetched.clear()
    return source


def served(folder: RegisterFolder) -> StoreFile:
    """The file of the generation in use."""
    file = folder.open_serving()
    assert file is not None
    return file


def drift(folder: RegisterFolder) -> None:
    """One address, as nobody wrote it."""
    file = served(folder)
    with file.immediate() as connection:
        assert 1 == connection.execute(BEYOND, (HOME.id,)).rowcount
    file.close()


def until_household(source: MemorySource, replica: StoredReplica) -> list[Bucket]:
    """What is mended of the first table."""
    mended: list[Bucket] = []
    mend_stretch(source, replica, mended.append)
    while (place := replica.compared()) is not None and place.table == "household":
        mend_stretch(source, replica, mended.append)
    return mended


def address(folder: RegisterFolder) -> str:
    """Where TARO lives, as a counter reads it."""
    register = folder.open()
    found = register.household_of(TARO)
    register.close()
    assert found is not None
    return found.address


def test_a_new_generation_begins_anew(source: MemorySource, replica: StoredReplica) -> None:
    """It is whole by itself, and holds other keys perhaps."""
    assert replica.compared() is None
    mend_stretch(source, replica, pytest.fail)
    place = replica.compared()
    assert place is not None
    assert ("household", True) == (place.table, place.first > "")
    replica.build(source, source.offer(), ignore_progress)
    assert replica.compared() is None


def test_a_file_of_an_older_program_is_compared_from_its_beginning(
    source: MemorySource, replica: StoredReplica, folder: RegisterFolder
) -> None:
    """It gets the table when it is opened, and serves as it is: it need not be fetched anew."""
    file = served(folder)
    with file.connected() as connection:
        connection.execute("DROP TABLE comparing")
        connection.execute("PRAGMA user_version = 2")
    file.close()
    assert (replica.compared(), source.change_seq) == (None, getattr(replica.position(), "change_seq", None))
    mend_stretch(source, replica, pytest.fail)
    assert replica.compared() is not None


def test_a_table_that_is_held_no_more_ends_the_round(source: MemorySource, replica: StoredReplica) -> None:
    """Another share, another round."""
    replica.note_compared(RegisterPlace("alien", "B1"))
    mend_stretch(source, replica, pytest.fail)
    place = replica.compared()
    assert place is not None
    assert "household" == place.table


def test_nothing_is_compared_before_the_first_generation(replica: StoredReplica) -> None:
    """Head office is not even asked."""
    mend_stretch(MemorySource(refused=CentralUnreachable()), replica, pytest.fail)


def test_registers_that_move_on_meanwhile_keep_what_is_new(replica: StoredReplica, folder: RegisterFolder) -> None:
    """The rows of before are not put over it; the same stretch comes again, and agrees."""

    class Overtaking(MemorySource):
        """While it looks for the rows, another program takes a change in."""

        def bucket_rows(self, position: RegisterPosition, bucket: Bucket) -> Sequence[RegisterLine | SpoiltLine]:
            """As they were before that."""
            told = super().bucket_rows(position, bucket)
            self.change(replace(HOME, address="moved"))
            replica.apply(self.delta(position))
            return told

    source = Overtaking(tables=SHARE)
    source.change(*RECORDS, *(home(number) for number in range(10)))
    replica.build(source, source.offer(), ignore_progress)
    source.fetched.clear()
    drift(folder)
    mended: list[Bucket] = []
    place = replica.compared()
    while not source.fetched:
        place = replica.compared()
        mend_stretch(source, replica, mended.append)
    assert ([], "moved", place) == (mended, address(folder), replica.compared())
    assert ([], "moved") == (until_household(source, replica), address(folder))


def test_another_program_that_writes_goes_first(
    source: MemorySource, replica: StoredReplica, folder: RegisterFolder
) -> None:
    """Quietly: nothing is mended, and the same stretch comes the next time."""
    drift(folder)
    with locked_or_busy(folder.folder / "register.lock"):
        mend_stretch(source, replica, pytest.fail)
    assert (None, "elsewhere") == (replica.compared(), address(folder))
    assert (1, HOME.address) == (len(until_household(source, replica)), address(folder))


def test_a_position_that_head_office_does_not_know_is_left_to_the_renewal(
    source: MemorySource, replica: StoredReplica, folder: RegisterFolder
) -> None:
    """409: share, schema or history are others now, which a renewal says and settles."""
    drift(folder)
    source.refused = CentralRefused(status=409, reason="share")
    mend_stretch(source, replica, pytest.fail)
    assert (None, "elsewhere") == (replica.compared(), address(folder))


@pytest.mark.parametrize("fault", [CentralUnreachable(), CentralRefused(status=403, reason="not standing")])
def test_what_is_wrong_with_the_line_is_said(
    source: MemorySource, replica: StoredReplica, fault: CentralUnreachable | CentralRefused
) -> None:
    """The same stretch comes again once it is put right."""
    source.refused = fault
    with pytest.raises(type(fault)):
        mend_stretch(source, replica, pytest.fail)
    assert replica.compared() is None


def test_only_what_differs_is_fetched(source: MemorySource, replica: StoredReplica, folder: RegisterFolder) -> None:
    """A round over equal rows asks for no row; one drifted row asks for its bucket."""
    until_household(source, replica)
    assert [] == source.fetched
    replica.note_compared(RegisterPlace("household"))
    drift(folder)
    assert source.fetched == until_household(source, replica)
    assert 1 == len(source.fetched)
