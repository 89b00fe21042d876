"""What a clerk must see of a paper to hand it to the right person, opened from the log."""

from collections.abc import Sequence
from dataclasses import dataclass

from branch_app.domain.deciders.issuance.state import NO_SNAPSHOT, Item
from branch_app.domain.deciders.states import JobState
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.rules.shown_persons import subject_name
from branch_app.domain.values.identifiers import ApplicationId, IssueNumber, ItemId, JobId
from branch_app.usecases.desk import Desk
from branch_app.usecases.snapshot import open_snapshot


@dataclass(frozen=True, slots=True)
class Paper:
    """One copy: who it is about, what it is, how many pages it must have, and where it stands.

    ``subject_name`` is "" for one of an earlier day that was brought back: the paper in the clerk's hand says whose
    it is, and what stands behind an ended form is shown by two persons only (``usecases/reveal.py``).
    """

    job: JobId
    item: ItemId
    number: IssueNumber
    certificate: Certificate
    subject_name: str
    pages: int
    state: JobState
    refund_due_yen: int


def papers_of(desk: Desk, application: ApplicationId) -> Sequence[Paper]:
    """Every copy of a form, in the order prepared.

    Raises:
        KeyMissing: an opening was shredded; what it says is gone.
    """
    state = desk.journal.state.issuance
    return [_paper(desk, job) for job in (job.id for job in state.jobs_of(application))]


def _paper(desk: Desk, job: JobId) -> Paper:
    state = desk.journal.state.issuance
    now = state.job(job)
    item = state.item(now.item)
    return Paper(
        job=job,
        item=item.id,
        number=now.number,
        certificate=Certificate(item.certificate),
        subject_name=_name(desk, item),
        pages=now.pages,
        state=now.state,
        refund_due_yen=now.refund_due_yen,
    )


def _name(desk: Desk, item: Item) -> str:
    if item.snapshot == NO_SNAPSHOT:
        return ""
    return subject_name(open_snapshot(item.certificate, desk.journal.ledger.opening_of(item.snapshot)))
