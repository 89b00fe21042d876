"""Before anyone signs in: restrictions first, then tables and roster; the older never replaces the newer."""

from datetime import datetime

from branch_app.domain.errors import DataStale, MadoguchiError
from branch_app.domain.records.enrolment import Enrolment
from branch_app.domain.records.freight import Freight
from branch_app.domain.rules.policies import POLICY
from branch_app.ports import Central, EnrolmentStore, OpenedExtensions, PolicyStore, RestrictionStore, Slots
from branch_app.usecases.crossing import Loads, cross
from branch_app.usecases.front_door import DataAges
from branch_app.usecases.limits import usable_until
from branch_app.usecases.restrictions_first import restrictions_first


def data_ages(
    restrictions: RestrictionStore,
    enrolments: EnrolmentStore,
    policies: PolicyStore,
    extensions: OpenedExtensions,
    now: datetime,
) -> DataAges:
    """As of when central vouched for what lies here, and until when tables or an extension let it be used."""
    today = now.date()
    enrolment = enrolments.enrolment()
    try:
        listed = restrictions.current().as_of
    except DataStale:
        return DataAges(None, enrolment.as_of, None)
    try:
        policy = policies.current().on(today).freshness(today)
    except DataStale:
        return DataAges(listed, enrolment.as_of, None)
    until = usable_until(listed, policy, enrolment, extensions.opened(), now)
    return DataAges(listed, enrolment.as_of, until)


def freshen(
    central: Central, restrictions: RestrictionStore, enrolments: EnrolmentStore, policies: PolicyStore
) -> MadoguchiError | None:
    """Pull what needs nobody; what kept something from coming."""
    return cross(without_a_person(central, restrictions, enrolments, policies)).fault


def without_a_person(
    central: Central, restrictions: RestrictionStore, enrolments: EnrolmentStore, policies: PolicyStore
) -> Loads:
    """What the machine's own keys open."""
    return {
        Freight.RESTRICTIONS: lambda: restrictions_first(central, restrictions),
        Freight.POLICY: lambda: tables(central, policies),
        Freight.OPERATORS: lambda: instructions(central, enrolments, policies),
    }


def tables(central: Central, policies: PolicyStore) -> None:
    """What was published.

    Raises:
        CentralError: they did not come, or are not to be believed.
        DataStale: head office was restored and has others under the number of our newest tables; ours stand, and
            newer ones were taken.
    """
    known, mark = policies.newest(), policies.mark()
    told = central.policy(known)
    policies.take(told.bundles)
    if told.known == known and told.mark != mark:
        raise DataStale(register=POLICY, version=known)


def instructions(central: Central, enrolments: EnrolmentStore, policies: PolicyStore) -> None:
    """Roster, the rest of the enrolment and tables that are newer still, in one transaction.

    Raises:
        CentralError: they did not come, or are not to be believed.
        DataStale: they are older than what lies here, which stands.
    """
    told = central.settings(policies.newest())
    enrolments.enrol(told.enrolment, told.policies, told.papers)


def retire(enrolment: Enrolment, slots: Slots) -> tuple[str, ...]:
    """Slots of those who left go; who they are.

    ``until`` is held against central's time: a computer's clock that jumped ahead must lock nobody out for good.
    """
    today = enrolment.as_of.date()
    staying = {listed.id for listed in enrolment.roster if today <= listed.until}
    gone = [operator for operator in slots.operators() if operator not in staying]
    return tuple(operator for operator in gone if slots.retire(operator))
