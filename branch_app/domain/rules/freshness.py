"""鮮度: data older than the signed policy allows issues nothing."""

from datetime import datetime, timedelta

from branch_app.domain.errors import DataStale
from branch_app.domain.records.enrolment import FreshnessPolicy
from branch_app.domain.records.registers import RegisterName, RegisterVersion, Restrictions


def check_register(version: RegisterVersion, policy: FreshnessPolicy, now: datetime) -> None:
    """Raise DataStale (register, hours, limit) when the register is too old."""
    limits = {
        RegisterName.RESIDENT: policy.resident_hours,
        RegisterName.SEAL: policy.seal_hours,
        RegisterName.CARD: policy.card_hours,
    }
    _check(version.register.value, version.as_of, limits[version.register], now)


def check_restrictions(restrictions: Restrictions, policy: FreshnessPolicy, now: datetime) -> None:
    """Raise DataStale when the restriction list is too old: stale means unknown, unknown means stop."""
    _check("restrictions", restrictions.as_of, policy.restrictions_hours, now)


def _check(name: str, as_of: datetime, limit: int, now: datetime) -> None:
    age = now - as_of
    if age > timedelta(hours=limit):
        raise DataStale(register=name, hours=int(age.total_seconds() // 3600), limit=limit)
