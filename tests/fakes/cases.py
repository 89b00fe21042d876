"""Cases as head office gives them back, and a book of them in memory."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from branch_app.domain.errors import BadInput
from branch_app.domain.reconcile.finding import FindingCode
from branch_app.domain.records.case import (
    NO_CASES,
    Case,
    CaseAct,
    CaseId,
    CaseNews,
    CaseOwner,
    CasePoint,
    CaseState,
    CaseStep,
    EntryPlace,
)

ASKED = datetime(2026, 1, 6, 1, 0, tzinfo=UTC)


def case(
    number: int, code: str = FindingCode.CASH_DIFFERS, detail: str = "10300 / 10400", about: str = "2026-01-05"
) -> Case:
    """One that waits for the office's answer until some day of January."""
    return Case(
        CaseId(f"{number:032x}"),
        number,
        code,
        "suge",
        "suge-01/1",
        date(2026, 1, 5),
        (EntryPlace("suge-01/1", 40 + number),),
        about,
        detail,
        CaseOwner.OFFICE,
        CaseState.OPEN,
        1,
        date(2026, 1, 12) + timedelta(days=number),
        (CaseStep(ASKED, CaseAct.OPENED),),
    )


def closed(one: Case) -> Case:
    """The same, over."""
    return replace(one, state=CaseState.CLOSED)


@dataclass(slots=True)
class BookInMemory:
    """``CaseBook`` of so many cases."""

    kept: list[Case] = field(default_factory=list)

    def point(self) -> CasePoint:
        """It was never told any."""
        return NO_CASES

    def take(self, news: CaseNews) -> None:
        """In their order."""
        self.kept.extend(news.cases)

    def cases(self) -> tuple[Case, ...]:
        """The nearest deadline first."""
        return tuple(sorted(self.kept, key=lambda each: each.deadline))

    def case(self, case: CaseId) -> Case:
        """By its name."""
        found = [each for each in self.kept if each.id == case]
        if not found:
            raise BadInput(at="case")
        return found[0]
