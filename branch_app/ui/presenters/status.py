"""The status bar, and the line behind it: looks often at what is here, and tries head office now and then."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from branch_app.domain.errors import CentralError, MadoguchiError
from branch_app.domain.rules.back_off import LONGEST_PAUSE_MS, NextTry
from branch_app.domain.rules.freshness import RESTRICTIONS
from branch_app.ports import CardPresence, Progress
from branch_app.ui.presenters.pace import Crossed, Pace
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.work import Lane, Work
from branch_app.usecases.desk import Desk
from branch_app.usecases.device_status import PrinterStatus, ReaderStatus, look_at_printer, look_at_reader
from branch_app.usecases.level import Level
from branch_app.usecases.line_status import LineState, LineStatus
from branch_app.usecases.status import CounterStatus, status_of
from branch_app.usecases.step_status import StepStatus
from branch_app.usecases.synchronise import Synchronised

RENEWAL_PAUSE_MS = 3_600_000
"""Head office may have nothing newer yet: whatever a renewal brought, the next by itself is so far away."""

_CHANCE_BYTES = 4
COMPARISON_PAUSE_MS = 300_000
"""Some sixteen mebibytes a time: the four gigabytes of a city are through in some twenty idle hours."""


class HeadOffice(Protocol):
    """The line, as the window uses it."""

    def synchronise(self, progress: Progress) -> Synchronised:
        """What is new down but for the registers, entries up.

        Raises:
            CentralError: nothing is lost.
        """

    def renew(self, progress: Progress) -> Synchronised:
        """The same with the registers as they are now, served from the moment they are whole.

        Raises:
            CentralError: nothing is lost; where the registers did not come, the old generation serves on.
        """

    def compare(self) -> int:
        """The registers as they are here with those at head office: the next stretch, mended where it differs.

        Raises:
            CentralError: the same stretch comes again.
        """


class Trip(Enum):
    """What crosses the line."""

    SEND = "send"
    RENEW = "renew"
    COMPARE = "compare"


@dataclass(frozen=True, slots=True)
class Status:
    """``counter`` None until the first look; ``trip`` is what crosses the line now, ``crossed`` how far it is."""

    counter: CounterStatus | None = None
    line: LineStatus = field(default_factory=LineStatus)
    reader: ReaderStatus = field(default_factory=ReaderStatus)
    printer: PrinterStatus = field(default_factory=PrinterStatus)
    trip: Trip | None = None
    crossed: Crossed | None = None
    trouble: MadoguchiError | None = None
    next_try_s: int = 0

    @property
    def step(self) -> StepStatus | None:
        """Whether head office and this device are in step; None until the first look."""
        if self.counter is None:
            return None
        return StepStatus(self.counter.log, self.line, self.trouble, self.next_try_s)

    @property
    def moving(self) -> bool:
        """Whether something crosses the line."""
        return self.trip is not None


class StatusPresenter(Presenter[Status]):
    """One counter's condition.

    Args:
        desk: of whoever is at work.
        presence: of a card.
        office: the line of whoever is at work.
        work: where looking and calling may take their time.
        idle: whether nobody is in the middle of something: registers may be renewed and compared.
    """

    def __init__(
        self,
        desk: Callable[[], Desk],
        presence: CardPresence,
        office: Callable[[], HeadOffice],
        work: Work,
        idle: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(Status())
        self._desk = desk
        self._presence = presence
        self._office = office
        self._work = work
        self._looking = False
        self._next_try = NextTry()
        self._first_look_ms = 0
        self._next_renewal_ms = 0
        self._next_comparison_ms = 0
        self._idle = idle
        self._crossed: Crossed | None = None
        self._pace = Pace()

    def look(self) -> None:
        """What this device knows by itself; cheap, to be called about once a second."""
        desk = self._desk()
        self._first_look_ms = self._first_look_ms or desk.clock.monotonic_ms()
        left = self._next_try.left_ms(desk.clock.monotonic_ms())
        self._change(crossed=self._crossed if self.state.moving else None, next_try_s=left // 1_000)
        state = self.state
        self._work.run(
            Lane.LOOKUP,
            lambda: status_of(desk, state.line, state.reader, state.printer),
            lambda counter: self._change(counter=counter),
            lambda error: self._change(trouble=error),
        )
        self._try(desk.clock.monotonic_ms())

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
        self._cross(Trip.SEND, lambda: office.synchronise(self._heard))

    def renew(self) -> None:
        """Fetch new registers, now."""
        office = self._office()
        self._cross(Trip.RENEW, lambda: office.renew(self._heard))

    def _try(self, now_ms: int) -> None:
        """The one trip that is due; registers go along while nobody is at something."""
        if self.state.moving:
            return
        levels = self._register_levels()
        quiet = bool(levels) and self._idle()
        if quiet and now_ms >= self._renewal_ms(levels):
            self.renew()
        elif self._next_try.due(now_ms):
            self.synchronise()
        elif quiet and levels == {Level.GOOD} and now_ms >= self._next_comparison_ms:
            self._compare()

    def _renewal_ms(self, levels: set[Level]) -> int:
        """Old registers are renewed at once; fresh ones when an hour has passed here."""
        hour = self._first_look_ms + RENEWAL_PAUSE_MS if levels == {Level.GOOD} else 0
        return max(self._next_renewal_ms, hour)

    def _register_levels(self) -> set[Level]:
        """How old the registers are; none known while head office does not answer."""
        counter, line = self.state.counter, self.state.line
        data = counter.data if counter and line.state is LineState.UP else ()
        return {each.level for each in data if each.register != RESTRICTIONS}

    def _compare(self) -> None:
        self._next_comparison_ms = self._desk().clock.monotonic_ms() + COMPARISON_PAUSE_MS
        self._cross(Trip.COMPARE, self._office().compare)

    def _heard(self, what: str, done: int, of: int) -> None:
        """Called on the line's thread: kept here, and shown with the next look."""
        self._crossed = self._pace.heard(what, done, of, self._desk().clock.monotonic_ms())

    def _cross(self, trip: Trip, go: Callable[[], object]) -> None:
        if self.state.moving:
            return
        self._crossed, self._pace = None, Pace()
        self._change(trip=trip, crossed=None)
        self._work.run(Lane.LINE, go, lambda _result: self._came_back(), self._turned_back)

    def _came_back(self) -> None:
        clock = self._desk().clock
        if self.state.trip is Trip.RENEW:
            self._next_renewal_ms = clock.monotonic_ms() + RENEWAL_PAUSE_MS
        self._next_try = self._next_try.after_success(clock.monotonic_ms())
        self._change(trip=None, crossed=None, trouble=None, line=self.state.line.after_answer(clock.now()))

    def _turned_back(self, error: MadoguchiError) -> None:
        clock = self._desk().clock
        self._next_try = self._next_try.after_failure(clock.monotonic_ms(), self._chance())
        if self.state.trip is Trip.RENEW:
            self._next_renewal_ms = clock.monotonic_ms() + LONGEST_PAUSE_MS
        line = self.state.line
        if isinstance(error, CentralError):
            line = line.after_error(error, clock.now())
        self._change(trip=None, crossed=None, trouble=error, line=line)

    def _chance(self) -> float:
        """From 0 to just below 1, so that offices whose line came back together do not all call together."""
        return int.from_bytes(self._desk().random.token(_CHANCE_BYTES)) / (1 << (8 * _CHANCE_BYTES))
