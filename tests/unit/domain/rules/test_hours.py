"""開設時間: the shipped hours in the paper's world, and how rows of several kinds meet on one day."""

from datetime import datetime

import pytest

from branch_app.domain.errors import BadInput
from branch_app.domain.rules.hours import OpenState
from tests.fakes.tables import shipped, tables

OFFICES = "code,name,kind,valid_from,valid_until\nW01,区,区役所,,\n"
HOURS = (
    "office_kind,channel,days,opens,closes,valid_from,valid_until\n"
    "区役所,counter,weekday,08:30,17:00,,2012-03-31\n"
    "区役所,counter,saturday_2_4,08:30,12:30,,\n"
    "区役所,counter,weekday,09:00,17:00,2012-04-01,\n"
)
OPENINGS = (
    "office,channel,day,opens,closes\nW01,counter,2012-03-25,09:00,12:00\nW01,counter,2012-01-02,10:00,11:00\n"
)
CLOSURES = "reason,valid_from,valid_until\nyear_end,2011-12-29,2012-01-03\n"
HOLIDAYS = "day,name\n2012-03-20,春分の日\n2012-04-30,振替休日\n2011-12-23,天皇誕生日\n"


@pytest.mark.parametrize(
    ("office", "channel", "moment", "state"),
    [
        ("C06", "kiosk", "2012-03-15T07:29", OpenState.CLOSED),
        ("C06", "kiosk", "2012-03-15T07:30", OpenState.OPEN),
        ("C06", "kiosk", "2012-03-15T18:59", OpenState.OPEN),
        ("C06", "kiosk", "2012-03-15T19:00", OpenState.CLOSED),
        ("W06", "kiosk", "2012-03-15T08:29", OpenState.CLOSED),
        ("W06", "kiosk", "2012-03-15T08:30", OpenState.OPEN),
        ("L02", "kiosk", "2012-03-15T08:30", OpenState.OPEN),
        ("C06", "kiosk", "2012-03-18T08:59", OpenState.CLOSED),
        ("C06", "kiosk", "2012-03-18T09:00", OpenState.OPEN),
        ("C06", "kiosk", "2012-03-20T08:00", OpenState.CLOSED),
        ("C06", "kiosk", "2012-03-20T09:00", OpenState.OPEN),
        ("C06", "kiosk", "2011-12-29T12:00", OpenState.CLOSED),
        ("C06", "kiosk", "2012-01-03T12:00", OpenState.CLOSED),
        ("C06", "kiosk", "2012-01-04T12:00", OpenState.OPEN),
        ("L01", "kiosk", "2012-04-02T12:00", OpenState.OPEN),
        ("W06", "counter", "2012-03-10T08:30", OpenState.OPEN),
        ("W06", "counter", "2012-03-10T12:30", OpenState.CLOSED),
        ("W06", "counter", "2012-03-24T08:30", OpenState.OPEN),
        ("W06", "counter", "2012-03-17T09:00", OpenState.CLOSED),
        ("B01", "counter", "2012-03-10T09:00", OpenState.CLOSED),
        ("L01", "counter", "2012-04-02T12:00", OpenState.UNKNOWN),
    ],
)
def test_the_hours_of_the_paper(office: str, channel: str, moment: str, state: OpenState) -> None:
    """Corners from 7:30, weekends and 祝日 from 9:00, all until 19:00; ward windows on the 2nd and 4th Saturday."""
    held, now = shipped(), datetime.fromisoformat(moment)
    assert state is held.open_state(held.office(office, now.date()), channel, now)


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2012-03-30T08:30", OpenState.OPEN),
        ("2012-04-02T08:30", OpenState.CLOSED),
        ("2012-04-02T09:00", OpenState.OPEN),
        ("2012-03-20T09:00", OpenState.CLOSED),
        ("2012-03-25T09:00", OpenState.OPEN),
        ("2012-03-25T12:00", OpenState.CLOSED),
        ("2012-01-02T10:30", OpenState.OPEN),
        ("2012-01-03T10:30", OpenState.CLOSED),
    ],
)
def test_the_most_particular_row_decides(moment: str, state: OpenState) -> None:
    """臨時開設 before 年末年始 before 祝日; hours change with their dates."""
    held = tables(offices=OFFICES, hours=HOURS, openings=OPENINGS, closures=CLOSURES, holidays=HOLIDAYS)
    now = datetime.fromisoformat(moment)
    assert state is held.open_state(held.office("W01", now.date()), "counter", now)


def test_a_year_without_holidays_is_not_known() -> None:
    """A table that ends says nothing about the years after it; a single opening it knows all the same."""
    opening = "office,channel,day,opens,closes\nW01,counter,2013-05-05,09:00,12:00\n"
    held = tables(offices=OFFICES, hours=HOURS, openings=opening, closures=CLOSURES, holidays=HOLIDAYS)
    states = [
        held.open_state(held.office("W01", now.date()), "counter", now)
        for now in (datetime(2013, 5, 6, 10, 0), datetime(2013, 5, 5, 10, 0))  # noqa: DTZ001 - the city's time
    ]
    assert [OpenState.UNKNOWN, OpenState.OPEN] == states


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("hours", "区役所,counter,weekday,17:00,08:30,,\n"),
        ("hours", "区役所,counter,someday,08:30,17:00,,\n"),
        ("openings", "W99,counter,2012-03-25,09:00,12:00\n"),
    ],
)
def test_hours_that_mean_nothing_are_named(table: str, row: str) -> None:
    """Closed before it opens, on days nobody knows, at an office there is not."""
    given = {"offices": OFFICES, "hours": HOURS, "openings": OPENINGS}
    lines = given[table].count("\n") + 1
    with pytest.raises(BadInput) as refusal:
        tables(**given | {table: given[table] + row})
    assert {"at": f"{table}:{lines}"} == refusal.value.facts
