"""An auditor's own books over a log: written without the program's folds, to be held against them."""

from collections import Counter as Tally
from collections.abc import Iterable
from dataclasses import dataclass, field

from branch_app.domain.deciders.counter import Counter
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from branch_app.domain.values.identifiers import ApplicationId, IssueNumber, ItemId, JobId, SheetNumber
from branch_app.domain.values.payment import Means
from branch_app.domain.values.reasons import SheetOutcome


@dataclass(slots=True)
class Books:
    """Cash of the day in yen, whereabouts of every sheet, and who was charged, authorised and handed what."""

    cash: int = 0
    charges: Tally[ApplicationId] = field(default_factory=Tally)
    refunds: Tally[JobId] = field(default_factory=Tally)
    free: set[ApplicationId] = field(default_factory=set)
    authorised: set[ItemId] = field(default_factory=set)
    form_of: dict[JobId, ApplicationId] = field(default_factory=dict)
    item_of: dict[JobId, ItemId] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)
    shown: set[IssueNumber] = field(default_factory=set)
    in_hand: dict[JobId, tuple[SheetNumber, ...]] = field(default_factory=dict)
    came_out: set[JobId] = field(default_factory=set)
    printer_of: dict[JobId, str] = field(default_factory=dict)
    gone: dict[SheetNumber, JobId | None] = field(default_factory=dict)

    def read(self, entries: Iterable[Entry]) -> "Books":
        """Book every entry."""
        for entry in entries:
            self.book(entry.event)
        return self

    def book(self, event: events.Event) -> None:
        """Book one event, and refuse by assertion what no honest day contains."""
        self._book_money(event)
        self._book_paper(event)
        match event:
            case events.ItemAuthorised():
                self.authorised.add(event.item)
            case events.JobPrepared():
                self.form_of[event.job], self.item_of[event.job] = event.application, event.item
                self.numbers.append(event.running)
                assert event.number not in self.shown, "two papers with one number"
                self.shown.add(event.number)

    def agree(self, state: Counter) -> None:
        """The fold says what the books say."""
        assert self.cash == state.drawer.expected_yen
        assert list(range(1, state.issuance.next_running)) == self.numbers
        held = {job: held.sheets for job, held in state.sheets.held.items()}
        assert self.in_hand == held
        for stock in state.sheets.stocks.values():
            out = stock.issued + stock.spoilt + stock.lost + stock.rest + state.sheets.in_hand(stock.name)
            assert stock.received + stock.returned == out
            assert min(stock.issued, stock.spoilt, stock.lost, stock.rest) >= 0
        for application in state.issuance.applications.values():
            assert self.charges[application.id] == application.charged_yen
            assert 0 <= application.refunded_yen <= application.charged_yen
            assert application.tendered_yen == application.charged_yen + application.change_yen

    def _book_money(self, event: events.Event) -> None:
        match event:
            case events.DayOpened():
                self.cash = event.float_yen
            case events.ApplicationCharged():
                assert event.application not in self.charges, "charged twice"
                self.charges[event.application] = event.charged_yen
                self.cash += event.charged_yen if event.means is Means.CASH else 0
                self._use_slip(event.means, event.slip)
            case events.ApplicationExempt():
                self.free.add(event.application)
            case events.ApplicationRefunded():
                assert event.job not in self.refunds, "refunded twice"
                self.refunds[event.job] = event.refunded_yen
                self.cash -= event.refunded_yen if event.means is Means.CASH else 0
            case events.DrawerPaidIn():
                self.cash += event.amount_yen
            case events.DrawerPaidOut():
                assert 0 < event.amount_yen <= self.cash, "more paid out than lay there"
                self.cash -= event.amount_yen

    def _use_slip(self, means: Means, slip: str) -> None:
        assert bool(slip) is (means is not Means.CASH), "a terminal without a slip"

    def _book_paper(self, event: events.Event) -> None:
        match event:
            case events.SheetsSpoilt():
                self._use_up(None, event.sheets)
            case events.StockExplained() if event.outcome is not SheetOutcome.FOUND:
                self._use_up(None, event.sheets)
            case events.JobReserved():
                assert event.printer not in self.printer_of.values(), "two papers in one printer"
                self._take(event.job, event.sheets)
                self.printer_of[event.job] = event.printer
                self.came_out.discard(event.job)
            case events.JobPrinted():
                self.in_hand.pop(event.job)
                self._take(event.job, event.sheets)
                self.came_out.add(event.job)
                self.printer_of.pop(event.job)
            case events.JobNotPrinted():
                self.in_hand.pop(event.job)
                self.printer_of.pop(event.job)
            case events.JobLost():
                self.printer_of.pop(event.job)
                self._use_up(event.job, self.in_hand.pop(event.job))
            case events.JobSpoilt():
                self._use_up(event.job, self.in_hand.pop(event.job))
            case events.JobDelivered():
                self._hand_over(event.job)
            case events.JobReturned():
                returned = tuple(sheet for sheet, job in self.gone.items() if job == event.job)
                self.in_hand[event.job] = tuple(sheet for sheet in returned if sheet in self._handed[event.job])
                for sheet in self.in_hand[event.job]:
                    del self.gone[sheet]
            case events.JobVoided():
                self._void(event.job)

    _handed: dict[JobId, tuple[SheetNumber, ...]] = field(default_factory=dict)

    def _hand_over(self, job: JobId) -> None:
        form = self.form_of[job]
        assert self.item_of[job] in self.authorised, "handed over without authorisation"
        assert form in self.charges or form in self.free, "handed over unpaid"
        self._handed[job] = self.in_hand.pop(job)
        self._use_up(job, self._handed[job])

    def _void(self, job: JobId) -> None:
        self.printer_of.pop(job, None)
        sheets = self.in_hand.pop(job, ())
        if job in self.came_out:
            self._use_up(job, sheets)

    def _take(self, job: JobId, sheets: tuple[SheetNumber, ...]) -> None:
        assert len(sheets) == len(set(sheets))
        for sheet in sheets:
            assert sheet not in self.gone, "a sheet that left for good is used again"
            assert all(sheet not in others for others in self.in_hand.values()), "one sheet, two copies"
        self.in_hand[job] = sheets

    def _use_up(self, job: JobId | None, sheets: tuple[SheetNumber, ...]) -> None:
        for sheet in sheets:
            assert sheet not in self.gone, "a sheet left twice"
            assert all(sheet not in others for others in self.in_hand.values()), "one sheet, two copies"
            self.gone[sheet] = job
