"""釣銭箱: cash that is no fee, looks at it, counts, and from one clerk to the next."""

from dataclasses import dataclass

from branch_app.domain.log.events.base import DrawerEvent
from branch_app.domain.values.identifiers import Commitment, Pseudonym
from branch_app.domain.values.reasons import CashReason, MoveReason


@dataclass(frozen=True, slots=True)
class CashCount:
    """So many notes or coins of one denomination."""

    denomination_yen: int
    pieces: int


@dataclass(frozen=True, slots=True)
class DrawerPaidIn(DrawerEvent):
    """入金: cash that is no fee went in."""

    kind = "drawer.paid_in"
    amount_yen: int
    reason: MoveReason
    note: Commitment | None = None


@dataclass(frozen=True, slots=True)
class DrawerPaidOut(DrawerEvent):
    """出金: cash that is no refund went out, by two persons."""

    kind = "drawer.paid_out"
    amount_yen: int
    reason: MoveReason
    second: Pseudonym
    note: Commitment | None = None


@dataclass(frozen=True, slots=True)
class DrawerInspected(DrawerEvent):
    """点検 (X report): the day's sums so far, printed for somebody; ``report`` counts the day's from 1."""

    kind = "drawer.inspected"
    report: int
    charged_yen: int
    refunded_yen: int
    cashless_yen: int
    cashless_refunded_yen: int
    paid_in_yen: int
    paid_out_yen: int
    expected_yen: int


@dataclass(frozen=True, slots=True)
class DrawerCounted(DrawerEvent):
    """The drawer was counted by denomination; a difference has its reason, and a second person who saw it."""

    kind = "drawer.counted"
    counts: tuple[CashCount, ...]
    counted_yen: int
    expected_yen: int
    reason: CashReason | None
    second: Pseudonym | None = None
    note: Commitment | None = None


@dataclass(frozen=True, slots=True)
class DrawerHandedOver(DrawerEvent):
    """引継: counted by the operator of the entry and by ``taker``, who answers for the drawer from here on."""

    kind = "drawer.handed_over"
    counts: tuple[CashCount, ...]
    counted_yen: int
    expected_yen: int
    taker: Pseudonym
    reason: CashReason | None
    note: Commitment | None = None
