"""釣銭箱: float + fees in cash − refunds in cash + paid in − paid out = what must lie in the drawer."""

from collections.abc import Sequence
from dataclasses import dataclass

from branch_app.domain.errors import AmountWrong, BadInput, OutOfOrder, SecondPersonNeeded
from branch_app.domain.log import events
from branch_app.domain.values.changed import changed
from branch_app.domain.values.identifiers import Commitment, Pseudonym
from branch_app.domain.values.money import DENOMINATIONS, yen
from branch_app.domain.values.payment import Means
from branch_app.domain.values.reasons import CashReason, MoveReason

MAX_PIECES = 100_000
"""Of one denomination: more is a slip of the keyboard."""
_SUMS = ("charged_yen", "refunded_yen", "cashless_yen", "cashless_refunded_yen", "paid_in_yen", "paid_out_yen")


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a count differs, who saw it beside the operator, and the clerk's own words, committed."""

    reason: CashReason
    second: Pseudonym
    note: Commitment | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """From a 引継 on: who answers for the drawer, what was counted then and what it should have held."""

    taker: Pseudonym
    counted_yen: int
    expected_yen: int
    reason: CashReason | None


@dataclass(frozen=True, slots=True)
class Drawer:
    """Yen since the day opened; ``counted_yen`` is None until somebody counted, ``counts`` are the pieces then.

    ``charged_yen`` and ``refunded_yen`` are all fees; ``cashless_yen`` and ``cashless_refunded_yen`` of them never
    touched the drawer. ``inspections`` counts the day's X reports.
    """

    float_yen: int = 0
    charged_yen: int = 0
    refunded_yen: int = 0
    cashless_yen: int = 0
    cashless_refunded_yen: int = 0
    paid_in_yen: int = 0
    paid_out_yen: int = 0
    counted_yen: int | None = None
    counts: tuple[events.CashCount, ...] = ()
    reason: CashReason | None = None
    inspections: int = 0
    shifts: tuple[Shift, ...] = ()

    @property
    def expected_yen(self) -> int:
        """What must lie in it."""
        return self.float_yen + self.cash_yen + self.paid_in_yen - self.paid_out_yen

    @property
    def cash_yen(self) -> int:
        """Fees taken in cash, less those given back in cash: what is to be paid in (納入)."""
        charged = self.charged_yen - self.cashless_yen
        return charged - (self.refunded_yen - self.cashless_refunded_yen)


def pay_in(
    state: Drawer, amount_yen: int, reason: MoveReason, note: Commitment | None = None
) -> tuple[events.Event, ...]:
    """入金.

    Raises:
        AmountWrong: nothing, or an absurd sum.
    """
    paid = events.DrawerPaidIn(amount_yen, reason, note)
    _check_paid_in(state, paid)
    return (paid,)


def pay_out(
    state: Drawer, amount_yen: int, reason: MoveReason, second: Pseudonym, note: Commitment | None = None
) -> tuple[events.Event, ...]:
    """出金; that the second person is another one is checked where the operator is known.

    Raises:
        AmountWrong: nothing, or more than must lie there.
    """
    paid = events.DrawerPaidOut(amount_yen, reason, second, note)
    _check_paid_out(state, paid)
    return (paid,)


def inspect(state: Drawer) -> tuple[events.Event, ...]:
    """点検 (X report): what a fold of the day says now; nothing is closed, nothing starts again."""
    return (_inspected(state),)


def count(
    state: Drawer, counts: Sequence[events.CashCount], explanation: Explanation | None = None
) -> tuple[events.Event, ...]:
    """Count by denomination; what explains no difference is not written down.

    Raises:
        BadInput: a denomination that does not exist, twice, or an absurd number of pieces.
        AmountWrong: a difference without a reason.
        SecondPersonNeeded: a difference without a second person.
    """
    total = _sum(counts)
    if explanation is None or total == state.expected_yen:
        counted = events.DrawerCounted(tuple(counts), total, state.expected_yen, None)
    else:
        counted = events.DrawerCounted(
            tuple(counts),
            total,
            state.expected_yen,
            explanation.reason,
            explanation.second,
            explanation.note,
        )
    _check_counted(state, counted)
    return (counted,)


def hand_over(
    state: Drawer,
    counts: Sequence[events.CashCount],
    taker: Pseudonym,
    reason: CashReason | None = None,
    note: Commitment | None = None,
) -> tuple[events.Event, ...]:
    """引継: the one who goes and the one who comes counted it together. A difference stays the day's.

    Raises:
        BadInput, AmountWrong: as for a count; the taker is the second person.
    """
    over = events.DrawerHandedOver(tuple(counts), _sum(counts), state.expected_yen, taker, reason, note)
    _check_count(state, over)
    return (over,)


