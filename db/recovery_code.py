"""The recovery code: 48 digits in eight groups of six (``domain.values.digit_groups``).

40 free digits are 132 bits, so the code needs no slow hash.
"""

import secrets

from branch_app.domain.values import digit_groups

GROUPS = 8


def new_code() -> str:
    """A fresh code, groups parted by ``-``."""
    return digit_groups.grouped(secrets.randbelow(10**digit_groups.FREE_DIGITS) for _ in range(GROUPS))


def digits_of(code: str) -> str:
    """The 48 digits of a code as a person typed it (full width, any separators).

    Raises:
        BadInput: ``group`` is the first that was misheard, 0 when the length is wrong.
    """
    return digit_groups.digits_of(code, GROUPS, "recovery code")
