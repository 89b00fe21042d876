"""Tries on the city card's PIN, counted in the log, because that card cannot count them itself."""

from collections.abc import Mapping

from branch_app.domain.errors import PinBlocked
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import Pseudonym

MAX_TRIES = 3

WrongTries = Mapping[Pseudonym, int]
"""Wrong tries in a row, by card."""


def tries_left(state: WrongTries, card: Pseudonym) -> int:
    """How many remain.

    Raises:
        PinBlocked: none.
    """
    left = MAX_TRIES - state.get(card, 0)
    if left <= 0:
        raise PinBlocked
    return left


def try_pin(state: WrongTries, card: Pseudonym, card_kind: str, *, accepted: bool) -> tuple[events.Event, ...]:
    """One try. It is recorded before its result is used, so that a crash cannot give a try back."""
    left = tries_left(state, card)
    return (events.PinTried(card, card_kind, accepted, MAX_TRIES if accepted else left - 1),)


def evolve(state: WrongTries, event: events.Event) -> WrongTries:
    """The counters after the event."""
    match event:
        case events.PinTried() if event.accepted:
            return {card: tries for card, tries in state.items() if card != event.card}
        case events.PinTried():
            return {**state, event.card: state.get(event.card, 0) + 1}
        case _:
            return state
