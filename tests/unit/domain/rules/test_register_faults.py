"""Rows that nothing may be certified from."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from branch_app.domain.records.register_rows import Row, Value, line_of
from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.records.registers import RegisterRow
from branch_app.domain.rules.register_faults import fault_of, persons_of
from tests.fakes.register_records import ANA, FAMILY, HOME, RECORDS, SEAL, TARO

_MEMBER = TABLES["household"].companions
assert _MEMBER is not None
_PLACES = {column.name: place for place, column in enumerate(_MEMBER.columns)}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_a_sound_row_has_no_fault(record: RegisterRow) -> None:
    """Also one with a birth of unknown day, a foreign spouse and a 戸籍 that names somebody of no register."""
    assert fault_of(line_of(record)) is None


@pytest.mark.parametrize(
    ("fault", "column", "value"),
    [
        ("resident_id", "id", "91000001"),
        ("resident_id", "id", "９１００００１０１１"),
        ("character", "name", ""),
        ("character", "name", "見本\u202e太郎"),
        ("character", "kana", "ミホン\u200bタロウ"),
        ("sex", "sex", "不明"),
        ("relationship", "relationship", "12203"),
        ("relationship", "relationship", "2020202020"),
        ("juminhyo_code", "juminhyo_code", "24727059609"),
        ("day", "birth", "1945-02-30"),
        ("day", "address_since", "2001-13-01"),
    ],
)
def test_a_member_that_breaks_a_rule(fault: str, column: str, value: Value) -> None:
    """One wrong column of one member is named; the household stands aside whole."""
    line = line_of(HOME)
    wife = _with(line.companions[1], column, value)
    assert fault == fault_of(replace(line, companions=(line.companions[0], wife)))


@pytest.mark.parametrize(
    ("fault", "change"),
    [
        ("head", lambda members: members[1:]),
        ("head", lambda members: (members[0], members[0])),
        ("no_member", lambda _members: ()),
    ],
    ids=["none", "two", "nobody"],
)
def test_a_household_has_one_head(fault: str, change: Callable[[tuple[Row, ...]], tuple[Row, ...]]) -> None:
    """世帯主 missing or twice."""
    line = line_of(HOME)
    assert fault == fault_of(replace(line, companions=change(line.companions)))


@pytest.mark.parametrize(
    ("record", "place", "value", "fault"),
    [
        (SEAL, 0, "1000000065", "card_number"),
        (SEAL, 3, 100, "seal_size"),
        (SEAL, 5, 0, "seal_size"),
        (SEAL, 2, "1991-02-29", "day"),
        (FAMILY, 1, "不明", "state"),
        (FAMILY, 3, "", "character"),
        (RECORDS[1], 1, "91", "resident_id"),
        (RECORDS[1], 5, "2026-10-32", "day"),
        (RECORDS[5], 3, "滞納", "standing"),
        (RECORDS[6], 1, "", "resident_id"),
        (RECORDS[8], 0, "3000000094", "card_number"),
        (RECORDS[9], 2, "逮捕", "notice_kind"),
        (RECORDS[9], 3, "2024-02-30", "day"),
        (RECORDS[1], 2, "", "character"),
        (HOME, 1, "川崎市\u200b", "character"),
    ],
)
def test_other_rows(record: RegisterRow, place: int, value: Value, fault: str) -> None:
    """Number, size, day, state, standing, notice, character."""
    line = line_of(record)
    assert fault == fault_of(replace(line, row=(*line.row[:place], value, *line.row[place + 1 :])))


def test_a_replica_without_the_code_has_no_fault() -> None:
    """Where 住民票コード is not copied, its column is empty."""
    line = line_of(HOME)
    members = tuple(_with(member, "juminhyo_code", "") for member in line.companions)
    assert fault_of(replace(line, companions=members)) is None


def test_everybody_the_row_is_about() -> None:
    """These persons get no certificate while the row stands aside."""
    assert (TARO, ANA) == persons_of(line_of(HOME))
    assert (TARO,) == persons_of(line_of(FAMILY))
    assert {(TARO,), (ANA,)} == {persons_of(line_of(record)) for record in RECORDS if record not in (HOME, FAMILY)}


def _with(row: Row, column: str, value: Value) -> Row:
    place = _PLACES[column]
    return (*row[:place], value, *row[place + 1 :])
