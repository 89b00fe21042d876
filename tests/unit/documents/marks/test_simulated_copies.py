"""牽制文字 of the usual dots against a photocopier. Both machines are simulated: no figure is one of real ones."""

import pytest

from branch_app.documents.marks.dots import Screens
from branch_app.documents.marks.tile import Shapes, draw_tiles, tile_size
from tests.fakes.laser import printed
from tests.fakes.marked import page_of, standing_out
from tests.fakes.photocopier import CopyMode, photocopied
from tests.fakes.scanner import Grey

ORIGINAL, COPY = 0.005, -0.03


@pytest.fixture(scope="module")
def original(shapes: Shapes, screens: Screens) -> Grey:
    """Two tiles across and down, as printed (simulated)."""
    return printed(page_of(draw_tiles(shapes, screens)[0], repeated=2), seed=1)


def test_nothing_stands_out_of_an_original(original: Grey, shapes: Shapes, screens: Screens) -> None:
    """At the dot gain the usual dots were chosen for (simulated)."""
    assert abs(standing_out(original, shapes.word, tile_size(screens))) < ORIGINAL


@pytest.mark.parametrize("mode", CopyMode)
def test_the_word_stands_out_of_a_copy(original: Grey, shapes: Shapes, screens: Screens, mode: CopyMode) -> None:
    """Whether the copier prints greys or black and white (simulated)."""
    assert standing_out(photocopied(original, 2, mode), shapes.word, tile_size(screens)) < COPY


@pytest.mark.parametrize("gain", [0.2, 0.5])
def test_another_printer_needs_other_dots(shapes: Shapes, screens: Screens, gain: float) -> None:
    """What is even at a dot gain of 0.35 is not at 0.2 or 0.5 (simulated). Hence the calibration sheet."""
    other = printed(page_of(draw_tiles(shapes, screens)[0], repeated=2), seed=1, gain=gain)
    assert abs(standing_out(other, shapes.word, tile_size(screens))) > ORIGINAL
