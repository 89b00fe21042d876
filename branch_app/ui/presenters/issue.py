"""From made papers to 交付: the steps the log asks for, one key at a time. Nothing is printed by itself twice.

The step is always read off the log (``domain/deciders/issuance/next_step.py``), so a paper in trouble, a recalled
application and one found at the start of the program are one and the same screen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.deciders.states import REPRINTED, JobState
from branch_app.domain.errors import MadoguchiError, PrinterAbsent, PrinterRefused, PrintError
from branch_app.domain.values.identifiers import ApplicationId, JobId, Pseudonym
from branch_app.domain.values.money import Yen
from branch_app.domain.values.payment import Means
from branch_app.domain.values.reasons import PaperReason
from branch_app.ports import Clock, PrintReport, PrintState
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.work import Lane, Work
from branch_app.usecases.answer import Answer, answer
from branch_app.usecases.batch import Batch, settle_from
from branch_app.usecases.cancel import cancel
from branch_app.usecases.desk import Desk
from branch_app.usecases.hand_over import check_paper, hand_over
from branch_app.usecases.make_papers import Made, NotMade
from branch_app.usecases.pay import pay, pay_cashless
from branch_app.usecases.print_copy import cancel_print, follow, give_up, send
from branch_app.usecases.release import release
from branch_app.usecases.tray import confirm_sheet
from branch_app.usecases.void import refund, spoil, void_several
from branch_app.usecases.work_in_hand import WorkInHand, look

PATIENCE_MS = 180_000
"""So long without news from the printer, then nobody knows (documents.md, Printing)."""
_MOST_DIGITS = 7


class Busy(Enum):
    """What the counter is doing while the clerk waits."""

    MAKING = "making"
    PAYING = "paying"
    SENDING = "sending"
    ASKING = "asking"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Issuing:
    """``typed`` is what the clerk is typing for this step: deposit in yen, pages counted, or a sheet number.

    ``flowing`` while first prints follow one another by themselves, because the clerk has just paid for them.
    """

    work: WorkInHand | None = None
    not_made: tuple[NotMade, ...] = ()
    busy: Busy | None = None
    typed: str = ""
    report: PrintReport | None = None
    trouble: MadoguchiError | None = None
    flowing: bool = False
    sheet_confirmed: bool = False

    @property
    def step(self) -> Step:
        """The one thing to do now."""
        return self.work.next.step if self.work else Step.NOTHING

    @property
    def withheld(self) -> bool:
        """Whether a paper is kept back because a stop arrived after its print."""
        papers = self.work.papers if self.work and self.step is Step.DECIDE else ()
        return any(paper.state is JobState.WITHHELD for paper in papers)

    @property
    def stalled(self) -> bool:
        """Whether the printer waits for a person."""
        return self.report is not None and self.report.state is PrintState.STALLED

    @property
    def under_way(self) -> bool:
        """Whether something runs, or first prints still follow one another: nobody else's turn yet."""
        printing = self.flowing and self.step in {Step.PRINT, Step.WATCH}
        return self.busy is not None or printing

    @property
    def sheet_wanted(self) -> bool:
        """After a jam or a spoilt sheet somebody reads the next number off the tray before another print."""
        return (
            self.work is not None and self.step is Step.PRINT and self.work.attempt > 0 and not self.sheet_confirmed
        )

    @property
    def second_wanted(self) -> bool:
        """Whether a paper of this copy came out before, or is gone: another one takes two persons (再印刷)."""
        at = self.work.at if self.work is not None and self.step is Step.PRINT else None
        return at is not None and at.state in REPRINTED

    @property
    def deposit(self) -> int:
        """Yen typed; nothing typed is the exact sum (ちょうど)."""
        total = self.work.total_yen if self.work else 0
        return int(self.typed) if self.typed else total

    @property
    def change(self) -> int:
        """お釣り in yen, negative while too little is typed."""
        return self.deposit - (self.work.total_yen if self.work else 0)


