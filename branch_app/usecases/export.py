"""書出し: what is about to leave the device as a file is an entry first, by two persons (``Vouched.EXPORT``)."""

from branch_app.domain.deciders import disclosures
from branch_app.domain.deciders.two_persons import Actors
from branch_app.domain.values.exported import Exported
from branch_app.domain.values.identifiers import Pseudonym, RequestId
from branch_app.ports import LogHead
from branch_app.usecases.journal import Journal


def note_export(
    journal: Journal, request: RequestId, what: Exported, period: str, read: LogHead, second: Pseudonym
) -> None:
    """Before the file is written: one that cannot be written stays counted, none leaves uncounted.

    ``read`` is how far the log was read for it.

    Raises:
        SecondPersonNeeded: alone.
        ClockError, MirrorError, DeviceLocked, TreeMismatch: nothing may be decided now, so nothing leaves.
    """
    actors = Actors(journal.operator, second)
    journal.decide(request, lambda _state: disclosures.export(what, period, read.size, read.root, actors))
