"""The tile of 牽制文字, dot by dot."""

import numpy as np
import pytest

from branch_app.documents.marks.dots import Dots, Screens, parse_screens
from branch_app.documents.marks.tile import Shapes, draw_tiles, tile_size
from tests.fakes.marked import inked


def squares(ink: np.ndarray) -> dict[tuple[int, int], int]:
    """Size of each square by its upper left corner; the tile goes on beyond its edges."""
    found = {}
    for y, x in np.argwhere(ink & ~np.roll(ink, 1, 0) & ~np.roll(ink, 1, 1)):
        size = 0
        while ink[(y + size) % len(ink), (x + size) % ink.shape[1]]:
            size += 1
        found[int(y), int(x)] = size
    return found


@pytest.mark.parametrize("text", ["2/7 5/16", "2/8 5/18", "3/11 7/25"])
def test_every_dot_is_whole(text: str, shapes: Shapes) -> None:
    """Fine squares and coarse ones, and nothing else: also over the tile's edges, so it repeats without a seam."""
    screens = parse_screens(text)
    assert {screens.ground.size, screens.word.size} == set(squares(inked(draw_tiles(shapes, screens)[0])).values())


def test_the_calm_tile_has_no_coarse_dot(shapes: Shapes, screens: Screens) -> None:
    """Where something is written, nothing may be taken for a stroke."""
    assert {screens.ground.size} == set(squares(inked(draw_tiles(shapes, screens)[1])).values())


def test_both_tiles_lie_on_one_grid(shapes: Shapes, screens: Screens) -> None:
    """Each fine dot of the loud tile is one of the calm tile too, so no edge shows between them."""
    loud, calm = (squares(inked(tile)) for tile in draw_tiles(shapes, screens))
    fine = {place for place, size in loud.items() if size == screens.ground.size}
    assert fine < set(calm)
    assert fine != set(loud)


def test_the_tile_is_a_whole_number_of_both_periods() -> None:
    """About 57 mm, whatever the dots."""
    for text in ("2/7 5/16", "2/8 5/18", "1/5 4/13", "3/11 7/25"):
        screens = parse_screens(text)
        width, height = tile_size(screens)
        assert 0 == width % screens.ground.pitch == width % screens.word.pitch
        assert 0 == height % (2 * screens.ground.pitch) == height % (2 * screens.word.pitch)
        assert 900 < width < 1900
        assert 900 < height < 1900


def test_the_same_dots_are_the_same_tile(shapes: Shapes) -> None:
    """No chance enters a paper."""
    screens = Screens(Dots(2, 8), Dots(5, 18))
    assert draw_tiles(shapes, screens) == draw_tiles(shapes, screens)
