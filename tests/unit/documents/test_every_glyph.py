"""Every character and variation sequence that the papers can draw: drawn by two programs, read back by two."""

import io
import subprocess
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter

from branch_app.documents.box import A4_WIDTH, Box
from branch_app.documents.faces import Faces
from branch_app.documents.fonts import mincho
from branch_app.documents.pages import PdfPages
from branch_app.documents.readback import read_back
from branch_app.documents.sheet import Drawing, Sheet
from branch_app.domain.errors import GlyphMissing
from branch_app.domain.values.text import is_variation_selector
from tests.fakes.papers import RESOURCES

FONT = mincho(RESOURCES)
LINES, IN_A_LINE, SIZE = 60, 30, 6.0
LEFT, TOP, PITCH = 10.0, 10.0, 4.6
BATCH, BATCHES = 5 * LINES * IN_A_LINE, 15
WIDTH = 1240
"""Pixels of a page, 150 dpi."""
FARTHEST_APART = 20
"""Shades of grey, of 255."""


def drawn_by(faces: Faces, place: int) -> list[str]:
    """Every grapheme that this face draws, characters first, blanks left out."""
    face = faces.all[place]
    characters = [chr(each) for each in face.characters.code_points() if not chr(each).isspace()]
    sequences = [chr(base) + chr(selector) for base, selector in sorted(face.characters.variants())]
    return [each for each in (*characters, *sequences) if first_to_draw(faces, each) == place]


def first_to_draw(faces: Faces, grapheme: str) -> int | None:
    """Which face draws it, if any."""
    try:
        (glyph,) = faces.glyphs(grapheme)
    except GlyphMissing:
        return None
    return faces.all.index(glyph.face)


@cache
def by_face() -> list[list[str]]:
    """What each of the three draws."""
    return [drawn_by(FONT.faces, place) for place in range(len(FONT.faces.all))]


@cache
def batches() -> list[list[str]]:
    """The same in documents of five pages."""
    return [each[at : at + BATCH] for each in by_face() for at in range(0, len(each), BATCH)]


def lines_of(graphemes: list[str]) -> list[str]:
    """Lines as they stand on the pages."""
    return ["".join(graphemes[at : at + IN_A_LINE]) for at in range(0, len(graphemes), IN_A_LINE)]


def drawing(graphemes: list[str]) -> Drawing:
    """As many pages as they need."""
    sheet = Sheet(FONT, "glyphs", date(2026, 11, 26))
    rest = iter(lines_of(graphemes))
    while lines := list(islice(rest, LINES)):
        for number, line in enumerate(lines):
            sheet.text(line, Box(LEFT, TOP + number * PITCH, A4_WIDTH - 2 * LEFT, PITCH), SIZE, "line")
        sheet.end_page()
    return sheet.finish()


def test_the_chain_draws_the_whole_of_ipamj_and_what_the_registers_have_beside_it() -> None:
    """All 11,474 sequences of the first face; of the two behind it what it lacks."""
    sequences = [sum(1 for each in graphemes if is_variation_selector(each[-1])) for graphemes in by_face()]
    assert [11_474, 18_791, 0] == sequences
    assert [54_529, 5_789, 30_490] == [
        len(graphemes) - of_them for graphemes, of_them in zip(by_face(), sequences, strict=True)
    ]
    assert len(batches()) == BATCHES


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_grapheme_comes_back_exactly(batch: int, tmp_path: Path) -> None:
    """Run by run from pdfium, line by line from poppler: the very sequences, selectors included."""
    graphemes = batches()[batch]
    made = drawing(graphemes)
    lines = lines_of(graphemes)
    assert lines == [run for page in read_back(made.pdf) for run in page.runs]
    file = tmp_path / "glyphs.pdf"
    file.write_bytes(made.pdf)
    said = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, check=True).stdout.decode()
    assert "".join(lines) == "".join(said.replace("\f", "").split("\n"))


@pytest.mark.parametrize("batch", range(BATCHES))
def test_two_renderers_draw_the_same(batch: int, tmp_path: Path) -> None:
    """The first page of each batch, by pdfium and poppler: edges are smoothed, no glyph is another or missing."""
    made = drawing(batches()[batch][: LINES * IN_A_LINE])
    file = tmp_path / "glyphs.pdf"
    file.write_bytes(made.pdf)
    by_pdfium = PdfPages().page(made.pdf, 1, WIDTH)
    size = ["-scale-to-x", str(by_pdfium.width), "-scale-to-y", str(by_pdfium.height)]
    by_poppler = subprocess.run(["pdftoppm", *size, "-singlefile", file], capture_output=True, check=True).stdout
    worst = ImageChops.difference(smoothed(by_pdfium.ppm), smoothed(by_poppler)).getextrema()[1]
    assert worst < FARTHEST_APART


def smoothed(ppm: bytes) -> Image.Image:
    """Grey, each pixel the mean of its neighbourhood, half a letter wide."""
    return Image.open(io.BytesIO(ppm)).convert("L").filter(ImageFilter.BoxBlur(8))
