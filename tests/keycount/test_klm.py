"""The keystroke-level model adds up as its authors say."""

from tests.keycount.klm import HUNDREDTHS, Act, Count, Operator, count


def test_the_operators_take_the_agreed_times() -> None:
    """K 0.20 s, M 1.35 s, H 0.40 s; what others type is none of the clerk's time."""
    assert [20, 20, 0, 135, 40] == [HUNDREDTHS[operator] for operator in Operator]


def test_a_task_is_the_sum_of_its_acts() -> None:
    """Two keys, a thought and a move, while a citizen types a PIN of four."""
    acts = [
        Act(Operator.MENTAL, "who"),
        Act(Operator.KEY, "a"),
        Act(Operator.MOVE, "to the function keys"),
        Act(Operator.KEY, "F12"),
        *(Act(Operator.THEIRS, "•") for _ in range(4)),
    ]
    counted = count(acts)
    assert (Count(keys=2, secret=0, theirs=4, mental=1, moves=1), 2.15) == (counted, counted.seconds)
