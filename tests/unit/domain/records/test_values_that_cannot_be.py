"""Records of registers, lists and policies that hold nothing absurd."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from branch_app.domain.records.enrolment import Operator
from branch_app.domain.records.hold import Hold, HoldId, HoldReason, KeptHold
from branch_app.domain.records.policy import PolicyBundle
from branch_app.domain.records.registers import COUNTED, Found
from branch_app.domain.records.restrictions import RestrictionEntry, RestrictionState
from branch_app.domain.records.seal import SealImpression
from branch_app.domain.records.tax import TaxRecord, TaxStanding
from branch_app.domain.rules.accounts import Account
from branch_app.domain.rules.replica import Only, ReplicaRow
from branch_app.domain.rules.tables import Limit
from branch_app.domain.values.identifiers import ResidentId
from branch_app.domain.values.validity import Validity

ALWAYS = Validity(date.min, date.max)
RESIDENT = ResidentId("0000000001")
SEAL = SealImpression(160, 160, 300, bytes(20 * 160))
TAX = TaxRecord(RESIDENT, 2026, TaxStanding.TAXED, "address", (), (), 0, 1, 0)
BUNDLE = PolicyBundle(1, date(2026, 11, 1), {"fees": "text"})

ABSURD: dict[str, Callable[[], object]] = {
    "a list before the first": lambda: RestrictionEntry(RESIDENT, -1, RestrictionState.BLOCKED),
    "a seal whose rows do not fit": lambda: replace(SEAL, bits=b""),
    "a seal of eight millimetres": lambda: replace(SEAL, dots_per_inch=508),
    "a seal of twenty-five": lambda: replace(SEAL, dots_per_inch=160),
    "tax below nothing": lambda: replace(TAX, city_yen=-1, prefecture_yen=2),
    "fewer dependants than none": lambda: replace(TAX, dependants=-1),
    "taxed by nothing": lambda: replace(TAX, city_yen=0),
    "free of tax with a tax": lambda: replace(TAX, standing=TaxStanding.UNTAXED),
    "tables that nobody published": lambda: replace(BUNDLE, version=0),
    "an account without a name": lambda: Account("juminhyo", " ", ALWAYS),
    "a table that no register has": lambda: ReplicaRow("office", "counter", "none", Only.ALL, frozenset(), ALWAYS),
    "a column that its table has not": lambda: ReplicaRow(
        "office", "counter", "tax", Only.ALL, frozenset({"none"}), ALWAYS
    ),
    "a limit of no hours": lambda: Limit("restrictions", 0, ALWAYS),
    "a limit of what nobody knows": lambda: Limit("weather", 1, ALWAYS),
}


@pytest.mark.parametrize("record", ABSURD)
def test_it_cannot_be(record: str) -> None:
    """Refused where it is made, so that nobody further on has to ask."""
    with pytest.raises(ValueError, match=r"\w+"):
        ABSURD[record]()


def test_an_operator_is_listed_from_their_first_day_to_their_last() -> None:
    """Who comes in April is on the list in March."""
    first, last = date(2026, 4, 1), date(2027, 3, 31)
    operator = Operator("clerk-1", "name", (), last, since=first)
    days = (date(2026, 3, 31), first, last, date(2027, 4, 1))
    assert [False, True, True, False] == [operator.listed(day) for day in days]


@pytest.mark.parametrize(("known", "holds"), [(None, True), (8, True), (7, False), (6, False)])
def test_a_hold_counts_until_a_list_speaks_for_itself(known: int | None, holds: bool) -> None:
    """Beside list 7: one that central does not know, or knows from a later list on."""
    hold = Hold(HoldId("hold"), RESIDENT, next(iter(HoldReason)), datetime(2026, 11, 24, tzinfo=UTC))
    assert holds is KeptHold(hold, known).holds(7)


def test_two_bundles_of_one_version_have_two_marks() -> None:
    """Whatever differs in them."""
    assert 64 == len(BUNDLE.mark)
    assert BUNDLE.mark == replace(BUNDLE).mark != replace(BUNDLE, texts={"fees": "other"}).mark


@pytest.mark.parametrize(("more", "uncounted"), [(0, False), (COUNTED, False), (COUNTED + 1, True)])
def test_hits_past_a_thousand_are_not_counted(more: int, uncounted: bool) -> None:
    """The window says "more than"."""
    assert uncounted is Found(more=more).uncounted
