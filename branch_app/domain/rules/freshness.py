"""鮮度: data older than the signed policy allows issues nothing."""

from datetime import datetime, timedelta
from enum import Enum

from branch_app.domain.errors import DataTooOld
from branch_app.domain.records.enrolment import FreshnessPolicy
from branch_app.domain.records.registers import RegisterName, RegisterVersion, Restrictions

RESTRICTIONS = "restrictions"
"""What the restriction list goes by beside the registers."""
_SOON = 0.75
"""Part of the limit after which a clerk should see to new data before they run out."""


class Freshness(Enum):
    """How far data are from the day they may not be used any more."""

    FRESH = "fresh"
    SOON = "soon"
    STALE = "stale"


def limit_hours(register: RegisterName, policy: FreshnessPolicy) -> int:
    """How old that register may be."""
    limits = {
        RegisterName.RESIDENT: policy.resident_hours,
        RegisterName.SEAL: policy.seal_hours,
        RegisterName.CARD: policy.card_hours,
        RegisterName.KOSEKI: policy.koseki_hours,
        RegisterName.TAX: policy.tax_hours,
        RegisterName.ALIEN: policy.resident_hours,
    }
    return limits[register]


def freshness(as_of: datetime, limit: int, now: datetime) -> Freshness:
    """Against a limit in hours."""
    age = now - as_of
    if age > timedelta(hours=limit):
        return Freshness.STALE
    return Freshness.SOON if age > timedelta(hours=limit * _SOON) else Freshness.FRESH


def check_register(version: RegisterVersion, policy: FreshnessPolicy, now: datetime) -> None:
    """Raise DataTooOld (register, hours, limit) when the register is too old."""
    _check(version.register.value, version.as_of, limit_hours(version.register, policy), now)


def check_restrictions(restrictions: Restrictions, policy: FreshnessPolicy, now: datetime) -> None:
    """Raise DataTooOld when the restriction list is too old: stale means unknown, unknown means stop."""
    _check(RESTRICTIONS, restrictions.as_of, policy.restrictions_hours, now)


def _check(name: str, as_of: datetime, limit: int, now: datetime) -> None:
    if freshness(as_of, limit, now) is Freshness.STALE:
        age = now - as_of
        raise DataTooOld(register=name, hours=int(age.total_seconds() // 3600), limit=limit)
