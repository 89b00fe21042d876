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
_GOLDEN, _FIRST_MIX, _SECOND_MIX = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


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
    NOTICE = 17


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
    """One row of draws, begun by ``Lottery.lots``. Each method steps by itself: nothing is called more often."""

    __slots__ = ("_state",)

    def __init__(self, state: int) -> None:
        self._state = state

    def below(self, bound: int) -> int:
        """From 0 up to, not including, ``bound``, which is less than 2³¹."""
        self._state = state = self._state * _MULTIPLIER + _INCREMENT & _WORD
        return (state >> 33) * bound >> 31

    def between(self, first: int, last: int) -> int:
        """Both included."""
        self._state = state = self._state * _MULTIPLIER + _INCREMENT & _WORD
        return first + ((state >> 33) * (last - first + 1) >> 31)

    def one_in(self, times: int) -> bool:
        """True once in so many times."""
        self._state = state = self._state * _MULTIPLIER + _INCREMENT & _WORD
        return not (state >> 33) * times >> 31

    def percent(self, share: int) -> bool:
        """True in so many of a hundred."""
        self._state = state = self._state * _MULTIPLIER + _INCREMENT & _WORD
        return (state >> 33) * 100 >> 31 < share

    def of(self, values: Sequence[T]) -> T:
        """One of them, all alike."""
        self._state = state = self._state * _MULTIPLIER + _INCREMENT & _WORD
        return values[(state >> 33) * len(values) >> 31]

    def weighted(self, table: Weighted[T]) -> T:
        """One of them by its weight."""
        self._state = state = self._state * _MULTIPLIER + _INCREMENT & _WORD
        bounds = table.bounds
        return table.values[bisect_right(bounds, (state >> 33) * bounds[-1] >> 31)]


class Lottery:
    """All rows of one seed."""

    __slots__ = ("_bases",)

    def __init__(self, seed: int) -> None:
        self._bases = tuple((seed * _GOLDEN + purpose) * _FIRST_MIX & _WORD for purpose in range(max(Purpose) + 1))

    def lots(self, purpose: Purpose, number: int) -> Lots:
        """The row of that purpose and number, from its beginning."""
        word = self._bases[purpose] + number * _GOLDEN & _WORD
        word = (word ^ word >> 30) * _FIRST_MIX & _WORD
        word = (word ^ word >> 27) * _SECOND_MIX & _WORD
        return Lots(word ^ word >> 31)
