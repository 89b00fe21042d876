"""A till whose every verb goes through the journal into a ledger on the disk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from branch_app.domain.deciders.counter import Counter
from branch_app.domain.log import events
from branch_app.domain.rules.policies import Policies
from branch_app.domain.values.identifiers import RequestId
from branch_app.ports import Ledger
from branch_app.usecases.journal import Journal, Versions
from tests.fakes.played_log import CLERK, MORNING, TABLES
from tests.fakes.tables import always, tables
from tests.fakes.till import Till


class TillClock:
    """Goes with the till's own time."""

    def __init__(self) -> None:
        self.moment = MORNING

    def now(self) -> datetime:
        """Wall time."""
        return self.moment

    def monotonic_ms(self) -> int:
        """Since the first morning."""
        return (self.moment - MORNING) // timedelta(milliseconds=1)

    def boot_id(self) -> str:
        """One boot."""
        return "boot-1"


class SmallTables:
    """What the till's entries say they were made by."""

    def current(self) -> Policies:
        """Always."""
        return always(tables(TABLES))


@dataclass(slots=True)
class LedgerTill(Till):
    """``journal`` and its ``clock``; the state is what the journal folded from the ledger."""

    journal: Journal | None = None
    clock: TillClock | None = None

    @classmethod
    def on(cls, ledger: Ledger) -> "LedgerTill":
        """Of an empty log, or of one that was left at some point."""
        clock = TillClock()
        return cls(journal=Journal(ledger, clock, Versions("0.1.0", SmallTables()), CLERK), clock=clock)

    def do(self, decision: Callable[[Counter], Sequence[events.Event]]) -> tuple[events.Event, ...]:
        """Decide in the ledger's own transaction."""
        assert self.journal is not None
        assert self.clock is not None
        self.now += timedelta(seconds=1)
        self.clock.moment = self.now
        decided = self.journal.decide(RequestId(f"request-{len(self.entries)}"), decision)
        self.entries += decided
        self.state = self.journal.state
        return tuple(entry.event for entry in decided)

    def add(self, *happened: events.Event) -> None:
        """As one decision."""
        self.do(lambda _state: happened)
