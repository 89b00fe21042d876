"""A log in memory: whatever is decided is stamped, folded and kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from branch_app.domain.deciders.counter import Counter, evolve
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry, Stamp
from branch_app.domain.values.identifiers import (
    Commitment,
    Pseudonym,
    RequestId,
)

TOKYO = ZoneInfo("Asia/Tokyo")
MORNING = datetime(2026, 11, 24, 8, 30, tzinfo=TOKYO)
CLERK, SUPERVISOR = Pseudonym("01" * 16), Pseudonym("02" * 16)
CITIZEN = Pseudonym("03" * 16)
SEALED = Commitment("ab" * 32)
PAPER, PRINTER = "security", "tray-1"
TABLES = "2026-11-01.1"
LISTED = events.DataUsed("restrictions", 0, 1, MORNING.isoformat())
RESIDENTS = events.DataUsed("resident", 1, 1, MORNING.isoformat())


@dataclass(slots=True)
class PlayedLog:
    """A log and what it adds up to; ``now`` moves one second an entry."""

    state: Counter = field(default_factory=Counter)
    entries: list[Entry] = field(default_factory=list)
    now: datetime = MORNING
    tables: str = TABLES

    def do(self, decision: Callable[[Counter], Sequence[events.Event]]) -> tuple[events.Event, ...]:
        """Decide over the state and fold the answer."""
        decided = tuple(decision(self.state))
        self.add(*decided)
        return decided

    def add(self, *happened: events.Event) -> None:
        """Fold events as entries; all or none."""
        entries = []
        state = self.state
        for event in happened:
            entries.append(self.entry(event, state.size))
            state = evolve(state, entries[-1])
        self.state = state
        self.entries += entries

    def entry(self, event: events.Event, seq: int, operator: Pseudonym = CLERK) -> Entry:
        """The event as the entry ``seq``, a second later than the last."""
        self.now += timedelta(seconds=1)
        elapsed = int((self.now - MORNING).total_seconds() * 1000)
        wall = self.now.isoformat(timespec="milliseconds")
        stamp = Stamp(wall, elapsed, "boot-1", wall, "0.1.0", self.tables, operator)
        return Entry(seq, RequestId(f"request-{seq}"), stamp, event)
