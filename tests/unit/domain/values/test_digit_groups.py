"""Groups of digits read out over the telephone: a wrong one is seen while it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import BadInput
from branch_app.domain.values.digit_groups import FREE_DIGITS, check_group, digits_of, grouped

NUMBERS = st.lists(st.integers(0, 10**FREE_DIGITS - 1), min_size=4, max_size=4)


@given(NUMBERS)
def test_every_group_of_a_code_checks_in_its_place(numbers: list[int]) -> None:
    """A code as it was made is right, group by group and whole."""
    code = grouped(numbers)
    groups = code.split("-")
    assert all(check_group(place, group) for place, group in enumerate(groups, start=1))
    assert "".join(groups) == digits_of(code, 4, "code")


@given(NUMBERS, st.integers(0, 3), st.integers(0, 5), st.integers(1, 9))
def test_a_misheard_digit_is_seen_in_its_group(numbers: list[int], group: int, place: int, shift: int) -> None:
    """Any one wrong digit fails the check of its own group, before the code is whole."""
    digits = list(grouped(numbers).split("-")[group])
    digits[place] = str((int(digits[place]) + shift) % 10)
    assert not check_group(group + 1, "".join(digits))


@given(NUMBERS, st.integers(0, 3), st.integers(1, 8))
def test_a_group_checks_in_no_other_place(numbers: list[int], group: int, place: int) -> None:
    """Groups exchanged are found: the place is part of the check."""
    assert check_group(place, grouped(numbers).split("-")[group]) == (place == group + 1)


@pytest.mark.parametrize("typed", ["", "1", "12345", "1234567", "abcdef", "１２３"])
def test_half_a_group_is_no_group(typed: str) -> None:
    """While it is being typed it is not right yet."""
    assert not check_group(1, typed)


def test_full_width_digits_and_separators_are_forgiven() -> None:
    """As an IME leaves them."""
    code = grouped([1, 22, 333, 4444])
    typed = code.replace("-", "\u3000").translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    assert code.replace("-", "") == digits_of(typed, 4, "code")


def test_a_code_of_another_length_names_no_group() -> None:
    """Group 0: the whole of it is wrong."""
    with pytest.raises(BadInput) as caught:
        digits_of(grouped([1, 2, 3]), 4, "admission code")
    assert {"at": "admission code", "group": 0} == caught.value.facts
