"""Where a cursor may stand: never inside a character."""

from hypothesis import given
from hypothesis import strategies as st

from branch_app.ui.editing import after, before, boundaries, widened

YOSHI = "\U00020bb7"
KATSURAGI = "葛\U000e0100"


def test_a_character_beyond_the_first_plane_is_one_step_of_two() -> None:
    """𠮷 takes two of Tk's positions and is passed in one step."""
    assert (0, 2, 3) == boundaries(f"{YOSHI}田")
    assert 0 == before(f"{YOSHI}田", 2)
    assert 2 == after(f"{YOSHI}田", 0)


def test_a_variation_selector_goes_with_its_character() -> None:
    """葛 with a selector takes three positions and is passed in one step."""
    assert (0, 3, 4) == boundaries(f"{KATSURAGI}城")
    assert 0 == before(f"{KATSURAGI}城", 3)


def test_the_ends_stay() -> None:
    """Nothing lies before the start or after the end."""
    assert 0 == before("あ", 0)
    assert 1 == after("あ", 1)
    assert (0, 0) == widened("", 0, 0)


def test_a_range_that_begins_inside_a_character_takes_it_whole() -> None:
    """A selection drawn by mouse may cut 𠮷 in half."""
    assert (0, 2) == widened(f"{YOSHI}田", 1, 2)
    assert (0, 3) == widened(f"{YOSHI}田", 1, 3)


@given(st.text(st.sampled_from(["a", "あ", YOSHI, "\U000e0100", "\u3099", "\ud842"]), max_size=12))
def test_steps_visit_every_boundary(text: str) -> None:
    """From the start to the end and back the same places are passed, lone surrogates or not."""
    forth = [0]
    while after(text, forth[-1]) != forth[-1]:
        forth.append(after(text, forth[-1]))
    back = [forth[-1]]
    while back[-1]:
        back.append(before(text, back[-1]))
    assert list(boundaries(text)) == forth == back[::-1]
