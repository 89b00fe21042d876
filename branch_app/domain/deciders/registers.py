"""Which data serve, register by register, as the log last said."""

from collections.abc import Iterable, Mapping

from branch_app.domain.log import events

Serving = Mapping[str, events.RegisterSwitched]
"""By register."""


def switch(state: Serving, lying: Iterable[events.RegisterSwitched]) -> tuple[events.Event, ...]:
    """What the log does not say yet of those that lie there; nothing when it is in step."""
    return tuple(each for each in lying if state.get(each.register) != each)


def evolve(state: Serving, event: events.Event) -> Serving:
    """What serves after the event."""
    if not isinstance(event, events.RegisterSwitched):
        return state
    return {**state, event.register: event}
