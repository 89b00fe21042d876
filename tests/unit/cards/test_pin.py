"""PINs before they are sent."""

import pytest

from branch_app.cards.pin import PinKind, encode_pin, profile_pin_kind
from branch_app.domain.errors import PinMalformed


@pytest.mark.parametrize("typed", ["1234", "１２３４", " 1234 ", "1２3４\u3000"])
def test_full_width_input_is_forgiven(typed: str) -> None:
    """An input method left on must not cost a try."""
    assert encode_pin(PinKind.AUTHENTICATION, typed) == b"1234"


@pytest.mark.parametrize("typed", ["", "123", "12345", "12a4", "٠١٢٣", "12 34", "一二三四"])
def test_what_cannot_be_right_is_refused_unsent(typed: str) -> None:
    """Wrong length or anything but digits; and the error does not repeat what was typed."""
    with pytest.raises(PinMalformed) as caught:
        encode_pin(PinKind.AUTHENTICATION, typed)

    assert {"kind": "利用者証明用"} == caught.value.facts


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("4321", PinKind.PROFILE),
        ("55040120305678", PinKind.NUMBER_B),
        ("５５０４０１２０３０５６７８", PinKind.NUMBER_B),
        ("5504012030567", PinKind.PROFILE),
    ],
)
def test_the_length_tells_the_two_pins_of_the_four_items_apart(typed: str, expected: PinKind) -> None:
    """Fourteen digits are 照合番号B; whatever else was typed is judged as the four-digit PIN."""
    assert expected is profile_pin_kind(typed)
