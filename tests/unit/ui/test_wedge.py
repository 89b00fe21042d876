"""The wedge, apart from typing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.values.codes import city_card_number
from branch_app.ui.wedge import GAP_MS, Misread, Outcome, Scanned, Typed, Wedge

NUMBER = city_card_number(12345678)


def feed(text: str, *, gap: int, wedge: Wedge | None = None, start: int = 1000) -> list[Outcome]:
    """Everything that comes of those keys, with the timer firing once after the last."""
    wedge = wedge or Wedge()
    outcomes: list[Outcome] = []
    at = start
    for character in text:
        outcomes += wedge.feed(character, at)
        at += gap
    return [*outcomes, *wedge.expire(at + GAP_MS)]


def typed(outcomes: list[Outcome]) -> str:
    """What reached the field."""
    return "".join(outcome.text for outcome in outcomes if isinstance(outcome, Typed))


@pytest.mark.parametrize("ending", ["", "\r", "\n"])
def test_a_burst_between_marks_is_a_card(ending: str) -> None:
    """The number is delivered, nothing reaches the field, and the wedge's Enter presses no button."""
    assert [Scanned(NUMBER)] == feed(f";{NUMBER}?{ending}", gap=5)


def test_the_same_keys_by_hand_are_typing() -> None:
    """Hands that type the marks and the number get exactly what they typed."""
    outcomes = feed(f";{NUMBER}?", gap=GAP_MS + 1)

    assert f";{NUMBER}?" == typed(outcomes)
    assert all(isinstance(outcome, Typed) for outcome in outcomes)


@pytest.mark.parametrize("position", range(1, 12))
def test_one_pause_anywhere_makes_it_typing(position: int) -> None:
    """A burst is a burst from mark to mark; what was interrupted is handed on and never completed later."""
    wedge = Wedge()
    text = f";{NUMBER}?"
    outcomes: list[Outcome] = []
    for index, character in enumerate(text):
        outcomes += wedge.feed(character, index * 5 + (GAP_MS + 1 if index >= position else 0))
    outcomes += wedge.expire(10_000)

    assert text == typed(outcomes)
    assert not any(isinstance(outcome, Scanned) for outcome in outcomes)


def test_a_wrong_check_digit_is_a_misread() -> None:
    """The citizen is asked to pass the card again; no half-right number appears."""
    wrong = NUMBER[:-1] + str((int(NUMBER[-1]) + 1) % 10)

    assert [Misread.MISREAD] == feed(f";{wrong}?\r", gap=3)


@pytest.mark.parametrize("text", [";123?", ";12345678901?", ";12a", "?", ";;", f"{NUMBER}?", f";{NUMBER}"])
def test_what_has_another_form_is_typing(text: str) -> None:
    """Too short, too long, letters, marks without number."""
    assert text == typed(feed(text, gap=3))


def test_enter_long_after_a_card_is_enter() -> None:
    """Only the wedge's own Enter is swallowed."""
    wedge = Wedge()
    feed(f";{NUMBER}?", gap=3, wedge=wedge, start=0)

    assert (Typed("\r"),) == wedge.feed("\r", 500)


def test_two_cards_in_a_row_are_two() -> None:
    """A second card right behind the first is not lost."""
    other = city_card_number(87654321)

    assert [Scanned(NUMBER), Scanned(other)] == feed(f";{NUMBER}?\r;{other}?\r", gap=2)


@given(st.lists(st.tuples(st.sampled_from(";?0123456789a\r"), st.integers(0, 60)), max_size=len(NUMBER) + 1))
def test_no_key_is_lost_and_none_invented(keys: list[tuple[str, int]]) -> None:
    """Whatever the rhythm: without a whole card, what reached the field is what was pressed, in order."""
    wedge = Wedge()
    outcomes: list[Outcome] = []
    at = 0
    for character, gap in keys:
        at += gap
        outcomes += wedge.feed(character, at)
    outcomes += wedge.expire(at + GAP_MS + 1)

    assert "".join(character for character, _ in keys) == typed(outcomes)
