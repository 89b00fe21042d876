"""釣銭箱: float + charged − refunded = what must lie in the drawer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from branch_app.domain.errors import AmountWrong, BadInput
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import Commitment
from branch_app.domain.values.money import DENOMINATIONS, yen
from branch_app.domain.values.reasons import CashReason


@dataclass(frozen=True, slots=True)
class Drawer:
    """Yen since the day opened; ``counted_yen`` is None until somebody counted, ``counts`` are the pieces then."""

    float_yen: int = 0
    charged_yen: int = 0
    refunded_yen: int = 0
    counted_yen: int | None = None
    counts: tuple[events.CashCount, ...] = ()
    reason: CashReason | None = None

    @property
    def expected_yen(self) -> int:
        """What must lie in it."""
        return self.float_yen + self.charged_yen - self.refunded_yen


def count(
    state: Drawer, counts: Sequence[events.CashCount], reason: CashReason | None, note: Commitment | None = None
) -> tuple[events.Event, ...]:
    """Count by denomination.

    Raises:
        BadInput: a denomination that does not exist, twice, or a negative number of pieces.
        AmountWrong: a difference without a reason.
    """
    counted = events.DrawerCounted(tuple(counts), _sum(counts), state.expected_yen, reason, note)
    _check_count(state, counted)
    return (counted,)


def evolve(state: Drawer, event: events.Event) -> Drawer:
    """The drawer after the event. Money that moves after a count makes the count void.

    Raises:
        BadInput, AmountWrong: a float or a count that ``open_day`` or ``count`` would not have recorded.
    """
    match event:
        case events.DayOpened():
            return Drawer(float_yen=yen(event.float_yen))
        case events.ApplicationCharged():
            return _uncounted(replace(state, charged_yen=state.charged_yen + event.charged_yen))
        case events.ApplicationRefunded():
            return _uncounted(replace(state, refunded_yen=state.refunded_yen + event.refunded_yen))
        case events.DrawerCounted():
            _check_count(state, event)
            return replace(state, counted_yen=event.counted_yen, counts=event.counts, reason=event.reason)
        case _:
            return state


def _uncounted(state: Drawer) -> Drawer:
    return replace(state, counted_yen=None, counts=(), reason=None)


def _check_count(state: Drawer, event: events.DrawerCounted) -> None:
    seen = [count.denomination_yen for count in event.counts]
    if not set(seen) <= set(DENOMINATIONS) or len(seen) != len(set(seen)):
        raise BadInput(at="denomination")
    if any(count.pieces < 0 for count in event.counts):
        raise BadInput(at="pieces")
    if (event.counted_yen, event.expected_yen) != (_sum(event.counts), state.expected_yen):
        raise AmountWrong(amount=event.counted_yen, charged=event.expected_yen)
    if event.counted_yen != event.expected_yen and not event.reason:
        raise AmountWrong(amount=event.counted_yen, charged=event.expected_yen)


def _sum(counts: Sequence[events.CashCount]) -> int:
    return sum(count.denomination_yen * count.pieces for count in counts)
