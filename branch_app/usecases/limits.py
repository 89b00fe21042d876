"""How old data may be: what the tables say, and for as long as an extension is open, what it adds."""

from datetime import datetime, timedelta

from branch_app import ed25519
from branch_app.domain.log.verifier_key import VerifierKey
from branch_app.domain.records.enrolment import Enrolment, FreshnessPolicy
from branch_app.domain.rules.extension import Authority, Opened, extended, in_force
from branch_app.domain.rules.freshness import RESTRICTIONS


def authority_of(enrolment: Enrolment) -> Authority:
    """Head office's word for the office of this device.

    Raises:
        NoteNotTrusted: what was kept as head office's key is none.
    """
    return Authority(VerifierKey.parse(enrolment.central_key).public, ed25519.verify, enrolment.office)


def usable_until(
    listed: datetime, policy: FreshnessPolicy, enrolment: Enrolment, opened: Opened, now: datetime
) -> datetime:
    """Until when a restriction list of ``listed`` may be used: by the tables, or by an extension until its end."""
    until = listed + timedelta(hours=policy.restrictions_hours)
    if not opened or not enrolment.extensions:
        return until
    open_now = in_force(enrolment.extensions, opened, authority_of(enrolment), now)
    longer = [each for each in open_now if RESTRICTIONS in each.registers]
    return max([until, *(min(each.valid_until, until + timedelta(days=each.days)) for each in longer)])


def limits_now(policy: FreshnessPolicy, enrolment: Enrolment, opened: Opened, now: datetime) -> FreshnessPolicy:
    """The policy of the day with the extensions that two persons opened."""
    if not opened or not enrolment.extensions:
        return policy
    return extended(policy, in_force(enrolment.extensions, opened, authority_of(enrolment), now))
