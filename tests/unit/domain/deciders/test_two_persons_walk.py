"""四つの目: every act of the list is refused alone, and refused when the same person says yes twice."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branch_app.domain.deciders.counter import evolve
from branch_app.domain.errors import MadoguchiError, SecondPersonNeeded
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import Pseudonym
from tests.fakes.anything import anything
from tests.fakes.played_log import CLERK, SUPERVISOR
from tests.fakes.till import Till

ACTS: dict[type[events.Event], str] = {
    events.ItemReleased: "second",
    events.JobVoided: "second",
    events.ApplicationRefunded: "second",
    events.StockExplained: "second",
    events.DrawerPaidOut: "second",
    events.DrawerHandedOver: "taker",
    events.DrawerCounted: "second",
    events.DayClosed: "second",
    events.DaySupplemented: "second",
    events.HoldEntered: "second",
    events.HoldLifted: "second",
    events.ExtensionOpened: "second",
    events.ClockAccepted: "second",
    events.OperatorVouched: "second",
    events.ApplicationReceiptReissued: "second",
    events.ReprintAgreed: "second",
    events.ItemRevealed: "second",
    events.LogExported: "second",
}
"""Release of a stop, void, refund, paper gap, cash out, hand-over, difference, close, 補正, holds, disaster,
clock, 再発行, 再印刷, 開示, 書出し: each with the field that names the second person. A difference and a clock name
one only where one is needed.
"""


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.kind)
@pytest.mark.parametrize("second", [CLERK, Pseudonym("")], ids=["the same person twice", "alone"])
@settings(max_examples=5)
@given(data=st.data())
def test_no_log_holds_an_act_of_two_persons_by_one(
    act: type[events.Event], second: Pseudonym, data: st.DataObject
) -> None:
    """Whatever else the entry says, it is refused for the missing person, at the counter and at head office."""
    event: Any = data.draw(anything(act))
    till = Till.opened()
    entry = till.entry(replace(event, **{ACTS[act]: second}), till.state.size, CLERK)
    with pytest.raises(SecondPersonNeeded):
        evolve(till.state, entry)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.kind)
@settings(max_examples=5)
@given(data=st.data())
def test_two_persons_are_not_refused_for_being_two(act: type[events.Event], data: st.DataObject) -> None:
    """Another rule may refuse it; this one does not."""
    event: Any = data.draw(anything(act))
    till = Till.opened()
    entry = till.entry(replace(event, **{ACTS[act]: SUPERVISOR}), till.state.size, CLERK)
    refused: object = None
    try:
        evolve(till.state, entry)
    except MadoguchiError as error:
        refused = type(error)
    assert SecondPersonNeeded is not refused


def test_the_list_is_whole() -> None:
    """Every kind of entry that names a second person is on it."""
    named = {kind for kind in events.KINDS.values() if {"second", "taker"} & {field.name for field in fields(kind)}}
    assert set(ACTS) == named
