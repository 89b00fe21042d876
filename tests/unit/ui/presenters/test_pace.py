"""Rate and remaining time of a trip over the line."""

from branch_app.ui.presenters.pace import Crossed, Pace


def test_the_pace_is_that_of_this_try() -> None:
    """Rows that an earlier try brought are there, and say nothing of how fast the line is."""
    pace = Pace()
    heard = [pace.heard("rows", 1_000_000, 1_400_000, 5_000), pace.heard("rows", 1_100_000, 1_400_000, 15_000)]
    assert [
        Crossed("rows", 1_000_000, 1_400_000),
        Crossed("rows", 1_100_000, 1_400_000, per_second=10_000, left_s=30),
    ] == heard


def test_the_first_second_says_nothing() -> None:
    """A rate of a few milliseconds is none."""
    pace = Pace()
    pace.heard("rows", 0, 100, 0)
    assert Crossed("rows", 50, 100) == pace.heard("rows", 50, 100, 999)


def test_another_thing_has_another_pace() -> None:
    """Indexes are no rows."""
    pace = Pace()
    pace.heard("rows", 0, 100, 0)
    pace.heard("rows", 100, 100, 10_000)
    assert Crossed("indexes", 0, 24) == pace.heard("indexes", 0, 24, 10_000)
    assert Crossed("indexes", 12, 24, per_second=6, left_s=2) == pace.heard("indexes", 12, 24, 12_000)


def test_what_has_no_end_has_no_rest() -> None:
    """Nobody knows how many changes there are."""
    pace = Pace()
    pace.heard("changes", 0, 0, 0)
    assert Crossed("changes", 3_000, 0, per_second=1_500) == pace.heard("changes", 3_000, 0, 2_000)
