"""請求権: who may have which certificate."""

from dataclasses import replace
from datetime import date

import pytest

from branch_app.domain.errors import NotEntitled
from branch_app.domain.records.snapshots import Snapshot
from branch_app.domain.rules.entitlement import Evidence, age, check_entitled
from branch_app.domain.values.identifiers import ResidentId
from tests.fakes.papers import HEAD, SON, TODAY, WIFE, household, inkan, juminhyo, kisaijiko

STRANGER = ResidentId("9999999999")
CARD, CITY, SEAL = Evidence.MY_NUMBER_CARD, Evidence.CITY_CARD, Evidence.SEAL_CARD
PAPERS, BOTH = Evidence.DOCUMENTS, Evidence.DOCUMENTS_AND_SEAL_CARD


@pytest.mark.parametrize(
    ("applicant", "evidence", "snapshot"),
    [
        (HEAD.id, CARD, juminhyo()),
        (WIFE.id, CARD, juminhyo()),
        (SON.id, CITY, juminhyo()),
        (HEAD.id, CARD, kisaijiko()),
        (HEAD.id, CARD, inkan()),
        (HEAD.id, CITY, inkan()),
        (HEAD.id, SEAL, inkan()),
        (HEAD.id, PAPERS, juminhyo()),
        (WIFE.id, PAPERS, juminhyo()),
        (HEAD.id, PAPERS, kisaijiko()),
        (HEAD.id, BOTH, juminhyo()),
        (HEAD.id, BOTH, kisaijiko()),
        (HEAD.id, BOTH, inkan()),
    ],
)
def test_who_may_have_it(applicant: ResidentId, evidence: Evidence, snapshot: Snapshot) -> None:
    """Oneself, for a 住民票 anybody of the household, and the 印鑑登録証 for its own certificate.

    Documents entitle as a card does, and with the 印鑑登録証 to the seal certificate too.
    """
    check_entitled(applicant, evidence, snapshot, TODAY)


@pytest.mark.parametrize(
    ("applicant", "evidence", "snapshot", "why"),
    [
        (STRANGER, CARD, juminhyo(), "household"),
        (WIFE.id, CARD, kisaijiko(), "household"),
        (WIFE.id, CARD, inkan(), "household"),
        (HEAD.id, SEAL, juminhyo(), "seal_card"),
        (HEAD.id, SEAL, kisaijiko(), "seal_card"),
        (HEAD.id, PAPERS, inkan(), "no_seal_card"),
        (WIFE.id, PAPERS, kisaijiko(), "household"),
        (STRANGER, PAPERS, juminhyo(), "household"),
        (WIFE.id, BOTH, inkan(), "household"),
        (HEAD.id, CARD, replace(juminhyo(), subject=STRANGER), "subject"),
        (HEAD.id, CARD, replace(inkan(), seal=replace(inkan().seal, resident=WIFE.id)), "seal"),
    ],
)
def test_who_may_not(applicant: ResidentId, evidence: Evidence, snapshot: Snapshot, why: str) -> None:
    """A stranger, another's certificate, a 印鑑登録証 for anything else, documents alone for a seal certificate.

    Nor a subject or seal that is not theirs.
    """
    with pytest.raises(NotEntitled) as refusal:
        check_entitled(applicant, evidence, snapshot, TODAY)
    assert {"why": why} == refusal.value.facts


def test_a_seal_is_certified_from_15_years_on() -> None:
    """Refused the day before the fifteenth birthday, certified on it."""
    subject = replace(HEAD, birth=date(2008, 7, 1))
    snapshot = replace(inkan(), household=household((subject,)))
    check_entitled(HEAD.id, CARD, snapshot, date(2023, 7, 1))
    with pytest.raises(NotEntitled) as refusal:
        check_entitled(HEAD.id, CARD, snapshot, date(2023, 6, 30))
    assert {"why": "age"} == refusal.value.facts


@pytest.mark.parametrize(
    ("birth", "on", "years"),
    [
        (date(2008, 2, 29), date(2023, 2, 28), 14),
        (date(2008, 2, 29), date(2023, 3, 1), 15),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
        (date(2000, 12, 31), date(2001, 1, 1), 0),
        (date(2000, 1, 1), date(2000, 1, 1), 0),
        (date(1912, 7, 30), date(2012, 7, 30), 100),
    ],
)
def test_age(birth: date, on: date, years: int) -> None:
    """満年齢 counts on the birthday; who was born on 29 February is a year older on 1 March of a common year."""
    assert years == age(birth, on)
