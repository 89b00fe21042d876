"""The registers at head office: every row's history, numbers without gaps or doubles, whole cities at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from playhouse.migrations import Runner
from playhouse.pool import PooledDatabase

from branch_app.domain.errors import BadInput
from branch_app.domain.records.register_rows import line_of
from branch_app.domain.records.registers import CertificateLink, RegisterRow
from branch_app.domain.records.resident import Household
from branch_app.domain.values.codec import encode
from sync.central.database import open_database
from sync.central.head_office import HeadOffice
from sync.central.registers.bulk import record_all
from sync.central.registers.history import lines_as_of, newest_change, record, remove, row_as_of, row_at
from sync.central.registers.models import RegisterHistory
from sync.central.schema import MIGRATIONS
from sync.wire.lines import to_line
from sync.wire.strict import dump
from tests.fakes.register_records import HOME, RECORDS, SEAL, TARO
from tests.fakes.town import Watch

MOVED = replace(HOME, address="神奈川県川崎市麻生区見本1番地")
Record = Callable[[HeadOffice, list[RegisterRow]], int]


@pytest.fixture
def connected(central: HeadOffice) -> Iterator[HeadOffice]:
    """Head office with a connection for the whole test."""
    with central.database.connection_context():
        yield central


def links(count: int, resident: str = TARO) -> list[RegisterRow]:
    """So many rows of one table."""
    return [
        CertificateLink(f"{number:05d}", TARO if resident == TARO else HOME.members[1].id)
        for number in range(count)
    ]


def held(table: str, change_seq: int) -> list[str]:
    """Keys in order, as of a change."""
    return [key for key, _ in lines_as_of(table, change_seq)]


def test_what_a_register_said_stays(connected: HeadOffice, watch: Watch) -> None:
    """Every version of a row is found by change and by moment, also once it was changed, gone and back."""
    start = watch.now
    steps: tuple[Callable[[], int], ...] = (
        lambda: record(connected, [HOME]),
        lambda: record(connected, [MOVED]),
        lambda: remove(connected, "household", [HOME.id]),
        lambda: record(connected, [HOME]),
    )
    for hour, step in enumerate(steps, start=1):
        watch.now = start + timedelta(hours=hour)
        assert hour == step()
    said = [None, line_of(HOME), line_of(MOVED), None, line_of(HOME), line_of(HOME)]
    assert said == [row_as_of("household", HOME.id, number) for number in range(6)]
    moments = [start + timedelta(hours=hour, minutes=30) for hour in range(6)]
    assert said == [row_at("household", HOME.id, moment) for moment in moments]
    assert [[], [HOME.id], [HOME.id], [], [HOME.id]] == [held("household", number) for number in range(5)]


def test_one_line_holds_at_a_time(connected: HeadOffice) -> None:
    """Each version ends where the next begins; what went holds for no time."""
    record(connected, [HOME])
    record(connected, [MOVED])
    remove(connected, "household", [HOME.id])
    spans = RegisterHistory.select().order_by(RegisterHistory.change_seq)
    assert [(1, 2, False), (2, 3, False), (3, 3, True)] == [
        (row.change_seq, row.until_seq, row.line is None) for row in spans
    ]


def test_what_is_not_there_cannot_go(connected: HeadOffice) -> None:
    """No number is given for it; an unknown table is refused."""
    assert 1 == record(connected, [HOME])
    assert 1 == remove(connected, "household", ["H9"])
    assert 1 == remove(connected, "seal", [HOME.id])
    with pytest.raises(BadInput):
        remove(connected, "passport", ["P1"])


def test_keys_are_in_the_order_of_their_bytes(connected: HeadOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever language the database speaks, and over several pages: replica and head office cut alike."""
    monkeypatch.setattr("sync.central.registers.history._PAGE_ROWS", 2)
    keys = ["a", "B", "b", "-", "Z1", "Z", "é", "髙", "\U00020bb7", "z"]
    record(connected, [CertificateLink(key, TARO) for key in keys])
    assert sorted(keys, key=str.encode) == held("certificate_link", newest_change())
    assert ["B", "Z"] == [key for key, _ in lines_as_of("certificate_link", newest_change(), "B", "Z1")]


