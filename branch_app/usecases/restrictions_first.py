"""Before anything else is asked of head office: holds told by telephone go up, then the list comes down."""

from branch_app.domain.errors import MadoguchiError
from branch_app.ports import RestrictionSource, RestrictionStore
from branch_app.usecases.crossing import NO_MORE


def restrictions_first(central: RestrictionSource, restrictions: RestrictionStore) -> None:
    """A hold that head office refuses keeps the list from nothing, unless the line is down or this log was ended.

    Raises:
        CentralError: what was asked did not come; holds and list stand as they are.
        DataStale: the list that came is older than ours, or tells another history.
    """
    refused = _holds_up(central, restrictions)
    restrictions.take(central.restrictions(restrictions.point()))
    if refused is not None:
        raise refused


def _holds_up(central: RestrictionSource, restrictions: RestrictionStore) -> MadoguchiError | None:
    unsent = [kept.hold for kept in restrictions.holds() if kept.known is None]
    if not unsent:
        return None
    try:
        for hold, version in central.report_holds(unsent).items():
            restrictions.known(hold, version)
    except NO_MORE:
        raise
    except MadoguchiError as error:
        return error
    return None
