"""What comparing can find: kinds, and one finding of a log."""

from dataclasses import dataclass
from enum import StrEnum

from branch_app.domain.records.case import EntryPlace


class FindingCode(StrEnum):
    """Kinds of findings; a later build may know more."""

    CLOSE_DIFFERS = "close_differs"
    CASH_DIFFERS = "cash_differs"
    SHEETS_DIFFER = "sheets_differ"
    FEE_DIFFERS = "fee_differs"
    REOPENED_DIFFERS = "reopened_differs"
    ILLEGAL_ENTRY = "illegal_entry"
    ENTRY_NOT_UNDERSTOOD = "entry_not_understood"
    TABLES_LAG = "tables_lag"
    BUILD_LAGS = "build_lags"
    NUMBER_MISSING = "number_missing"
    """Issue numbers that no entry speaks of (欠番)."""
    NUMBER_TWICE = "number_twice"
    NUMBER_UNACCOUNTED = "number_unaccounted"
    """A number was given, and at the close nobody says what became of its copy."""
    DATA_CHANGED = "data_changed"
    """Handed over although head office's registers had something else by then."""
    RESTRICTED_ISSUE = "restricted_issue"
    """Handed over although somebody on it was restricted by then."""
    SNAPSHOT_MISSING = "snapshot_missing"
    """What a paper said did not come with its entry, or is not what the entry commits to."""
    CLOCK_BEHIND = "clock_behind"
    CLOCK_AHEAD = "clock_ahead"
    CLOCK_FUTURE = "clock_future"
    """The entry came here before the time that stands on it."""
    ISSUED_TWICE = "issued_twice"
    """The same certificate of the same person within minutes at two places."""
    DEVICE_SILENT = "device_silent"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit in one log: a ``FindingCode``, the entries (seq) that show it, the figures.

    ``about`` says what in the log it is about, always in the same words: with the code it makes the case.
    ``elsewhere`` are entries of other logs that belong to it.
    """

    code: str
    entries: tuple[int, ...]
    detail: str
    about: str = ""
    elsewhere: tuple[EntryPlace, ...] = ()
