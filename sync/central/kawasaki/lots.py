"""Lots (くじ): chance that follows from a seed, a purpose and a number, and from nothing else.

A congruential generator modulo 2⁶⁴ with Knuth's constants (MMIX), its state mixed from the key as SplitMix64 does:
to begin one costs no more than a few draws, and no release of a library changes what is drawn.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")
_WORD = (1 << 64) - 1
_MULTIPLIER, _INCREMENT = 6364136223846793005, 1442695040888963407
_GOLDEN = 0x9E3779B97F4A7C15


class Purpose(IntEnum):
    """What is drawn for: two purposes never share a draw, so that a new question changes no old answer."""

    SIZE = 1
    FAMILY = 2
    BIRTH = 3
    NAME = 4
    ADDRESS = 5
    STAY = 6
    ORIGIN = 7
    FOREIGN = 8
    CARD = 9
    SEAL = 10
    REMOVED = 11
    KOSEKI = 12
    FUHYO = 13
    TAX = 14
    ALIEN = 15
    RESTRICTION = 16


@dataclass(frozen=True, slots=True)
class Weighted(Generic[T]):
    """Values with whole weights; ``bounds`` are the running sums."""

    values: tuple[T, ...]
    bounds: tuple[int, ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[T, int]]) -> "Weighted[T]":
        """From value and weight."""
        values, weights = zip(*pairs, strict=True)
        return cls(tuple(values), tuple(accumulate(weights)))


class Lots:
    """One row of draws."""

    __slots__ = ("_state",)

    def __init__(self, seed: int, purpose: Purpose, number: int) -> None:
        state = _mixed(seed * _GOLDEN + purpose & _WORD)
        self._state = _mixed(state + number * _GOLDEN & _WORD)

    def below(self, bound: int) -> int:
        """From 0 up to, not including, ``bound``, which is less than 2³¹."""
        self._state = state = self._state * _MULTIPLIER + _INCREMENT & _WORD
        return (state >> 33) * bound >> 31

    def between(self, first: int, last: int) -> int:
        """Both included."""
        return first + self.below(last - first + 1)

    def one_in(self, times: int) -> bool:
        """True once in so many times."""
        return not self.below(times)

    def percent(self, share: int) -> bool:
        """True in so many of a hundred."""
        return self.below(100) < share

    def of(self, values: Sequence[T]) -> T:
        """One of them, all alike."""
        return values[self.below(len(values))]

    def weighted(self, table: Weighted[T]) -> T:
        """One of them by its weight."""
        return table.values[bisect_right(table.bounds, self.below(table.bounds[-1]))]


def _mixed(word: int) -> int:
    word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9 & _WORD
    word = (word ^ word >> 27) * 0x94D049BB133111EB & _WORD
    return word ^ word >> 31
