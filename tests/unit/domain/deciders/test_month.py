"""Days of an office on which everything goes wrong once close to the yen and the sheet, and can be repeated."""

import pytest

from branch_app.domain.deciders.counter import fold
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from branch_app.domain.reconcile.day import reconcile
from branch_app.domain.values.identifiers import JobId
from tests.fakes.bookkeeping import Books
from tests.fakes.faults import Fault
from tests.fakes.month import FLOAT, Month
from tests.fakes.played_log import TABLES
from tests.fakes.tables import one_price


@pytest.fixture(scope="module")
def month() -> Month:
    """Two days, three counters, twenty forms each: real things and log were compared at each close."""
    return Month.of(1, counters=3).play(days=2, forms=20)


def test_everything_went_wrong(month: Month) -> None:
    """At every counter, every day."""
    for counter in month.counters:
        assert all(counter.faults[fault] >= 2 for fault in Fault)


def test_some_days_were_closed_twice(month: Month) -> None:
    """A paper came back after the close, and the supplementary close agrees, too."""
    assert {0, 1} == {claims.supplement for day in month.closes for claims in day}


def test_no_form_is_left_without_an_end(month: Month) -> None:
    """What waits over night waits for a citizen."""
    assert 0 == month.unsettled


def test_the_office_adds_up(month: Month) -> None:
    """Counted cash of all counters is float, fees in cash and what wrong change left; forms are those that came."""
    *_, last = month.closes
    counted = sum(claims.counted_yen for claims in last)
    fees = sum(claims.charged_yen - claims.refunded_yen for claims in last)
    by_terminal = sum(claims.cashless_yen - claims.cashless_refunded_yen for claims in last)
    mistakes = sum(counter.real.mistaken_yen for counter in month.counters)
    assert counted == 3 * FLOAT + fees - by_terminal + mistakes
    assert [20] * 6 == [claims.applications for day in month.closes for claims in day]


def test_head_office_finds_the_wrong_change_and_nothing_else(month: Month) -> None:
    """Both sides come to the same fees every day."""
    for counter in month.counters:
        days = reconcile(counter.till.entries, one_price(TABLES, 300))
        assert [0, 0] == [day.difference_yen for day in days]
        assert {"cash_differs"} >= {finding.code for day in days for finding in day.findings}


def test_an_auditor_comes_to_the_same(month: Month) -> None:
    """Books that are kept without the program's folds."""
    for counter in month.counters:
        Books().read(counter.till.entries).agree(counter.till.state)


def test_no_second_paper_was_printed_by_one_person(month: Month) -> None:
    """Of every copy, an attempt after a paper that was spoilt or lost stands behind the yes of two."""
    reprints = 0
    for counter in month.counters:
        out: set[JobId] = set()
        agreed: set[tuple[JobId, int]] = set()
        for event in (entry.event for entry in counter.till.entries):
            match event:
                case events.JobSpoilt() | events.JobLost():
                    out.add(event.job)
                case events.ReprintAgreed():
                    agreed.add((event.job, event.attempt))
                case events.JobReserved() if event.job in out:
                    assert (event.job, event.attempt) in agreed
                    out.remove(event.job)
                    reprints += 1
    assert reprints >= 6


def test_replay_is_the_state(month: Month) -> None:
    """From the bytes of the log, to the last entry."""
    for counter in month.counters:
        assert counter.till.state == fold(Entry.from_bytes(entry.to_bytes()) for entry in counter.till.entries)


def test_the_same_seed_makes_the_same_log(month: Month) -> None:
    """Root by root; another seed makes another."""
    assert month.roots == Month.of(1, counters=3).play(days=2, forms=20).roots
    assert not set(month.roots) & set(Month.of(2, counters=1).play(days=2, forms=20).roots)
