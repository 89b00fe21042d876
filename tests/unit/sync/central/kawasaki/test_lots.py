"""Lots: drawn from seed, purpose and number alone, evenly, and the same in every release."""

from collections import Counter

from sync.central.kawasaki.lots import Lottery, Purpose, Weighted


def test_draws_never_change() -> None:
    """What a seed gave once it gives for ever: another generator would be another city."""
    lots = Lottery(7).lots(Purpose.NAME, 1)
    assert [lots.below(1_000) for _ in range(6)] == [80, 123, 931, 928, 443, 601]


def test_purposes_and_numbers_do_not_share_draws() -> None:
    """Rows of other purposes, numbers or seeds begin differently; a negative number is a number of its own."""
    rows = [
        tuple(Lottery(seed).lots(purpose, number).below(1 << 30) for _ in range(1))
        for seed in (7, 8)
        for purpose in Purpose
        for number in range(-50, 50)
    ]
    assert len(set(rows)) == len(rows)


def test_neighbours_are_drawn_evenly() -> None:
    """First draws of ten thousand neighbouring numbers: each of ten values within five in a hundred of its part."""
    lottery = Lottery(7)
    counted = Counter(lottery.lots(Purpose.TAX, number).below(10) for number in range(10_000))
    assert set(range(10)) == set(counted)
    assert all(900 < count < 1_100 for count in counted.values())


def test_weights_are_kept() -> None:
    """One part in ten comes about once in ten times, a weight of nothing never."""
    table = Weighted.of((("rare", 1), ("never", 0), ("often", 9)))
    lots = Lottery(3).lots(Purpose.NAME, 5)
    counted = Counter(lots.weighted(table) for _ in range(10_000))
    assert 900 < counted["rare"] < 1_100
    assert 0 == counted["never"]


def test_bounds_are_kept() -> None:
    """``between`` holds both ends, ``of`` every value, ``percent`` nought and a hundred."""
    lots = Lottery(1).lots(Purpose.SIZE, 1)
    assert {3, 4, 5} == {lots.between(3, 5) for _ in range(100)}
    assert {"a", "b"} == {lots.of("ab") for _ in range(100)}
    assert {False} == {lots.percent(0) for _ in range(100)}
    assert {True} == {lots.percent(100) for _ in range(100)}
    assert {True} == {lots.one_in(1) for _ in range(10)}
