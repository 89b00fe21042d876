"""Desk and line write one log from two threads of one process: nothing is lost, the state only moves forward."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event, Lock, Thread
from types import TracebackType

from branch_app.composition.device import Device
from branch_app.domain.log.events import RegisterSwitched
from branch_app.domain.values.identifiers import RequestId
from branch_app.ports import LedgerWriter
from branch_app.usecases.journal import Journal
from db.ledger import SqlLedger

_ROUNDS = 60
_EVENT = RegisterSwitched("resident", 1, 1, "2026-11-24T09:00:00+09:00", 1)


class _Overtaken:
    """The first transaction has committed and not come back yet when the other thread has its chance.

    The journal's own turn is kept; ``chance`` says that the other thread is through, or that it waits its turn.
    """

    def __init__(self, ledger: SqlLedger, other: Thread) -> None:
        self._ledger = ledger
        self._other = other
        self._turn = Lock()
        self.chance = Event()

    @contextmanager
    def exclusive(self) -> Iterator[LedgerWriter]:
        """As the ledger does, then let the other one try."""
        with self._ledger.exclusive() as writer:
            yield writer
        if self._other.ident is None:
            self._other.start()
            self.chance.wait()

    def mirror(self) -> None:
        """As the ledger does."""
        self._ledger.mirror()

    def __enter__(self) -> None:
        if self._other.ident is not None:
            self.chance.set()
        self._turn.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._turn.release()


def _record(journal: Journal, lane: str, together: Barrier) -> list[tuple[int, int]]:
    """What each of this thread's entries is, and how far the state reaches right after it."""
    together.wait()
    seen = []
    for turn in range(_ROUNDS):
        (entry,) = journal.record(RequestId(f"{lane}-{turn}"), lambda _state: (_EVENT,))
        seen.append((entry.seq, journal.state.size))
    return seen


def test_a_thread_that_committed_first_puts_no_older_state_back(device: Device) -> None:
    """Desk commits, line commits, desk comes back: the state holds both entries, not one."""
    journal = device.journal
    before = journal.refresh().size

    def line() -> None:
        journal.record(RequestId("line"), lambda _state: (_EVENT,))
        overtaken.chance.set()

    other = Thread(target=line)
    overtaken = _Overtaken(device.ledger, other)
    journal.ledger = overtaken
    journal._turn = overtaken
    journal.record(RequestId("desk"), lambda _state: (_EVENT,))
    other.join()
    assert before + 2 == journal.state.size


def test_what_both_write_is_there(device: Device) -> None:
    """Every entry of both threads stands in the log once, and is in the state when its writer looks."""
    together = Barrier(2)
    before = device.journal.refresh().size
    with ThreadPoolExecutor(2) as lanes:
        desk = lanes.submit(_record, device.journal, "desk", together)
        line = lanes.submit(_record, device.journal, "line", together)
    written = desk.result() + line.result()
    assert list(range(before, before + 2 * _ROUNDS)) == sorted(seq for seq, _ in written)
    assert [] == [(seq, size) for seq, size in written if size <= seq]


def test_whoever_looks_waits_for_nobody_who_writes(device: Device) -> None:
    """A transaction is open elsewhere: the state that is committed is told at once, not after five seconds."""

    def look() -> int:
        size = device.journal.refresh().size
        device.ledger.leave()
        return size

    before = device.journal.refresh().size
    with ThreadPoolExecutor(1) as line, device.ledger.exclusive():
        assert before == line.submit(look).result()