def evolve(state: Drawer, event: events.Event) -> Drawer:
    """The drawer after the event. Cash that moves after a count makes the count void.

    Raises:
        Refused: what ``open_day`` or a decision of this module would not have recorded.
    """
    match event:
        case events.DayOpened():
            return Drawer(float_yen=yen(event.float_yen))
        case events.ApplicationCharged():
            return _charged(state, event)
        case events.ApplicationRefunded():
            return _refunded(state, event)
        case events.DrawerEvent():
            return _moved(state, event)
        case _:
            return state


def _charged(state: Drawer, event: events.ApplicationCharged) -> Drawer:
    state = changed(state, charged_yen=state.charged_yen + event.charged_yen)
    if event.means is Means.CASH:
        return _uncounted(state)
    return changed(state, cashless_yen=state.cashless_yen + event.charged_yen)


def _refunded(state: Drawer, event: events.ApplicationRefunded) -> Drawer:
    state = changed(state, refunded_yen=state.refunded_yen + event.refunded_yen)
    if event.means is Means.CASH:
        return _uncounted(state)
    return changed(state, cashless_refunded_yen=state.cashless_refunded_yen + event.refunded_yen)


def _moved(state: Drawer, event: events.DrawerEvent) -> Drawer:
    match event:
        case events.DrawerPaidIn():
            _check_paid_in(state, event)
            return _uncounted(changed(state, paid_in_yen=state.paid_in_yen + event.amount_yen))
        case events.DrawerPaidOut():
            _check_paid_out(state, event)
            return _uncounted(changed(state, paid_out_yen=state.paid_out_yen + event.amount_yen))
        case events.DrawerInspected():
            if event != _inspected(state):
                raise OutOfOrder(now=f"number {state.inspections}", then=f"number {event.report}")
            return changed(state, inspections=event.report)
        case events.DrawerHandedOver():
            _check_count(state, event)
            shift = Shift(event.taker, event.counted_yen, event.expected_yen, event.reason)
            return changed(state, shifts=(*state.shifts, shift))
        case events.DrawerCounted():
            _check_counted(state, event)
            return changed(state, counted_yen=event.counted_yen, counts=event.counts, reason=event.reason)
        case _:
            raise BadInput(at="drawer")


def _inspected(state: Drawer) -> events.DrawerInspected:
    sums = {name: getattr(state, name) for name in _SUMS}
    return events.DrawerInspected(report=state.inspections + 1, expected_yen=state.expected_yen, **sums)


def _uncounted(state: Drawer) -> Drawer:
    return changed(state, counted_yen=None, counts=(), reason=None)


def _check_paid_in(state: Drawer, event: events.DrawerPaidIn) -> None:
    if yen(event.amount_yen) == 0:
        raise AmountWrong(amount=0)
    yen(max(0, state.expected_yen) + event.amount_yen)


def _check_paid_out(state: Drawer, event: events.DrawerPaidOut) -> None:
    if not 0 < yen(event.amount_yen) <= state.expected_yen:
        raise AmountWrong(amount=event.amount_yen, charged=state.expected_yen)


def _check_counted(state: Drawer, event: events.DrawerCounted) -> None:
    """A difference that one person alone saw was seen by nobody."""
    _check_count(state, event)
    if event.counted_yen != event.expected_yen and not event.second:
        raise SecondPersonNeeded


def _check_count(state: Drawer, event: events.DrawerCounted | events.DrawerHandedOver) -> None:
    seen = [count.denomination_yen for count in event.counts]
    if not set(seen) <= set(DENOMINATIONS) or len(seen) != len(set(seen)):
        raise BadInput(at="denomination")
    if any(not 0 <= count.pieces <= MAX_PIECES for count in event.counts):
        raise BadInput(at="pieces")
    if (event.counted_yen, event.expected_yen) != (_sum(event.counts), state.expected_yen):
        raise AmountWrong(amount=event.counted_yen, charged=event.expected_yen)
    if event.counted_yen != event.expected_yen and not event.reason:
        raise AmountWrong(amount=event.counted_yen, charged=event.expected_yen)


def _sum(counts: Sequence[events.CashCount]) -> int:
    return sum(count.denomination_yen * count.pieces for count in counts)
