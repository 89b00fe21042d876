"""A generation that serves: what it answers, what it says of itself, and what may not serve."""

from dataclasses import replace
from pathlib import Path

import pytest

from branch_app.domain.errors import DataStale, FileDamaged
from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.records.registers import RegisterName, RegisterVersion
from branch_app.domain.values.identifiers import ResidentId
from db.generations import RegisterFolder
from db.replica import StoredReplica
from tests.fakes.device import ignore_progress
from tests.fakes.register_records import ANA, FAMILY, HEAD, HOME, RECORDS, SEAL, TARO, home
from tests.fakes.register_source import AS_OF, MemorySource

NAMES = {TARO: {HEAD.name}, ANA: {"SANTOS\u3000ANA", "SANTOS ANA", "渡邉\u3000安奈"}}


@pytest.fixture
def source() -> MemorySource:
    """One row of every kind and twenty households more."""
    source = MemorySource()
    source.change(*RECORDS, *(home(number) for number in range(20)))
    return source


def test_every_kind_of_record_comes_back(folder: RegisterFolder, source: MemorySource) -> None:
    """What a person is asked for is what head office gave."""
    StoredReplica(folder).build(source, source.offer(), ignore_progress)
    register = folder.open()
    assert HOME == register.household_of(TARO) == register.household_of(ANA)
    assert (RECORDS[1],) == register.removed_of(TARO)
    assert SEAL == register.seal_of(TARO)
    assert ((FAMILY,), (RECORDS[4],)) == (register.koseki_of(TARO), register.fuhyo_of(TARO))
    assert (RECORDS[5], None) == (register.tax_of(TARO, 2026), register.tax_of(TARO, 2025))
    assert RECORDS[6] == register.alien_of(ANA)
    assert TARO == register.resident_by_certificate("0a1b2c") == register.resident_by_seal(SEAL.number)
    assert RECORDS[8] == register.city_card("3000000093")
    assert ((RECORDS[9],), ()) == (register.notices_of(ANA), register.notices_of(TARO))
    register.close()


def test_every_name_of_a_person_is_found(folder: RegisterFolder, source: MemorySource) -> None:
    """In whatever register it stands, 通称 too; of whom nobody asked nothing is said."""
    StoredReplica(folder).build(source, source.offer(), ignore_progress)
    register = folder.open()
    names: dict[str, set[str]] = {}
    for resident, name in register.names_of([TARO, ANA, ResidentId("0000000000")]):
        names.setdefault(resident, set()).add(name)
    register.close()
    assert NAMES == names


def test_what_is_not_in_the_share_is_not_there(folder: RegisterFolder) -> None:
    """No row, no version, and a question about its age says that there is none."""
    source = MemorySource(tables=("household", "seal"))
    source.change(*RECORDS)
    versions = StoredReplica(folder).build(source, source.offer(), ignore_progress)
    register = folder.open()
    assert [RegisterName.RESIDENT, RegisterName.SEAL] == [version.register for version in versions]
    assert versions == register.versions()
    assert ((), None) == (register.koseki_of(TARO), register.tax_of(TARO, 2026))
    with pytest.raises(DataStale):
        register.version(RegisterName.TAX)
    register.close()


def test_versions_say_generation_position_age_and_rows(folder: RegisterFolder, source: MemorySource) -> None:
    """Of every register held; rows as head office counts them: a household is one."""
    versions = StoredReplica(folder).build(source, source.offer(), ignore_progress)
    assert RegisterVersion(RegisterName.RESIDENT, 1, source.change_seq, source.as_of(), 22) == versions[0]
    assert 22 + 1 + 3 + 1 + 1 + 2 == sum(version.rows for version in versions)
    assert source.offered().position == StoredReplica(folder).position()


def test_a_generation_of_another_schema_does_not_serve(folder: RegisterFolder, source: MemorySource) -> None:
    """A program that was replaced asks for a new generation instead of reading the old columns."""
    StoredReplica(folder).build(source, source.offer(), ignore_progress)
    file = folder.open_file(1)
    with file.immediate() as connection:
        connection.execute("UPDATE replica SET schema = 0")
    file.close()
    with pytest.raises(DataStale):
        folder.open()
    StoredReplica(folder).build(source, source.offer(), ignore_progress)
    assert HOME == folder.open().household_of(TARO)


def test_a_generation_of_another_program_is_replaced(folder: RegisterFolder, source: MemorySource) -> None:
    """One that lacks an index does not serve, takes no changes, and gives way even to what was offered before."""
    replica, offer = StoredReplica(folder), source.offer()
    source.change(replace(HOME, address="川崎市麻生区"))
    replica.build(source, source.offer(), ignore_progress)
    file = folder.open_file(1)
    with file.immediate() as connection:
        connection.execute("DROP INDEX seal_resident")
    file.close()
    with pytest.raises(DataStale):
        folder.open()
    with pytest.raises(DataStale):
        replica.apply(source.delta(offer.position))
    assert replica.position() is None
    replica.build(source, offer, ignore_progress)
    assert (2, offer.position) == (folder.serving(), replica.position())


def test_no_generation_yet(folder: RegisterFolder) -> None:
    """A missing replica is stale data, not an empty city."""
    assert StoredReplica(folder).position() is None
    with pytest.raises(DataStale):
        folder.open()


def test_nobody(folder: RegisterFolder, source: MemorySource) -> None:
    """Who and what is not there is None or nothing, whatever is asked."""
    StoredReplica(folder).build(source, source.offer(), ignore_progress)
    register = folder.open()
    nobody = HEAD.id.__class__("9999999999")
    none = (register.household_of(nobody), register.seal_of(nobody), register.alien_of(nobody))
    numbers = (register.city_card("0"), register.resident_by_certificate("ff"), register.resident_by_seal("0"))
    assert (None,) * 7 == (*none, *numbers, register.resident_by_juminhyo_code("0"))
    assert ((), (), ()) == (register.koseki_of(nobody), register.fuhyo_of(nobody), register.removed_of(nobody))
    register.close()


@pytest.fixture
def pointer(folder: RegisterFolder, source: MemorySource) -> Path:
    """Of a generation that serves."""
    StoredReplica(folder).build(source, source.offer(), ignore_progress)
    return folder.folder / "register.pointer"


def test_an_altered_pointer(folder: RegisterFolder, pointer: Path) -> None:
    """Nobody without our keys points the device at another generation."""
    whole = pointer.read_bytes()
    for place in range(len(whole)):
        pointer.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(FileDamaged):
            folder.serving()


def test_a_serving_generation_that_is_gone(folder: RegisterFolder, pointer: Path) -> None:
    """A missing file is damage, never a new empty register."""
    assert pointer.exists()
    folder.path(1).unlink()
    with pytest.raises(FileDamaged):
        folder.open()


def test_as_of_is_head_offices_word(folder: RegisterFolder, source: MemorySource) -> None:
    """And every register has it."""
    versions = StoredReplica(folder).build(source, source.offer(), ignore_progress)
    assert {source.as_of()} == {version.as_of for version in versions}
    assert source.as_of() > AS_OF
    assert len(TABLES) >= len(versions)
