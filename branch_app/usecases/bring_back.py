"""返却: a paper that was handed over is brought back, the same day or weeks later; two persons void it then."""

from collections.abc import Iterator, Sequence

from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.issuance import printing, reopening
from branch_app.domain.errors import BadInput
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from branch_app.domain.values.identifiers import IssueNumber, JobId
from branch_app.ports import Ledger, NumberedCopy
from branch_app.usecases.desk import Desk

_STRIDE = 512
"""Entries read at once on the way back to the form's 受付."""


def bring_back(desk: Desk, number: str) -> JobId:
    """Write down that the paper with that issue number came back; its copy waits to be voided.

    What has ended on an earlier day is looked up in the log, where nothing that happened ever changes.

    Raises:
        BadInput: no copy of this device's log has that number, or it was voided or cancelled (``at`` is number).
        OutOfOrder: it was never handed over, or came back already.
    """
    copies = desk.journal.ledger.numbered(IssueNumber(number.strip()))
    job = next((copy.job for copy in copies if copy.number == number.strip()), None)
    if job is None:
        raise BadInput(at="number")
    known = desk.journal.refresh().issuance
    told = None if job in known.jobs else _looked_up(desk.journal.ledger, copies, job)

    def decision(state: Counter) -> tuple[events.Event, ...]:
        if told is None or job in state.issuance.jobs:
            return printing.returned(state.issuance, job)
        return reopening.reopen(state.issuance, told)

    desk.journal.decide(desk.new_request(), decision)
    return job


def _looked_up(ledger: Ledger, copies: Sequence[NumberedCopy], job: JobId) -> events.JobReopened:
    """From the form's 受付 to the close of the last day on which anything happened to it."""
    application = copies[0].application
    names = [name.encode() for name in (application, *(copy.job for copy in copies))]
    first = _accepted(ledger, application.encode(), copies[0].seq)
    happened = _events(ledger, names, first, copies[-1].seq)
    return reopening.reopened(happened, application, job)


def _accepted(ledger: Ledger, name: bytes, seq: int) -> int:
    kind = events.ApplicationAccepted.kind.encode()
    for stop in range(seq + 1, 0, -_STRIDE):
        start = max(0, stop - _STRIDE)
        for place, leaf in enumerate(ledger.leaves(start, stop), start=start):
            if name in leaf and kind in leaf:
                return place
    raise BadInput(at="number")


def _events(ledger: Ledger, names: Sequence[bytes], first: int, last: int) -> Iterator[events.Event]:
    close = events.DayClosed.kind.encode()
    size = ledger.head().size
    for start in range(first, size, _STRIDE):
        for place, leaf in enumerate(ledger.leaves(start, min(start + _STRIDE, size)), start=start):
            if place > last and close in leaf:
                return
            if any(name in leaf for name in names):
                yield Entry.from_bytes(leaf).event
