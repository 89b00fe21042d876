"""The device's log with its folded state: decide, append, evolve, in one exclusive transaction.

Two processes on one log cannot decide on a stale state: inside the transaction the fold first catches up with what
the other one wrote. The same request twice is one decision. Threads of one process wait for each other: the state
in memory must follow the log's own order too.

Log commit, then the second medium, then the effect: whoever called goes on only when both have it.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from branch_app.domain.deciders.counter import Counter, fold
from branch_app.domain.errors import MadoguchiError, MirrorError, StoreError
from branch_app.domain.log.commitment import Opening
from branch_app.domain.log.entry import Entry, Stamp
from branch_app.domain.log.events import Event
from branch_app.domain.rules.clock import judge
from branch_app.domain.values.identifiers import Pseudonym, RequestId
from branch_app.ports import Clock, Ledger, LedgerWriter, PolicyList
from branch_app.usecases.stored_state import keep, kept

_log = logging.getLogger(__name__)

_KEEP_EVERY = 2_000
"""Some 140 citizens' worth: what a start has to fold at most."""

Decision = Callable[[Counter], Sequence[Event]]

Refuse = Callable[[], None]
"""Raises when nothing may be decided here any more."""


@dataclass(frozen=True, slots=True)
class Versions:
    """What every entry says of the program and the tables that made it: those in force when it was written."""

    build: str
    policies: PolicyList

    def tables_on(self, day: date) -> str:
        """Never fails: what has happened is written down whatever the tables are."""
        return self.policies.current().label_on(day)


class Journal:
    """One operator's hand on the log; ``refuse`` is asked before every decision."""

    def __init__(
        self,
        ledger: Ledger,
        clock: Clock,
        versions: Versions,
        operator: Pseudonym,
        refuse: Refuse = lambda: None,
    ) -> None:
        self.ledger = ledger
        self._refuse = refuse
        self.operator = operator
        self._clock = clock
        self._versions = versions
        self._state = kept(ledger, versions.build)
        self._kept = self._state.size
        self._doubt: MadoguchiError | None = None
        # Held from the fold to the assignment, the transaction inside it: a thread that committed first would
        # otherwise put its older state over a newer one.
        self._turn = threading.Lock()

    @property
    def state(self) -> Counter:
        """As of the last commit of this process; ``refresh`` sees others' too."""
        return self._state

    def refresh(self) -> Counter:
        """Fold what is committed."""
        with self._turn:
            size = self.ledger.head().size
            if size > self._state.size:
                leaves = self.ledger.leaves(self._state.size, size)
                self._hold(fold(map(Entry.from_bytes, leaves), self._state))
            return self._state

    def distrust(self, error: MadoguchiError) -> None:
        """The log was read again and is not what was written: nothing is decided on it any more."""
        self._doubt = error

    def decide(
        self,
        request: RequestId,
        decision: Decision,
        openings: Sequence[Opening] = (),
        tables: str | None = None,
    ) -> tuple[Entry, ...]:
        """Take a decision under a believable clock and commit it.

        ``tables`` is the version it was made by, where it was made by tables: midnight may come in between.

        Raises:
            ClockError: the time cannot be believed; nothing was written.
            MirrorError: the second medium takes nothing. Noticed before, nothing was written; noticed after the
                commit, the same request finds what it wrote once the medium is back.
            TreeMismatch: the log is not what was written.
            DeviceLocked: head office trusts this device no more.
            MadoguchiError: whatever the decision refuses; nothing was written.
        """
        if self._doubt is not None:
            raise self._doubt
        self._refuse()
        self.ledger.mirror()
        entries = self._commit(request, decision, openings, self._judge_clock, tables)
        self.ledger.mirror()
        return entries

    def record(self, request: RequestId, decision: Decision, openings: Sequence[Opening] = ()) -> tuple[Entry, ...]:
        """Write down what has already happened (a paper came out, cash was counted), whatever the clock says.

        A second medium that takes nothing does not undo it either: the next decision waits until it does.
        """
        entries = self._commit(request, decision, openings, lambda _state: None, None)
        try:
            self.ledger.mirror()
        except MirrorError as error:
            _log.warning("the second medium stays behind: %s", error.code)
        return entries

    def _commit(
        self,
        request: RequestId,
        decision: Decision,
        openings: Sequence[Opening],
        guard: Callable[[Counter], None],
        tables: str | None,
    ) -> tuple[Entry, ...]:
        with self._turn:
            with self.ledger.exclusive() as writer:
                state = self._caught_up(writer)
                entries = tuple(writer.find(request))
                if not entries:
                    guard(state)
                    entries = self._stamped(request, state, decision(state), tables)
                    state = fold(entries, state)
                    writer.append(entries, openings)
            self._hold(state)
        return entries

    def _hold(self, state: Counter) -> None:
        """In memory, and every so often beside the log; one that cannot be kept costs the next start time."""
        self._state = state
        if state.size - self._kept < _KEEP_EVERY:
            return
        self._kept = state.size
        try:
            keep(self.ledger, state, self._versions.build)
        except StoreError as error:
            _log.warning("the state was not kept: %s", error.code)

    def _caught_up(self, writer: LedgerWriter) -> Counter:
        if writer.size == self._state.size:
            return self._state
        return fold(writer.entries(self._state.size), self._state)

    def _judge_clock(self, state: Counter) -> None:
        judge(state.last_stamp, self._clock.now(), self._clock.monotonic_ms(), self._clock.boot_id())

    def _stamped(
        self, request: RequestId, state: Counter, events: Sequence[Event], tables: str | None
    ) -> tuple[Entry, ...]:
        moment = self._clock.now()
        now = moment.isoformat(timespec="milliseconds")
        stamp = Stamp(
            wall=now,
            monotonic_ms=self._clock.monotonic_ms(),
            boot=self._clock.boot_id(),
            trusted=state.trusted or now,
            build=self._versions.build,
            tables=tables or self._versions.tables_on(moment.date()),
            operator=self.operator,
        )
        return tuple(Entry(state.size + index, request, stamp, event) for index, event in enumerate(events))
