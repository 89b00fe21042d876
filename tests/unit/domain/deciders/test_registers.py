"""Which data serve, as the log last said: what it does not say yet is told once."""

from dataclasses import replace

from branch_app.domain.deciders import registers
from branch_app.domain.log.events import RegisterMended, RegisterSwitched

RESIDENT = RegisterSwitched("resident", 3, 70, "2026-11-24T09:00:00+09:00", 1_000)
SEAL = replace(RESIDENT, register="seal", rows=400)


def test_what_the_log_says_is_not_told_again() -> None:
    """Of two registers the one that moved on; none when both are as the log has them."""
    state = registers.evolve(registers.evolve({}, RESIDENT), SEAL)
    moved = replace(SEAL, change_seq=71)
    assert (moved,) == registers.switch(state, (RESIDENT, moved))
    assert () == registers.switch(registers.evolve(state, moved), (RESIDENT, moved))


def test_as_of_another_time_is_another_state() -> None:
    """Head office vouched for the same rows anew."""
    later = replace(RESIDENT, as_of="2026-11-25T09:00:00+09:00")
    assert (later,) == registers.switch({"resident": RESIDENT}, (later,))


def test_other_entries_switch_nothing() -> None:
    """A mended table is of the same change as before."""
    assert {"seal": SEAL} == registers.evolve({"seal": SEAL}, RegisterMended("seal", 1))
