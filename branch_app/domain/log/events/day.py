"""開始 to 締め: float, paper, count, close."""

from dataclasses import dataclass

from branch_app.domain.log.events.base import Event
from branch_app.domain.values.identifiers import Commitment, Pseudonym, SheetNumber
from branch_app.domain.values.reasons import CashReason, PaperReason


@dataclass(frozen=True, slots=True)
class DayOpened(Event):
    """開始: the drawer holds the float (釣銭準備金)."""

    kind = "day.opened"
    business_date: str
    float_yen: int


@dataclass(frozen=True, slots=True)
class StockReceived(Event):
    """Security or plain paper came in: ``first`` to ``first + count − 1`` when numbered."""

    kind = "stock.received"
    stock: str
    numbered: bool
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class NextSheetConfirmed(Event):
    """A person read the next number off the tray, after loading and after every jam."""

    kind = "stock.next_confirmed"
    stock: str
    next_number: int


@dataclass(frozen=True, slots=True)
class SheetsSpoilt(Event):
    """Sheets spoilt outside any job (test page, torn while loading)."""

    kind = "stock.spoilt"
    stock: str
    sheets: tuple[SheetNumber, ...]
    reason: PaperReason
    note: Commitment | None = None


@dataclass(frozen=True, slots=True)
class CashCount:
    """So many notes or coins of one denomination."""

    denomination_yen: int
    pieces: int


@dataclass(frozen=True, slots=True)
class DrawerCounted(Event):
    """The drawer was counted by denomination; a difference has its reason."""

    kind = "drawer.counted"
    counts: tuple[CashCount, ...]
    counted_yen: int
    expected_yen: int
    reason: CashReason | None
    note: Commitment | None = None


@dataclass(frozen=True, slots=True)
class DayClosed(Event):
    """締め: forms = log = cash = sheets, by two persons. These are the branch's claims; central folds its own."""

    kind = "day.closed"
    business_date: str
    applications: int
    delivered: int
    charged_yen: int
    refunded_yen: int
    counted_yen: int
    sheets_rest: int
    last_running: int
    second: Pseudonym
