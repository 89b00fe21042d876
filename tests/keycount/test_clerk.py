"""How keys, thoughts and moves of the hand are noted."""

from pathlib import Path

import pytest

from branch_app.demo.people import TARO
from branch_app.ui.keys import Key
from tests.keycount.bench import Bench
from tests.keycount.clerk import Clerk, Why
from tests.keycount.klm import Count, Operator, count
from tests.keycount.romaji import romaji


@pytest.fixture
def clerk(made: Path, tmp_path: Path) -> Clerk:
    """At the search box."""
    bench = Bench(made, tmp_path / "home")
    bench.open_day()
    return Clerk(bench)


@pytest.mark.parametrize(
    ("kana", "typed"),
    [
        ("サトウ", "satou"),
        ("シュンイチ", "shunichi"),
        ("リョウ", "ryou"),
        ("ハットリ", "hattori"),
        ("ジュン", "jun"),
        ("チヨ", "chiyo"),
    ],
)
def test_kana_as_hands_type_it(kana: str, typed: str) -> None:
    """Hepburn, long vowels as they are written in kana."""
    assert typed == romaji(kana)


def test_a_chord_is_two_keys(clerk: Clerk) -> None:
    """Ctrl and its letter."""
    clerk.press(Key.RECENT, Key.ESCAPE)
    assert ["Ctrl+", "O", "Esc"] == [act.what for act in clerk.acts if act.operator is Operator.KEY]


def test_a_key_that_means_nothing_is_no_way_to_do_a_task(clerk: Clerk) -> None:
    """F1 before anybody was found: the replay stops."""
    with pytest.raises(AssertionError):
        clerk.press(Key.F1)


def test_the_hand_moves_between_blocks_and_digits_lie_on_two_of_them(clerk: Clerk) -> None:
    """From the letters 1 is above them; from the function keys it is on the pad."""
    clerk.find(TARO)
    clerk.acts.clear()
    clerk.order(Key.F1)
    clerk.press(Key.F12)
    clerk.digits("300")
    assert ["to the function keys", "to the number pad"] == [
        act.what for act in clerk.acts if act.operator is Operator.MOVE
    ]


def test_an_ime_takes_two_keys_more_than_the_reading(clerk: Clerk) -> None:
    """Convert and commit; the counter hears of neither."""
    clerk.convert("reidai", "例題")
    assert (8, "例題") == (count(clerk.acts).keys, clerk.bench.hits.typed)


def test_what_a_citizen_types_is_not_the_clerk(clerk: Clerk) -> None:
    """A PIN and Enter: five keys of somebody else."""
    clerk.think(Why.SCREEN)
    clerk.citizen("1234")
    assert Count(keys=0, secret=0, theirs=5, mental=1, moves=0) == count(clerk.acts)
