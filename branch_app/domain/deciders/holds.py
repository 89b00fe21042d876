"""Holds told by telephone: entered by two persons, lifted by two persons, or handed over to the list.

The log has no person in it: what a hold is about opens from its pseudonym, and only to make a lost file whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from branch_app.domain.deciders.two_persons import two_persons
from branch_app.domain.errors import OutOfOrder
from branch_app.domain.log import events
from branch_app.domain.records.hold import HoldId
from branch_app.domain.values.identifiers import Pseudonym


@dataclass(frozen=True, slots=True)
class LoggedHold:
    """What the log says of one; ``entered`` is None for one of an earlier log.

    ``known`` is the version of head office's list that has it, None until then.
    """

    entered: events.HoldEntered | None
    known: int | None = None
    lifted: bool = False


Holds = Mapping[HoldId, LoggedHold]
"""Every hold this log speaks of."""


def enter(state: Holds, entered: events.HoldEntered, operator: Pseudonym) -> tuple[events.Event, ...]:
    """Raises SecondPersonNeeded alone, OutOfOrder for one that was entered before."""
    two_persons(operator, entered.second)
    _refuse_known(state, entered.hold)
    return (entered,)


def know(state: Holds, hold: HoldId, version: int) -> tuple[events.Event, ...]:
    """Head office's receipt; nothing where it stands in the log already, or where the hold is another log's."""
    logged = state.get(hold)
    if logged is None or logged.known is not None:
        return ()
    return (events.HoldKnown(hold, version),)


def lift(state: Holds, hold: HoldId, operator: Pseudonym, second: Pseudonym) -> tuple[events.Event, ...]:
    """Raises SecondPersonNeeded alone, OutOfOrder for one that was lifted before."""
    two_persons(operator, second)
    _refuse_lifted(state, hold)
    return (events.HoldLifted(hold, second),)


def evolve(state: Holds, event: events.Event) -> Holds:
    """The holds after the event.

    Raises:
        OutOfOrder: entered twice, known twice or unheard of, lifted twice.
    """
    match event:
        case events.HoldEntered():
            _refuse_known(state, event.hold)
            return {**state, event.hold: LoggedHold(event)}
        case events.HoldKnown():
            logged = state.get(event.hold)
            if logged is None or logged.known is not None:
                raise OutOfOrder(now="hold", then="known")
            return {**state, event.hold: replace(logged, known=event.version)}
        case events.HoldLifted():
            _refuse_lifted(state, event.hold)
            return {**state, event.hold: replace(state.get(event.hold, LoggedHold(None)), lifted=True)}
        case _:
            return state


def _refuse_known(state: Holds, hold: HoldId) -> None:
    if hold in state:
        raise OutOfOrder(now="hold", then="entered")


def _refuse_lifted(state: Holds, hold: HoldId) -> None:
    logged = state.get(hold)
    if logged is not None and logged.lifted:
        raise OutOfOrder(now="lifted", then="lifted")
