"""Answers to cases: each round of a case is answered once here, offline as well."""

from branch_app.domain.errors import OutOfOrder
from branch_app.domain.log import events

Answers = frozenset[tuple[str, int]]
"""Case and round of every answer that this log holds."""


def answer(state: Answers, answered: events.CaseAnswered) -> tuple[events.Event, ...]:
    """Raises OutOfOrder for a round that was answered before."""
    _refuse_answered(state, answered)
    return (answered,)


def evolve(state: Answers, event: events.Event) -> Answers:
    """The answers after the event.

    Raises:
        OutOfOrder: the same round twice.
    """
    if not isinstance(event, events.CaseAnswered):
        return state
    _refuse_answered(state, event)
    return state | {(event.case, event.round)}


def _refuse_answered(state: Answers, event: events.CaseAnswered) -> None:
    if (event.case, event.round) in state:
        raise OutOfOrder(now="answered", then="answered")
