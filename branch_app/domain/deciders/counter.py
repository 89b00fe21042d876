"""One device's whole state: every decider's fold side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import singledispatch

from branch_app.domain.deciders import cases, day, drawer, extensions, holds, pins, registers, sheets, takings
from branch_app.domain.deciders.cases import Answers
from branch_app.domain.deciders.day import Day
from branch_app.domain.deciders.drawer import Drawer
from branch_app.domain.deciders.holds import Holds
from branch_app.domain.deciders.issuance.draft import Draft
from branch_app.domain.deciders.issuance.evolve import fold_in
from branch_app.domain.deciders.issuance.state import Issuance
from branch_app.domain.deciders.registers import Serving
from branch_app.domain.deciders.sheets import Sheets
from branch_app.domain.deciders.takings import Takings
from branch_app.domain.deciders.two_persons import two_persons
from branch_app.domain.errors import ClockError, OutOfOrder
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry, Stamp
from branch_app.domain.rules.clock import NO_TIME, judge
from branch_app.domain.rules.extension import Opened
from branch_app.domain.values.identifiers import Pseudonym


@dataclass(frozen=True, slots=True)
class Counter:
    """窓口: folded from the log's first ``size`` entries.

    ``last_stamp`` is the newest stamp that could be believed when it was written: what ``rules.clock`` measures by.
    """

    size: int = 0
    enrolled: events.DeviceEnrolled | None = None
    issuance: Issuance = field(default_factory=Issuance)
    drawer: Drawer = field(default_factory=Drawer)
    takings: Takings = field(default_factory=dict)
    sheets: Sheets = field(default_factory=Sheets)
    morning: Sheets = field(default_factory=Sheets)
    """The paper when the day opened."""
    day: Day = field(default_factory=Day)
    wrong_pins: Mapping[Pseudonym, int] = field(default_factory=dict)
    holds: Holds = field(default_factory=dict)
    extensions: Opened = field(default_factory=dict)
    answers: Answers = frozenset()
    registers: Serving = field(default_factory=dict)
    last_stamp: Stamp | None = None
    trusted: str = ""


def evolve(state: Counter, entry: Entry) -> Counter:
    """The state after the next entry.

    Raises:
        OutOfOrder: not the next entry, or a transition the tables do not allow.
        Refused: what no decision over this state could have answered.
    """
    return fold((entry,), state)


def fold(entries: Iterable[Entry], state: Counter | None = None) -> Counter:
    """Replay."""
    folding = Folding(state or Counter())
    for entry in entries:
        folding.add(entry)
    return folding.state()


class Folding:
    """A state on its way through many entries: they change it in place, and it is copied when somebody asks for it.

    After an error it is spoilt; whoever goes on begins from a state.
    """

    __slots__ = (
        "_answers",
        "_day",
        "_drawer",
        "_enrolled",
        "_extensions",
        "_holds",
        "_issuance",
        "_last_stamp",
        "_morning",
        "_registers",
        "_sheets",
        "_size",
        "_takings",
        "_trusted",
        "_wrong_pins",
    )

    def __init__(self, state: Counter) -> None:
        self._size = state.size
        self._enrolled = state.enrolled
        self._issuance = Draft(state.issuance)
        self._drawer = state.drawer
        self._takings = state.takings
        self._sheets = state.sheets
        self._morning = state.morning
        self._day = state.day
        self._wrong_pins = state.wrong_pins
        self._holds = state.holds
        self._extensions = state.extensions
        self._answers = state.answers
        self._registers = state.registers
        self._last_stamp = state.last_stamp
        self._trusted = state.trusted

    def add(self, entry: Entry) -> None:
        """Take in the next entry.

        Raises:
            OutOfOrder, Refused: as ``evolve``.
        """
        if entry.seq != self._size:
            raise OutOfOrder(now=f"entry {self._size}", then=f"entry {entry.seq}")
        event = entry.event
        _SECONDS[type(event)](event, entry.stamp.operator)
        if isinstance(event, events.DayClosed):
            day.check_closable(self._issuance, self._drawer, self._sheets)
        if isinstance(event, events.DayOpened):
            self._morning = self._sheets
        if isinstance(event, events.DeviceEnrolled):
            self._enrolled = event
        fold_in(event, self._issuance)
        self._drawer = drawer.evolve(self._drawer, event)
        self._takings = takings.evolve(self._takings, self._issuance, event)
        self._sheets = sheets.evolve(self._sheets, event)
        self._day = day.evolve(self._day, event)
        self._wrong_pins = pins.evolve(self._wrong_pins, event)
        self._holds = holds.evolve(self._holds, event)
        self._extensions = extensions.evolve(self._extensions, event)
        self._answers = cases.evolve(self._answers, event)
        self._registers = registers.evolve(self._registers, event)
        self._last_stamp = _last_stamp(self._last_stamp, entry)
        self._trusted = _trusted(self._trusted, entry)
        self._size += 1

    def state(self) -> Counter:
        """As of the last entry that was taken in."""
        return Counter(
            size=self._size,
            enrolled=self._enrolled,
            issuance=self._issuance.frozen(),
            drawer=self._drawer,
            takings=self._takings,
            sheets=self._sheets,
            morning=self._morning,
            day=self._day,
            wrong_pins=self._wrong_pins,
            holds=self._holds,
            extensions=self._extensions,
            answers=self._answers,
            registers=self._registers,
            last_stamp=self._last_stamp,
            trusted=self._trusted,
        )


@singledispatch
def _second(_event: events.Event, _operator: Pseudonym) -> None:
    """That two persons are two, a rule that no single decider can see."""


@_second.register
def _(
    event: events.JobVoided
    | events.ApplicationRefunded
    | events.DrawerPaidOut
    | events.DayClosed
    | events.DaySupplemented
    | events.OperatorVouched
    | events.HoldEntered
    | events.HoldLifted
    | events.ExtensionOpened
    | events.StockExplained
    | events.ItemReleased
    | events.ApplicationReceiptReissued
    | events.ReprintAgreed
    | events.ItemRevealed
    | events.LogExported,
    operator: Pseudonym,
) -> None:
    two_persons(operator, event.second)


@_second.register
def _(event: events.DrawerHandedOver, operator: Pseudonym) -> None:
    two_persons(operator, event.taker)


@_second.register
def _(event: events.ClockAccepted | events.DrawerCounted, operator: Pseudonym) -> None:
    if event.second is not None:
        two_persons(operator, event.second)


_SECONDS = {kind: _second.dispatch(kind) for kind in events.KINDS.values()}
"""By the kind of the event, as ``singledispatch`` finds it."""


def _last_stamp(last: Stamp | None, entry: Entry) -> Stamp:
    """A time that was not believed must not become the measure of the next; only ``ClockAccepted`` resets it."""
    stamp = entry.stamp
    if last is None or isinstance(entry.event, events.ClockAccepted):
        return stamp
    try:
        passed = judge(last, stamp.moment, stamp.monotonic_ms, stamp.boot)
    except ClockError:
        return last
    return stamp if passed >= NO_TIME else last


def _trusted(before: str, entry: Entry) -> str:
    match entry.event:
        case events.ClockAccepted():
            return entry.event.wall
        case events.DeviceEnrolled():
            return entry.stamp.wall
        case _:
            return before
