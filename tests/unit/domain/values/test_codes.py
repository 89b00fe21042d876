"""Check digits against published codes."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from branch_app.domain.errors import BadInput
from branch_app.domain.values import codes

SERIALS = st.integers(min_value=0, max_value=99_999_999)


@pytest.mark.parametrize(
    "code",
    ["141305", "141313", "141321", "141330", "141348", "141356", "141364", "141372"],
)
def test_codes_of_kawasaki_and_its_wards_agree(code: str) -> None:
    """The published 団体コード of Kawasaki and its seven wards carry the check digit of the rule."""
    assert code[5] == codes.municipality_check_digit(code[:5])
    assert codes.is_municipality_code(code)


@pytest.mark.parametrize("code", ["24727059608", "24846016224", "25208017643"])
def test_published_juminhyo_codes_agree(code: str) -> None:
    """Published 住民票コード carry the check digit of the rule."""
    assert code[10] == codes.juminhyo_code_check_digit(code[:10])
    assert codes.is_juminhyo_code(code)


@pytest.mark.parametrize("code", ["379474484458", "983205673214"])
def test_published_individual_numbers_agree(code: str) -> None:
    """Published test values of the 個人番号 carry the check digit of the rule."""
    assert code[11] == codes.individual_number_check_digit(code[:11])
    assert codes.is_individual_number(code)


def test_remainders_of_zero_and_one_give_check_digit_zero() -> None:
    """個人番号 省令: a remainder of at most one makes the check digit 0."""
    assert codes.individual_number_check_digit("00000000000") == "0"
    assert codes.individual_number_check_digit("00000000006") == "0"


def test_a_check_digit_of_ten_or_eleven_keeps_its_last_digit() -> None:
    """団体コード: 11 - 0 gives 1 and 11 - 1 gives 0."""
    assert codes.municipality_check_digit("00000") == "1"
    assert codes.municipality_check_digit("00006") == "0"


@pytest.mark.parametrize(
    ("check", "wrong"),
    [
        (codes.is_municipality_code, "141306"),
        (codes.is_municipality_code, "14130"),
        (codes.is_municipality_code, "１４１３０５"),
        (codes.is_juminhyo_code, "24727059609"),
        (codes.is_juminhyo_code, ""),
        (codes.is_individual_number, "379474484459"),
        (codes.is_individual_number, "37947448445x"),
    ],
)
def test_wrong_codes_are_told_apart(check: object, wrong: str) -> None:
    """A wrong digit, length or script is no code."""
    assert callable(check)
    assert check(wrong) is False


@pytest.mark.parametrize("body", ["", "1413", "141305", "1413a", "１４１３０"])
def test_a_body_of_another_form_is_refused(body: str) -> None:
    """A check digit is never computed over something that is no code."""
    with pytest.raises(BadInput):
        codes.municipality_check_digit(body)


@given(SERIALS)
def test_every_city_card_number_reads_back(serial: int) -> None:
    """A number made from a serial is accepted, also full-width and grouped by hyphens."""
    number = codes.city_card_number(serial)
    wide = number.translate({ord("0") + digit: ord("０") + digit for digit in range(10)})

    assert codes.parse_city_card_number(number) == number
    assert codes.parse_city_card_number(f" {wide[:4]}－{wide[4:8]} {wide[8:]}") == number


@given(SERIALS, st.integers(0, 9), st.integers(1, 9))
def test_no_single_wrong_digit_passes(serial: int, position: int, shift: int) -> None:
    """MOD 97-10 finds every single wrong digit."""
    number = codes.city_card_number(serial)
    wrong = number[:position] + str((int(number[position]) + shift) % 10) + number[position + 1 :]

    with pytest.raises(BadInput):
        codes.parse_city_card_number(wrong)


@given(SERIALS, st.integers(0, 8))
def test_no_swap_of_neighbours_passes(serial: int, position: int) -> None:
    """MOD 97-10 finds every swap of two different neighbours."""
    number = codes.city_card_number(serial)
    swapped = number[:position] + number[position + 1] + number[position] + number[position + 2 :]
    assume(swapped != number)

    with pytest.raises(BadInput):
        codes.parse_city_card_number(swapped)


@pytest.mark.parametrize("typed", ["", "123", "12345678901", "abcdefghij", "٠١٢٣٤٥٦٧٨٩"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    """Anything but ten digits is refused at the edge."""
    with pytest.raises(BadInput):
        codes.parse_city_card_number(typed)


@pytest.mark.parametrize("serial", [-1, 100_000_000])
def test_a_serial_of_more_than_eight_digits_is_refused(serial: int) -> None:
    """A number always has ten digits."""
    with pytest.raises(BadInput):
        codes.city_card_number(serial)