@pytest.mark.parametrize("put", [record, record_all])
def test_numbers_follow_what_comes(connected: HeadOffice, put: Record) -> None:
    """In the order of coming; the same again is no change, and a changed row alone is a new version."""
    assert 10 == put(connected, list(RECORDS))
    assert 10 == put(connected, list(RECORDS))
    assert 10 == RegisterHistory.select().count()
    newest = put(connected, [*RECORDS[1:], MOVED, CertificateLink("new", TARO)])
    assert line_of(MOVED) == row_as_of("household", HOME.id, newest)
    assert line_of(HOME) == row_as_of("household", HOME.id, 10)
    assert ["0a1b2c", "new"] == held("certificate_link", newest)
    assert newest == newest_change()
    assert 12 == RegisterHistory.select().count()


def test_a_row_that_comes_twice_puts_nothing_down(connected: HeadOffice) -> None:
    """Which of them would hold is nobody's guess; the next try finds nothing left over."""
    with pytest.raises(BadInput):
        record_all(connected, [SEAL, HOME, MOVED])
    assert 0 == RegisterHistory.select().count() == newest_change()
    assert 1 == record_all(connected, [HOME])


def test_a_stream_that_breaks_off_puts_nothing_down(connected: HeadOffice) -> None:
    """A city is there as a whole or not at all."""

    def broken() -> Iterator[RegisterRow]:
        yield from links(3_000)
        raise BadInput(at="seed")

    with pytest.raises(BadInput):
        record_all(connected, broken())
    assert 0 == RegisterHistory.select().count() == newest_change()
    assert 3_000 == record_all(connected, links(3_000))


def test_a_row_too_large_to_travel_is_refused(connected: HeadOffice) -> None:
    """Better now than at every device."""
    with pytest.raises(BadInput):
        record(connected, [replace(HOME, address="あ" * 400_000)])


def test_numbers_are_given_once(central: HeadOffice) -> None:
    """Several at a time, of the same rows too: every number is one change, and every row holds one line."""

    def change(turn: int) -> int:
        with central.database.connection_context():
            return record(central, links(40, TARO if turn % 2 else HOME.members[1].id))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(change, range(12)))
    with central.database.connection_context():
        numbers = [row.change_seq for row in RegisterHistory.select().order_by(RegisterHistory.change_seq)]
        assert list(range(1, newest_change() + 1)) == numbers
        assert 40 == len(held("certificate_link", newest_change()))


def test_what_was_recorded_before_is_carried_over(database_url: str, reopen: Callable[[], HeadOffice]) -> None:
    """Old lines are rewritten as they travel now, with the spans in which each of them held."""
    database = open_database(database_url)
    with database.connection_context():
        Runner(database, str(MIGRATIONS)).up("0002_people")
        values = ", ".join([database.param] * 5)
        insert = "INSERT INTO register_change (change_seq, register, row_key, line, recorded_at)"
        for number, home in enumerate((HOME, MOVED), start=1):
            database.execute_sql(f"{insert} VALUES ({values})", (number, "household", home.id, _old_line(home), 7))
    database.close_all() if isinstance(database, PooledDatabase) else database.close()
    with closing(reopen()) as central, central.database.connection_context():
        assert [None, line_of(HOME), line_of(MOVED)] == [row_as_of("household", HOME.id, at) for at in range(3)]
        row = RegisterHistory.get(RegisterHistory.change_seq == 1)
        assert (2, 7, to_line(line_of(HOME))) == (row.until_seq, row.recorded_at, bytes(row.line or b""))


def _old_line(home: Household) -> bytes:
    """As head office wrote it before."""
    return dump({"table": "household", "row": encode(home)})
