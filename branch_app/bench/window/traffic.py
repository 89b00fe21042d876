"""What comes and goes over the line while the window is measured: registers renewed, entries pushed, no end."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from branch_app.bench.window.clerk import Clerk
from branch_app.bench.window.stand import Stand
from branch_app.domain.errors import MadoguchiError
from branch_app.domain.log.events import RegisterSwitched
from branch_app.ui.work import Lane
from branch_app.usecases.synchronise import Synchronised

_ENTRIES = 200
"""Written before each push: some fifteen citizens' worth."""
_SWITCHED = RegisterSwitched("resident", 1, 1, datetime(2026, 1, 1, tzinfo=UTC).isoformat(), 0)


@dataclass(slots=True)
class Traffic:
    """``renewed`` generations and ``pushed`` entries so far; ``trouble`` when a trip failed."""

    renewed: int = 0
    pushed: int = 0
    trouble: MadoguchiError | None = None


@contextmanager
def traffic(stand: Stand, clerk: Clerk) -> Iterator[Traffic]:
    """On the line's own lane, one trip after another; the last one comes to its end before the block does."""
    line = _Line(stand, clerk)
    line.renew()
    try:
        yield line.traffic
    finally:
        line.stopping = True
        stand.until(lambda: line.stopped)


class _Line:
    def __init__(self, stand: Stand, clerk: Clerk) -> None:
        self.traffic = Traffic()
        self.stopping = False
        self.stopped = False
        self._pump = stand.app.pump
        self._place = clerk.counter.place

    def renew(self) -> None:
        """The first half of a round."""
        if self.stopping:
            self.stopped = True
            return
        office = self._place.office
        self._pump.run(Lane.LINE, lambda: office.renew(_unheard), self._renewed, self._broken)

    def _renewed(self, _done: Synchronised) -> None:
        self.traffic.renewed += 1
        office, desk = self._place.office, self._place.desk

        def push() -> Synchronised:
            desk.journal.record(desk.new_request(), lambda _state: [_SWITCHED] * _ENTRIES)
            return office.synchronise(_unheard)

        self._pump.run(Lane.LINE, push, self._pushed, self._broken)

    def _pushed(self, _done: Synchronised) -> None:
        self.traffic.pushed += _ENTRIES
        self.renew()

    def _broken(self, error: MadoguchiError) -> None:
        self.traffic.trouble = error
        self.stopped = True


def _unheard(_what: str, _done: int, _of: int) -> None:
    """Nobody listens to the progress."""
