"""The recovery code: 48 digits in eight groups of six, made to be read out over the telephone.

The last digit of each group is a Damm check over the group's place and its five digits: a misheard digit, two
digits or two neighbouring groups exchanged are found in the group where they happened. 40 free digits are 132 bits,
so the code needs no slow hash.
"""

import re
import secrets
import unicodedata
from collections.abc import Iterable
from functools import reduce

from branch_app.domain.errors import BadInput

GROUPS = 8
GROUP_DIGITS = 6
_FREE_DIGITS = GROUP_DIGITS - 1

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


def new_code() -> str:
    """A fresh code, groups parted by ``-``."""
    free = (f"{secrets.randbelow(10**_FREE_DIGITS):0{_FREE_DIGITS}d}" for _ in range(GROUPS))
    return "-".join(digits + _check_digit(place, digits) for place, digits in enumerate(free, start=1))


def digits_of(code: str) -> str:
    """The 48 digits of a code as a person typed it (full width, any separators).

    Raises:
        BadInput: ``group`` is the first that was misheard, 0 when the length is wrong.
    """
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", code))
    if len(digits) != GROUPS * GROUP_DIGITS or not digits.isascii():
        raise BadInput(at="recovery code", group=0)
    for place, start in enumerate(range(0, len(digits), GROUP_DIGITS), start=1):
        group = digits[start : start + GROUP_DIGITS]
        if group[-1] != _check_digit(place, group[:-1]):
            raise BadInput(at="recovery code", group=place)
    return digits


def _check_digit(place: int, digits: str) -> str:
    return str(_damm(map(int, f"{place}{digits}")))


def _damm(digits: Iterable[int]) -> int:
    return reduce(lambda interim, digit: int(_DAMM[interim][digit]), digits, 0)
