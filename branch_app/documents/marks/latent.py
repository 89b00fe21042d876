"""潜像: a screen of fine broken lines in which 証 stands half a period aside; a scan brings it out.

The lines are broken into dots as small as those of the ground, so a copier loses them all. Lines drawn through
would come out of a copier that prints greys, with the letter in them.
"""

from functools import lru_cache

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.marks.dots import DOTS_PER_INCH

LINE, PERIOD = 2, 8
"""Width and distance of the lines, and height and distance of their dots, in printer dots: 75 lines an inch."""
CELL = 2
"""So many dots wide and high is each dot of the letter's picture."""


@lru_cache(maxsize=4)
def draw_latent(letter: Bitmap) -> Bitmap:
    """The picture, twice as wide and high in dots as the letter's own, 600 dots an inch.

    Raises:
        ValueError: the letter is not whole periods wide and high.
    """
    width, height = letter.width * CELL, letter.height * CELL
    if width % PERIOD or height % PERIOD:
        raise ValueError("letter")
    plain, aside, blank = _lines(width, 0), _lines(width, PERIOD // 2), bytes(width // 8)
    rows = []
    for row in range(height):
        inside = _widened(letter, row // CELL)
        dots = (plain & ~inside | aside & inside).to_bytes(width // 8, "big")
        rows.append(dots if row % PERIOD < LINE else blank)
    return Bitmap(width, height, DOTS_PER_INCH, b"".join(rows))


def _lines(width: int, shift: int) -> int:
    """One row of the screen, the leftmost dot highest."""
    return sum(1 << (width - 1 - at) for at in range(width) if (at - shift) % PERIOD < LINE)


def _widened(letter: Bitmap, row: int) -> int:
    """One row of the letter, each of its dots ``CELL`` wide."""
    length = (letter.width + 7) // 8
    bits = "".join(f"{byte:08b}" for byte in letter.bits[row * length : (row + 1) * length])[: letter.width]
    return int("".join(bit * CELL for bit in bits), 2)
