"""開始 to 締め: float, paper, close."""

from dataclasses import dataclass

from branch_app.domain.log.events.base import Event
from branch_app.domain.values.identifiers import Commitment, Pseudonym, SheetNumber
from branch_app.domain.values.reasons import PaperReason, SupplementReason


@dataclass(frozen=True, slots=True)
class DayOpened(Event):
    """開始: the drawer holds the float (釣銭準備金)."""

    kind = "day.opened"
    business_date: str
    float_yen: int


@dataclass(frozen=True, slots=True)
class DaySupplemented(Event):
    """補正: the day that was closed last is open once more, by two persons; ``supplement`` counts from 1."""

    kind = "day.supplemented"
    business_date: str
    supplement: int
    reason: SupplementReason
    second: Pseudonym


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
class DayClosed(Event):
    """締め: forms = log = cash = sheets, by two persons. These are the branch's claims; central folds its own.

    ``charged_yen`` and ``refunded_yen`` are all fees, ``cashless_yen`` and ``cashless_refunded_yen`` of them went
    through a terminal; ``paid_in_yen`` and ``paid_out_yen`` are cash that was no fee. A supplementary close
    (``supplement`` above 0) says the whole day anew and takes the place of the one before.
    """

    kind = "day.closed"
    business_date: str
    supplement: int
    applications: int
    delivered: int
    charged_yen: int
    refunded_yen: int
    cashless_yen: int
    cashless_refunded_yen: int
    paid_in_yen: int
    paid_out_yen: int
    counted_yen: int
    sheets_rest: int
    last_running: int
    second: Pseudonym
