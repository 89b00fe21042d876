"""One device's whole state: every decider's fold side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from branch_app.domain.deciders import cases, day, drawer, extensions, holds, pins, sheets, takings
from branch_app.domain.deciders.cases import Answers
from branch_app.domain.deciders.day import Day
from branch_app.domain.deciders.drawer import Drawer
from branch_app.domain.deciders.holds import Holds
from branch_app.domain.deciders.issuance.evolve import evolve as evolve_issuance
from branch_app.domain.deciders.issuance.state import Issuance
from branch_app.domain.deciders.sheets import Sheets
from branch_app.domain.deciders.takings import Takings
from branch_app.domain.deciders.two_persons import two_persons
from branch_app.domain.errors import ClockError, OutOfOrder
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry, Stamp
from branch_app.domain.rules.clock import judge
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
    last_stamp: Stamp | None = None
    trusted: str = ""


def evolve(state: Counter, entry: Entry) -> Counter:
    """The state after the next entry.

    Raises:
        OutOfOrder: not the next entry, or a transition the tables do not allow.
        Refused: what no decision over this state could have answered.
    """
    if entry.seq != state.size:
        raise OutOfOrder(now=f"entry {state.size}", then=f"entry {entry.seq}")
    event = entry.event
    _check_across(state, entry)
    return Counter(
        size=state.size + 1,
        enrolled=event if isinstance(event, events.DeviceEnrolled) else state.enrolled,
        issuance=evolve_issuance(state.issuance, event),
        drawer=drawer.evolve(state.drawer, event),
        takings=takings.evolve(state.takings, state.issuance, event),
        sheets=sheets.evolve(state.sheets, event),
        morning=state.sheets if isinstance(event, events.DayOpened) else state.morning,
        day=day.evolve(state.day, event),
        wrong_pins=pins.evolve(state.wrong_pins, event),
        holds=holds.evolve(state.holds, event),
        extensions=extensions.evolve(state.extensions, event),
        answers=cases.evolve(state.answers, event),
        last_stamp=_last_stamp(state, entry),
        trusted=_trusted(state, entry),
    )


def fold(entries: Iterable[Entry], state: Counter | None = None) -> Counter:
    """Replay."""
    state = state or Counter()
    for entry in entries:
        state = evolve(state, entry)
    return state


def _check_across(state: Counter, entry: Entry) -> None:
    """Rules that no single decider can see."""
    match entry.event:
        case (
            events.JobVoided()
            | events.ApplicationRefunded()
            | events.DrawerPaidOut()
            | events.DayClosed()
            | events.DaySupplemented()
            | events.OperatorVouched()
            | events.HoldEntered()
            | events.HoldLifted()
            | events.ExtensionOpened()
            | events.StockExplained()
            | events.ItemReleased()
            | events.ApplicationReceiptReissued()
            | events.ReprintAgreed()
            | events.ItemRevealed()
            | events.LogExported()
        ) as event:
            two_persons(entry.stamp.operator, event.second)
        case events.DrawerHandedOver() as event:
            two_persons(entry.stamp.operator, event.taker)
        case events.ClockAccepted(second=second) | events.DrawerCounted(second=second) if second is not None:
            two_persons(entry.stamp.operator, second)
    if isinstance(entry.event, events.DayClosed):
        day.check_closable(state.issuance, state.drawer, state.sheets)


def _last_stamp(state: Counter, entry: Entry) -> Stamp:
    """A time that was not believed must not become the measure of the next; only ``ClockAccepted`` resets it."""
    last, stamp = state.last_stamp, entry.stamp
    if last is None or isinstance(entry.event, events.ClockAccepted):
        return stamp
    try:
        judge(last, stamp.moment, stamp.monotonic_ms, stamp.boot)
    except ClockError:
        return last
    return stamp if stamp.moment >= last.moment else last


def _trusted(state: Counter, entry: Entry) -> str:
    match entry.event:
        case events.ClockAccepted():
            return entry.event.wall
        case events.DeviceEnrolled():
            return entry.stamp.wall
        case _:
            return state.trusted
