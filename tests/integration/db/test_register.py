"""The replica: generations that replace each other whole."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from branch_app.domain.errors import BadInput, DataStale, FileDamaged, KeyMissing, OutOfOrder
from branch_app.domain.records.registers import RegisterRow
from branch_app.domain.values.identifiers import ResidentId
from db.connection import Durability, open_file
from db.generations import RegisterFolder
from db.migrations.register import REGISTER
from db.register import SqlRegister
from db.register_builder import RegisterBuilder
from tests.fakes.store import Desk, household, records, seal, versions


@pytest.fixture
def folder(desk: Desk) -> RegisterFolder:
    """No generation yet."""
    return desk.folder.registers(desk.counter)


@pytest.fixture
def register(folder: RegisterFolder) -> Iterator[SqlRegister]:
    """The sample register, loaded."""
    load(folder)
    register = folder.open()
    yield register
    register.close()


def load(folder: RegisterFolder, rows: tuple[RegisterRow, ...] = records(), generation: int = 1) -> int:
    """One generation."""
    with RegisterBuilder(folder) as builder:
        builder.load(rows)
        return builder.finish(versions(generation))


def test_every_record_comes_back(register: SqlRegister) -> None:
    """Household with its members in order, seal, card and link are what was loaded."""
    first, second = household(1), household(2)
    holder = first.members[0].id
    for home in (first, second):
        assert {home} == {register.household_of(member.id) for member in home.members}
    assert seal(holder) == register.seal_of(holder)
    assert holder == register.resident_by_certificate("00c0ffee")
    cards = [register.city_card("123456789"), register.city_card("987654321")]
    assert list(records()[-2:]) == cards


def test_nobody(register: SqlRegister) -> None:
    """What is not there is None, whatever is asked."""
    nobody = ResidentId("9999999999")
    answers = (
        register.household_of(nobody),
        register.seal_of(nobody),
        register.city_card("0"),
        register.resident_by_certificate("ff"),
    )
    assert (None, None, None, None) == answers


def test_versions(register: SqlRegister) -> None:
    """What central promised is what a decision will rest on."""
    assert versions() == register.versions()
    assert list(versions()) == [register.version(version.register) for version in versions()]


def test_no_generation_yet(folder: RegisterFolder) -> None:
    """A missing replica is stale data, not an empty city."""
    with pytest.raises(DataStale):
        folder.open()


def test_the_old_generation_serves_until_the_switch(folder: RegisterFolder) -> None:
    """A load that is not finished changes nothing, one that is finished serves the next opening."""
    load(folder)
    register = folder.open()
    with RegisterBuilder(folder) as builder:
        builder.load((*records(), seal(household(2).members[0].id)))
        assert 1 == folder.serving()
        changed = [replace(version, generation=2) for version in versions()]
        changed[1] = replace(changed[1], rows=2)
        assert 2 == builder.finish(changed)
    assert register.seal_of(household(2).members[0].id) is None
    register.close()
    newer = folder.open()
    assert newer.seal_of(household(2).members[0].id) is not None
    newer.close()


def test_stale_generations_are_removed_with_their_keys(folder: RegisterFolder) -> None:
    """Only the serving file and its key stay."""
    load(folder)
    load(folder)
    folder.remove_stale()
    assert [folder.path(2)] == list(folder.folder.glob("register-*.db*"))
    with pytest.raises(KeyMissing):
        folder.keys.key("register-1.db")


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        (records()[:-1], BadInput),
        ((*records(), household(3)), BadInput),
        ((*records()[:-1], records()[-2]), OutOfOrder),
    ],
)
def test_a_wrong_load_leaves_nothing(
    folder: RegisterFolder, rows: tuple[RegisterRow, ...], error: type[Exception]
) -> None:
    """Too few, too many or twice the same: no file, no key, the old generation serves."""
    load(folder)
    with pytest.raises(error):
        load(folder, rows)
    assert (1, [folder.path(1)]) == (folder.serving(), list(folder.folder.glob("register-*.db*")))
    with pytest.raises(KeyMissing):
        folder.keys.key("register-2.db")


def test_a_row_that_did_not_arrive_as_written(folder: RegisterFolder) -> None:
    """Everything is read back before it serves."""
    with RegisterBuilder(folder) as builder:
        builder.load(records())
        alter(folder, 1)
        with pytest.raises(FileDamaged):
            builder.finish(versions())
    assert folder.serving() is None


def alter(folder: RegisterFolder, number: int) -> None:
    """Change a row of an unfinished generation behind the builder's back."""
    path = folder.path(number)
    file = open_file(path, folder.keys.key(path.name), REGISTER, Durability.REBUILT_ON_LOSS)
    with file.immediate() as connection:
        connection.execute("UPDATE resident SET name = 'someone else' WHERE position = 1")
    file.close()


def test_an_error_on_the_line_leaves_nothing(folder: RegisterFolder) -> None:
    """Rows that stop coming in the middle are no generation."""

    def broken() -> Iterator[RegisterRow]:
        yield records()[0]
        raise BadInput(at="row")

    with pytest.raises(BadInput), RegisterBuilder(folder) as builder:
        builder.load(broken())
    assert [] == list(folder.folder.glob("register-*.db*"))


def test_an_altered_pointer(folder: RegisterFolder) -> None:
    """Nobody without our keys points the device at another generation."""
    load(folder)
    pointer = folder.folder / "register.pointer"
    whole = pointer.read_bytes()
    for at in range(len(whole)):
        pointer.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(FileDamaged):
            folder.serving()


def test_a_serving_generation_that_is_gone(folder: RegisterFolder) -> None:
    """A missing file is damage, never a new empty register."""
    load(folder)
    folder.path(1).unlink()
    with pytest.raises(FileDamaged):
        folder.open()
