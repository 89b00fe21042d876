"""What a replica may hold."""

from datetime import date
from itertools import product

import pytest

from branch_app.domain.records.koseki import KosekiState
from branch_app.domain.records.register_rows import line_of
from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.rules.register_faults import fault_of
from branch_app.domain.rules.replica import Share
from branch_app.domain.rules.tables import Office, Tables
from branch_app.domain.rules.tax_year import latest_fiscal_year
from branch_app.domain.values.validity import Validity
from tests.fakes.register_records import FAMILY, HOME, RECORDS
from tests.fakes.tables import shipped

_TODAY, _THEN = date(2026, 11, 26), date(2012, 3, 15)
_WARD, _CORNER = "区役所", "行政サービスコーナー"


@pytest.fixture
def tables() -> Tables:
    """The shipped ones."""
    return shipped()


def shares(tables: Tables, kind: str, channel: str, day: date) -> dict[str, Share]:
    """Of a made-up office of that kind."""
    office = Office("X01", "見本", kind, Validity(date.min, date.max))
    return dict(tables.shares(office, channel, day))


def test_a_ward_office_holds_everything_a_corner_less(tables: Tables) -> None:
    """除票, 除籍, notices and older 年度 are a ward office's (domain.md section 1)."""
    ward, corner = shares(tables, _WARD, "counter", _TODAY), shares(tables, _CORNER, "counter", _TODAY)
    assert set(TABLES) - {"alien"} == set(ward)
    assert {"removed_resident", "status_notice"} == set(ward) - set(corner)
    closed = line_of(FAMILY)
    closed = type(closed)(closed.table, (closed.row[0], KosekiState.REMOVED.value, *closed.row[2:]))
    assert closed == ward["koseki"].cut(closed)
    assert corner["koseki"].cut(closed) is None
    assert line_of(FAMILY) == corner["koseki"].cut(line_of(FAMILY))


def test_the_alien_register_ends(tables: Tables) -> None:
    """Copied to 2012-07-08, the last day that it is certified."""
    assert "alien" in shares(tables, _CORNER, "counter", date(2012, 7, 8))
    assert "alien" not in shares(tables, _CORNER, "counter", date(2012, 7, 9))


def test_a_terminal_does_not_hold_the_code(tables: Tables) -> None:
    """行政サービス端末: 住民票コード is emptied, the row stays sound."""
    cut = shares(tables, _CORNER, "kiosk", _TODAY)["household"].cut(line_of(HOME))
    assert cut is not None
    assert ["", ""] == [row[13] for row in cut.companions]
    assert fault_of(cut) is None
    assert [row[:13] for row in line_of(HOME).companions] == [row[:13] for row in cut.companions]


@pytest.mark.parametrize(("day", "year"), [(date(2026, 5, 31), 2025), (date(2026, 6, 1), 2026)])
def test_the_newest_fiscal_year_switches_in_june(tables: Tables, day: date, year: int) -> None:
    """A corner has that one only."""
    assert year == latest_fiscal_year(day)
    tax = line_of(RECORDS[5])
    corner = shares(tables, _CORNER, "counter", day)["tax"]
    assert (tax if year == 2026 else None) == corner.cut(tax)


def test_offices_with_the_same_share_have_the_same_name_for_it(tables: Tables) -> None:
    """Two corners get the same chunks; a ward office and a terminal others."""
    texts = {
        (kind, channel): "\n".join(share.text for share in shares(tables, kind, channel, _THEN).values())
        for kind, channel in product((_WARD, "支所", _CORNER, "連絡所"), ("counter", "kiosk"))
    }
    assert texts[_WARD, "counter"] == texts["支所", "counter"]
    assert texts[_CORNER, "counter"] == texts["連絡所", "counter"]
    assert 3 == len(set(texts.values()))


def test_an_office_that_the_table_does_not_name_holds_nothing(tables: Tables) -> None:
    """Least data: nothing unless said."""
    assert {} == shares(tables, "図書館", "counter", _TODAY)


def test_whatever_stands_anywhere_has_its_share(tables: Tables) -> None:
    """Every terminal of the table of devices, also where only a terminal is left (domain.md section 1)."""
    for day in (_THEN, _TODAY):
        for device in tables.devices_on(day, "kiosk"):
            office = tables.office(device.office, day)
            assert "household" in tables.shares(office, device.channel, day), (device.code, day)


def test_no_individual_number_in_any_column() -> None:
    """個人番号 has no place to stand in."""
    names = {
        column.name
        for table in TABLES.values()
        for column in (*table.columns, *(table.companions.columns if table.companions else ()))
    }
    assert not {name for name in names if "individual" in name or "kojin" in name or "my_number" in name}
