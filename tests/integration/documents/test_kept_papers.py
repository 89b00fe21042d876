"""Kept pictures, which pdfium drew, against what poppler makes of the same papers."""

import subprocess
from pathlib import Path

import pytest
from PIL import Image

from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.records.certificate import Paper
from tests.fakes.paper_seals import steady_renderer
from tests.unit.documents.golden import CASES, DOTS_PER_INCH, OVERSAMPLED, differences, from_afar, kept_picture

MEAN_TOLERANCE, TILE_TOLERANCE = 3.0, 20.0
"""Grey levels of 255: the two programs thicken hairlines and strokes of letters differently."""
COMPARED = [name for name, case in CASES.items() if case.paper is Paper.SECURITY]
"""Single dots of 牽制文字 are greyer in one of them; their darkness is measured at 600 dots per inch elsewhere."""


@pytest.fixture(scope="module")
def renderer() -> PaperRenderer:
    """With keys that are the same everywhere."""
    return steady_renderer()


def poppler(pdf: bytes, folder: Path) -> list[Image.Image]:
    """Every front, from afar."""
    (folder / "paper.pdf").write_bytes(pdf)
    resolution = str(DOTS_PER_INCH * OVERSAMPLED)
    command = ("pdftoppm", "-gray", "-r", resolution, "-o", folder / "paper.pdf", folder / "page")
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return [from_afar(Image.open(path)) for path in sorted(folder.glob("page*.pgm"))]


@pytest.mark.parametrize("name", COMPARED)
def test_poppler_draws_what_was_kept(renderer: PaperRenderer, tmp_path: Path, name: str) -> None:
    """Every front of every certificate and option."""
    fronts = poppler(renderer.render(CASES[name]).pdf, tmp_path)
    assert fronts
    for number, drawn in enumerate(fronts, 1):
        mean, worst = differences(drawn, kept_picture(name, number))
        assert mean < MEAN_TOLERANCE
        assert worst < TILE_TOLERANCE
