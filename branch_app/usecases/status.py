"""The status bar: how every part of the counter is, each with a level.

``status_of`` reads what the device has on its own disk and may be asked often. What has to wait for a device or for
head office is looked at elsewhere and handed in as it was seen last: ``device_status`` and ``line_status``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from branch_app.domain.errors import ClockAhead, ClockBehind, DataStale, NoteNotTrusted, Refused
from branch_app.domain.log.checkpoint import Checkpoint
from branch_app.domain.log.note import Note
from branch_app.domain.records.registers import RegisterName
from branch_app.domain.rules.clock import judge
from branch_app.domain.rules.freshness import RESTRICTIONS, Freshness, freshness, limit_hours
from branch_app.domain.rules.hours import OpenState
from branch_app.domain.rules.policies import POLICY
from branch_app.ports import Ledger, LogHead
from branch_app.usecases.desk import CHANNEL, Desk
from branch_app.usecases.device_status import PrinterStatus, ReaderStatus
from branch_app.usecases.level import Level
from branch_app.usecases.line_status import LineStatus

FEW_SHEETS = 20
"""From so many on, somebody should fetch paper."""


@dataclass(frozen=True, slots=True)
class LogStatus:
    """Entries written, and how far head office has witnessed them by its newest receipt."""

    level: Level
    size: int
    witnessed: int

    @property
    def pending(self) -> int:
        """Entries that exist here only."""
        return self.size - self.witnessed


@dataclass(frozen=True, slots=True)
class DataStatus:
    """One register, or the restriction list: ``as_of`` by head office's word, None when it was never loaded."""

    level: Level
    register: str
    as_of: datetime | None
    age_hours: int
    limit_hours: int


@dataclass(frozen=True, slots=True)
class PaperStatus:
    """Sheets left of the stock in the tray, as the log counts them; None when none ever came in."""

    level: Level
    stock: str
    left: int | None


class ClockState(Enum):
    """Against the log's last stamp."""

    RIGHT = "right"
    BEHIND = "behind"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class ClockStatus:
    """``minutes`` off."""

    level: Level
    state: ClockState
    minutes: int


@dataclass(frozen=True, slots=True)
class CounterStatus:
    """Everything on the bar."""

    line: LineStatus
    log: LogStatus
    data: tuple[DataStatus, ...]
    reader: ReaderStatus
    printer: PrinterStatus
    paper: PaperStatus
    clock: ClockStatus
    hours: OpenState


def status_of(desk: Desk, line: LineStatus, reader: ReaderStatus, printer: PrinterStatus) -> CounterStatus:
    """As of now; the journal's state is taken as it is, without looking what another process wrote."""
    return CounterStatus(
        line=line,
        log=log_status(desk.journal.ledger),
        data=tuple(data_status(desk)),
        reader=reader,
        printer=printer,
        paper=_paper(desk),
        clock=clock_status(desk),
        hours=open_state(desk),
    )


def log_status(ledger: Ledger) -> LogStatus:
    """Good only when head office witnessed this very log to its end; bad when it witnessed another one."""
    head, receipt = ledger.head(), _receipt(ledger)
    if receipt is None:
        return LogStatus(Level.NOTICE, head.size, 0)
    if receipt.size < head.size:
        return LogStatus(Level.NOTICE, head.size, receipt.size)
    same = LogHead(receipt.size, receipt.root) == head
    return LogStatus(Level.GOOD if same else Level.BAD, head.size, receipt.size if same else 0)


def _receipt(ledger: Ledger) -> Checkpoint | None:
    """What the newest receipt acknowledges; None without one, or with one of another device or epoch.

    Its signatures were checked before it was kept.
    """
    text = ledger.receipt()
    if text is None:
        return None
    try:
        checkpoint = Checkpoint.parse(Note.parse(text.encode()).text)
    except NoteNotTrusted:
        return None
    return checkpoint if checkpoint.origin == ledger.origin else None


def data_status(desk: Desk) -> Iterator[DataStatus]:
    """The restriction list, then every register that the replica holds; without tables nothing has a limit."""
    try:
        policy = desk.limits
    except DataStale:
        yield DataStatus(Level.BAD, POLICY, None, 0, 0)
        return
    yield _aged(desk, RESTRICTIONS, policy.restrictions_hours, _restrictions_as_of(desk))
    for register, as_of in _held(desk):
        yield _aged(desk, register.value, limit_hours(register, policy), as_of)


def _restrictions_as_of(desk: Desk) -> datetime | None:
    try:
        return desk.restrictions.current().as_of
    except DataStale:
        return None


def _held(desk: Desk) -> list[tuple[RegisterName, datetime | None]]:
    """Without any generation the residents are missing: nothing is issued without them."""
    try:
        return [(version.register, version.as_of) for version in desk.register.versions()]
    except DataStale:
        return [(RegisterName.RESIDENT, None)]


_FRESHNESS_LEVELS = {Freshness.FRESH: Level.GOOD, Freshness.SOON: Level.NOTICE, Freshness.STALE: Level.BAD}


def _aged(desk: Desk, register: str, limit: int, as_of: datetime | None) -> DataStatus:
    if as_of is None:
        return DataStatus(Level.BAD, register, None, 0, limit)
    now = desk.clock.now()
    hours = max(0, int((now - as_of).total_seconds() // 3600))
    return DataStatus(_FRESHNESS_LEVELS[freshness(as_of, limit, now)], register, as_of, hours, limit)


def _paper(desk: Desk) -> PaperStatus:
    stock = desk.journal.state.sheets.stocks.get(desk.stock)
    if stock is None:
        return PaperStatus(Level.BAD, desk.stock, None)
    if stock.rest == 0:
        return PaperStatus(Level.BAD, desk.stock, 0)
    return PaperStatus(Level.NOTICE if stock.rest < FEW_SHEETS else Level.GOOD, desk.stock, stock.rest)


def clock_status(desk: Desk) -> ClockStatus:
    """Against the log's last stamp."""
    clock = desk.clock
    try:
        judge(desk.journal.state.last_stamp, clock.now(), clock.monotonic_ms(), clock.boot_id())
    except ClockBehind as error:
        return ClockStatus(Level.BAD, ClockState.BEHIND, int(error.facts["minutes"]))
    except ClockAhead as error:
        return ClockStatus(Level.BAD, ClockState.AHEAD, int(error.facts["minutes"]))
    return ClockStatus(Level.GOOD, ClockState.RIGHT, 0)


def open_state(desk: Desk) -> OpenState:
    """開設時間 of this office now: a word to the clerk, who serves whoever stands there all the same."""
    now = desk.clock.now()
    try:
        tables = desk.tables_on(now.date())
        return tables.open_state(tables.office(desk.enrolment.office, now.date()), CHANNEL, now)
    except Refused:
        return OpenState.UNKNOWN
