"""A code over the telephone is judged group by group."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.values.digit_groups import GROUP_DIGITS, grouped
from branch_app.ui.presenters.code_groups import CodeGroups, Heard

COUNT = 8
GROUPS = grouped(range(10_000, 10_000 + COUNT)).split("-")


def _typed(groups: list[str]) -> CodeGroups:
    code = CodeGroups.empty(COUNT)
    for place, digits in enumerate(groups):
        code = code.typed(place, digits)
    return code


def test_a_group_is_open_until_its_sixth_digit() -> None:
    """Nothing is said about half a group."""
    code = CodeGroups.empty(COUNT)
    states = [code.typed(0, GROUPS[0][:length]).heard(0) for length in range(GROUP_DIGITS + 1)]
    assert [Heard.OPEN] * GROUP_DIGITS + [Heard.RIGHT] == states


@given(place=st.integers(0, COUNT - 1), at=st.integers(0, GROUP_DIGITS - 1), by=st.integers(1, 9))
def test_one_misheard_digit_is_found_in_its_group(place: int, at: int, by: int) -> None:
    """Whichever digit, whichever group; the others stay right."""
    digits = GROUPS[place]
    misheard = f"{digits[:at]}{(int(digits[at]) + by) % 10}{digits[at + 1 :]}"
    code = _typed(GROUPS).typed(place, misheard)
    assert ((place,), place, "") == (code.wrong, code.wanted, code.code)


@pytest.mark.parametrize("place", range(COUNT - 1))
def test_two_groups_in_the_wrong_order_are_found(place: int) -> None:
    """A group belongs to its place."""
    swapped = [*GROUPS]
    swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
    assert _typed(swapped).wrong


def test_the_code_is_there_once_all_is_right() -> None:
    """48 digits; before that nothing could be sent."""
    assert "".join(GROUPS) == _typed(GROUPS).code
    assert ("", COUNT - 1) == (_typed(GROUPS[:-1]).code, _typed(GROUPS[:-1]).wanted)


def test_full_width_digits_and_what_is_too_much() -> None:
    """Typed with a converter on; a seventh digit is not taken."""
    wide = GROUPS[0].translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert GROUPS[0] == CodeGroups.empty(COUNT).typed(0, f"{wide}7").groups[0]


def test_no_digit_stands_in_a_representation() -> None:
    """A secret that a log might see."""
    assert GROUPS[0] not in repr(_typed(GROUPS))
