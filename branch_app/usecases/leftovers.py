"""Print files that outlived their copy: the program was killed between the hand-over and the wiping."""

import uuid
from datetime import datetime, timedelta

from branch_app.domain.deciders.issuance.state import Issuance
from branch_app.domain.deciders.states import ENDED
from branch_app.domain.values.identifiers import JobId
from branch_app.ports import PrintFiles
from branch_app.usecases.desk import Desk

_BEING_MADE = timedelta(hours=1)
"""A file so young may belong to a copy that another process is about to write down."""


def leftovers(kept: tuple[JobId, ...], issuance: Issuance, now: datetime) -> tuple[JobId, ...]:
    """Of the kept files those that no open copy needs: it has ended, or the log never heard of it."""
    return tuple(job for job in kept if _is_over(job, issuance, now))


def wipe_leftovers(desk: Desk) -> int:
    """Wipe them; how many there were. Right after ``recover``, before the first citizen."""
    left = leftovers(desk.print_files.kept(), desk.journal.refresh().issuance, desk.clock.now())
    _wipe(desk.print_files, left)
    return len(left)


def _wipe(files: PrintFiles, jobs: tuple[JobId, ...]) -> None:
    for job in jobs:
        files.wipe(job)


def _is_over(job: JobId, issuance: Issuance, now: datetime) -> bool:
    known = issuance.jobs.get(job)
    if known is not None:
        return known.state in ENDED
    return _made(job) < now.timestamp() - _BEING_MADE.total_seconds()


def _made(job: JobId) -> float:
    """Seconds since 1970 that stand in a UUIDv7 (RFC 9562, 5.7)."""
    return (uuid.UUID(job).int >> 80) / 1000
