"""The flower for infrared light: which ink is where."""

import re

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.marks import blossom
from tests.fakes.marked import inked

INK = re.compile(r"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) [kK]\b")


def test_only_the_letter_is_printed_with_black(letter: Bitmap) -> None:
    """One ink of all holds black, holds nothing else, and only a bitmap is drawn with it."""
    operators = blossom.draw_blossom(letter)
    inks = [tuple(map(float, found)) for found in INK.findall(operators)]
    assert {(0.0, 0.0, 0.0, 1.0)} == {ink for ink in inks if ink[3]}
    drawn_black = operators.split("0 0 0 1 k", 1)[1]
    assert 1 == drawn_black.count(" BI ")
    assert not re.search(r"\b(g|rg|G|RG|sh|gs)\b", re.sub(r"ID\n.*?EI", "", operators, flags=re.DOTALL))


def test_black_dots_lie_on_the_letter_and_the_others_around_it(letter: Bitmap) -> None:
    """What infrared light shows is 証; what the eye sees is one even screen."""
    black, mixed = map(inked, blossom._dots(letter))
    large = inked(letter).repeat(2, 0).repeat(2, 1)
    corner = {(int(y), int(x)) for y, x in zip(*black.nonzero(), strict=True) if not (y % 8 or x % 4)}
    assert corner
    assert all(large[place] for place in corner)
    assert not (mixed & large & ~_edge(large)).any()
    inside, outside = black[large].mean(), mixed[200:280, 100:380][~large[200:280, 100:380]].mean()
    assert abs(inside - outside) < 0.01


def _edge(large):  # noqa: ANN001, ANN202 - an array of bool
    """A dot belongs to the side its upper left corner is on."""
    grown = large.copy()
    grown[:, :-1] |= large[:, 1:]
    shrunk = large.copy()
    shrunk[:, 1:] &= large[:, :-1]
    shrunk[1:] &= large[:-1]
    return grown & ~shrunk


def test_the_flower_keeps_inside_its_square(letter: Bitmap) -> None:
    """20 mm; what is around it is the page's."""
    path = re.compile(r"((?:-?[\d.]+ )+)[mlc]\b")
    half = blossom.SIDE / 2 * 72 / 25.4
    numbers = [
        abs(float(number)) for points in path.findall(blossom.draw_blossom(letter)) for number in points.split()
    ]
    assert max(numbers) <= half + 0.5
