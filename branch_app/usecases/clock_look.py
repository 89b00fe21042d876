"""時計: what two persons compare before they say that this device's time is right."""

from dataclasses import dataclass
from datetime import datetime

from branch_app.usecases.desk import Desk
from branch_app.usecases.status import ClockStatus, clock_status


@dataclass(frozen=True, slots=True)
class ClockLook:
    """The device's time, and the last one that somebody vouched for: head office at enrolment, or two persons."""

    status: ClockStatus
    shown: datetime
    trusted: datetime | None


def look_at_clock(desk: Desk) -> ClockLook:
    """As of now."""
    trusted = desk.journal.state.trusted
    return ClockLook(clock_status(desk), desk.clock.now(), datetime.fromisoformat(trusted) if trusted else None)
