"""Wrong tries slow down, by a clock that nobody can set forward."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.rules.slow_down import LONGEST_S, WrongTries, wait_after

BOOT = "boot-1"


@pytest.mark.parametrize(
    ("wrong", "seconds"),
    [(0, 0), (1, 0), (2, 0), (3, 5), (4, 10), (5, 20), (6, 40), (7, 80), (8, 160), (9, 300), (10, 300), (500, 300)],
)
def test_three_are_free_then_it_doubles_up_to_five_minutes(wrong: int, seconds: int) -> None:
    """5, 10, 20 … and never more than 300 seconds."""
    assert seconds == wait_after(wrong)


def test_a_second_begun_counts_whole() -> None:
    """One millisecond left is one second to wait; none left is none."""
    tries = WrongTries(3, BOOT, 10_000)
    assert [5, 5, 1, 0] == [tries.seconds_left(BOOT, now) for now in (10_000, 10_001, 14_999, 15_000)]


def test_another_boot_begins_the_whole_wait_anew() -> None:
    """What passed before the reboot is not believed, and the wait then runs on the new boot's clock."""
    tries = WrongTries(4, BOOT, 10_000)
    assert 10 == tries.seconds_left("boot-2", 99_000)
    seen = tries.seen_at("boot-2", 99_000)
    assert (10, 4) == (seen.seconds_left("boot-2", 99_000), seen.seconds_left("boot-2", 105_001))


def test_a_clock_that_ran_backwards_is_another_boot() -> None:
    """Where the system names no boot, a smaller reading gives it away."""
    assert 5 == WrongTries(3, BOOT, 10_000).seconds_left(BOOT, 9_999)


@given(count=st.integers(0, 10**6), began=st.integers(0, 2**40), passed=st.integers(0, 2**40))
def test_it_never_locks_for_good(count: int, began: int, passed: int) -> None:
    """However often it was wrong, the longest wait is over after the longest wait."""
    left = WrongTries(count, BOOT, began).seconds_left(BOOT, began + passed)
    assert 0 <= left <= LONGEST_S
    assert left == 0 or passed < 1000 * LONGEST_S


def test_another_try_counts_from_its_own_moment() -> None:
    """One more than before, on the clock of this boot."""
    assert WrongTries(4, "boot-2", 7) == WrongTries(3, BOOT, 10_000).one_more("boot-2", 7)
