"""One application as the clerk works on it: its papers, its money and the one thing to do next."""

from dataclasses import dataclass

from branch_app.domain.deciders.issuance.next_step import NextStep, next_step, waiting
from branch_app.domain.deciders.states import ApplicationState
from branch_app.domain.values.identifiers import ApplicationId
from branch_app.domain.values.origin import Origin
from branch_app.usecases.desk import Desk
from branch_app.usecases.papers import Paper, papers_of


@dataclass(frozen=True, slots=True)
class WorkInHand:
    """Money in yen. ``attempt`` counts prints of the next copy; ``next_sheet`` is what the tray must show."""

    application: ApplicationId
    form: str
    origin: Origin
    state: ApplicationState
    next: NextStep
    papers: tuple[Paper, ...]
    total_yen: int
    tendered_yen: int
    change_yen: int
    refunded_yen: int
    attempt: int
    next_sheet: int

    @property
    def at(self) -> Paper | None:
        """The copy the next step is about; None where it is about none or all."""
        return next((paper for paper in self.papers if paper.job in self.next.jobs[:1]), None)


def look(desk: Desk, application: ApplicationId) -> WorkInHand:
    """As the log has it now.

    Raises:
        BadInput: no such application.
    """
    state = desk.journal.refresh()
    form = state.issuance.application(application)
    step = next_step(state.issuance, application)
    stock = state.sheets.stocks.get(desk.stock)
    return WorkInHand(
        application=application,
        form=form.form,
        origin=form.origin,
        state=form.state,
        next=step,
        papers=tuple(papers_of(desk, application)),
        total_yen=form.total_yen,
        tendered_yen=form.tendered_yen,
        change_yen=form.change_yen,
        refunded_yen=form.refunded_yen,
        attempt=state.issuance.job(step.jobs[0]).attempt if step.jobs else 0,
        next_sheet=stock.next_number if stock else 0,
    )


def look_at_all(desk: Desk) -> tuple[WorkInHand, ...]:
    """Every application that asks for something, in the order accepted."""
    return tuple(look(desk, application.id) for application in waiting(desk.journal.refresh().issuance))