class IssuePresenter(Presenter[Issuing]):
    """One application from quote to the citizen's hand."""

    def __init__(self, desk: Callable[[], Desk], work: Work, clock: Clock) -> None:
        super().__init__(Issuing())
        self._desk = desk
        self._work = work
        self._clock = clock
        self._news_ms = 0
        self._cancelling = False

    def make(self, makes: Callable[[Desk], Made]) -> None:
        """Make the papers; ``makes`` accepts and identifies where that is still to be done."""
        if self.state.busy:
            return
        self._cancelling = False
        self._become(Issuing(busy=Busy.MAKING))
        desk = self._desk()

        def job() -> tuple[WorkInHand, tuple[NotMade, ...]]:
            made = makes(desk)
            return look(desk, made.application), made.not_made

        def done(result: tuple[WorkInHand, tuple[NotMade, ...]]) -> None:
            self._become(Issuing(work=result[0], not_made=result[1]))

        self._work.run(Lane.DESK, job, done, lambda error: self._become(Issuing(trouble=error)))

    def resume(self, application: ApplicationId) -> None:
        """Take up an application where the log says it stands."""
        self._cancelling = False
        self._become(Issuing(busy=Busy.ASKING))
        self._do(Busy.ASKING, lambda _desk: None, application)

    def put_aside(self) -> None:
        """Leave it as it stands; the log keeps it among the open ones."""
        if not self.state.busy:
            self._cancelling = False
            self._become(Issuing())

    def type_digit(self, digit: str) -> None:
        """One more digit of deposit, page count or sheet number; a single right page count is taken at once."""
        if self.state.busy or len(self.state.typed) >= _MOST_DIGITS:
            return
        self._change(typed=self.state.typed + digit, trouble=None)
        at = self.state.work.at if self.state.work else None
        if self.state.step is Step.CHECK and at is not None and len(self.state.typed) == len(str(at.pages)):
            self._check(at.job)

    def rub_out(self) -> None:
        """Take the last digit back."""
        self._change(typed=self.state.typed[:-1])

    def pay_and_print(self) -> None:
        """収納, then the first print of every copy, one after another."""
        tendered = Yen(self.state.deposit)
        self._take(lambda desk, application: pay(desk, application, tendered))

    def pay_by_terminal(self, means: Means, slip: str) -> None:
        """収納 through a terminal, which has taken the sum already; then the first prints."""
        self._take(lambda desk, application: pay_cashless(desk, application, means, slip))

    def settle(self, batch: Batch) -> None:
        """Nothing lay in the letter: nothing is due, or it is refused."""
        self._take(lambda desk, application: settle_from(desk, batch, application))

    def _take(self, fee: Callable[[Desk, ApplicationId], object]) -> None:
        """The fee of the form that waits for it; the first prints follow."""
        work = self.state.work
        if work is not None and not self.state.busy and self.state.step is Step.PAY:
            self._change(flowing=True, trouble=None)
            self._do(Busy.PAYING, lambda desk: fee(desk, work.application))

    def refund(self, job: JobId, second: Pseudonym, slip: str) -> None:
        """還付: what the terminal gave back for a voided copy."""
        self._do(Busy.WRITING, lambda desk: refund(desk, job, second, slip))

    def print_next(self, second: Pseudonym | None = None) -> None:
        """The clerk wants the copy printed (again): free of charge, after the next sheet's number was read."""
        if self.state.step is Step.PRINT and not self.state.sheet_wanted:
            self._print(second)

    def confirm_sheet(self) -> None:
        """The number typed is what the top sheet shows."""
        if not self.state.typed:
            return
        seen = int(self.state.typed)
        self._do(Busy.WRITING, lambda desk: confirm_sheet(desk, seen), sheet_confirmed=True)

    def tick(self) -> None:
        """To be called every now and then: asks the printer while a paper may be coming out."""
        at = self.state.work.at if self.state.work else None
        if at is None or self.state.step is not Step.WATCH or self.state.busy:
            return
        if self._clock.monotonic_ms() - self._news_ms > PATIENCE_MS:
            self._do(Busy.ASKING, lambda desk: give_up(desk, at.job))
            return
        self._ask(at.job)

    def cancel_print(self) -> None:
        """Cancel at the printer, so that a cleared jam does not print by itself.

        A slow printer is being asked nearly all the time: the wish is kept until it has answered.
        """
        at = self._paper(Step.WATCH)
        self._cancelling = at is not None and self.state.busy is not None
        if at is not None:
            self._do(Busy.ASKING, lambda desk: cancel_print(desk, at))

    def answer(self, said: Answer, reason: PaperReason = PaperReason.OTHER) -> None:
        """「紙は出ましたか」."""
        at = self._paper(Step.ANSWER)
        if at is not None:
            self._do(Busy.WRITING, lambda desk: answer(desk, at, said, reason))

    def spoil(self, reason: PaperReason) -> None:
        """書損 of the paper that is being counted, or of the first to be handed over."""
        at = self._paper(Step.CHECK) or self._paper(Step.HAND_OVER)
        if at is not None:
            self._do(Busy.WRITING, lambda desk: spoil(desk, at, reason))

    def hand_over(self) -> None:
        """交付 of everything counted."""
        work = self.state.work
        if work is None or self.state.step not in {Step.HAND_OVER, Step.DECIDE}:
            return
        jobs = work.next.jobs

        def hand_all_over(desk: Desk) -> None:
            for job in jobs:
                hand_over(desk, job)

        self._do(Busy.WRITING, hand_all_over)

    def void(self, jobs: Sequence[JobId], reason: PaperReason, second: Pseudonym, *, office_fault: bool) -> None:
        """取消 with a second person: all of them or none."""
        self._do(Busy.WRITING, lambda desk: void_several(desk, jobs, reason, second, office_fault=office_fault))

    def release(self, second: Pseudonym) -> None:
        """解除 of the papers that are withheld; then they are handed over."""
        work = self.state.work
        if work is None or self.state.step is not Step.DECIDE:
            return
        withheld = tuple(paper for paper in work.papers if paper.state is JobState.WITHHELD)

        def release_and_hand_over(desk: Desk) -> None:
            for item in dict.fromkeys(paper.item for paper in withheld):
                release(desk, item, second)
            for paper in withheld:
                hand_over(desk, paper.job)

        self._do(Busy.WRITING, release_and_hand_over)

    def withdraw(self) -> None:
        """取下げ before anything is paid."""
        work = self.state.work
        if work is not None and self.state.step in {Step.PAY, Step.WITHDRAW}:
            self._do(Busy.WRITING, lambda desk: cancel(desk, work.application))

    def _paper(self, step: Step) -> JobId | None:
        at = self.state.work.at if self.state.work else None
        return at.job if at is not None and self.state.step is step else None

    def _check(self, job: JobId) -> None:
        pages = int(self.state.typed)
        self._do(Busy.WRITING, lambda desk: check_paper(desk, job, pages))

    def _print(self, second: Pseudonym | None = None) -> None:
        at = self._paper(Step.PRINT)
        if at is not None:
            self._do(Busy.SENDING, lambda desk: send(desk, at, second), sheet_confirmed=False)

    def _ask(self, job: JobId) -> None:
        """Ask without a spinner: it happens several times a second."""
        desk = self._desk()

        def answered(result: tuple[PrintReport, WorkInHand | None]) -> None:
            report, work = result
            if report != self.state.report:
                self._news_ms = self._clock.monotonic_ms()
            self._become(replace(self.state, busy=None, report=report, work=work or self.state.work))
            if self._cancelling:
                self.cancel_print()
            self._go_on()

        self._become(replace(self.state, busy=Busy.ASKING))
        self._work.run(Lane.DESK, lambda: _followed(desk, job), answered, self._failed)

    def _do(
        self,
        busy: Busy,
        deed: Callable[[Desk], object],
        application: ApplicationId | None = None,
        *,
        sheet_confirmed: bool | None = None,
    ) -> None:
        """Do one thing on the desk's lane and look at what it left, whether it succeeded or not."""
        work = self.state.work
        which = application or (work.application if work else None)
        if which is None or (self.state.busy and application is None):
            return
        desk = self._desk()
        self._change(busy=busy, trouble=None)

        def job() -> tuple[WorkInHand, MadoguchiError | None]:
            trouble = None
            try:
                deed(desk)
            except MadoguchiError as error:
                trouble = error
            return look(desk, which), trouble

        def done(result: tuple[WorkInHand, MadoguchiError | None]) -> None:
            self._settled(*result, self.state.sheet_confirmed if sheet_confirmed is None else sheet_confirmed)

        self._work.run(Lane.DESK, job, done, self._failed)

    def _settled(self, work: WorkInHand, trouble: MadoguchiError | None, sheet_confirmed: bool) -> None:  # noqa: FBT001
        self._news_ms, self._cancelling = self._clock.monotonic_ms(), False
        self._become(
            replace(
                self.state,
                work=work,
                busy=None,
                typed="",
                report=None,
                trouble=trouble,
                flowing=self.state.flowing and trouble is None,
                sheet_confirmed=_tray_untouched(trouble) or (sheet_confirmed and trouble is None),
            )
        )
        self._go_on()

    def _go_on(self) -> None:
        """First prints follow one another; a second attempt waits for the clerk."""
        work = self.state.work
        if work is None or not self.state.flowing or self.state.step is not Step.PRINT:
            return
        if work.attempt > 0:
            self._change(flowing=False)
            return
        self._print()

    def _failed(self, error: MadoguchiError) -> None:
        self._become(replace(self.state, busy=None, trouble=error, flowing=False))


def _tray_untouched(trouble: MadoguchiError | None) -> bool:
    """A printer that was never reached or said no took no sheet: nobody need read the next number."""
    return isinstance(trouble, PrinterAbsent | PrinterRefused)


def _followed(desk: Desk, job: JobId) -> tuple[PrintReport, WorkInHand | None]:
    """What the printer says, and where the form stands once that is final; who cannot be reached stalls."""
    try:
        report = follow(desk, job)
    except PrintError as error:
        return PrintReport(PrintState.STALLED, (error.code.replace("_", "-"),)), None
    final = report.state not in {PrintState.PENDING, PrintState.STALLED}
    return report, look(desk, desk.journal.state.issuance.job(job).application) if final else None
