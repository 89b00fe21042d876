"""The recovery code over a bad telephone line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import BadInput
from branch_app.domain.values.digit_groups import GROUP_DIGITS
from db.recovery_code import GROUPS, digits_of, new_code

PLACES = st.integers(0, GROUPS * GROUP_DIGITS - 1)


def test_eight_groups_of_six() -> None:
    """A code has 48 digits in eight groups."""
    assert [GROUP_DIGITS] * GROUPS == [len(group) for group in new_code().split("-")]


def test_codes_differ() -> None:
    """No two codes are the same."""
    assert 100 == len({new_code() for _ in range(100)})


def test_typed_in_full_width_with_spaces() -> None:
    """Full-width digits and other separators say the same."""
    code = new_code()
    typed = code.replace("-", "\u3000").translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    assert code.replace("-", "") == digits_of(typed)


@given(place=PLACES, shift=st.integers(1, 9))
def test_a_misheard_digit_is_found_in_its_group(place: int, shift: int) -> None:
    """Any one wrong digit names the group it is in."""
    digits = new_code().replace("-", "")
    wrong = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1 :]
    with pytest.raises(BadInput) as caught:
        digits_of(wrong)
    assert place // GROUP_DIGITS + 1 == caught.value.facts["group"]


@given(group=st.integers(0, GROUPS - 1), place=st.integers(0, GROUP_DIGITS - 2))
def test_two_digits_exchanged_are_found(group: int, place: int) -> None:
    """Two neighbouring digits in the wrong order name their group."""
    digits = list(new_code().replace("-", ""))
    at = group * GROUP_DIGITS + place
    if digits[at] == digits[at + 1]:
        return
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    with pytest.raises(BadInput) as caught:
        digits_of("".join(digits))
    assert group + 1 == caught.value.facts["group"]


@given(first=st.integers(0, GROUPS - 2))
def test_two_groups_exchanged_are_found(first: int) -> None:
    """Two neighbouring groups in the wrong order are found at the first of them."""
    groups = new_code().split("-")
    if groups[first] == groups[first + 1]:
        return
    groups[first], groups[first + 1] = groups[first + 1], groups[first]
    with pytest.raises(BadInput) as caught:
        digits_of("".join(groups))
    assert first + 1 == caught.value.facts["group"]


@pytest.mark.parametrize("typed", ["", "123", "1" * 47, "1" * 49])
def test_wrong_length(typed: str) -> None:
    """Fewer or more than 48 digits are no code."""
    with pytest.raises(BadInput) as caught:
        digits_of(typed)
    assert 0 == caught.value.facts["group"]
