"""鮮度: data issue certificates up to their limit, and not a moment longer."""

from datetime import timedelta

import pytest

from branch_app.domain.errors import DataTooOld
from branch_app.domain.records.enrolment import FreshnessPolicy
from branch_app.domain.records.registers import RegisterName, RegisterVersion, Restrictions
from branch_app.domain.rules.freshness import Freshness, check_register, check_restrictions, freshness
from tests.fakes.played_log import MORNING

POLICY = FreshnessPolicy(
    restrictions_hours=24, resident_hours=168, seal_hours=120, card_hours=72, koseki_hours=168, tax_hours=744
)
MOMENT = timedelta(microseconds=1)
LIMITS = [(RegisterName.RESIDENT, 168), (RegisterName.SEAL, 120), (RegisterName.CARD, 72)]


@pytest.mark.parametrize(("register", "hours"), LIMITS)
def test_a_register_is_fresh_up_to_its_own_limit(register: RegisterName, hours: int) -> None:
    """At the limit to the moment it still issues."""
    check_register(_version(register), POLICY, MORNING + timedelta(hours=hours))


@pytest.mark.parametrize(("register", "hours"), LIMITS)
def test_a_register_past_its_limit_issues_nothing(register: RegisterName, hours: int) -> None:
    """A moment past the limit it stops, and says which register, how old, and the limit."""
    with pytest.raises(DataTooOld) as refusal:
        check_register(_version(register), POLICY, MORNING + timedelta(hours=hours) + MOMENT)
    assert {"register": register.value, "hours": hours, "limit": hours} == refusal.value.facts


def test_restrictions_are_fresh_up_to_their_limit() -> None:
    """24 hours to the moment; past it unknown means stop."""
    restrictions = Restrictions(7, MORNING, frozenset())
    check_restrictions(restrictions, POLICY, MORNING + timedelta(hours=24))
    with pytest.raises(DataTooOld) as refusal:
        check_restrictions(restrictions, POLICY, MORNING + timedelta(hours=24) + MOMENT)
    assert {"register": "restrictions", "hours": 24, "limit": 24} == refusal.value.facts


def test_an_empty_list_grows_old_like_a_full_one() -> None:
    """Nobody on the list is an answer of its day only."""
    with pytest.raises(DataTooOld):
        check_restrictions(Restrictions(7, MORNING, frozenset()), POLICY, MORNING + timedelta(days=2))


def _version(register: RegisterName) -> RegisterVersion:
    return RegisterVersion(register, 1, 1, MORNING, 10)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(0, Freshness.FRESH), (18, Freshness.FRESH), (24, Freshness.SOON), (-5, Freshness.FRESH)],
)
def test_data_warn_in_the_last_quarter_of_their_time(hours: int, expected: Freshness) -> None:
    """Up to three quarters of the limit they are fresh, then soon stale; a time ahead of ours is fresh."""
    assert expected is freshness(MORNING, 24, MORNING + timedelta(hours=hours))


def test_data_warn_a_moment_after_three_quarters_and_stop_a_moment_after_the_limit() -> None:
    """18 and 24 of 24 hours."""
    assert Freshness.SOON is freshness(MORNING, 24, MORNING + timedelta(hours=18) + MOMENT)
    assert Freshness.STALE is freshness(MORNING, 24, MORNING + timedelta(hours=24) + MOMENT)
