"""A typical paper: 住民票の写し for the demo city's family of four."""

from datetime import date

from branch_app.demo.people import TARO, People
from branch_app.domain.records.certificate import Issuer, PrintOrder
from branch_app.domain.records.paper import Paper
from branch_app.domain.records.snapshots import JuminhyoOptions, JuminhyoSnapshot, Scope
from branch_app.domain.values.identifiers import IssueNumber, JobId
from branch_app.settings import RESOURCES

_ISSUED = date(2026, 11, 2)


def sample_order() -> PrintOrder:
    """One copy of it."""
    household = next(
        household for household in People.of(RESOURCES, _ISSUED).city.households if household.member(TARO)
    )
    shown = tuple(member.id for member in household.members)
    return PrintOrder(
        job=JobId("019a0000-0000-7000-8000-000000000001"),
        number=IssueNumber("C06-suge-01-1-000001"),
        issued=_ISSUED,
        issuer=Issuer("川崎市長", "見本　太郎", "菅行政サービスコーナー"),
        snapshot=JuminhyoSnapshot(TARO, household, Scope.WHOLE, shown, JuminhyoOptions()),
        data_as_of=None,
        specimen=True,
        paper=Paper.PLAIN,
    )
