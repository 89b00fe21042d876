"""A log of years in minutes: days of real entries, written once by a real counter and then told again and again.

A pattern is the entries of one citizen, from 受付 to 交付. Each telling has names, numbers and sheets of its own,
and the deciders' own folds go over every entry, so that the log is one that could have happened. Opening and close
of each day are decided, not copied. Openings are left out: nobody could open them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

from branch_app.demo.people import cash
from branch_app.domain.deciders import day, drawer, sheets
from branch_app.domain.deciders.counter import Counter, fold
from branch_app.domain.deciders.sheets import sheet_number
from branch_app.domain.log.entry import Entry, Stamp
from branch_app.domain.log.events import ApplicationAccepted, CashCount, Event, JobPrepared
from branch_app.domain.values.identifiers import Pseudonym, RequestId
from branch_app.domain.values.money import DENOMINATIONS
from branch_app.usecases.stored_state import keep
from db.ledger import SqlLedger

ISSUES_A_DAY = 2_000
FLOAT_YEN = 30_000
_SECOND = Pseudonym("f" * 32)
_BATCH = 50


_NAMES = ("application", "item", "job")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One citizen's entries, and how many sheets of which stock they took."""

    entries: tuple[Entry, ...]
    stock: str
    sheets: int

    @classmethod
    def of(cls, entries: Sequence[Entry], stock: str) -> "Pattern":
        """The last citizen's of a real counter's log."""
        last = next(named for entry in reversed(entries) if (named := _named(entry, "application")))
        jobs = {_named(entry, "job") for entry in entries if _named(entry, "application") == last} - {""}
        theirs = tuple(
            entry for entry in entries if _named(entry, "application") == last or _named(entry, "job") in jobs
        )
        taken = {sheet for entry in theirs for sheet in getattr(entry.event, "sheets", ())}
        return cls(theirs, stock, len(taken))

    def told(self, number: int, state: Counter, first_sheet: int) -> tuple[Entry, ...]:
        """Once more, as the citizen's of that number."""
        words: dict[str, str] = {}
        for entry in self.entries:
            for name in filter(None, (_named(entry, kind) for kind in _NAMES)):
                words[name] = f"{name[:23]}-{number:012d}"
            for at, sheet in enumerate(getattr(entry.event, "sheets", ())):
                words[sheet] = sheet_number(self.stock, first_sheet + at)
            if isinstance(entry.event, JobPrepared):
                running = f"{entry.event.number.rpartition('-')[0]}-{state.issuance.next_running:06d}"
                words[entry.event.number] = running
            if isinstance(entry.event, ApplicationAccepted):
                words[entry.event.form] = f"bench-{number}"
        return tuple(
            Entry(state.size + at, RequestId(f"{number:032x}"), entry.stamp, _told(entry.event, words, state))
            for at, entry in enumerate(self.entries)
        )


def _told(event: Event, words: Mapping[str, str], state: Counter) -> Event:
    renamed: Event = _renamed(event, words)
    if isinstance(renamed, JobPrepared):
        return replace(renamed, running=state.issuance.next_running)
    return renamed


def _named(entry: Entry, kind: str) -> str:
    return str(getattr(entry.event, kind, ""))


def _renamed(value: Any, words: Mapping[str, str]) -> Any:  # noqa: ANN401 - any field of an event
    if isinstance(value, str):
        return words.get(value, value)
    if isinstance(value, tuple):
        return tuple(_renamed(each, words) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _renamed(getattr(value, each.name), words) for each in fields(value)})
    return value


@dataclass(slots=True)
class Years:
    """Days written to one log, ending before ``today``."""

    ledger: SqlLedger
    pattern: Pattern
    stamp: Stamp
    state: Counter
    told: int = 0

    def fill(self, entries: int, today: date, build: str) -> None:
        """Closed days until the log has so many entries; the state is kept as a counter would have kept it."""
        days = (entries - self.state.size) // (len(self.pattern.entries) * ISSUES_A_DAY) + 1
        for back in range(days, 0, -1):
            self.open(today - timedelta(days=back))
            left = (entries - self.state.size) // len(self.pattern.entries)
            self.issue(min(ISSUES_A_DAY, max(left, 1)))
            self.close()
        keep(self.ledger, self.state, build)

    def open(self, on: date) -> None:
        """開始, with paper for the day."""
        self._decided(day.open_day(self.state.day, on, FLOAT_YEN))
        stock = self.state.sheets.stocks.get(self.pattern.stock)
        first = stock.next_number + stock.rest if stock else 1
        count = max(1, self.pattern.sheets * ISSUES_A_DAY)
        self._decided(sheets.receive(self.state.sheets, self.pattern.stock, first, count, numbered=True))

    def issue(self, citizens: int) -> None:
        """So many, some in each transaction."""
        done = 0
        while done < citizens:
            batch: list[Entry] = []
            for _ in range(min(_BATCH, citizens - done)):
                stock = self.state.sheets.stocks[self.pattern.stock]
                batch += self._folded(self.pattern.told(self.told, self.state, stock.next_number))
                self.told += 1
                done += 1
            self._write(batch)

    def close(self) -> None:
        """Counted and closed by two."""
        pieces = cash(self.state.drawer.expected_yen, DENOMINATIONS)
        counts = [CashCount(denomination, number) for denomination, number in pieces.items()]
        self._decided(drawer.count(self.state.drawer, counts, None))
        state = self.state
        self._decided(
            day.close_day(state.day, state.issuance, state.drawer, state.sheets, self.stamp.operator, _SECOND)
        )

    def _decided(self, events: Sequence[Event]) -> None:
        request = RequestId(f"{self.state.size:032x}")
        self._write(
            self._folded(
                tuple(Entry(self.state.size + at, request, self.stamp, event) for at, event in enumerate(events))
            )
        )

    def _folded(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        self.state = fold(entries, self.state)
        return entries

    def _write(self, entries: Sequence[Entry]) -> None:
        with self.ledger.exclusive() as writer:
            writer.append(entries, ())
