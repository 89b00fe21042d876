"""The whole counter: entries in order, replay, and the time that later entries are measured by."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from branch_app.domain.deciders.counter import Counter, Folding, evolve, fold
from branch_app.domain.errors import ClockAhead, ClockBehind, OutOfOrder, Refused
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry, Stamp
from branch_app.domain.rules.clock import judge
from tests.fakes.played_log import MORNING, SUPERVISOR
from tests.fakes.till import Till, Wished


def test_replaying_a_log_gives_the_same_state() -> None:
    """The state is what the entries say and nothing else, from the start or from any prefix."""
    till = _day()
    assert till.state == fold(till.entries)
    for size in range(len(till.entries)):
        assert till.state == fold(till.entries[size:], fold(till.entries[:size]))


def test_a_state_stays_as_it_was_asked_for() -> None:
    """A fold that goes on changes nothing of what it said before, nor of what it began with."""
    till = _day()
    began = fold(till.entries[:2])
    folding, told = Folding(began), []
    for entry in till.entries[2:]:
        folding.add(entry)
        told.append(folding.state())
    assert [fold(till.entries[: size + 3]) for size in range(len(told))] == told
    assert fold(till.entries[:2]) == began


@pytest.mark.parametrize("seq", [0, 1, 3])
def test_an_entry_out_of_turn_is_refused(seq: int) -> None:
    """A repeated or a missing entry is noticed by its number."""
    till = Till.opened()
    state = fold(till.entries[:2])
    with pytest.raises(OutOfOrder) as refusal:
        evolve(state, replace(till.entries[2], seq=seq))
    assert {"now": "entry 2", "then": f"entry {seq}"} == refusal.value.facts


def test_no_entry_of_a_day_can_be_left_out() -> None:
    """With any entry gone and the rest numbered anew, a rule refuses the log or the close says something else."""
    till = _day()
    for gone in range(1, len(till.entries)):
        rest = [*till.entries[:gone], *till.entries[gone + 1 :]]
        assert till.state.day.claims != _claims([replace(entry, seq=seq) for seq, entry in enumerate(rest)])


def test_the_newest_believable_stamp_is_the_measure() -> None:
    """Each entry moves it on, a little backwards step of the clock does not move it back."""
    till = Till.opened()
    assert till.entries[-1].stamp == till.state.last_stamp
    till.now -= timedelta(minutes=1)
    till.accept()
    assert till.entries[-2].stamp == till.state.last_stamp


def test_a_clock_set_back_stays_noticed() -> None:
    """What had to be recorded under a wrong clock does not make that clock right."""
    till = Till.opened()
    till.now -= timedelta(days=1)
    till.accept()
    with pytest.raises(ClockBehind):
        judge(till.state.last_stamp, till.now, _elapsed(till), "boot-1")


def test_a_clock_run_ahead_stays_noticed() -> None:
    """The wall clock leaps a day while the monotonic one does not: still noticed after an entry was recorded."""
    till = Till.opened()
    leapt = replace(_last(till), wall=(till.now + timedelta(days=1)).isoformat())
    entry = replace(till.entry(events.OperatorSignedIn("clerk"), till.state.size), stamp=leapt)
    state = evolve(till.state, entry)
    with pytest.raises(ClockAhead):
        judge(state.last_stamp, till.now + timedelta(days=1), leapt.monotonic_ms, "boot-1")


def test_two_persons_set_the_measure_anew() -> None:
    """ClockAccepted, and only that, moves the measure back."""
    till = Till.opened()
    till.now -= timedelta(days=1)
    till.add(events.ClockAccepted(till.now.isoformat(), SUPERVISOR))
    assert till.entries[-1].stamp == till.state.last_stamp
    assert till.now.date() == (MORNING - timedelta(days=1)).date()


def test_the_trusted_time_comes_from_central_or_two_persons() -> None:
    """Enrolment sets it, ClockAccepted moves it, an ordinary entry leaves it."""
    till = Till.opened()
    assert till.entries[0].stamp.wall == till.state.trusted
    till.add(events.ClockAccepted("2026-11-24T09:00:00+09:00", None))
    assert "2026-11-24T09:00:00+09:00" == till.state.trusted


def test_what_a_counter_knows_of_itself() -> None:
    """Office, device and epoch come from enrolment; an empty log knows nothing."""
    assert Counter() == fold([])
    assert events.DeviceEnrolled("C06", "C06-1", 1) == Till.opened().state.enrolled


def test_the_paper_of_the_morning_is_what_lay_there_when_the_day_opened() -> None:
    """Nothing on the first day; on the next what the first left, whatever is printed since."""
    till = Till.opened()
    assert {} == till.state.morning.stocks
    till.next_day()
    left = till.state.sheets
    till.load(51, 10)
    assert left == till.state.morning
    assert left != till.state.sheets


def _day() -> Till:
    till = Till.opened()
    _, (one, two) = till.paid(Wished(copies=2))
    till.hand_over(one)
    till.print(two)
    till.spoil(two)
    till.void(two, office_fault=True)
    till.count()
    till.close()
    return till


def _claims(entries: Sequence[Entry]) -> events.DayClosed | None:
    """What the close of a log says, None when a rule refuses the log."""
    try:
        return fold(entries).day.claims
    except Refused:
        return None


def _last(till: Till) -> Stamp:
    return till.entries[-1].stamp


def _elapsed(till: Till) -> int:
    return int((till.now - MORNING).total_seconds() * 1000)
