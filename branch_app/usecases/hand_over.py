"""照合 and 交付: count the pages, look at restrictions and paper key once more, hand over, wipe the file."""

from branch_app.domain.deciders.issuance import printing
from branch_app.domain.deciders.states import JobState
from branch_app.domain.errors import DataStale, PaperKeyUnusable, Restricted
from branch_app.domain.rules.freshness import check_restrictions
from branch_app.domain.values.identifiers import JobId
from branch_app.usecases.desk import Desk
from branch_app.usecases.release import check_unstopped
from branch_app.usecases.snapshot import open_snapshot


def check_paper(desk: Desk, job: JobId, pages: int) -> None:
    """The clerk counted ``pages`` sheets of this job.

    Raises:
        OutOfOrder: other than were sent.
    """
    desk.journal.record(desk.new_request(), lambda state: printing.checked(state.issuance, job, pages))


def hand_over(desk: Desk, job: JobId) -> None:
    """Deliver, or withhold when a block arrived after the print.

    Raises:
        Restricted, DataStale: withheld, and the log says so; from then on two persons release it, or void it.
        PaperKeyUnusable: withheld as well: whoever checks that paper would be told not to believe it.
        SecondPersonNeeded: it was withheld, and nobody released it.
    """
    try:
        desk.paper_seals.signer()
        _check_still_unrestricted(desk, job)
    except (Restricted, DataStale, PaperKeyUnusable):
        if desk.journal.refresh().issuance.job(job).state is JobState.CHECKED:
            desk.journal.record(desk.new_request(), lambda state: printing.withheld(state.issuance, job))
        raise
    desk.journal.record(desk.new_request(), lambda state: printing.delivered(state.issuance, job))
    desk.print_files.wipe(job)


def _check_still_unrestricted(desk: Desk, job: JobId) -> None:
    issuance = desk.journal.refresh().issuance
    item = issuance.item(issuance.job(job).item)
    snapshot = open_snapshot(item.certificate, desk.journal.ledger.opening_of(item.snapshot))
    restrictions = desk.restrictions.current()
    check_restrictions(restrictions, desk.limits, desk.clock.now())
    check_unstopped(desk, item, snapshot, restrictions)
