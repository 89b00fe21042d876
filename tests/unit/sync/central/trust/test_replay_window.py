"""The replay window beside a model of it: the plain set of what was heard."""

from hypothesis import given
from hypothesis import strategies as st

from sync.central.trust.replay import WIDTH, Window
from sync.wire.numbered import number_of, numbered

NUMBERS = st.lists(st.one_of(st.integers(1, 40), st.integers(1, 3 * WIDTH), st.integers(1, 1 << 60)), max_size=60)


@given(NUMBERS)
def test_a_number_is_heard_once_unless_it_is_too_old_to_tell(numbers: list[int]) -> None:
    """New above the highest or inside the window, once; never anything else."""
    window, heard = Window(), set[int]()
    for number in numbers:
        highest = max(heard, default=0)
        new = number not in heard and number > highest - WIDTH
        after = window.after(number)
        assert new == (after is not None)
        if after is not None:
            window = after
            heard.add(number)
            assert max(heard) == window.highest


def test_the_first_number_is_one() -> None:
    """Zero was never given to anybody."""
    assert Window().after(0) is None
    assert Window().after(1) == Window(1, 0b11)


def test_the_edge_of_the_window() -> None:
    """The oldest place still counts, the next one does not."""
    window = Window().after(WIDTH + 10)
    assert window is not None
    assert window.after(11) is not None
    assert window.after(10) is None


def test_a_number_is_read_back_and_nothing_else_is_taken_for_one() -> None:
    """Ids of older devices, of pushes and of strangers have none."""
    assert 7 == number_of(numbered(7, b"\x01\xff"))
    others = ("01ff" * 8, "07.01ff", "-7.01ff", "7.", "7", "7.01FF", "7.01ff\n", "９.01ff", "9" * 19 + ".01ff", "")
    assert [None] * len(others) == [number_of(other) for other in others]


def test_a_number_that_was_overtaken_counts_once() -> None:
    """It fits in below the highest, and then it is there."""
    window = Window(5).after(3)
    assert window is not None
    assert window.after(3) is None
