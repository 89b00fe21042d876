"""A copy by the number on its paper, of whatever day: what the log says of it and of its form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from branch_app.domain.errors import BadInput
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from branch_app.domain.values.identifiers import ApplicationId, IssueNumber, JobId
from branch_app.ports import Ledger, NumberedCopy

_STRIDE = 512
"""Entries read at once on the way back to the form's 受付."""


@dataclass(frozen=True, slots=True)
class FoundCopy:
    """``copies`` are all of its form, by their last entries."""

    job: JobId
    number: IssueNumber
    copies: tuple[NumberedCopy, ...]

    @property
    def application(self) -> ApplicationId:
        """Whose copies they are."""
        return self.copies[0].application


def find_copy(ledger: Ledger, number: str) -> FoundCopy:
    """The copy of that number.

    Raises:
        BadInput: no copy of this device's log has it (``at`` is number).
    """
    wanted = IssueNumber(number.strip())
    copies = tuple(ledger.numbered(wanted))
    job = next((copy.job for copy in copies if copy.number == wanted), None)
    if job is None:
        raise BadInput(at="number")
    return FoundCopy(job, wanted, copies)


def happened_to(ledger: Ledger, found: FoundCopy) -> Iterator[events.Event]:
    """From the form's 受付 to the close of the last day on which anything happened to it."""
    names = [name.encode() for name in (found.application, *(copy.job for copy in found.copies))]
    first = _accepted(ledger, found.application.encode(), found.copies[0].seq)
    return _events(ledger, names, first, found.copies[-1].seq)


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
