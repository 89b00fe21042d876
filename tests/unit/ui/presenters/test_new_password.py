"""A new password is judged before anything is sent."""

import pytest

from branch_app.ui.presenters.new_password import NewPassword, PasswordFault


@pytest.mark.parametrize(
    ("first", "again", "fault"),
    [
        ("", "", PasswordFault.SHORT),
        ("seven 7", "seven 7", PasswordFault.SHORT),
        ("eight 88", "eight 88", None),
        ("八文字以上の合言葉", "八文字以上の合言葉", None),
        ("eight 88", "eight 89", PasswordFault.DIFFERS),
        ("eight 88", "", PasswordFault.DIFFERS),
    ],
)
def test_eight_characters_twice_the_same(first: str, again: str, fault: PasswordFault | None) -> None:
    """Whatever the characters are."""
    assert fault is NewPassword(first, again).fault


def test_it_does_not_tell_itself() -> None:
    """No log sees it."""
    assert "eight 88" not in repr(NewPassword("eight 88", "eight 88"))
