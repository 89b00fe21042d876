"""Records as rows."""

from dataclasses import replace
from typing import get_args

import pytest

from branch_app.domain.errors import BadInput
from branch_app.domain.records.register_rows import RegisterLine, line_of, record_of
from branch_app.domain.records.register_tables import TABLES, Column, ColumnKind
from branch_app.domain.records.registers import RegisterRow
from tests.fakes.register_records import RECORDS

_TYPES = {ColumnKind.TEXT: str, ColumnKind.INTEGER: int, ColumnKind.BLOB: bytes}


def test_every_kind_of_record_is_among_the_examples() -> None:
    """A new kind needs an example here, else the tests below say nothing of it."""
    assert set(get_args(RegisterRow)) == {type(record) for record in RECORDS}
    assert list(TABLES) == [line_of(record).table for record in RECORDS]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_a_record_survives_its_row(record: RegisterRow) -> None:
    """Nothing is lost and nothing bent, variation selectors included."""
    assert record == record_of(line_of(record))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_a_row_fits_its_columns(record: RegisterRow) -> None:
    """As many values as columns, each of the column's kind."""
    line = line_of(record)
    table = TABLES[line.table]
    assert _fits(table.columns, line.row)
    assert line.companions == () or table.companions is not None
    assert all(_fits(table.companions.columns, row) for row in line.companions if table.companions)


def test_a_row_that_says_nothing_is_refused() -> None:
    """A seal whose ink was cut short, a day that no calendar has."""
    seal = line_of(next(record for record in RECORDS if line_of(record).table == "seal"))
    for row in ((*seal.row[:-1], b"\0"), (*seal.row[:2], "2026-02-30", *seal.row[3:])):
        with pytest.raises(BadInput):
            record_of(RegisterLine("seal", row))


def test_the_key_is_the_first_column() -> None:
    """What a change names a row by."""
    household = line_of(RECORDS[0])
    assert "H1000001" == household.key
    assert "H2" == replace(household, row=("H2", *household.row[1:])).key


def _fits(columns: tuple[Column, ...], row: tuple[object, ...]) -> bool:
    return len(columns) == len(row) and all(
        (value is None and column.optional) or type(value) is _TYPES[column.kind]
        for column, value in zip(columns, row, strict=True)
    )
