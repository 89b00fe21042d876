"""Numbers that carry their own proof against a slip of the hand: check digits of the codes a counter meets.

Sources: 全国地方公共団体コード仕様 (MIC), 住民票コード and 個人番号 (省令 by MIC), ISO/IEC 7064. No public rule
exists for the number of a かわさき市民カード: ten digits by ISO/IEC 7064 MOD 97-10 are this project's own choice,
and as the card is the 印鑑登録証, the 印鑑登録番号 has the same form.
"""

import re
import unicodedata
from operator import mul
from typing import NewType

from branch_app.domain.errors import BadInput

CityCardNumber = NewType("CityCardNumber", str)
"""Number of a かわさき市民カード, also 印鑑登録番号: eight digits and two check digits."""

_MUNICIPALITY_WEIGHTS = (6, 5, 4, 3, 2)
_RESIDENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6)
"""From the lowest digit up: n + 1 up to the sixth, n - 5 from the seventh on."""
_JUMINHYO_CODE = re.compile("[0-9]{11}")
_SERIAL_LIMIT = 100_000_000
_SEPARATORS = re.compile(r"[\s‐\-]")


def municipality_check_digit(body: str) -> str:
    """Sixth digit of a 団体コード: the last digit of 11 - (weighted sum mod 11).

    Raises:
        BadInput: ``body`` is not five digits.
    """
    total = sum(map(int.__mul__, _digits(body, 5, "municipality_code"), _MUNICIPALITY_WEIGHTS))
    return str((11 - total % 11) % 10)


def juminhyo_code_check_digit(body: str) -> str:
    """Eleventh digit of a 住民票コード.

    Raises:
        BadInput: ``body`` is not ten digits.
    """
    return _resident_check_digit(_digits(body, 10, "juminhyo_code"))


def individual_number_check_digit(body: str) -> str:
    """Twelfth digit of a 個人番号.

    Raises:
        BadInput: ``body`` is not eleven digits.
    """
    return _resident_check_digit(_digits(body, 11, "individual_number"))


def is_municipality_code(code: str) -> bool:
    """Whether ``code`` is six digits that agree."""
    return re.fullmatch("[0-9]{6}", code) is not None and municipality_check_digit(code[:5]) == code[5]


def is_juminhyo_code(code: str) -> bool:
    """Whether ``code`` is eleven digits that agree."""
    if _JUMINHYO_CODE.fullmatch(code) is None:
        return False
    return _resident_check_digit(list(map(int, code[:10]))) == code[10]


def is_individual_number(code: str) -> bool:
    """Whether ``code`` is twelve digits that agree."""
    return re.fullmatch("[0-9]{12}", code) is not None and individual_number_check_digit(code[:11]) == code[11]


def city_card_number(serial: int) -> CityCardNumber:
    """Number of the card with that serial: the serial in eight digits, then MOD 97-10 check digits.

    Raises:
        BadInput: the serial has more than eight digits.
    """
    if not 0 <= serial < _SERIAL_LIMIT:
        raise BadInput(at="city_card_number")
    return CityCardNumber(f"{serial:08d}{98 - serial * 100 % 97:02d}")


def is_city_card_number(number: str) -> bool:
    """Whether ``number`` is ten digits that agree."""
    return re.fullmatch("[0-9]{10}", number) is not None and city_card_number(int(number[:8])) == number


def parse_city_card_number(typed: str) -> CityCardNumber:
    """The number a person or a wedge entered: full-width digits, spaces and hyphens are forgiven.

    MOD 97-10 finds every wrong digit and every swap of two neighbours.

    Raises:
        BadInput: not ten digits, or the check digits do not agree.
    """
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", typed))
    if not is_city_card_number(digits):
        raise BadInput(at="city_card_number")
    return CityCardNumber(digits)


def _digits(body: str, length: int, name: str) -> list[int]:
    if re.fullmatch(f"[0-9]{{{length}}}", body) is None:
        raise BadInput(at=name)
    return [int(digit) for digit in body]


def _resident_check_digit(digits: list[int]) -> str:
    remainder = sum(map(mul, reversed(digits), _RESIDENT_WEIGHTS)) % 11
    return "0" if remainder <= 1 else str(11 - remainder)
