"""Changes to the generation that serves: whole or not at all, in order, once; drift is found and mended."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from branch_app.domain.errors import BadInput, CentralRefused, DataStale, FileDamaged, OutOfOrder
from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.records.resident import Household
from branch_app.domain.values.identifiers import HouseholdId
from branch_app.domain.values.query import parse_query
from branch_app.ports import Bucket, RegisterDelta, RegisterOffer, RegisterPosition, RowChange, SpoiltLine
from branch_app.usecases.mend_registers import mend_registers
from branch_app.usecases.renew import renew_registers
from db.generations import RegisterFolder
from db.register import SqlRegister
from db.replica import StoredReplica
from tests.fakes.register_records import HEAD, HOME, RECORDS, SEAL, TARO, home
from tests.fakes.register_source import MemorySource
from tests.fakes.store import Desk

SHARE = ("household", "seal", "koseki", "tax")


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
    replica.build(source, source.offer(), quiet)
    return source


@pytest.fixture
def register(folder: RegisterFolder, source: MemorySource) -> Iterator[SqlRegister]:
    """Opened before anything changes, and never again."""
    register = folder.open() if source else None
    assert register is not None
    yield register
    register.close()


def quiet(_what: str, _done: int, _of: int) -> None:
    """Nobody listens."""


def follow(replica: StoredReplica, source: MemorySource) -> RegisterDelta:
    """The next changes."""
    position = replica.position()
    assert position is not None
    delta = source.delta(position)
    replica.apply(delta)
    return delta


def everything(replica: StoredReplica) -> dict[str, list[object]]:
    """All rows as they would be compared."""
    return {table: list(replica.lines(Bucket(table, "", None, 0, ""))) for table in replica.tables()}


def search_rows(folder: RegisterFolder) -> list[object]:
    """What hangs on households for the search alone, in no order."""
    number = folder.serving()
    assert number is not None
    file = folder.open_file(number)
    with file.connected() as connection:
        rows = [
            *connection.execute("SELECT * FROM other_name").fetchall(),
            *connection.execute("SELECT * FROM resident").fetchall(),
            *connection.execute("SELECT * FROM quarantine").fetchall(),
            *connection.execute("SELECT * FROM quarantined_person").fetchall(),
        ]
    file.close()
    return sorted(rows, key=repr)


def test_changed_new_and_removed_rows(replica: StoredReplica, source: MemorySource, register: SqlRegister) -> None:
    """Each is so for whoever has the register open already, and position, age and numbers go along."""
    moved = replace(HOME, address="川崎市麻生区上麻生一丁目1番")
    source.change(moved, home(77))
    source.remove("seal", SEAL.number)
    follow(replica, source)
    assert moved == register.household_of(TARO)
    assert home(77) == register.household_of(home(77).members[1].id)
    assert register.seal_of(TARO) is None
    assert source.offered().position == replica.position()
    assert [("resident", 12), ("seal", 0)] == [(v.register.value, v.rows) for v in register.versions()[:2]]
    assert {(source.change_seq, source.as_of())} == {(v.change_seq, v.as_of) for v in register.versions()}


def test_a_household_is_replaced_whole(replica: StoredReplica, source: MemorySource, register: SqlRegister) -> None:
    """Members who left are in it no more, and cannot be found by their names either."""
    source.change(replace(HOME, members=(HEAD,)))
    follow(replica, source)
    assert register.household_of(HOME.members[1].id) is None
    assert [HEAD] == list((register.household_of(TARO) or HOME).members)
    assert () == register.search(parse_query("watanabe anna"), 10).rows


@pytest.mark.parametrize("first", ["from", "to"])
def test_somebody_moves_to_another_household(
    replica: StoredReplica, source: MemorySource, register: SqlRegister, first: str
) -> None:
    """Whichever of the two households changes first: afterwards they live in one."""
    mover = replace(HOME.members[1], relationship=("99",))
    left, joined = replace(HOME, members=(HEAD,)), replace(home(3), members=(*home(3).members, mover))
    source.change(*((left, joined) if first == "from" else (joined, left)))
    follow(replica, source)
    assert joined == register.household_of(mover.id)


def test_a_delta_twice_changes_nothing(
    replica: StoredReplica, source: MemorySource, folder: RegisterFolder
) -> None:
    """The answer that was lost on the way comes again."""
    source.change(home(50))
    delta = follow(replica, source)
    before = (everything(replica), search_rows(folder), replica.position())
    assert folder.open().versions() == replica.apply(delta)
    assert before == (everything(replica), search_rows(folder), replica.position())


@pytest.mark.parametrize(
    "broken",
    [
        lambda delta: replace(delta, since=delta.since + 1),
        lambda delta: replace(delta, since=delta.since - 1),
        lambda delta: replace(delta, change_seq=delta.change_seq - 1),
        lambda delta: replace(delta, changes=delta.changes[::-1]),
        lambda delta: replace(delta, changes=(delta.changes[0], delta.changes[0])),
    ],
)
def test_what_does_not_follow_is_refused(replica: StoredReplica, source: MemorySource, broken: object) -> None:
    """A gap, an overlap, an order that cannot be: nothing changes."""
    source.change(home(50), home(51))
    before = (everything(replica), replica.position())
    position = replica.position()
    assert position is not None
    assert callable(broken)
    with pytest.raises(OutOfOrder):
        replica.apply(broken(source.delta(position)))
    assert before == (everything(replica), replica.position())


@pytest.mark.parametrize(
    "broken",
    [
        lambda delta: replace(delta, counts={**delta.counts, "household": 99}),
        lambda delta: replace(delta, counts={"household": 12}),
        lambda delta: replace(delta, changes=(RowChange(delta.change_seq, "alien", "A1", None),)),
        lambda delta: replace(delta, changes=delta.changes[:-1]),
    ],
)
def test_other_numbers_than_head_office_counts_change_nothing(
    replica: StoredReplica, source: MemorySource, broken: object
) -> None:
    """Nor does a row of a register that this office may not hold."""
    source.change(home(50), home(51))
    before = (everything(replica), replica.position())
    position = replica.position()
    assert position is not None
    assert callable(broken)
    with pytest.raises(BadInput):
        replica.apply(broken(source.delta(position)))
    assert before == (everything(replica), replica.position())


def test_the_age_moves_when_nothing_more_follows(
    replica: StoredReplica, source: MemorySource, register: SqlRegister
) -> None:
    """Rows and their change number with every page, the time head office vouches for with the last."""
    before = register.versions()[0].as_of
    source.change(*(home(number) for number in range(20, 25)))
    source.page = 2
    seen = []
    for _ in range(3):
        delta = follow(replica, source)
        seen.append((delta.more, register.versions()[0].change_seq, register.versions()[0].as_of))
    first = source.change_seq - 3
    assert [(True, first, before), (True, first + 2, before), (False, first + 3, source.as_of())] == seen


def test_time_passes_without_changes(replica: StoredReplica, source: MemorySource) -> None:
    """An empty delta makes the data younger, and an older word never makes them older."""
    position = replica.position()
    assert position is not None
    later = replace(source.delta(position), as_of=source.as_of().replace(year=2027))
    assert {later.as_of} == {version.as_of for version in replica.apply(later)}
    assert {later.as_of} == {version.as_of for version in replica.apply(source.delta(position))}


def test_a_reader_in_the_middle_of_reading_keeps_nobody(
    folder: RegisterFolder, replica: StoredReplica, source: MemorySource
) -> None:
    """And sees what was, until it has read to the end."""
    reader = folder.open_file(1)
    with reader.connected() as connection:
        connection.execute("BEGIN")
        before = connection.execute("SELECT count(*) FROM resident").fetchone()
        source.change(home(50))
        follow(replica, source)
        assert before == connection.execute("SELECT count(*) FROM resident").fetchone()
        connection.execute("COMMIT")
        assert before < connection.execute("SELECT count(*) FROM resident").fetchone()
    reader.close()


def test_before_the_first_generation_there_is_nothing_to_change(desk: Desk, source: MemorySource) -> None:
    """Stale data, not an empty city."""
    empty = StoredReplica(RegisterFolder(desk.root / "machine", desk.counter))
    with pytest.raises(DataStale):
        empty.apply(source.delta(RegisterPosition(1, "whole", 0)))


@pytest.mark.parametrize("seed", range(8))
def test_any_history_ends_where_a_new_generation_would(
    replica: StoredReplica, source: MemorySource, folder: RegisterFolder, seed: int
) -> None:
    """Changes of every kind in pages of any size, unfit and unreadable rows among them."""
    chance = Random(seed)  # noqa: S311 - which changes
    for _ in range(60):
        _change_something(source, chance)
        source.page = chance.randint(1, 9)
        if chance.random() < 0.4:
            follow(replica, source)
    source.page = 1_000
    renew_registers(source, replica, quiet)
    followed = (everything(replica), search_rows(folder))
    replica.build(source, source.offer(), quiet)
    assert (everything(replica), search_rows(folder)) == followed


def _change_something(source: MemorySource, chance: Random) -> None:
    number = chance.randrange(15)
    here = home(number, chance.randint(1, 4))
    held = [key for key in source._held["household"] if key == here.id]
    match chance.randrange(6):
        case 0 if held:
            source.remove("household", here.id)
        case 1:
            source.change(
                replace(here, members=(replace(here.members[0], relationship=("11",)), *here.members[1:]))
            )
        case 2:
            source.change(SpoiltLine("household", here.id, tuple(member.id for member in here.members)))
        case 3:
            source.change(replace(here, address="川崎市\u200b"))
        case _:
            source.change(replace(here, address=f"川崎市多摩区{chance.randrange(9)}番"))


def spoil(folder: RegisterFolder, statement: str) -> None:
    """What should never happen to a replica."""
    file = folder.open_file(folder.serving() or 0)
    with file.immediate() as connection:
        assert 0 < connection.execute(statement).rowcount
    file.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE household SET address = 'somewhere else' WHERE id = 'H1000001'",
        "UPDATE resident SET name = 'somebody else' WHERE household = 'H2000004' AND position = 1",
        "DELETE FROM resident WHERE household = 'H2000004'",
        "DELETE FROM household WHERE id IN ('H1000001', 'H2000009')",
        "UPDATE household SET id = 'H0000000' WHERE id = 'H2000004'",
        "UPDATE household SET id = 'H9' WHERE id = 'H2000004'",
        "DELETE FROM seal",
        "UPDATE tax SET fiscal_year = 1999",
    ],
)
def test_drift_is_found_and_mended(
    replica: StoredReplica, source: MemorySource, folder: RegisterFolder, statement: str
) -> None:
    """Whatever a row became, wherever it went: only its buckets are fetched, and all is as it was."""
    before, hanging = everything(replica), search_rows(folder)
    spoil(folder, statement)
    assert before != everything(replica)
    source.fetched.clear()
    assert 1 <= mend_registers(source, replica, quiet) <= 2
    assert before == everything(replica)
    assert hanging == search_rows(folder)
    assert len(source.fetched) <= 2
    assert 0 == mend_registers(source, replica, quiet)


def test_a_row_nobody_can_read_is_no_drift(replica: StoredReplica, source: MemorySource) -> None:
    """Its bucket is fetched each time, because it has no digest, and is what it was."""
    source.change(SpoiltLine("seal", "S1", (TARO,)))
    follow(replica, source)
    assert 0 == mend_registers(source, replica, quiet)


def test_mending_waits_for_nobody_who_moved_on(replica: StoredReplica, source: MemorySource) -> None:
    """Rows of one position are not put among those of another."""
    position = replica.position()
    assert position is not None
    source.change(home(60))
    follow(replica, source)
    before = everything(replica)
    with pytest.raises(OutOfOrder):
        replica.mend(position, Bucket("household", "", None, 0, ""), ())
    assert before == everything(replica)


def test_renewing_follows_what_is_held(replica: StoredReplica, source: MemorySource) -> None:
    """No bucket is fetched where changes do."""
    source.change(home(50))
    source.fetched.clear()
    versions = renew_registers(source, replica, quiet)
    assert ([], source.change_seq) == (source.fetched, versions[0].change_seq)


def test_renewing_mends_what_got_lost(replica: StoredReplica, source: MemorySource, folder: RegisterFolder) -> None:
    """Numbers that do not agree: the buckets that differ are fetched, and no others."""
    spoil(folder, "DELETE FROM seal")
    spoil(folder, "UPDATE holding SET rows = 0 WHERE register_table = 'seal'")
    source.change(replace(HOME, address="川崎市宮前区"))
    source.fetched.clear()
    renew_registers(Sampled(source), replica, quiet)
    assert ["seal"] == [bucket.table for bucket in source.fetched]
    assert (1, 1) == (len(everything(replica)["seal"]), folder.serving())


class Sampled:
    """Head office that can still say how things were before the last change."""

    def __init__(self, source: MemorySource) -> None:
        self._source = source
        self.delta, self.digest, self.offer, self.rows = source.delta, source.digest, source.offer, source.rows
        self.bucket_rows = source.bucket_rows

    def buckets(self, position: RegisterPosition, table: str) -> tuple[Bucket, ...]:
        """Only seals did not change."""
        return self._source.buckets(position, table) if table == "seal" else ()


def test_a_new_generation_is_followed_at_once(desk: Desk, source: MemorySource) -> None:
    """It was published in the night; what changed since comes in the same trip, or with the next."""
    replica, published = StoredReplica(RegisterFolder(desk.root / "machine", desk.counter)), source.offer()
    source.change(home(50))
    with_line = Published(source, published)
    assert {source.change_seq} == {v.change_seq for v in renew_registers(with_line, replica, quiet)}
    without = StoredReplica(RegisterFolder(desk.root, desk.counter))
    source.refused = CentralRefused(status=503, reason="busy")
    assert {published.position.change_seq} == {v.change_seq for v in renew_registers(with_line, without, quiet)}


class Published:
    """Head office that published some time ago."""

    def __init__(self, source: MemorySource, offer: RegisterOffer) -> None:
        self.delta, self.digest, self.offer = source.delta, source.digest, lambda: offer
        self.buckets, self.bucket_rows = source.buckets, source.bucket_rows
        self._held = source.held_at(offer.position.change_seq)

    def rows(self, _offer: RegisterOffer, bucket: Bucket) -> list[object]:
        """As they were."""
        return [
            line
            for line in self._held[bucket.table]
            if line.key >= bucket.first and (bucket.before is None or line.key < bucket.before)
        ]


@pytest.mark.parametrize("why", ["share", "damage", "beyond mending", "schema"])
def test_renewing_begins_anew_where_it_must(
    replica: StoredReplica, source: MemorySource, folder: RegisterFolder, why: str
) -> None:
    """Another share, a damaged file, numbers that stay wrong, an older program's columns."""
    match why:
        case "share":
            source.refused = CentralRefused(status=409, reason="share")
        case "damage":
            whole = bytearray(folder.path(1).read_bytes())
            whole[100:200] = bytes(100)
            folder.path(1).write_bytes(whole)
        case "beyond mending":
            spoil(folder, "UPDATE holding SET rows = 99 WHERE register_table = 'seal'")
        case _:
            spoil(folder, "UPDATE replica SET schema = 0")
    renew_registers(source, replica, quiet)
    assert 2 == folder.serving()
    assert isinstance(folder.open().household_of(TARO), Household)


def test_damage_is_told_by_whoever_reads(
    replica: StoredReplica, source: MemorySource, folder: RegisterFolder
) -> None:
    """A position that is not there is damage."""
    assert source.tables == replica.tables()
    spoil(folder, "DELETE FROM replica")
    with pytest.raises(FileDamaged):
        replica.position()
    assert set(SHARE) < set(TABLES)
    assert HouseholdId("H2000001") == home(1).id
