"""開始, 点検, 現金, 用紙, 締め: what whoever is responsible for the counter does in the morning and at night."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from branch_app.domain.errors import MadoguchiError
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.money import DENOMINATIONS
from branch_app.domain.values.reasons import (
    CashReason,
    MoveReason,
    PaperReason,
    SheetOutcome,
    SupplementReason,
)
from branch_app.ports import CloseFolder
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.presenters.receipts import SlipTools
from branch_app.ui.work import Lane, Work
from branch_app.usecases.accept_clock import accept_clock
from branch_app.usecases.clock_look import ClockLook, look_at_clock
from branch_app.usecases.day_papers import print_day_papers
from branch_app.usecases.day_report import DayReport, day_report
from branch_app.usecases.desk import Desk
from branch_app.usecases.drawer import count_drawer, hand_over_drawer, inspect, pay_in, pay_out
from branch_app.usecases.office_close import write_close
from branch_app.usecases.run_day import close_day, open_day, receive_paper, spoil_sheets, supplement_day
from branch_app.usecases.status import LogStatus, log_status
from branch_app.usecases.tray import PLAIN, confirm_sheet, count_paper, explain_gap, receive_plain
from branch_app.usecases.uncollected import keep_uncollected


class Section(Enum):
    """The manager's pages, in the order of a day."""

    OPENING = "opening"
    REPORT = "report"
    CASH = "cash"
    SHEETS = "sheets"
    CLOSE = "close"
    STOPS = "stops"
    CASES = "cases"


class Deed(Enum):
    """What was written down last, to be said."""

    OPENED = "opened"
    LOADED = "loaded"
    CONFIRMED = "confirmed"
    SPOILT = "spoilt"
    COUNTED = "counted"
    HANDED_OVER = "handed_over"
    PAID_IN = "paid_in"
    RECEIVED = "received"
    COUNTED_PAPER = "counted_paper"
    EXPLAINED = "explained"
    KEPT = "kept"
    SUPPLEMENTED = "supplemented"
    EXPORTED = "exported"
    PAID_OUT = "paid_out"
    INSPECTED = "inspected"
    CLOSED = "closed"
    PRINTED = "printed"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class ManagerState:
    """``pieces`` are notes and coins as counted so far, by denomination in yen; ``done`` None after a refusal."""

    section: Section = Section.OPENING
    report: DayReport | None = None
    log: LogStatus | None = None
    clock: ClockLook | None = None
    pieces: Mapping[int, int] = field(default_factory=dict)
    reason: CashReason | None = None
    busy: bool = False
    looking: bool = False
    """Newer figures are on their way; nothing waits for them."""
    done: Deed | None = None
    trouble: MadoguchiError | None = None

    @property
    def counted_yen(self) -> int:
        """What the pieces come to."""
        return sum(denomination * number for denomination, number in self.pieces.items())

    @property
    def difference_yen(self) -> int:
        """Counted less expected; below nothing when money is missing."""
        return self.counted_yen - (self.report.expected_yen if self.report else 0)

    @property
    def whole(self) -> bool:
        """Whether every denomination was counted, none of them included."""
        return set(self.pieces) == set(DENOMINATIONS)

    @property
    def reason_for_difference(self) -> CashReason | None:
        """What explains no difference is not written down."""
        return self.reason if self.difference_yen else None

    @property
    def explained(self) -> bool:
        """Whether the count can be written down: it is whole, and a difference has its reason."""
        return self.whole and (self.difference_yen == 0 or self.reason is not None)


@dataclass(frozen=True, slots=True)
class _Outcome:
    report: DayReport
    log: LogStatus
    clock: ClockLook
    trouble: MadoguchiError | None


