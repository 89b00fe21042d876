"""What a task leaves in the log: forms, papers, money, sheets. Without it keys would be counted for nothing."""

from dataclasses import dataclass

from branch_app.domain.deciders.sheets import Stock
from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.records.certificate import Certificate
from branch_app.usecases.desk import Desk
from branch_app.usecases.papers import papers_of


@dataclass(frozen=True, slots=True)
class Paper:
    """One copy: what it is, whom it is about, how it ended."""

    certificate: Certificate
    name: str
    state: JobState = JobState.DELIVERED


@dataclass(frozen=True, slots=True)
class Left:
    """In the order of the log; money in yen; sheets ``issued``, ``spoilt`` and ``lost``."""

    forms: tuple[ApplicationState, ...] = (ApplicationState.SETTLED,)
    papers: tuple[Paper, ...] = ()
    charged: int = 0
    refunded: int = 0
    issued: int = 0
    spoilt: int = 0
    lost: int = 0
    open: bool = True


def issued(*papers: Paper, charged: int = 300) -> Left:
    """One form, all handed over, one sheet each."""
    return Left(papers=papers, charged=charged, issued=len(papers))


def left(desk: Desk) -> Left:
    """As the log has it now."""
    state = desk.journal.refresh()
    forms = state.issuance.applications.values()
    stock = state.sheets.stocks.get(desk.stock, Stock("", numbered=True, next_number=0))
    return Left(
        forms=tuple(form.state for form in forms),
        papers=tuple(
            Paper(paper.certificate, paper.subject_name, paper.state)
            for form in forms
            for paper in papers_of(desk, form.id)
        ),
        charged=state.drawer.charged_yen,
        refunded=state.drawer.refunded_yen,
        issued=stock.issued,
        spoilt=stock.spoilt,
        lost=stock.lost,
        open=state.day.open,
    )
