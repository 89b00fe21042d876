"""Before anyone signs in: restrictions first, then roster and policy; the older never replaces the newer."""

from datetime import timedelta

from branch_app.domain.errors import CentralUnreachable, DataStale, MadoguchiError
from branch_app.domain.records.enrolment import Enrolment
from branch_app.ports import Central, EnrolmentStore, RestrictionStore, Slots
from branch_app.usecases.front_door import DataAges, Freshened
from branch_app.usecases.restrictions_first import restrictions_first


def data_ages(restrictions: RestrictionStore, enrolments: EnrolmentStore) -> DataAges:
    """As of when central vouched for what lies here, and until when the policy lets it be used."""
    enrolment = enrolments.enrolment()
    try:
        listed = restrictions.current().as_of
    except DataStale:
        return DataAges(None, enrolment.as_of, None)
    until = listed + timedelta(hours=enrolment.policy.restrictions_hours)
    return DataAges(listed, enrolment.as_of, until)


def freshen(
    central: Central, restrictions: RestrictionStore, enrolments: EnrolmentStore, slots: Slots
) -> Freshened:
    """Pull what there is; one thing that does not come keeps the other from nothing, unless the line is down."""
    fault = _restrictions(central, restrictions)
    if not isinstance(fault, CentralUnreachable):
        fault = _settings(central, enrolments) or fault
    left = retire(enrolments.enrolment(), slots)
    return Freshened(data_ages(restrictions, enrolments), left, fault)


def retire(enrolment: Enrolment, slots: Slots) -> tuple[str, ...]:
    """Slots of those who left go; who they are.

    ``until`` is held against central's time: a computer's clock that jumped ahead must lock nobody out for good.
    """
    today = enrolment.as_of.date()
    staying = {listed.id for listed in enrolment.roster if today <= listed.until}
    gone = [operator for operator in slots.operators() if operator not in staying]
    return tuple(operator for operator in gone if slots.retire(operator))


def _restrictions(central: Central, restrictions: RestrictionStore) -> MadoguchiError | None:
    try:
        restrictions_first(central, restrictions)
    except MadoguchiError as error:
        return error
    return None


def _settings(central: Central, enrolments: EnrolmentStore) -> MadoguchiError | None:
    try:
        enrolments.enrol(central.settings())
    except MadoguchiError as error:
        return error
    return None
