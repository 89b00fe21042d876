"""A yes over the telephone is for one act, on one device, by one person, once."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.values.vouching import Challenge, Vouched, Vouching

SECRET = bytes(range(32))
VOUCHING = Vouching("suge-01", 1, Vouched.VOID, "12345678", "supervisor-1")


def test_the_answer_is_the_published_one() -> None:
    """HMAC-SHA-256 over length-prefixed fields, modulo 10⁸: head office and device must agree for years."""
    assert "44194448" == VOUCHING.answer(SECRET)


@pytest.mark.parametrize(
    "other",
    [
        replace(VOUCHING, device="suge-02"),
        replace(VOUCHING, epoch=2),
        replace(VOUCHING, action=Vouched.CLOSE),
        replace(VOUCHING, challenge="12345679"),
        replace(VOUCHING, supervisor="supervisor-2"),
    ],
)
def test_an_answer_is_bound_to_everything(other: Vouching) -> None:
    """Another device, epoch, act, challenge or person has another answer."""
    assert VOUCHING.answer(SECRET) != other.answer(SECRET)


def test_another_secret_gives_another_answer() -> None:
    """Only central and this device can make it."""
    assert VOUCHING.answer(SECRET) != VOUCHING.answer(bytes(32))


@given(st.text(max_size=6), st.text(max_size=6))
def test_fields_do_not_run_into_each_other(device: str, supervisor: str) -> None:
    """A letter moved from one field to the next changes the answer."""
    one = replace(VOUCHING, device=device + "x", supervisor=supervisor)
    assert 8 == len(one.answer(SECRET))
    moved = Vouching(device, 1, Vouched.VOID, "12345678", "x" + supervisor)
    assert one == moved or one.answer(SECRET) != moved.answer(SECRET)


@pytest.mark.parametrize("digits", ["", "1234567", "123456789", "1234567x", "１２３４５６７８"])
def test_a_challenge_is_eight_digits(digits: str) -> None:
    """What could not be read out is none."""
    with pytest.raises(ValueError, match="digits"):
        Challenge(digits, Vouched.VOID, 5)


def test_a_challenge_says_what_it_is_for() -> None:
    """Eight digits, an act, and the answers it still takes."""
    assert Vouched.VOID is Challenge("12345678", Vouched.VOID, 3).action
