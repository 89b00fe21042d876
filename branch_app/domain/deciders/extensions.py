"""災害時の延長: opened by two persons, each serial once; whether it counts is then a matter of its dates."""

from branch_app.domain.deciders.two_persons import two_persons
from branch_app.domain.errors import OutOfOrder
from branch_app.domain.log import events
from branch_app.domain.rules.extension import Opened
from branch_app.domain.values.identifiers import Pseudonym


def open_(state: Opened, opened: events.ExtensionOpened, operator: Pseudonym) -> tuple[events.Event, ...]:
    """Raises SecondPersonNeeded alone, OutOfOrder for a serial that was opened before."""
    two_persons(operator, opened.second)
    _refuse_opened(state, opened.serial)
    return (opened,)


def evolve(state: Opened, event: events.Event) -> Opened:
    """Raises OutOfOrder for a serial opened twice."""
    if not isinstance(event, events.ExtensionOpened):
        return state
    _refuse_opened(state, event.serial)
    return {**state, event.serial: event.digest}


def _refuse_opened(state: Opened, serial: int) -> None:
    if serial in state:
        raise OutOfOrder(now="opened", then="opened")
