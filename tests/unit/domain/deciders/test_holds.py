"""Holds told by telephone: two persons in, two persons out, head office's receipt once."""

from dataclasses import replace

import pytest

from branch_app.domain.deciders import counter, holds
from branch_app.domain.errors import OutOfOrder, SecondPersonNeeded
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from branch_app.domain.records.hold import HoldId
from branch_app.domain.values.identifiers import Commitment, Pseudonym
from tests.fakes.played_log import CLERK, SUPERVISOR
from tests.fakes.till import Till

H, OTHER = HoldId("h-1"), HoldId("h-2")
ENTERED = events.HoldEntered(H, Pseudonym("a" * 32), Commitment("b" * 64), "2026-11-02T09:00:00+09:00", SUPERVISOR)


def _folded(*told: events.Event) -> holds.Holds:
    state: holds.Holds = {}
    for event in told:
        state = holds.evolve(state, event)
    return state


def test_a_hold_is_entered_by_two_persons_once() -> None:
    """Alone, or with oneself, nobody enters one."""
    assert (ENTERED,) == holds.enter({}, ENTERED, CLERK)
    with pytest.raises(SecondPersonNeeded):
        holds.enter({}, ENTERED, SUPERVISOR)
    with pytest.raises(OutOfOrder):
        holds.enter(_folded(ENTERED), ENTERED, CLERK)


def test_head_office_has_it_from_one_version_on() -> None:
    """What it said first stands; of another log's hold this log says nothing."""
    state = _folded(ENTERED, *holds.know(_folded(ENTERED), H, 7))
    assert holds.LoggedHold(ENTERED, 7) == state[H]
    assert () == holds.know(state, H, 9) == holds.know(state, OTHER, 9)


def test_a_hold_is_lifted_by_two_persons_once() -> None:
    """Known to head office or not, and one of an earlier log too."""
    for state in (_folded(ENTERED), _folded(ENTERED, events.HoldKnown(H, 7)), _folded()):
        lifted = holds.lift(state, H, CLERK, SUPERVISOR)
        assert (events.HoldLifted(H, SUPERVISOR),) == lifted
        after = holds.evolve(state, lifted[0])
        assert after[H].lifted
        with pytest.raises(OutOfOrder):
            holds.lift(after, H, CLERK, SUPERVISOR)
        with pytest.raises(SecondPersonNeeded):
            holds.lift(state, H, CLERK, CLERK)


@pytest.mark.parametrize(
    "told",
    [
        (ENTERED, ENTERED),
        (events.HoldKnown(H, 7),),
        (ENTERED, events.HoldKnown(H, 7), events.HoldKnown(H, 8)),
        (ENTERED, events.HoldLifted(H, SUPERVISOR), events.HoldLifted(H, SUPERVISOR)),
    ],
)
def test_what_no_decision_could_have_answered_no_fold_accepts(told: tuple[events.Event, ...]) -> None:
    """A log that nobody honest wrote."""
    with pytest.raises(OutOfOrder):
        _folded(*told)


@pytest.mark.parametrize("event", [ENTERED, events.HoldLifted(H, SUPERVISOR)])
def test_the_fold_of_the_whole_counter_wants_two_persons(event: events.HoldEntered | events.HoldLifted) -> None:
    """The operator of the entry is not the second person in it."""
    till = Till.opened()
    last = till.entries[-1]
    alone = replace(event, second=last.stamp.operator)
    with pytest.raises(SecondPersonNeeded):
        counter.evolve(till.state, Entry(len(till.entries), last.request, last.stamp, alone))
