"""An extension is opened by two persons, once."""

from dataclasses import replace

import pytest

from branch_app.domain.deciders import counter, extensions
from branch_app.domain.errors import OutOfOrder, SecondPersonNeeded
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from tests.fakes.played_log import CLERK, SUPERVISOR
from tests.fakes.till import Till

OPENED = events.ExtensionOpened(1, "d" * 64, ("tax",), 7, "2026-12-31T00:00:00+09:00", SUPERVISOR)


def test_two_persons_open_each_serial_once() -> None:
    """Alone, with oneself, or a second time, with another body under the same serial too: no."""
    assert (OPENED,) == extensions.open_({}, OPENED, CLERK)
    with pytest.raises(SecondPersonNeeded):
        extensions.open_({}, OPENED, SUPERVISOR)
    state = extensions.evolve({}, OPENED)
    assert {1: "d" * 64} == state
    for again in (OPENED, replace(OPENED, digest="e" * 64)):
        with pytest.raises(OutOfOrder):
            extensions.open_(state, again, CLERK)
        with pytest.raises(OutOfOrder):
            extensions.evolve(state, again)


def test_the_fold_of_the_whole_counter_wants_two_persons() -> None:
    """The operator of the entry is not the second person in it."""
    till = Till.opened()
    last = till.entries[-1]
    alone = replace(OPENED, second=last.stamp.operator)
    with pytest.raises(SecondPersonNeeded):
        counter.evolve(till.state, Entry(len(till.entries), last.request, last.stamp, alone))
    both = counter.evolve(till.state, Entry(len(till.entries), last.request, last.stamp, OPENED))
    assert {1: "d" * 64} == both.extensions
