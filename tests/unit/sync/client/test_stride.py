"""As many entries at once as the line carries in a short while."""

from hypothesis import given
from hypothesis import strategies as st

from sync.client.stride import FIRST, Stride
from sync.wire.entries import MAX_LEAVES


def test_a_fast_line_soon_carries_as_much_as_a_push_may_hold() -> None:
    """Three quick answers."""
    assert Stride(MAX_LEAVES) == Stride().after(0.1).after(0.1).after(0.1)


def test_a_slow_line_carries_less_each_time() -> None:
    """A receipt that took half a minute is worth waiting for only once."""
    assert Stride(FIRST // 2) == Stride().after(30)


@given(st.lists(st.floats(0, 1_000), max_size=60))
def test_a_push_is_never_empty_and_never_too_large(waits: list[float]) -> None:
    """However the line behaves."""
    stride = Stride()
    for wait in waits:
        stride = stride.after(wait)
        assert 1 <= stride.entries <= MAX_LEAVES
