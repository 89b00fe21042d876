"""Every certificate and option says and looks what was looked at and kept."""

import pytest
from PIL import ImageChops

from branch_app.documents.renderer import PaperRenderer
from tests.unit.documents.golden import (
    CASES,
    FOLDER,
    MEAN_TOLERANCE,
    TILE_TOLERANCE,
    differences,
    front_pictures,
    front_text,
    kept_picture,
)


@pytest.mark.parametrize("name", CASES)
def test_a_paper_says_and_looks_what_was_kept(renderer: PaperRenderer, name: str) -> None:
    """Run by run in the order of drawing; within the tolerance on average and in every tile of 16 × 16 dots."""
    pdf = renderer.render(CASES[name]).pdf
    assert (FOLDER / f"{name}.txt").read_text(encoding="utf-8") == front_text(pdf)
    for number, drawn in enumerate(front_pictures(pdf), 1):
        mean, worst = differences(drawn, kept_picture(name, number))
        assert mean < MEAN_TOLERANCE
        assert worst < TILE_TOLERANCE


@pytest.mark.parametrize("dots", [(2, 0), (0, 2)])
def test_a_page_moved_by_a_millimetre_is_seen(dots: tuple[int, int]) -> None:
    """The tolerance is no wider than that, for any page."""
    for name in CASES:
        kept = kept_picture(name, 1)
        assert differences(kept, ImageChops.offset(kept, *dots))[1] > 2 * TILE_TOLERANCE


def test_every_kept_file_belongs_to_a_case(renderer: PaperRenderer) -> None:
    """Nothing stale lies about, and no page lacks its picture."""
    expected = {f"{name}.txt" for name in CASES}
    for name, case in CASES.items():
        expected |= {f"{name}-{number}.png" for number in range(1, renderer.render(case).pages + 1)}
    assert expected == {path.name for path in FOLDER.iterdir()}
