"""What left the device as a file that people can read."""

from dataclasses import dataclass

from branch_app.domain.log.events.base import Event
from branch_app.domain.values.exported import Exported
from branch_app.domain.values.identifiers import Pseudonym


@dataclass(frozen=True, slots=True)
class LogExported(Event):
    """書出し by two persons, written before the file: one that could not be written stays counted.

    ``period`` is the month (2026-11) or the business date it is about, "" for the whole log. ``size`` and ``root``
    (hex) are of the log as far as it was read for it.
    """

    kind = "log.exported"
    what: Exported
    period: str
    size: int
    root: str
    second: Pseudonym
