"""What lies below a page: read back from the finished file, dot by dot."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.documents.box import Box
from branch_app.documents.fonts import mincho
from branch_app.documents.ground import Cuts, Tiles
from branch_app.documents.marks.dots import parse_screens
from branch_app.documents.marks.pantograph import AREA, pantograph
from branch_app.documents.sheet import Sheet
from tests.fakes.marked import drawn, inked
from tests.fakes.papers import RESOURCES

PER_MM = 600 / 25.4


@pytest.fixture(scope="module")
def tiles() -> Tiles:
    """Of dots that are easy to tell apart."""
    return pantograph(RESOURCES, parse_screens("2/7 5/16"))


def page(tiles: Tiles, *clear: Box, text: str = "") -> np.ndarray:
    """Ink of a page with the ground, and perhaps a text at 100, 100."""
    sheet = Sheet(mincho(RESOURCES), "job", date(2026, 11, 26))
    sheet.ground(tiles, AREA)
    for box in clear:
        sheet.keep_clear(box)
    if text:
        sheet.text(text, Box(80, 100, 60, 8), 14, "text")
    sheet.end_page()
    return drawn(sheet.finish().pdf) < 128


def cut(ink: np.ndarray, box: Box) -> np.ndarray:
    """That part of the page."""
    return ink[
        round(box.y * PER_MM) : round(box.bottom * PER_MM), round(box.x * PER_MM) : round(box.right * PER_MM)
    ]


def test_every_dot_of_the_tile_is_a_dot_of_the_page(tiles: Tiles) -> None:
    """At 600 dpi nothing is resampled: from the paper's corner on, the page is the tile again and again."""
    ink = page(tiles)
    tile = inked(tiles.loud)
    repeated = np.tile(tile, (6, 4))[: ink.shape[0], : ink.shape[1]]
    inside = (slice(300, 6700), slice(300, 4600))
    assert (ink[inside] != repeated[inside]).mean() < 0.001


def test_outside_of_its_area_the_paper_is_white(tiles: Tiles) -> None:
    """No printer reaches the edge."""
    ink = page(tiles)
    assert not ink[: round(7.8 * PER_MM)].any()
    assert not ink[:, : round(7.8 * PER_MM)].any()
    assert not ink[round(289.2 * PER_MM) :].any()


def test_what_is_kept_clear_is_white(tiles: Tiles) -> None:
    """Also where two such boxes lie over each other."""
    boxes = (Box(20, 20, 40, 30), Box(40, 30, 40, 40))
    ink = page(tiles, *boxes)
    assert [0.0, 0.0] == [float(cut(ink, box).mean()) for box in boxes]
    assert cut(ink, Box(20, 80, 40, 30)).mean() > 0.05


def test_around_a_text_there_are_only_fine_dots(tiles: Tiles) -> None:
    """Every coarse dot within 0.3 mm is gone, whole ones, and no white patch is left."""
    around = Box(80, 98, 60, 12)
    calm = np.tile(inked(tiles.calm), (6, 4))
    with_text, empty = page(tiles, text="一"), page(tiles)
    written = Box(80.0, 101.6, 4.6, 4.8)
    assert cut(with_text, written).mean() < 0.5
    left = round((written.right + 0.1) * PER_MM)
    strip = (slice(round(written.y * PER_MM), round(written.bottom * PER_MM)), slice(left, left + 4))
    assert (with_text[strip] == calm[strip]).all()
    assert (cut(with_text, around) != cut(empty, around)).any()


@given(st.floats(-50, 400), st.floats(0.01, 5), st.floats(0, 5))
def test_cuts_enclose_a_place(place: float, step: float, first: float) -> None:
    """At most one step before and after it."""
    cuts = Cuts(first, step)
    assert place - step - 1e-9 <= cuts.before(place) <= place + 1e-9
    assert place - 1e-9 <= cuts.after(place) <= place + step + 1e-9


def test_two_pages_share_their_tiles(tiles: Tiles) -> None:
    """The second page costs a kilobyte."""
    sizes = []
    for pages in (1, 2, 3):
        sheet = Sheet(mincho(RESOURCES), "job", date(2026, 11, 26))
        for _ in range(pages):
            sheet.ground(tiles, AREA)
            sheet.end_page()
        sizes.append(len(sheet.finish().pdf))
    assert sizes[2] - sizes[1] < 1_500
    assert abs((sizes[2] - sizes[1]) - (sizes[1] - sizes[0])) < 100


def test_the_ground_changes_no_text(tiles: Tiles) -> None:
    """Sheet and reader agree with and without it."""
    plain = Sheet(mincho(RESOURCES), "job", date(2026, 11, 26))
    plain.text("𠮷野", Box(20, 20, 60, 8), 14, "name")
    plain.end_page()
    with_ground = Sheet(mincho(RESOURCES), "job", date(2026, 11, 26))
    with_ground.ground(replace(tiles), AREA)
    with_ground.text("𠮷野", Box(20, 20, 60, 8), 14, "name")
    with_ground.end_page()
    assert plain.finish().runs == with_ground.finish().runs
