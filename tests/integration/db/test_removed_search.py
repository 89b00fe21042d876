"""除票 are found by name, birth and 宛名番号, beside the search of residents."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from branch_app.domain.records.register_rows import RegisterLine, line_of
from branch_app.domain.records.registers import COUNTED, RegisterRow
from branch_app.domain.records.resident import Removal, RemovedResident
from branch_app.domain.values.query import parse_query
from db.generations import RegisterFolder
from db.register import SqlRegister
from db.replica import StoredReplica
from tests.fakes.device import ignore_progress
from tests.fakes.register_records import HEAD, HOME
from tests.fakes.register_source import MemorySource

PEOPLE = (
    ("9200000001", "佐藤\u3000太郎", "サトウ\u3000タロウ", date(1975, 4, 1), Removal.MOVED),
    ("9200000002", "佐藤\u3000花子", "サトウ\u3000ハナコ", date(1980, 2, 29), Removal.DEATH),
    ("9200000003", "佐藤井\u3000太一", "サトウイ\u3000タイチ", date(1975, 12, 31), Removal.OFFICIAL),
    ("9200000004", "髙橋\u3000健一", "タカハシ\u3000ケンイチ", date(1962, 7, 7), Removal.MOVED),
    ("9200000005", "SANTOS\u3000ANA", "サントス\u3000アナ", date(1988, 8, 8), Removal.MOVED),
)


def removed() -> Iterator[RemovedResident]:
    """Those five; the first came back and left again."""
    for number, name, kana, birth, why in PEOPLE:
        person = replace(HEAD, id=number, name=name, kana=kana, birth=birth)
        yield RemovedResident(person, HOME.address, HOME.head, why, date(2024, 5, 6), None)
        if number == PEOPLE[0][0]:
            yield RemovedResident(person, HOME.address, HOME.head, why, date(2026, 1, 2), None)


def built(folder: RegisterFolder, *rows: RegisterRow | RegisterLine, tables: tuple[str, ...]) -> SqlRegister:
    """A replica that holds those tables."""
    source = MemorySource(tables=tables)
    source.change(HOME, *rows)
    StoredReplica(folder).build(source, source.offer(), ignore_progress)
    return folder.open()


@pytest.fixture
def register(folder: RegisterFolder) -> Iterator[SqlRegister]:
    """Of a ward office."""
    opened = built(folder, *removed(), tables=("household", "removed_resident"))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("さとう", ["佐藤太郎2024", "佐藤太郎2026", "佐藤花子2024", "佐藤井太一2024"]),
        ("sato hana", ["佐藤花子2024"]),
        ("佐藤", ["佐藤太郎2024", "佐藤太郎2026", "佐藤花子2024", "佐藤井太一2024"]),
        ("佐藤 花", ["佐藤花子2024"]),
        ("高橋", ["髙橋健一2024"]),
        ("サトウハナ", ["佐藤花子2024"]),
        ("santos", ["SANTOSANA2024"]),
        ("santos a", ["SANTOSANA2024"]),
        ("sato s50.4.1", ["佐藤太郎2024", "佐藤太郎2026"]),
        ("s37.7.7", ["髙橋健一2024"]),
        ("9200000001", ["佐藤太郎2024", "佐藤太郎2026"]),
        ("9200000009", []),
        ("菅6-12", []),
        ("すずき", []),
    ],
)
def test_who_left_is_found(register: SqlRegister, typed: str, found: list[str]) -> None:
    """In the order of names, each time once; addresses are no way to them."""
    rows = register.search_removed(parse_query(typed), 50).rows
    order = [f"{row.name.replace(chr(0x3000), '')}{row.removed.year}" for row in rows]
    assert found == order


def test_a_row_says_who_when_and_why(register: SqlRegister) -> None:
    """Enough to tell people and their 除票 apart."""
    (row,) = register.search_removed(parse_query("さとう はな"), 50).rows
    assert ("9200000002", date(1980, 2, 29), Removal.DEATH, date(2024, 5, 6)) == (
        row.id, row.birth, row.removal, row.removed
    )  # fmt: skip


def test_the_first_are_shown_and_the_others_counted(folder: RegisterFolder) -> None:
    """Beyond a thousand nobody counts."""
    many = (
        RemovedResident(replace(HEAD, id=f"{9300000000 + number}"), "", "", Removal.MOVED, date(2024, 5, 6), None)
        for number in range(COUNTED + 20)
    )
    register = built(folder, *many, tables=("household", "removed_resident"))
    found = register.search_removed(parse_query("わたなべ"), 5)
    assert (5, COUNTED + 1) == (len(found.rows), found.more)
    register.close()


def test_an_office_that_holds_no_removed_finds_none(folder: RegisterFolder) -> None:
    """A corner's replica has no such rows."""
    register = built(folder, *removed(), tables=("household",))
    assert () == register.search_removed(parse_query("さとう"), 50).rows
    register.close()


def test_who_is_put_right_at_head_office_is_found_as_they_are(folder: RegisterFolder) -> None:
    """A delta that changes or takes away a 除票 changes what is found."""
    source = MemorySource(tables=("household", "removed_resident"))
    first, *_ = removed()
    source.change(HOME, first)
    replica = StoredReplica(folder)
    replica.build(source, source.offer(), ignore_progress)
    register = folder.open()
    source.change(
        replace(first, resident=replace(first.resident, name="鈴木\u3000太郎", kana="スズキ\u3000タロウ"))
    )
    _follow(replica, source)
    assert (0, 1) == tuple(len(register.search_removed(parse_query(typed), 5).rows) for typed in ("佐藤", "鈴木"))
    source.remove("removed_resident", line_of(first).key)
    _follow(replica, source)
    assert () == register.search_removed(parse_query("鈴木"), 5).rows
    register.close()


def test_one_whose_record_cannot_be_read_is_found_all_the_same(folder: RegisterFolder) -> None:
    """The certificate will be refused by name; that there is such a 除票 is no secret."""
    first, *_ = map(line_of, removed())
    register = built(folder, replace(first, row=(*first.row[:-1], "{}")), tables=("household", "removed_resident"))
    (row,) = register.search_removed(parse_query("佐藤"), 5).rows
    assert (PEOPLE[0][0], Removal.OFFICIAL) == (row.id, row.removal)
    register.close()


def _follow(replica: StoredReplica, source: MemorySource) -> None:
    position = replica.position()
    assert position is not None
    replica.apply(source.delta(position))
