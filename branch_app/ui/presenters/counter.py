"""The counter as a whole: find somebody, fill the form in, issue, next."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum

from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.deciders.states import ApplicationState
from branch_app.domain.errors import MadoguchiError, PurposeMissing, Refused
from branch_app.domain.rules.catalogue import Listed
from branch_app.domain.values.found_by import FoundBy
from branch_app.domain.values.identifiers import ApplicationId, Pseudonym, ResidentId
from branch_app.domain.values.origin import Origin
from branch_app.ui.presenters.form import Form, Offered, Unfinished, estimate_yen, offered, unoffered
from branch_app.ui.presenters.hits import HitsPresenter
from branch_app.ui.presenters.issue import IssuePresenter
from branch_app.ui.presenters.openings import Openings
from branch_app.ui.presenters.paper_maker import makes
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.work import Lane, Work
from branch_app.usecases.cancel import cancel
from branch_app.usecases.desk import Desk
from branch_app.usecases.identify import Applicant
from branch_app.usecases.look_up import Known, Person, RemovedPerson, look_up_anybody
from branch_app.usecases.make_papers import Line
from branch_app.usecases.work_in_hand import WorkInHand


class Stage(Enum):
    """Which of the counter's panes has the keys."""

    FIND = "find"
    FORM = "form"
    WORK = "work"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Held:
    """保留: what was put aside. A form that is not made yet, or the application that is made already."""

    form: Form
    name: str = ""
    application: ApplicationId | None = None


@dataclass(frozen=True, slots=True)
class CounterState:
    """``person`` was looked up, ``last`` is the form that was handed over.

    ``removed`` stands in the person's place for who is on the register no more.
    ``offers`` may be asked for today; ``unoffered`` is everything else, with the reason why not.
    """

    stage: Stage = Stage.FIND
    form: Form = field(default_factory=Form)
    person: Person | None = None
    removed: RemovedPerson | None = None
    offers: tuple[Offered, ...] = ()
    unoffered: tuple[Listed, ...] = ()
    held: tuple[Held, ...] = ()
    origin: Origin = Origin.COUNTER
    """How forms come in now: one after the other from a pile of letters, or over the counter."""
    last: Held | None = None
    opening: bool = False
    trouble: MadoguchiError | None = None

    @property
    def estimate_yen(self) -> int:
        """By the table; the quote decides."""
        return estimate_yen(self.form, self.offers)

    @property
    def shown(self) -> Person | RemovedPerson | None:
        """Whose header stands on the screen."""
        return self.person or self.removed

    def asked_by(self, resident: ResidentId) -> bool:
        """Whether the form in hand is that person's."""
        return self.form.applicant == resident and self.form.visitor is None

    def wanted_by(self, resident: ResidentId) -> tuple[Line, ...]:
        """What that person was asking for already, before anything proved who they are."""
        return self.form.lines if self.stage is Stage.FORM and self.asked_by(resident) else ()


_NOBODY = {"person": None, "removed": None}


