"""Devices that nobody has heard of: what they wrote lies on one disk and nowhere else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from branch_app.domain.reconcile.finding import Finding, FindingCode

SILENCE = timedelta(days=3)
"""Ours: a weekend and a day; a shorter one is an ordinary broken line."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A log that is written now: how much of it is here, and when its device spoke last (aware)."""

    log: str
    size: int
    at: datetime


def silent(logs: Iterable[Heard], now: datetime) -> Iterator[tuple[str, Finding]]:
    """Log and finding of each that has said nothing for longer than ``SILENCE``."""
    for heard in logs:
        if now - heard.at > SILENCE:
            since = heard.at.date().isoformat()
            last = (heard.size - 1,) if heard.size else ()
            yield heard.log, Finding(FindingCode.DEVICE_SILENT, last, since, since)
