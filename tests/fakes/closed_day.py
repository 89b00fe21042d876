"""The log of a day on which nothing was asked for: enrolled, opened, counted, closed."""

from datetime import date

from branch_app.domain.deciders import day, drawer
from branch_app.domain.deciders.counter import Counter, evolve
from branch_app.domain.log.entry import Entry, Stamp
from branch_app.domain.log.events import CashCount, DeviceEnrolled, Event
from branch_app.domain.values.identifiers import Pseudonym, RequestId

_CLERK, _SUPERVISOR = Pseudonym("0" * 32), Pseudonym("1" * 32)


def closed_day(business_date: date, tables: str) -> list[Entry]:
    """Its entries, from 0."""
    wall = f"{business_date}T08:00:00+09:00"
    stamp = Stamp(wall, 0, "boot", wall, "test", tables, _CLERK)
    entries: list[Entry] = []
    state = Counter()

    def add(events: tuple[Event, ...]) -> None:
        nonlocal state
        for event in events:
            entries.append(Entry(len(entries), RequestId(f"r{len(entries)}"), stamp, event))
            state = evolve(state, entries[-1])

    add((DeviceEnrolled("C06", "C06-1", 1),))
    add(day.open_day(state.day, business_date, 500))
    add(drawer.count(state.drawer, [CashCount(100, 5)], None))
    add(day.close_day(state.day, state.issuance, state.drawer, state.sheets, _CLERK, _SUPERVISOR))
    return entries
