"""釣銭箱: float + charged − refunded = what must lie in the drawer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from branch_app.domain.errors import AmountWrong, BadInput
from branch_app.domain.log import events
from branch_app.domain.values.money import DENOMINATIONS


@dataclass(frozen=True, slots=True)
class Drawer:
    """Yen since the day opened; ``counted_yen`` is None until somebody counted."""

    float_yen: int = 0
    charged_yen: int = 0
    refunded_yen: int = 0
    counted_yen: int | None = None

    @property
    def expected_yen(self) -> int:
        """What must lie in it."""
        return self.float_yen + self.charged_yen - self.refunded_yen


def count(state: Drawer, counts: Sequence[events.CashCount], reason: str | None) -> tuple[events.Event, ...]:
    """Count by denomination.

    Raises:
        BadInput: a denomination that does not exist, twice, or a negative number of pieces.
        AmountWrong: a difference without a reason.
    """
    seen = [count.denomination_yen for count in counts]
    if not set(seen) <= set(DENOMINATIONS) or len(seen) != len(set(seen)):
        raise BadInput(at="denomination")
    if any(count.pieces < 0 for count in counts):
        raise BadInput(at="pieces")
    counted = sum(count.denomination_yen * count.pieces for count in counts)
    if counted != state.expected_yen and not reason:
        raise AmountWrong(amount=counted, charged=state.expected_yen)
    return (events.DrawerCounted(tuple(counts), counted, state.expected_yen, reason),)


def evolve(state: Drawer, event: events.Event) -> Drawer:
    """The drawer after the event. Money that moves after a count makes the count void."""
    match event:
        case events.DayOpened():
            return Drawer(float_yen=event.float_yen)
        case events.ApplicationCharged():
            return replace(state, charged_yen=state.charged_yen + event.charged_yen, counted_yen=None)
        case events.ApplicationRefunded():
            return replace(state, refunded_yen=state.refunded_yen + event.refunded_yen, counted_yen=None)
        case events.DrawerCounted():
            return replace(state, counted_yen=event.counted_yen)
        case _:
            return state
