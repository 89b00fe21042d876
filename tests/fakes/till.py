"""One device's counter, played verb by verb: forms, and what becomes of their copies."""

from collections.abc import Callable
from dataclasses import dataclass, field

from branch_app.domain.deciders import sheets
from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.issuance import decide, printing, reopening
from branch_app.domain.deciders.issuance.decide import PreparedCopy
from branch_app.domain.deciders.issuance.state import Job
from branch_app.domain.deciders.states import JobState
from branch_app.domain.deciders.two_persons import Actors
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import (
    ApplicationId,
    IssueNumber,
    ItemId,
    JobId,
    Pseudonym,
    SheetNumber,
)
from branch_app.domain.values.money import Yen
from branch_app.domain.values.payment import Means, Payment
from branch_app.domain.values.reasons import PaperReason
from tests.fakes.played_day import PlayedDay
from tests.fakes.played_log import CITIZEN, CLERK, LISTED, PAPER, PRINTER, RESIDENTS, SEALED, SUPERVISOR


@dataclass(frozen=True, slots=True)
class Wished:
    """One line of a form."""

    certificate: str = "juminhyo"
    copies: int = 1
    fee: int = 300
    exempt: bool = False
    pages: int = 1


@dataclass(slots=True)
class Till(PlayedDay):
    """A counter, and what was wished for at it."""

    wishes: dict[ItemId, Wished] = field(default_factory=dict)
    made: int = 0

    @classmethod
    def opened(cls, float_yen: int = 30_000, paper: int = 50) -> "Till":
        """Enrolled, open, with paper 1 to ``paper`` in the tray."""
        till = cls()
        till.add(events.DeviceEnrolled("C06", "C06-1", 1))
        till.open(float_yen)
        till.load(1, paper)
        return till

    def name(self, kind: str) -> str:
        """A name nobody else has."""
        self.made += 1
        return f"{kind}-{self.made}"

    def accept(self, form: str | None = None) -> ApplicationId:
        """受付."""
        application = ApplicationId(self.name("application"))
        form = form or self.name("form")
        self.do(lambda state: decide.accept(state.issuance, application, form))
        return application

    def identify(self, application: ApplicationId) -> None:
        """本人確認."""
        self.do(
            lambda state: decide.identify(
                state.issuance,
                application,
                CITIZEN,
                "my_number_card",
                SEALED,
                revocation_checked=False,
                data=(RESIDENTS,),
            )
        )

    def request(self, application: ApplicationId, *wished: Wished) -> list[ItemId]:
        """Ask for certificates."""
        items = [ItemId(self.name("item")) for _ in wished]
        self.wishes |= dict(zip(items, wished, strict=True))
        wanted = [
            events.ItemRequested(application, item, CITIZEN, wish.certificate, wish.copies, SEALED)
            for item, wish in zip(items, wished, strict=True)
        ]
        self.do(lambda state: decide.request(state.issuance, application, wanted))
        return items

    def authorise(self, item: ItemId) -> None:
        """審査 passed."""
        application = self.state.issuance.item(item).application
        event = events.ItemAuthorised(application, item, (LISTED, RESIDENTS), SEALED)
        self.do(lambda state: decide.authorise(state.issuance, event))

    def prepare(self, item: ItemId) -> list[JobId]:
        """Number every copy."""
        wish, first = self.wishes[item], self.state.issuance.next_running
        copies = [
            PreparedCopy(JobId(self.name("job")), IssueNumber(f"C06-1-{running:06d}"), wish.pages, SEALED, SEALED)
            for running in range(first, first + wish.copies)
        ]
        self.do(lambda state: decide.prepare(state.issuance, item, first, copies))
        return [copy.job for copy in copies]

    def quote(self, application: ApplicationId) -> None:
        """手数料 for what is prepared."""
        lines = self.lines(application)
        self.do(lambda state: decide.quote(state.issuance, application, lines))

    def lines(self, application: ApplicationId) -> list[events.QuoteLine]:
        """The lines that add up."""
        items = [item for item in self.state.issuance.items_of(application) if item.jobs]
        wishes = [self.wishes[item.id] for item in items]
        return [
            events.QuoteLine(item.id, wish.fee, item.copies, wish.exempt, SEALED if wish.exempt else None)
            for item, wish in zip(items, wishes, strict=True)
        ]

    def pay(self, application: ApplicationId, tendered: int | None = None) -> None:
        """収納; exactly what is due unless said otherwise."""
        due = self.state.issuance.application(application).total_yen if tendered is None else tendered
        self.do(lambda state: decide.pay(state.issuance, application, Yen(due)))

    def receipt(self, application: ApplicationId, second: Pseudonym | None = SUPERVISOR) -> None:
        """領収書; somebody is beside, should it be another one."""
        self.do(lambda state: decide.receipt(state.issuance, application, Actors(CLERK, second)))

    def identified(self) -> ApplicationId:
        """A form whose applicant is known."""
        application = self.accept()
        self.identify(application)
        return application

    def prepared(self, *wished: Wished) -> tuple[ApplicationId, list[JobId]]:
        """A form with everything prepared and nothing quoted."""
        application = self.identified()
        jobs = []
        for item in self.request(application, *(wished or (Wished(),))):
            self.authorise(item)
            jobs += self.prepare(item)
        return application, jobs

    def quoted(self, *wished: Wished) -> tuple[ApplicationId, list[JobId]]:
        """A form with its sum."""
        application, jobs = self.prepared(*wished)
        self.quote(application)
        return application, jobs

    def paid(self, *wished: Wished) -> tuple[ApplicationId, list[JobId]]:
        """A form whose copies may be printed."""
        application, jobs = self.quoted(*wished)
        self.pay(application)
        return application, jobs

    def job(self, job: JobId) -> Job:
        """As it stands."""
        return self.state.issuance.job(job)

    def reserve(
        self, job: JobId, printer: str = PRINTER, stock: str = PAPER, second: Pseudonym | None = SUPERVISOR
    ) -> None:
        """Printer and sheets for the next attempt; somebody is beside, should it be a reprint."""

        def decision(state: Counter) -> tuple[events.Event, ...]:
            taken = sheets.next_sheets(state.sheets, stock, state.issuance.job(job).pages)
            return printing.reserve(state.issuance, job, printer, stock, taken, LISTED, Actors(CLERK, second))

        self.do(decision)

    def spool(self, job: JobId) -> None:
        """The printer has the file."""
        self.do(lambda state: printing.spooled(state.issuance, job, 7))

    def came_out(self, job: JobId, *taken: SheetNumber) -> None:
        """Paper came out, on the reserved sheets unless said otherwise."""
        on = taken or self.job(job).attempts[-1].sheets
        self.do(lambda state: printing.printed(state.issuance, job, on, "printer"))

    def nothing_came(self, job: JobId) -> None:
        """Nothing came out."""
        self.do(lambda state: printing.not_printed(state.issuance, job, "printer", "media-empty"))

    def in_doubt(self, job: JobId) -> None:
        """Nobody knows."""
        self.do(lambda state: printing.unknown(state.issuance, job, "no-answer"))

    def lose(self, job: JobId) -> None:
        """The sheet is gone."""
        self.do(lambda state: printing.lost(state.issuance, job, PaperReason.NOT_FOUND))

    def spoil(self, job: JobId) -> None:
        """書損."""
        self.do(lambda state: printing.spoilt(state.issuance, job, PaperReason.JAM))

    def check(self, job: JobId) -> None:
        """照合."""
        pages = self.job(job).pages
        self.do(lambda state: printing.checked(state.issuance, job, pages))

    def deliver(self, job: JobId) -> None:
        """交付."""
        self.do(lambda state: printing.delivered(state.issuance, job))

    def leave(self, job: JobId) -> None:
        """Nobody collects it."""
        self.do(lambda state: printing.uncollected(state.issuance, job))

    def release(self, job: JobId, second: Pseudonym = SUPERVISOR) -> None:
        """解除 by two persons."""
        now = self.job(job)
        event = events.ItemReleased(now.application, now.item, SEALED, second)
        self.do(lambda state: decide.release(state.issuance, event, CLERK))

    def let_go(self, job: JobId) -> None:
        """Released and handed over."""
        self.release(job)
        self.deliver(job)

    def withhold(self, job: JobId) -> None:
        """A hold arrived."""
        self.do(lambda state: printing.withheld(state.issuance, job))

    def bring_back(self, job: JobId) -> None:
        """The citizen returns the paper."""
        self.do(lambda state: printing.returned(state.issuance, job))

    def bring_back_later(self, job: JobId) -> None:
        """The citizen returns the paper when its form is long forgotten."""
        told = self.told(job)
        self.do(lambda state: reopening.reopen(state.issuance, told))

    def told(self, job: JobId) -> events.JobReopened:
        """What the log says of a copy."""
        happened = [entry.event for entry in self.entries]
        prepared = next(event for event in happened if isinstance(event, events.JobPrepared) and event.job == job)
        return reopening.reopened(happened, prepared.application, job)

    def void(self, job: JobId, *, office_fault: bool = False) -> None:
        """取消 by two persons; what a terminal took, it gives back under another slip."""
        self.withdraw(job, office_fault=office_fault)
        if self.job(job).refund_due_yen:
            self.refund(job)

    def withdraw(self, job: JobId, *, office_fault: bool = False) -> None:
        """取消 alone: what a terminal took is due."""
        self.do(
            lambda state: printing.void(
                state.issuance, job, PaperReason.NOT_NEEDED, CLERK, SUPERVISOR, office_fault=office_fault
            )
        )

    def refund(self, job: JobId, slip: str | None = None) -> None:
        """還付 through the terminal."""
        given = slip or self.name("slip")
        self.do(lambda state: printing.refund(state.issuance, job, CLERK, SUPERVISOR, given))

    def print(self, job: JobId) -> None:
        """From reservation to a paper in hand."""
        self.reserve(job)
        self.spool(job)
        self.came_out(job)

    def hand_over(self, job: JobId) -> None:
        """From reservation to 交付."""
        self.print(job)
        self.check(job)
        self.deliver(job)

    def pay_by_terminal(self, application: ApplicationId, slip: str | None = None) -> None:
        """収納 through a terminal, under a slip nobody had before."""
        payment = Payment(Means.CARD, slip or self.name("slip"))
        self.do(lambda state: decide.pay_cashless(state.issuance, application, payment))

    def in_state(self, wanted: JobState) -> JobId:
        """A paid copy brought to that state (a cancelled one was never paid)."""
        if wanted is JobState.CANCELLED:
            application, (job,) = self.prepared()
            self.do(lambda state: decide.cancel(state.issuance, application))
            return job
        _, (job,) = self.paid()
        for verb in _WAYS[wanted]:
            verb(self, job)
        return job


_SPOOLED = (Till.reserve, Till.spool)
_CHECKED = (Till.print, Till.check)
_WAYS: dict[JobState, tuple[Callable[[Till, JobId], None], ...]] = {
    JobState.PREPARED: (),
    JobState.RESERVED: (Till.reserve,),
    JobState.SPOOLED: _SPOOLED,
    JobState.PRINTED: (Till.print,),
    JobState.NOT_PRINTED: (*_SPOOLED, Till.nothing_came),
    JobState.UNKNOWN: (*_SPOOLED, Till.in_doubt),
    JobState.LOST: (*_SPOOLED, Till.in_doubt, Till.lose),
    JobState.CHECKED: _CHECKED,
    JobState.SPOILT: (Till.print, Till.spoil),
    JobState.DELIVERED: (*_CHECKED, Till.deliver),
    JobState.UNCOLLECTED: (*_CHECKED, Till.leave),
    JobState.WITHHELD: (*_CHECKED, Till.withhold),
    JobState.RETURNED: (*_CHECKED, Till.deliver, Till.bring_back),
    JobState.VOIDED: (Till.void,),
}
