"""A name on the screen and the same name on paper, drawn by a program that is not ours: poppler."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from branch_app.documents.box import Box
from branch_app.documents.fonts import mincho
from branch_app.documents.name_images import MinchoNames
from branch_app.documents.sheet import Sheet
from branch_app.domain.values.identifiers import JobId
from tests.fakes.papers import RESOURCES
from tests.unit.documents.shapes import difference, picture

FAMILIES = [
    ["葛", "葛\U000e0102", "葛\U000e0103", "葛\U000e0104"],
    ["邉", "邉\U000e010f", "邉\U000e0110", "邉\U000e0111"],
    ["吉", "𠮷"],
]


def on_paper(text: str, folder: Path) -> Image.Image:
    """The text alone on a sheet, set by the papers' own drawing, as poppler sees it."""
    sheet = Sheet(mincho(RESOURCES), JobId("job"), date(2026, 11, 26))
    sheet.text(text, Box(20, 20, 40, 30), 40, "name")
    sheet.end_page()
    path = folder / "sheet.pdf"
    path.write_bytes(sheet.finish().pdf)
    command = ("pdftoppm", "-gray", "-r", "432", "-singlefile", path, folder / "sheet")
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return Image.open(folder / "sheet.pgm").copy()


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family[0])
def test_screen_and_paper_show_the_same_variant(family: list[str], tmp_path: Path) -> None:
    """Of a family of look-alikes, each picture is within the tolerance of its own paper and nearest to it."""
    papers = {text: on_paper(text, tmp_path) for text in family}
    names = MinchoNames(RESOURCES)
    for text in family:
        shown = picture(names.draw(text, 240, (0, 0, 0), (255, 255, 255)))
        distances = {other: difference(shown, paper) for other, paper in papers.items()}
        assert distances[text] < 9
        assert distances[text] == min(distances.values())
