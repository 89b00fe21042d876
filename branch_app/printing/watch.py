"""Following a print until it has ended, one question at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from branch_app.domain.errors import PrinterAbsent
from branch_app.ports import Clock, PrintReport, PrintState

FINAL: Final = frozenset({PrintState.PRINTED, PrintState.NOT_PRINTED, PrintState.UNKNOWN})
"""After these the printer has nothing to add."""

UNREACHABLE: Final = PrintReport(PrintState.STALLED, ("printer-absent",))
TIMED_OUT: Final = PrintReport(PrintState.UNKNOWN, ("watch-timed-out",))


@dataclass(frozen=True, slots=True)
class Pace:
    """How often to ask and how long without news, in milliseconds; ``sleep`` takes seconds."""

    clock: Clock
    sleep: Callable[[float], object]
    every_ms: int = 200
    limit_ms: int = 180_000

    def rounds(self) -> Iterator[None]:
        """At once, then one round after every pause, until the time is up."""
        end = self.clock.monotonic_ms() + self.limit_ms
        yield
        while self.clock.monotonic_ms() < end:
            self.sleep(self.every_ms / 1000)
            yield


def watch(ask: Callable[[], PrintReport], pace: Pace) -> Iterator[PrintReport]:
    """Every change of the report, the last one final.

    A stalled print is reported and asked about further; leave the loop to cancel it. A printer that cannot be asked
    counts as stalled. When nothing changes within the limit the end is UNKNOWN and never NOT_PRINTED: the job may
    still print, so it stays in flight until a person answers (Yokohama, 2023).
    """
    latest = None
    while (changed := _next_change(ask, pace, latest)) is not None:
        yield changed
        if changed.state in FINAL:
            return
        latest = changed
    yield TIMED_OUT


def _next_change(ask: Callable[[], PrintReport], pace: Pace, latest: PrintReport | None) -> PrintReport | None:
    """The next report that differs; None when the time is up."""
    return next((now for _ in pace.rounds() if (now := _asked(ask)) != latest), None)


def _asked(ask: Callable[[], PrintReport]) -> PrintReport:
    try:
        return ask()
    except PrinterAbsent:
        return UNREACHABLE
