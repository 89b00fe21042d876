"""Changes to the generation that serves: whole or not at all, in order, once."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from random import Random

import pytest

from branch_app.domain.errors import BadInput, DataStale, OutOfOrder
from branch_app.domain.records.resident import OtherName, Resident
from branch_app.domain.values.query import parse_query
from branch_app.ports import RegisterPosition, RowChange, SpoiltLine
from branch_app.usecases.renew import renew_registers
from db.generations import RegisterFolder
from db.register import SqlRegister
from db.replica import StoredReplica
from tests.fakes.device import ignore_progress
from tests.fakes.filled_replica import everything, follow, search_rows
from tests.fakes.register_records import HEAD, HOME, SEAL, TARO, home
from tests.fakes.register_source import MemorySource
from tests.fakes.store import Desk


@pytest.fixture
def register(folder: RegisterFolder, source: MemorySource) -> Iterator[SqlRegister]:
    """Opened before anything changes, and never again."""
    register = folder.open() if source else None
    assert register is not None
    yield register
    register.close()


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
    renew_registers(source, replica, ignore_progress)
    followed = (everything(replica), search_rows(folder))
    replica.build(source, source.offer(), ignore_progress)
    assert (everything(replica), search_rows(folder)) == followed


def _change_something(source: MemorySource, chance: Random) -> None:
    number = chance.randrange(15)
    here = home(number, chance.randint(1, 4))
    held = [key for key in source._held["household"] if key == here.id]
    match chance.randrange(8):
        case 6:
            source.change(replace(here, members=here.members[::-1]))
        case 7:
            source.change(replace(here, members=tuple(_renamed(member, chance) for member in here.members)))
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


def _renamed(member: Resident, chance: Random) -> Resident:
    """Some with a 旧氏, some under another name."""
    former = OtherName(*chance.choice((("田中", "タナカ"), ("大野", "オオノ"))))
    kana = chance.choice((member.kana, "ワタベ\u3000タロウ"))
    return replace(member, kana=kana, former_name=former if chance.random() < 0.5 else None)


def _numbers(folder: RegisterFolder) -> dict[str, list[tuple[int, str, int]]]:
    """Where the rows of households lie: row number, household and place in it."""
    file = folder.open_file(folder.serving() or 0)
    with closing(file), file.connected() as connection:
        return {
            table: connection.execute(f"SELECT rowid, household, position FROM {table} ORDER BY rowid").fetchall()  # noqa: S608 - two of our tables
            for table in ("resident", "hit")
        }


def test_who_moves_stays_where_they_lie(
    replica: StoredReplica, source: MemorySource, folder: RegisterFolder
) -> None:
    """Only what is other now is written: rows keep their numbers, so indexes of names and births are left alone."""
    before = _numbers(folder)
    moved = replace(HOME, address="川崎市麻生区上麻生一丁目1番")
    source.change(moved)
    follow(replica, source)
    assert before == _numbers(folder)
    with closing(folder.open()) as register:
        (found,) = register.search(parse_query("麻生区上麻生1"), 10).rows[:1]
        assert (moved.id, moved.address) == (found.household, found.address)
