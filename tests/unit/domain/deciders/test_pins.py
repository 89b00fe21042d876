"""暗証番号 of the city card: three tries in a row, counted in the log."""

import pytest

from branch_app.domain.deciders import pins
from branch_app.domain.errors import PinBlocked
from branch_app.domain.log.events import PinTried
from branch_app.domain.values.identifiers import Pseudonym
from tests.fakes.till import Till

CARD, OTHER = Pseudonym("aa" * 16), Pseudonym("bb" * 16)


def test_three_wrong_tries_block_the_card() -> None:
    """Two, one, none left; then nothing is tried any more, not even the right PIN."""
    till = Till.opened()
    assert [2, 1, 0] == [_try(till, CARD, accepted=False) for _ in range(3)]
    with pytest.raises(PinBlocked):
        pins.tries_left(till.state.wrong_pins, CARD)
    with pytest.raises(PinBlocked):
        _try(till, CARD, accepted=True)


def test_the_right_pin_starts_the_count_again() -> None:
    """Wrong tries count in a row only."""
    till = Till.opened()
    tries = [_try(till, CARD, accepted=accepted) for accepted in (False, False, True, False)]
    assert [2, 1, 3, 2] == tries


def test_each_card_has_its_own_count() -> None:
    """One card's wrong tries never block another's."""
    till = Till.opened()
    for _ in range(3):
        _try(till, CARD, accepted=False)
    assert 3 == pins.tries_left(till.state.wrong_pins, OTHER)


def test_the_count_outlives_the_day() -> None:
    """A blocked card is blocked tomorrow too."""
    till = Till.opened()
    for _ in range(3):
        _try(till, CARD, accepted=False)
    till.count()
    till.close()
    with pytest.raises(PinBlocked):
        pins.tries_left(till.state.wrong_pins, CARD)


def _try(till: Till, card: Pseudonym, *, accepted: bool) -> int:
    (tried,) = till.do(lambda state: pins.try_pin(state.wrong_pins, card, "city", accepted=accepted))
    assert isinstance(tried, PinTried)
    return tried.left
