"""The status bar, and the line behind it: looks often at what is here, and tries head office now and then."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from branch_app.domain.errors import CentralError, MadoguchiError
from branch_app.ports import CardPresence, Progress
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.work import Lane, Work
from branch_app.usecases.desk import Desk
from branch_app.usecases.device_status import PrinterStatus, ReaderStatus, look_at_printer, look_at_reader
from branch_app.usecases.line_status import LineStatus
from branch_app.usecases.status import CounterStatus, status_of
from branch_app.usecases.synchronise import Synchronised

FIRST_PAUSE_MS = 15_000
LONGEST_PAUSE_MS = 300_000
"""A pause between tries doubles up to here and no further (OpenCRVS once waited for ever)."""


class HeadOffice(Protocol):
    """The line, as the window uses it."""

    def synchronise(self, progress: Progress) -> Synchronised:
        """Restrictions down, entries up.

        Raises:
            CentralError: nothing is lost.
        """

    def renew(self, progress: Progress) -> int:
        """Restrictions and a new generation of the registers, served from the moment it is whole; its number.

        Raises:
            CentralError: the old generation serves on.
        """


@dataclass(frozen=True, slots=True)
class Status:
    """``counter`` is None until the first look; ``moving`` while something crosses the line."""

    counter: CounterStatus | None = None
    line: LineStatus = field(default_factory=LineStatus)
    reader: ReaderStatus = field(default_factory=ReaderStatus)
    printer: PrinterStatus = field(default_factory=PrinterStatus)
    moving: bool = False
    trouble: MadoguchiError | None = None


class StatusPresenter(Presenter[Status]):
    """One counter's condition."""

    def __init__(
        self, desk: Callable[[], Desk], presence: CardPresence, office: Callable[[], HeadOffice], work: Work
    ) -> None:
        super().__init__(Status())
        self._desk = desk
        self._presence = presence
        self._office = office
        self._work = work
        self._looking = False
        self._pause_ms = FIRST_PAUSE_MS
        self._next_try_ms = 0

    def look(self) -> None:
        """What this device knows by itself; cheap, to be called about once a second."""
        desk, state = self._desk(), self.state
        self._work.run(
            Lane.LOOKUP,
            lambda: status_of(desk, state.line, state.reader, state.printer),
            lambda counter: self._change(counter=counter),
            lambda error: self._change(trouble=error),
        )
        if desk.clock.monotonic_ms() >= self._next_try_ms:
            self.synchronise()

    def look_at_devices(self) -> None:
        """Reader and printer; may have to wait for them, and never waits twice at once."""
        if self._looking:
            return
        self._looking = True
        desk = self._desk()

        def looked(found: tuple[ReaderStatus, PrinterStatus]) -> None:
            self._looking = False
            self._change(reader=found[0], printer=found[1])

        def failed(error: MadoguchiError) -> None:
            self._looking = False
            self._change(trouble=error)

        self._work.run(
            Lane.DEVICES, lambda: (look_at_reader(self._presence), look_at_printer(desk.printer)), looked, failed
        )

    def synchronise(self) -> None:
        """Now."""
        office = self._office()
        self._cross(lambda: office.synchronise(_nobody))

    def renew(self) -> None:
        """Fetch new registers, now."""
        office = self._office()
        self._cross(lambda: office.renew(_nobody))

    def _cross(self, trip: Callable[[], object]) -> None:
        if self.state.moving:
            return
        self._change(moving=True)
        self._work.run(Lane.LINE, trip, lambda _result: self._came_back(), self._turned_back)

    def _came_back(self) -> None:
        clock = self._desk().clock
        self._pause_ms = FIRST_PAUSE_MS
        self._next_try_ms = clock.monotonic_ms() + self._pause_ms
        self._change(moving=False, trouble=None, line=self.state.line.after_answer(clock.now()))

    def _turned_back(self, error: MadoguchiError) -> None:
        clock = self._desk().clock
        self._next_try_ms = clock.monotonic_ms() + self._pause_ms
        self._pause_ms = min(2 * self._pause_ms, LONGEST_PAUSE_MS)
        line = self.state.line
        if isinstance(error, CentralError):
            line = line.after_error(error, clock.now())
        self._change(moving=False, trouble=error, line=line)


def _nobody(_what: str, _done: int, _of: int) -> None:
    """The bar shows that something moves, not how far."""
