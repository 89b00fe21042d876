"""時計の確認: two persons look at a clock they trust and let issuing go on."""

from branch_app.domain.deciders.two_persons import two_persons
from branch_app.domain.log.events import ClockAccepted
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.usecases.desk import Desk


def accept_clock(desk: Desk, second: Pseudonym) -> None:
    """The computer's time as it stands now is right; later entries are measured against it.

    Raises:
        SecondPersonNeeded: alone.
    """
    two_persons(desk.journal.operator, second)
    accepted = ClockAccepted(desk.clock.now().isoformat(timespec="milliseconds"), second)
    desk.journal.record(desk.new_request(), lambda _state: (accepted,))
