"""What a printer's words about one job mean for the paper.

Only two sentences are believed without a person: "completed, all impressions counted" and "ended before anything
was printed". A cancelled job may have come out complete, and a printer that counts nothing proves nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from branch_app.ports import PrintReport, PrintState
from branch_app.printing.vocabulary import JobState

BLOCKING: Final = (
    "media-jam",
    "media-empty",
    "media-needed",
    "cover-open",
    "door-open",
    "interlock-open",
    "input-tray-missing",
    "output-area-full",
    "output-tray-missing",
    "toner-empty",
    "marker-supply-empty",
    "marker-waste-full",
    "developer-empty",
    "fuser-",
    "paused",
    "moving-to-paused",
    "shutdown",
    "stopping",
    "timed-out",
)
"""``printer-state-reasons`` that wait for a person. Matched by prefix: printers append trays and a severity that is
not to be relied on (a jam is told as ``media-jam-warning`` too)."""

_WAITING_JOB: Final = (
    "printer-stopped",
    "job-stopped",
    "job-hold",
    "job-held",
    "job-password-wait",
    "resources-are-not",
)
_SEVERITY: Final = re.compile(r"-(?:report|warning|error)$")
_KEYWORD: Final = re.compile(r"[a-z][a-z0-9._-]{0,63}")
_MOST_REASONS: Final = 8

GONE: Final = PrintReport(PrintState.UNKNOWN, ("not-in-history",))
"""The printer does not know the job (any more): only a person can say."""


@dataclass(frozen=True, slots=True)
class JobFacts:
    """What a printer tells of a job.

    ``impressions`` is None where it does not count; ``begun`` is False only where it says that it never processed.
    """

    state: JobState
    reasons: tuple[str, ...]
    impressions: int | None
    begun: bool


def keywords(reasons: Iterable[str]) -> tuple[str, ...]:
    """Reasons as IPP keywords without severity: they go into the log, so nothing else a printer says passes."""
    found = dict.fromkeys(_SEVERITY.sub("", each) for each in reasons if _KEYWORD.fullmatch(each))
    found.pop("none", None)
    return tuple(found)[:_MOST_REASONS]


def blocking(printer_reasons: Iterable[str]) -> tuple[str, ...]:
    """Those that keep paper from coming out until a person helps."""
    return keywords(each for each in printer_reasons if each.startswith(BLOCKING) or each.endswith("-error"))


def ended(job: JobFacts, impressions: int) -> PrintReport | None:
    """The verdict on a job that is over and was to mark so many sides; None while it is not."""
    match job.state:
        case JobState.COMPLETED:
            state = _completed(job, impressions)
        case JobState.ABORTED:
            state = PrintState.NOT_PRINTED if job.impressions == 0 else PrintState.UNKNOWN
        case JobState.CANCELED:
            untouched = job.impressions == 0 and not job.begun
            state = PrintState.NOT_PRINTED if untouched else PrintState.UNKNOWN
        case _:
            return None
    return PrintReport(state, keywords(job.reasons), job.impressions)


def waiting(job: JobFacts, printer_reasons: Iterable[str]) -> PrintReport:
    """The verdict on a job that is not over: on its way, or waiting for a person."""
    obstacles = blocking(printer_reasons) + keywords(each for each in job.reasons if each.startswith(_WAITING_JOB))
    if obstacles or job.state is JobState.STOPPED:
        return PrintReport(PrintState.STALLED, obstacles or keywords(job.reasons), job.impressions)
    return PrintReport(PrintState.PENDING, keywords(job.reasons), job.impressions)


def _completed(job: JobFacts, impressions: int) -> PrintState:
    """Believed when every side was counted and nothing went wrong on the way."""
    whole = job.impressions is not None and job.impressions >= impressions
    return PrintState.PRINTED if whole and "job-completed-with-errors" not in job.reasons else PrintState.UNKNOWN
