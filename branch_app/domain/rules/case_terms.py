"""Who answers a case of each kind, and by when. Ours: no ordinance says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from branch_app.domain.records.case import CaseOwner


@dataclass(frozen=True, slots=True)
class Terms:
    """Owner, and calendar days from the day it is opened."""

    owner: CaseOwner
    days: int

    def deadline(self, opened: date) -> date:
        """Last day for an answer."""
        return opened + timedelta(days=self.days)


_AT_ONCE, _SOON, _WEEK, _FORTNIGHT = 1, 3, 7, 14
_USUAL = Terms(CaseOwner.OFFICE, _WEEK)
_TERMS: Mapping[str, Terms] = {
    "restricted_issue": Terms(CaseOwner.OFFICE, _AT_ONCE),
    "issued_twice": Terms(CaseOwner.OFFICE, _AT_ONCE),
    "data_changed": Terms(CaseOwner.OFFICE, _SOON),
    "cash_differs": Terms(CaseOwner.OFFICE, _SOON),
    "sheets_differ": Terms(CaseOwner.OFFICE, _SOON),
    "number_missing": Terms(CaseOwner.OFFICE, _SOON),
    "number_twice": Terms(CaseOwner.OFFICE, _SOON),
    "device_silent": Terms(CaseOwner.OFFICE, _SOON),
    "illegal_entry": Terms(CaseOwner.HEAD_OFFICE, _SOON),
    "entry_not_understood": Terms(CaseOwner.HEAD_OFFICE, _WEEK),
    "tables_lag": Terms(CaseOwner.OFFICE, _FORTNIGHT),
    "build_lags": Terms(CaseOwner.OFFICE, _FORTNIGHT),
}


def terms_of(code: str) -> Terms:
    """Of a kind of finding."""
    return _TERMS.get(code, _USUAL)
