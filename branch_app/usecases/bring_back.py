"""返却: a paper that was handed over is brought back, the same day or weeks later; two persons void it then."""

from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.issuance import printing, reopening
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import JobId
from branch_app.usecases.copy_lookup import find_copy, happened_to
from branch_app.usecases.desk import Desk


def bring_back(desk: Desk, number: str) -> JobId:
    """Write down that the paper with that issue number came back; its copy waits to be voided.

    What has ended on an earlier day is looked up in the log, where nothing that happened ever changes.

    Raises:
        BadInput: no copy of this device's log has that number, or it was voided or cancelled (``at`` is number).
        OutOfOrder: it was never handed over, or came back already.
    """
    ledger = desk.journal.ledger
    found = find_copy(ledger, number)
    known = desk.journal.refresh().issuance
    told = (
        None
        if found.job in known.jobs
        else reopening.reopened(happened_to(ledger, found), found.application, found.job)
    )

    def decision(state: Counter) -> tuple[events.Event, ...]:
        if told is None or found.job in state.issuance.jobs:
            return printing.returned(state.issuance, found.job)
        return reopening.reopen(state.issuance, told)

    desk.journal.decide(desk.new_request(), decision)
    return found.job