class CounterPresenter(Presenter[CounterState]):
    """One clerk's screen over a desk."""

    def __init__(self, desk: Callable[[], Desk], work: Work, hits: HitsPresenter, issue: IssuePresenter) -> None:
        super().__init__(CounterState())
        self._desk = desk
        self._work = work
        self.hits = hits
        self.issue = issue
        self._resumed_name = ""
        self._proof: tuple[ApplicationId, Applicant] | None = None
        self._openings = Openings(desk, work)
        self._turn = 0
        self._day: date | None = None
        issue.listen(lambda _state: self._follow())

    def begin(self, day: date) -> None:
        """A desk is there: what this office may issue that day."""
        self._day = day
        self._change(**_offered(self._desk(), day))

    def pick(self) -> None:
        """Enter on the chosen row."""
        hit = self.hits.state.hit
        current = self.hits.state.current and not self.state.opening
        if hit is not None and current and self.state.stage in {Stage.FIND, Stage.DONE}:
            self._look(hit.id, Form(applicant=hit.id, subject=hit.id, origin=self.state.origin), self.hits.way())

    def next_origin(self) -> None:
        """F9 at the search box: 窓口, 郵送, 公用; forms begun from now on came in that way."""
        origins = tuple(Origin)
        if self.state.stage is Stage.FIND:
            self._change(origin=origins[(origins.index(self.state.origin) + 1) % len(origins)])

    def proved(self, application: ApplicationId, applicant: Applicant) -> None:
        """A card has shown who is there: their form opens by itself; what was being filled in is put aside.

        While papers of somebody else are being made, paid for or printed, it waits until that step has ended.
        """
        self._proof = (application, applicant)
        self._take_proof()

    def _take_proof(self) -> None:
        if self._proof is None or self.state.opening or self.issue.state.under_way:
            return
        (application, applicant), self._proof = self._proof, None
        if (resident := applicant.resident) is None:  # every card is a resident's
            return
        form = Form(
            applicant=resident,
            subject=resident,
            application=application,
            evidence=applicant.evidence,
            lines=self.state.wanted_by(resident),
        )
        if self.state.stage in {Stage.FORM, Stage.WORK} and not self.state.asked_by(resident):
            self.hold()
        self._look(resident, form, FoundBy.CARD)

    def fill(self, form: Form) -> None:
        """What a key made of the form."""
        if self.state.stage is Stage.FORM and not self.issue.state.busy:
            self._change(form=form, trouble=None)

    def complain(self, error: MadoguchiError) -> None:
        """Something went wrong beside the form."""
        self._change(trouble=error)

    def now(self) -> datetime:
        """The desk's time."""
        return self._desk().clock.now()

    def make(self) -> None:
        """F12 on a filled-in form: accept, identify, make and quote."""
        form = self.state.form
        if self.state.stage is not Stage.FORM or not form.lines or self.issue.state.busy or self.state.opening:
            return
        if self._openings.hold_up(self.make):
            return
        lacking = form.lacking_purpose()
        if lacking is not None:
            self._change(form=replace(form, at=lacking), trouble=PurposeMissing())
            return
        self._change(trouble=None)
        self.issue.make(makes(form))

    @property
    def releasable(self) -> bool:
        """Whether who asks is stopped, and their own papers may be made by two persons all the same."""
        state, person = self.state, self.state.person
        asks = person is not None and person.restricted is Known.YES and state.asked_by(person.resident.id)
        refused = state.stage is Stage.WORK and self.issue.state.step is Step.NOTHING
        free = not self.issue.state.busy and not state.opening and bool(state.form.lines)
        return asks and free and (state.stage is Stage.FORM or (refused and bool(self.issue.state.not_made)))

    def make_released(self, second: Pseudonym) -> None:
        """F12 after two persons released it; what a card proved for a refused form it proves once more."""
        if not self.releasable:
            return
        form = self.state.form.again() if self.state.stage is Stage.WORK else self.state.form
        self.issue.put_aside()
        self._change(stage=Stage.FORM, form=form, trouble=None)
        self.issue.make(makes(form, second))

    def same_again(self) -> None:
        """The form handed over last, asked for once more by the same person."""
        last = self.state.last
        if self.state.stage is not Stage.DONE or last is None or last.form.applicant is None:
            return
        form = last.form.again()
        self._change(stage=Stage.FORM, form=form, last=None)
        if form.documents or form.seal_card:
            self.make()

    def back(self) -> None:
        """Esc: from a form to the search box, from finished work to the next citizen."""
        if self.issue.state.busy:
            return
        match self.state.stage:
            case Stage.FORM:
                self._withdraw(self.state.form.application)
                self._clear()
            case Stage.DONE:
                self._clear()
            case Stage.WORK if self.issue.state.step in {Step.NOTHING, Step.DECIDE, Step.REFUND}:
                self._clear()
            case _:
                pass

    def back_to_form(self) -> None:
        """取下げ of made papers, to change the form: their numbers are accounted for, nothing was paid."""
        if self.state.stage is Stage.WORK and self.issue.state.step in {Step.PAY, Step.WITHDRAW}:
            self.issue.withdraw()

    def hold(self) -> None:
        """F10: put aside what is in hand."""
        if self.issue.state.busy:
            return
        work = self.issue.state.work
        name = self._name()
        if self.state.stage is Stage.WORK and work is not None:
            self._change(held=(*self.state.held, Held(self.state.form, name, work.application)))
        elif self.state.stage is Stage.FORM:
            self._change(held=(*self.state.held, Held(self.state.form, name)))
        self._clear()

    def recall(self, place: int) -> None:
        """Take up what was put aside, from 0."""
        if place >= len(self.state.held) or self.state.stage not in {Stage.FIND, Stage.DONE} or self.state.opening:
            return
        held = self.state.held[place]
        self._change(held=(*self.state.held[:place], *self.state.held[place + 1 :]))
        if held.application is not None:
            self.resume(held.application, held.form, held.name)
        elif held.form.applicant is not None:
            self._look(held.form.applicant, held.form, FoundBy.HELD)

    def restore(self, kept: Unfinished) -> None:
        """After a lock: everything is held again, and the first one is taken up where it was."""
        self._change(held=tuple(Held(form) for form in kept.forms))
        self.recall(0)

    def leave(self) -> None:
        """Somebody else comes: nothing of this person stays on the screen."""
        offers, unoffered_here = self.state.offers, self.state.unoffered
        self._turn += 1
        self._proof = None
        self.issue.put_aside()
        self.hits.clear()
        self._become(CounterState(offers=offers, unoffered=unoffered_here))

    def resume(self, application: ApplicationId, form: Form | None = None, name: str = "") -> None:
        """An application as the log has it; another form that was being filled in is put aside."""
        if self.issue.state.busy or self.state.opening:
            return
        if self.state.stage is Stage.FORM:
            self.hold()
        held = tuple(held for held in self.state.held if held.application != application)
        self._resumed_name = name
        self._change(stage=Stage.WORK, form=form or Form(application=application), held=held, **_NOBODY)
        self.issue.resume(application)

    def _look(self, resident: ResidentId, form: Form, way: FoundBy) -> None:
        desk, turn = self._desk(), self._turn
        self._change(opening=True, trouble=None)

        def looked(shown: Person | RemovedPerson) -> None:
            if turn != self._turn:
                return
            self.issue.put_aside()
            self.hits.clear()
            # The counter may have been open over midnight: another day, other tables.
            before, self._day = self._day, desk.today()
            another = {} if before == self._day else _offered(desk, self._day)
            here = {"person": shown} if isinstance(shown, Person) else {"removed": shown}
            self._change(stage=Stage.FORM, form=form, opening=False, last=None, **{**_NOBODY, **here}, **another)
            self._openings.note(shown, way, lambda error: self._unwritten(shown, error))
            self._take_proof()

        def failed(error: MadoguchiError) -> None:
            if turn == self._turn:
                self._change(opening=False, trouble=error)
                self._take_proof()

        self._work.run(Lane.LOOKUP, lambda: look_up_anybody(desk, resident), looked, failed)

    def _unwritten(self, shown: Person | RemovedPerson, error: MadoguchiError) -> None:
        """Nobody stays on the screen whose opening the log does not have."""
        if self.state.shown is shown:
            self._clear()
            self._change(trouble=error)

    def _follow(self) -> None:
        """The issue has moved: the screen follows."""
        issue, stage = self.issue.state, self.state.stage
        if stage is Stage.FORM and issue.work is not None:
            self._change(stage=Stage.WORK)
        elif stage is Stage.FORM and issue.trouble is not None:
            self._change(trouble=issue.trouble)
        elif stage is Stage.WORK and issue.work is not None and not issue.busy and issue.step is Step.NOTHING:
            self._ended(issue.work)
        self._take_proof()

    def _ended(self, work: WorkInHand) -> None:
        """Handed over: what was asked for is remembered. Withdrawn: back to the form, to be changed."""
        if work.state is not ApplicationState.CANCELLED:
            self._change(stage=Stage.DONE, last=Held(self.state.form, self._name(), work.application))
        elif self.state.shown is not None and not self.issue.state.not_made:
            self.issue.put_aside()
            self._change(stage=Stage.FORM, form=self.state.form.again())

    def _clear(self) -> None:
        self.issue.put_aside()
        self.hits.clear()
        self._resumed_name = ""
        self._change(stage=Stage.FIND, form=Form(), **_NOBODY, last=None, trouble=None, opening=False)

    def _withdraw(self, application: ApplicationId | None) -> None:
        """A form that a card opened and nobody wants anything on is accounted for."""
        if application is None:
            return
        desk = self._desk()
        self._work.run(Lane.DESK, lambda: cancel(desk, application), lambda _none: None, self.complain)

    def _name(self) -> str:
        shown = self.state.shown
        return shown.name if shown else self._resumed_name


def _offered(desk: Desk, day: date) -> dict[str, object]:
    """The offers of the state, or why there are none."""
    try:
        tables = desk.tables_on(day)
        office = tables.office(desk.enrolment.office, day)
        return {
            "offers": offered(tables, office, day),
            "unoffered": unoffered(tables, office, day),
            "trouble": None,
        }
    except Refused as error:
        return {"offers": (), "unoffered": (), "trouble": error}


def unfinished(state: CounterState) -> Unfinished:
    """What a lock must not lose: the form being filled in, and those put aside before their papers were made."""
    in_hand = (state.form,) if state.stage is Stage.FORM else ()
    return Unfinished((*in_hand, *(held.form for held in state.held if held.application is None)))
