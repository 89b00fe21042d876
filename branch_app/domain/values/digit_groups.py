"""Codes that are read out over the telephone and typed: groups of six digits, each with its own check.

The last digit of a group is a Damm check over the group's place and its five free digits: a misheard digit, two
digits or two neighbouring groups exchanged are found in the group where they happened, while it is typed.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import reduce

from branch_app.domain.errors import BadInput

GROUP_DIGITS = 6
FREE_DIGITS = GROUP_DIGITS - 1

_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
"""Weakly totally anti-symmetric quasigroup of order 10 (H. M. Damm, 2004)."""


def grouped(numbers: Iterable[int]) -> str:
    """The code made of these numbers, each below 10⁵; groups parted by ``-``."""
    free = (f"{number:0{FREE_DIGITS}d}" for number in numbers)
    return "-".join(digits + _check_digit(place, digits) for place, digits in enumerate(free, start=1))


def digits_of(code: str, groups: int, name: str) -> str:
    """All digits of a code as a person typed it (full width, any separators).

    Raises:
        BadInput: ``at`` is ``name``; ``group`` is the first that is wrong, 0 when the length is.
    """
    digits = plain_digits(code)
    if len(digits) != groups * GROUP_DIGITS:
        raise BadInput(at=name, group=0)
    for place, start in enumerate(range(0, len(digits), GROUP_DIGITS), start=1):
        if not check_group(place, digits[start : start + GROUP_DIGITS]):
            raise BadInput(at=name, group=place)
    return digits


def check_group(place: int, digits: str) -> bool:
    """Whether a whole group, counted from 1, is what was read out."""
    plain = plain_digits(digits)
    return len(plain) == GROUP_DIGITS and plain[-1] == _check_digit(place, plain[:-1])


def plain_digits(typed: str) -> str:
    """ASCII digits of what was typed, nothing else."""
    return re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", typed))


def _check_digit(place: int, digits: str) -> str:
    return str(_damm(map(int, f"{place}{digits}")))


def _damm(digits: Iterable[int]) -> int:
    return reduce(lambda interim, digit: int(_DAMM[interim][digit]), digits, 0)