class ManagerPresenter(Presenter[ManagerState]):
    """One counter's day."""

    def __init__(self, desk: Callable[[], Desk], work: Work, slips: SlipTools, closes: CloseFolder) -> None:
        super().__init__(ManagerState())
        self._desk = desk
        self._work = work
        self._slips = slips
        self.closes = closes

    def show(self, section: Section) -> None:
        """Another page, with the figures of now."""
        self._change(section=section, trouble=None, done=None)
        self.refresh()

    def refresh(self) -> None:
        """Look at the log again; what was said last stays, and a key pressed meanwhile counts."""
        desk = self._desk()
        self._change(looking=True)
        self._work.run(
            Lane.DESK,
            lambda: (day_report(desk), log_status(desk.journal.ledger), look_at_clock(desk)),
            lambda seen: self._change(looking=False, report=seen[0], log=seen[1], clock=seen[2]),
            lambda error: self._change(looking=False, trouble=error),
        )

    def watch_clock(self) -> None:
        """The device's time as it runs: two persons compare it with another clock; to be called every second."""
        desk = self._desk()
        self._work.run(
            Lane.LOOKUP,
            lambda: look_at_clock(desk),
            lambda clock: self._change(clock=clock),
            lambda error: self._change(trouble=error),
        )

    def forget(self) -> None:
        """Somebody gets up: no figure of theirs is there for the next one."""
        self._become(ManagerState())

    def open_day(self, float_yen: int) -> None:
        """開始 with the float in yen."""
        self._do(lambda desk: open_day(desk, float_yen), Deed.OPENED)

    def receive_paper(self, first: int, count: int, seen: int) -> None:
        """Numbered sheets came in; ``seen`` is the number read off the top one."""
        self._do(lambda desk: receive_paper(desk, first, count, seen), Deed.LOADED)

    def confirm_sheet(self, seen: int) -> None:
        """The number read off the top sheet."""
        self._do(lambda desk: confirm_sheet(desk, seen), Deed.CONFIRMED)

    def spoil_sheets(self, count: int, reason: PaperReason) -> None:
        """書損 of sheets that no print used."""
        self._do(lambda desk: spoil_sheets(desk, count, reason), Deed.SPOILT)

    def explain_gap(
        self, stock: str, count: int, outcome: SheetOutcome, reason: PaperReason, second: Pseudonym
    ) -> None:
        """What became of sheets by which the number on top, or a count, differs; said by two persons."""
        self._do(lambda desk: explain_gap(desk, stock, count, outcome, reason, second), Deed.EXPLAINED)

    def receive_plain(self, count: int) -> None:
        """Paper without numbers came in."""
        self._do(lambda desk: receive_plain(desk, PLAIN, count), Deed.RECEIVED)

    def count_plain(self, seen: int) -> None:
        """Paper without numbers was counted."""
        self._do(lambda desk: count_paper(desk, PLAIN, seen), Deed.COUNTED_PAPER)

    def keep_uncollected(self) -> None:
        """受取なし: what nobody took by the close is kept with its form."""
        self._do(keep_uncollected, Deed.KEPT)

    def supplement_day(self, reason: SupplementReason, second: Pseudonym) -> None:
        """補正: the day that was closed last is open once more."""
        self._do(lambda desk: supplement_day(desk, reason, second), Deed.SUPPLEMENTED)

    def export_close(self, second: Pseudonym) -> None:
        """The signed close as a file, for whoever adds up the office; by two persons."""
        self._do(lambda desk: write_close(desk, self.closes, second), Deed.EXPORTED)

    def count(self, denomination: int, pieces: int | None) -> None:
        """So many of that note or coin; None takes the figure back."""
        others = {yen: number for yen, number in self.state.pieces.items() if yen != denomination}
        self._change(pieces=others if pieces is None else {**others, denomination: pieces}, trouble=None, done=None)

    def explain(self, reason: CashReason | None) -> None:
        """Why the drawer differs."""
        self._change(reason=reason)

    def record_count(self, second: Pseudonym | None = None) -> None:
        """Write the count down; what was not typed is not guessed at. A difference was seen by a second person."""
        if not self.state.whole:
            return
        pieces, reason = self.state.pieces, self.state.reason_for_difference
        self._do(lambda desk: count_drawer(desk, pieces, reason, second), Deed.COUNTED)

    def hand_over(self, taker: Pseudonym) -> None:
        """引継: what lies on the table as counted goes to whoever comes; they sign in afterwards."""
        if self.state.explained:
            pieces, reason = self.state.pieces, self.state.reason_for_difference
            self._do(lambda desk: hand_over_drawer(desk, pieces, taker, reason), Deed.HANDED_OVER)

    def pay_in(self, amount_yen: int, reason: MoveReason, words: str = "") -> None:
        """入金."""
        self._do(lambda desk: pay_in(desk, amount_yen, reason, words), Deed.PAID_IN)

    def pay_out(self, amount_yen: int, reason: MoveReason, second: Pseudonym, words: str = "") -> None:
        """出金 by two persons."""
        self._do(lambda desk: pay_out(desk, amount_yen, reason, second, words), Deed.PAID_OUT)

    def inspect(self) -> None:
        """点検: the figures of now, as a numbered entry."""
        self._do(inspect, Deed.INSPECTED)

    def close_day(self, second: Pseudonym) -> None:
        """締め by two persons."""
        self._do(lambda desk: close_day(desk, second), Deed.CLOSED)

    def print_papers(self) -> None:
        """日計表 and 納入書 of the day that is closed."""
        slips = self._slips
        self._do(lambda desk: print_day_papers(desk, slips.renderer, slips.printer), Deed.PRINTED)

    def accept_clock(self, second: Pseudonym) -> None:
        """The computer's time is right, say two persons."""
        self._do(lambda desk: accept_clock(desk, second), Deed.CLOCK)

    def _do(self, deed: Callable[[Desk], object], done: Deed) -> None:
        if self.state.busy:
            return
        desk = self._desk()
        self._change(busy=True, trouble=None, done=None)

        def job() -> _Outcome:
            trouble: MadoguchiError | None = None
            try:
                deed(desk)
            except MadoguchiError as error:
                trouble = error
            report, log = day_report(desk), log_status(desk.journal.ledger)
            return _Outcome(report, log, look_at_clock(desk), trouble)

        self._work.run(
            Lane.DESK,
            job,
            lambda outcome: self._came_back(outcome, done),
            lambda error: self._change(busy=False, trouble=error),
        )

    def _came_back(self, outcome: _Outcome, done: Deed) -> None:
        self._change(
            report=outcome.report,
            log=outcome.log,
            clock=outcome.clock,
            trouble=outcome.trouble,
            done=None if outcome.trouble else done,
            busy=False,
        )
        if self.state.done in {Deed.COUNTED, Deed.HANDED_OVER}:
            # What was counted stands in the log; the next count begins with an empty table, so that no figure of
            # this one is taken over unseen.
            self._change(pieces={}, reason=None)
