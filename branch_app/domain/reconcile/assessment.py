"""月末の調定: what a month's closed days took and gave back, by 会計年度 and 収入科目. A pure fold over the log.

A day counts once it is closed; a supplementary close adds what came late. A refund lessens the year in which its
fee was charged while that year's 出納整理期間 runs; afterwards it stands apart, as an expenditure of its own year.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from branch_app.domain.errors import BadInput
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.receipt import Anchor
from branch_app.domain.rules.policies import Policies
from branch_app.domain.values.identifiers import ApplicationId, ItemId, JobId
from branch_app.domain.values.wareki import fiscal_year

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class Booking:
    """Copies of one certificate charged on a closed day, or one given back; ``charged_on`` is the fee's day."""

    business_date: date
    charged_on: date
    certificate: str
    copies: int = 0
    charged_yen: int = 0
    refunded_yen: int = 0


@dataclass(frozen=True, slots=True)
class AssessmentLine:
    """One 収入科目 of one 会計年度 in the month, in yen.

    ``refunded_yen`` lessens that year (戻出), ``late_yen`` was given back for a year that takes nothing more.
    """

    fiscal_year: int
    account: str
    code: str
    copies: int = 0
    charged_yen: int = 0
    refunded_yen: int = 0
    late_yen: int = 0

    @property
    def assessed_yen(self) -> int:
        """調定額; below nothing when more was given back than charged."""
        return self.charged_yen - self.refunded_yen


@dataclass(frozen=True, slots=True)
class AssessmentOrder:
    """One 調定額内訳書 to make: a device's calendar month, by the log as ``anchor`` has it.

    Raises:
        ValueError: no such month, or one account of a year on two lines.
    """

    office: str
    device: str
    year: int
    month: int
    lines: tuple[AssessmentLine, ...]
    anchor: Anchor
    specimen: bool

    def __post_init__(self) -> None:
        named = {(line.fiscal_year, line.account) for line in self.lines}
        if self.month not in MONTHS or len(named) != len(self.lines):
            raise ValueError("assessment")

    @property
    def assessed_yen(self) -> int:
        """調定額 of all lines."""
        return sum(line.assessed_yen for line in self.lines)


class Bookings:
    """The fold; ``closed`` are those of days that were closed, in the order of the log."""

    def __init__(self) -> None:
        self.closed: list[Booking] = []
        self._pending: list[Booking] = []
        self._day = date.min
        self._certificates: dict[ItemId, str] = {}
        self._items: dict[JobId, ItemId] = {}
        self._quotes: dict[ApplicationId, tuple[events.QuoteLine, ...]] = {}
        self._charged_on: dict[ApplicationId, date] = {}

    def add(self, entry: Entry) -> None:
        """Take in the next entry."""
        match entry.event:
            case events.DayOpened() as event:
                self._day = date.fromisoformat(event.business_date)
            case events.ItemRequested() as event:
                self._certificates[event.item] = event.certificate
            case events.JobPrepared() as event:
                self._items[event.job] = event.item
            case events.ApplicationQuoted() as event:
                self._quotes[event.application] = event.lines
            case events.ApplicationCharged() as event:
                self._charged_on[event.application] = self._day
                self._pending += [
                    self._charged(line) for line in self._quotes[event.application] if not line.exempt
                ]
            case events.ApplicationRefunded() as event:
                self._pending.append(self._refunded(event))
            case events.DayClosed():
                self.closed += self._pending
                self._pending = []

    def _charged(self, line: events.QuoteLine) -> Booking:
        charged = line.copies * line.unit_fee_yen
        return Booking(self._day, self._day, self._certificates[line.item], line.copies, charged)

    def _refunded(self, event: events.ApplicationRefunded) -> Booking:
        certificate = self._certificates[self._items[event.job]]
        charged_on = self._charged_on[event.application]
        return Booking(self._day, charged_on, certificate, refunded_yen=event.refunded_yen)


def bookings(entries: Iterable[Entry]) -> tuple[Booking, ...]:
    """Of every closed day in the log, from its first entry on."""
    fold = Bookings()
    for entry in entries:
        fold.add(entry)
    return tuple(fold.closed)


def assess(booked: Iterable[Booking], year: int, month: int, policies: Policies) -> tuple[AssessmentLine, ...]:
    """The month's lines, by year and account; each booking goes by the tables of its own day.

    Raises:
        BadInput: no such month, or an account that has no row in ``revenue.csv``: no code is guessed.
        DataStale: no tables were in force.
    """
    if month not in MONTHS:
        raise BadInput(at="month")
    lines: dict[tuple[int, str], AssessmentLine] = {}
    for booking in booked:
        if (booking.business_date.year, booking.business_date.month) == (year, month):
            _book(lines, booking, policies)
    return tuple(lines[key] for key in sorted(lines))


def _book(lines: dict[tuple[int, str], AssessmentLine], booking: Booking, policies: Policies) -> None:
    day = booking.business_date
    tables = policies.on(day)
    account = tables.account(Certificate(booking.certificate), day)
    revenue = tables.revenue(account, day)
    in_time = revenue.takes(booking.charged_on, day)
    of_year = fiscal_year(booking.charged_on if in_time else day)
    line = lines.get((of_year, account)) or AssessmentLine(of_year, account, revenue.code)
    lines[of_year, account] = replace(
        line,
        copies=line.copies + booking.copies,
        charged_yen=line.charged_yen + booking.charged_yen,
        refunded_yen=line.refunded_yen + (booking.refunded_yen if in_time else 0),
        late_yen=line.late_yen + (0 if in_time else booking.refunded_yen),
    )
