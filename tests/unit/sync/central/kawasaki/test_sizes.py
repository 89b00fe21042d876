"""Households of 1 to 12, exact by the block."""

import pytest

from sync.central.kawasaki.sizes import BLOCK, count_households, size_of


def test_a_block_holds_every_size_and_adds_up() -> None:
    """6,900 households, 14,310 people, every size from 1 to 12, most of them alone."""
    sizes = [size_of(number, 7) for number in range(1, BLOCK + 1)]
    assert 14_310 == sum(sizes)
    assert set(range(1, 13)) == set(sizes)
    assert 0.4 < sizes.count(1) / BLOCK < 0.48


def test_blocks_differ() -> None:
    """Each block is shuffled by itself."""
    first, second = ([size_of(block * BLOCK + number, 7) for number in range(1, 100)] for block in (0, 1))
    assert first != second


@pytest.mark.parametrize("residents", [1, 2, 13, 1_000, 14_309, 14_310, 14_311, 100_000])
def test_the_last_household_is_cut_short(residents: int) -> None:
    """All sizes together are the residents asked for."""
    last, size = count_households(residents, 7)
    assert residents == size + sum(size_of(number, 7) for number in range(1, last))
    assert 1 <= size <= size_of(last, 7)


def test_no_residents_no_household() -> None:
    """Nobody lives nowhere."""
    assert (0, 0) == count_households(0, 7)
