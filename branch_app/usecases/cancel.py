"""取下げ: the citizen goes without paying; every number that was given is accounted for."""

from branch_app.domain.deciders.issuance import decide
from branch_app.domain.values.identifiers import ApplicationId
from branch_app.usecases.desk import Desk


def cancel(desk: Desk, application: ApplicationId) -> None:
    """Withdraw an unpaid application and wipe what was rendered for it.

    Raises:
        OutOfOrder: it is paid; its copies can only be voided.
    """
    jobs = desk.journal.refresh().issuance.jobs_of(application)
    desk.journal.record(desk.new_request(), lambda state: decide.cancel(state.issuance, application))
    for job in jobs:
        desk.print_files.wipe(job.id)
