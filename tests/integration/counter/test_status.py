"""The status bar on a real device: every lamp goes off for its own reason and for no other."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from branch_app.domain.errors import DataStale
from branch_app.domain.log.checkpoint import Checkpoint
from branch_app.domain.log.note import Note, Signature
from branch_app.domain.records.registers import Restrictions
from branch_app.domain.rules.hours import OpenState
from branch_app.domain.rules.policies import Policies
from branch_app.usecases.accept import accept
from branch_app.usecases.desk import Desk
from branch_app.usecases.device_status import PrinterStatus, ReaderStatus
from branch_app.usecases.level import Level
from branch_app.usecases.line_status import LineStatus
from branch_app.usecases.status import ClockState, ClockStatus, CounterStatus, PaperStatus, status_of
from tests.fakes.branch import OPENED, STOCK, SetClock
from tests.fakes.clerk import SHEETS


def look(desk: Desk) -> CounterStatus:
    """Line and devices not looked at."""
    return status_of(desk, LineStatus(), ReaderStatus(), PrinterStatus())


def ages(desk: Desk) -> dict[str, tuple[Level, int]]:
    """Level and hours of every register."""
    return {each.register: (each.level, each.age_hours) for each in look(desk).data}


def test_a_fresh_morning(desk: Desk) -> None:
    """Data of this hour, paper, a right clock; the log is not witnessed, so it is not green."""
    status = look(desk)
    assert {"restrictions", "resident", "seal", "card"} == set(ages(desk))
    assert {(Level.GOOD, 0)} == set(ages(desk).values())
    assert PaperStatus(Level.GOOD, STOCK, SHEETS) == status.paper
    assert ClockStatus(Level.GOOD, ClockState.RIGHT, 0) == status.clock
    assert (Level.NOTICE, 0, desk.journal.state.size) == (
        status.log.level,
        status.log.witnessed,
        status.log.pending,
    )
    assert (LineStatus(), ReaderStatus(), PrinterStatus()) == (status.line, status.reader, status.printer)


def test_a_witnessed_log_is_green_until_the_next_entry(desk: Desk) -> None:
    """The receipt in the real file is the measure."""
    ledger = desk.journal.ledger
    head = ledger.head()
    signature = Signature(ledger.origin, b"\1\2\3\4", bytes(64))
    checkpoint = Checkpoint(ledger.origin, head.size, head.root)
    ledger.keep_receipt(Note(checkpoint.text, (signature,)).to_bytes().decode())
    assert (Level.GOOD, 0) == (look(desk).log.level, look(desk).log.pending)
    accept(desk, "1", desk.new_request())
    assert Level.NOTICE is look(desk).log.level


@pytest.mark.parametrize(
    ("hours", "level"), [(18, Level.GOOD), (19, Level.NOTICE), (24, Level.NOTICE), (25, Level.BAD)]
)
def test_a_register_warns_before_it_stops(desk: Desk, clock: SetClock, hours: int, level: Level) -> None:
    """Restrictions, 24 h: a notice after three quarters, bad past the limit; the others stay good."""
    clock.advance(timedelta(hours=hours))
    assert (level, hours) == ages(desk)["restrictions"]
    assert Level.GOOD is ages(desk)["resident"][0]


def test_what_was_never_loaded_is_not_fresh(desk: Desk) -> None:
    """A missing list or register is bad, and has no age."""

    class Nothing:
        def current(self) -> Restrictions:
            raise DataStale(register="restrictions")

        def versions(self) -> None:
            raise DataStale(register="all")

    bare = replace(desk, restrictions=Nothing(), register=Nothing())
    assert {(Level.BAD, None)} == {(each.level, each.as_of) for each in look(bare).data}


def test_without_tables_nothing_has_a_limit(desk: Desk) -> None:
    """One bad line instead of ages that nobody can judge; the bar goes on."""

    class Nothing:
        def current(self) -> Policies:
            return Policies()

    bare = look(replace(desk, policies=Nothing()))
    assert [(Level.BAD, "policy", None)] == [(each.level, each.register, each.as_of) for each in bare.data]
    assert OpenState.UNKNOWN is bare.hours


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2026-11-24T18:59", OpenState.OPEN),
        ("2026-11-24T19:00", OpenState.CLOSED),
        ("2026-11-25T07:29", OpenState.CLOSED),
        ("2026-11-25T07:30", OpenState.OPEN),
        ("2026-12-29T10:00", OpenState.CLOSED),
    ],
)
def test_outside_its_hours_the_office_says_so(desk: Desk, clock: SetClock, moment: str, state: OpenState) -> None:
    """A word to the clerk, by the office's hours and its days closed."""
    clock.advance(datetime.fromisoformat(moment).replace(tzinfo=OPENED.tzinfo) - clock.now())
    assert state is look(desk).hours


def test_a_form_is_accepted_outside_the_hours_too(desk: Desk, clock: SetClock) -> None:
    """Somebody stands there."""
    clock.advance(datetime.fromisoformat("2026-11-24T19:00").replace(tzinfo=OPENED.tzinfo) - clock.now())
    assert OpenState.CLOSED is look(desk).hours
    assert accept(desk, "1", desk.new_request())


def test_paper_runs_out(desk: Desk) -> None:
    """A stock nobody loaded is told from an empty one by its count."""
    assert PaperStatus(Level.BAD, "plain", None) == look(replace(desk, stock="plain")).paper


def test_a_clock_that_went_back_says_by_how_much(desk: Desk, clock: SetClock) -> None:
    """Twenty minutes behind the last entry."""
    clock.wall = OPENED - timedelta(minutes=20)
    assert ClockStatus(Level.BAD, ClockState.BEHIND, 20) == look(desk).clock


def test_a_clock_that_jumped_ahead_says_by_how_much(desk: Desk, clock: SetClock) -> None:
    """The wall moved an hour, the monotonic clock did not."""
    clock.wall += timedelta(hours=1)
    assert ClockStatus(Level.BAD, ClockState.AHEAD, 60) == look(desk).clock
