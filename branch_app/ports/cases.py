"""Cases that head office gave back to this office."""

from typing import Protocol

from branch_app.domain.records.case import Case, CaseId, CaseNews, CasePoint


class CaseSource(Protocol):
    """Head office, as far as cases go. Every call may raise a CentralError; nothing is lost by it."""

    def cases(self, held: CasePoint) -> CaseNews:
        """What changed in this office's cases after ``held``, or all of it where that does not fit."""


class CaseBook(Protocol):
    """The office's cases as this device holds them, before anyone signs in as well."""

    def point(self) -> CasePoint:
        """How far it goes, to ask head office for what comes after."""

    def take(self, news: CaseNews) -> None:
        """Lay it over the book.

        Raises:
            DataStale: with a gap before it, or older than what lies here; ours stands.
        """

    def cases(self) -> tuple[Case, ...]:
        """All that lie here, closed ones of the last weeks too; the nearest deadline first."""

    def case(self, case: CaseId) -> Case:
        """One of them.

        Raises:
            BadInput: it is not here.
        """
