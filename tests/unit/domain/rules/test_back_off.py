"""Pauses grow, end somewhere, and are never the same for everybody."""

from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.rules.back_off import FIRST_PAUSE_MS, LONGEST_PAUSE_MS, NextTry, pause_ms

CHANCES = st.floats(0, 1, exclude_max=True)


@given(st.integers(0, 10**6), CHANCES)
def test_no_pause_is_longer_than_the_longest_or_shorter_than_half_the_first(failures: int, chance: float) -> None:
    """After a million failures, too."""
    assert FIRST_PAUSE_MS // 2 <= pause_ms(failures, chance) <= LONGEST_PAUSE_MS


@given(st.integers(1, 4), CHANCES, CHANCES)
def test_a_pause_is_never_shorter_than_the_one_before_by_more_than_chance(
    failures: int, one: float, other: float
) -> None:
    """Two failures later it is longer, whatever chance says."""
    assert pause_ms(failures, one) <= pause_ms(failures + 1, other) <= 4 * pause_ms(failures, one)


def test_devices_that_failed_together_come_back_apart() -> None:
    """Chance takes up to half away."""
    pauses = {pause_ms(9, chance / 28) for chance in range(28)}
    assert 28 == len(pauses)
    assert LONGEST_PAUSE_MS // 2 <= min(pauses) < max(pauses) == LONGEST_PAUSE_MS


def test_now_is_now_and_keeps_what_was_learnt() -> None:
    """Somebody who asks at once does not make the next pause a short one."""
    tired = NextTry().after_failure(0, 0).after_failure(0, 0).after_failure(0, 0)
    assert (False, True) == (tired.due(1_000), tired.wanted().due(0))
    assert 3 == tired.wanted().failures
    assert (0, 60_000) == (tired.wanted().left_ms(5), tired.left_ms(0))


def test_the_first_answer_brings_the_short_pause_back() -> None:
    """However long the line was down."""
    tired = NextTry().after_failure(0, 0).after_failure(0, 0)
    assert NextTry(7 + FIRST_PAUSE_MS) == tired.after_success(7)
