"""Before anyone signs in: restrictions first, then roster and tables; the older never replaces the newer."""

from collections.abc import Callable
from datetime import datetime

from branch_app.domain.errors import CentralUnreachable, DataStale, MadoguchiError
from branch_app.domain.records.enrolment import Enrolment
from branch_app.domain.rules.policies import POLICY
from branch_app.ports import Central, EnrolmentStore, OpenedExtensions, PolicyStore, RestrictionStore, Slots
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
    """Pull what there is; one thing that does not come keeps the other from nothing, unless the line is down."""
    fault = _told(lambda: restrictions_first(central, restrictions))
    if isinstance(fault, CentralUnreachable):
        return fault
    return _told(lambda: instructions(central, enrolments, policies)) or fault


def instructions(central: Central, enrolments: EnrolmentStore, policies: PolicyStore) -> None:
    """Roster and new tables, in one transaction.

    Raises:
        CentralError: they did not come, or are not to be believed.
        DataStale: they are older than what lies here, which stands; or head office was restored and has others
            under the number of our newest tables. Roster and newer tables were taken then.
    """
    known, mark = policies.newest(), policies.mark()
    told = central.settings(known)
    enrolments.enrol(told.enrolment, told.policies, told.papers)
    if told.mark != mark:
        raise DataStale(register=POLICY, version=known)


def retire(enrolment: Enrolment, slots: Slots) -> tuple[str, ...]:
    """Slots of those who left go; who they are.

    ``until`` is held against central's time: a computer's clock that jumped ahead must lock nobody out for good.
    """
    today = enrolment.as_of.date()
    staying = {listed.id for listed in enrolment.roster if today <= listed.until}
    gone = [operator for operator in slots.operators() if operator not in staying]
    return tuple(operator for operator in gone if slots.retire(operator))


def _told(pull: Callable[[], None]) -> MadoguchiError | None:
    try:
        pull()
    except MadoguchiError as error:
        return error
    return None
