"""Every certificate and option says and looks what was looked at and kept."""

import pytest
from PIL import Image, ImageChops, ImageStat

from branch_app.documents.renderer import PaperRenderer
from tests.unit.documents.golden import CASES, FOLDER, front_pictures, front_text

MEAN_TOLERANCE = 1.5
"""Grey levels of 255 on average: the kept pictures have 16 levels; a moved rule or word is above it in its tile."""
TILE_TOLERANCE = 10.0
TILE = 16


def tiles(difference: Image.Image) -> float:
    """The worst tile's mean difference."""
    small = difference.resize((difference.width // TILE, difference.height // TILE), Image.Resampling.BOX)
    return float(small.getextrema()[1])


@pytest.mark.parametrize("name", CASES)
def test_the_text_is_the_kept_one(renderer: PaperRenderer, name: str) -> None:
    """Run by run, in the order of drawing."""
    assert (FOLDER / f"{name}.txt").read_text(encoding="utf-8") == front_text(renderer.render(CASES[name]).pdf)


@pytest.mark.parametrize("name", CASES)
def test_the_page_looks_like_the_kept_one(renderer: PaperRenderer, name: str) -> None:
    """Within the tolerance, on average and in every tile of 16 × 16 dots (8 mm)."""
    drawn = front_pictures(renderer.render(CASES[name]).pdf)
    kept = [Image.open(FOLDER / f"{name}-{number}.png").convert("L") for number in range(1, len(drawn) + 1)]
    differences = [ImageChops.difference(one, other) for one, other in zip(drawn, kept, strict=True)]
    assert max(ImageStat.Stat(difference).mean[0] for difference in differences) < MEAN_TOLERANCE
    assert max(map(tiles, differences)) < TILE_TOLERANCE


def test_every_kept_file_belongs_to_a_case(renderer: PaperRenderer) -> None:
    """Nothing stale lies about, and no page lacks its picture."""
    expected = {f"{name}.txt" for name in CASES}
    for name, case in CASES.items():
        expected |= {f"{name}-{number}.png" for number in range(1, renderer.render(case).pages + 1)}
    assert expected == {path.name for path in FOLDER.iterdir()}
