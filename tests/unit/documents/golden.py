"""Papers kept as they should look: one text and one small picture for every front of every certificate and option.

After a change of layout that is meant: ``python -m tests.unit.documents.golden``, look at the pictures, commit.
"""

from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageStat

from branch_app.documents.box import Box
from branch_app.documents.readback import read_back
from branch_app.domain.records.certificate import PrintOrder
from tests.fakes.paper_seals import steady_renderer
from tests.unit.documents.family_cases import FAMILY_CASES
from tests.unit.documents.resident_cases import RESIDENT_CASES

FOLDER = Path(__file__).parent / "golden"
DOTS_PER_INCH, OVERSAMPLED = 50, 6
"""Kept pictures are drawn at 300 dots per inch and looked at from afar, so that renderers agree about them."""
MEAN_TOLERANCE, TILE_TOLERANCE = 1.5, 10.0
"""Grey levels of 255 on average, over the page and in its worst tile: a kept picture has 33 levels."""
TILE = 16
"""Dots: 8 mm."""
GREYS = [min(255, (grey + 4) // 8 * 8) for grey in range(256)]
"""Levels of a kept picture."""
CASES: dict[str, PrintOrder] = {**RESIDENT_CASES, **FAMILY_CASES}
_SYMBOL = Box(17, 236, 32, 33)
"""Of the digital seal: what it looks like is proven by reading it."""


def text(pdf: bytes) -> str:
    """Every run of every page, one a line."""
    return "\f\n".join("".join(f"{run}\n" for run in page.runs) for page in read_back(pdf))


def front_text(pdf: bytes) -> str:
    """The same of the fronts of a certificate."""
    return "\f\n".join(text(pdf).split("\f\n")[::2])


def pictures(pdf: bytes, dots_per_inch: int = DOTS_PER_INCH) -> list[Image.Image]:
    """Every page in grey, drawn by pdfium."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=dots_per_inch / 72, grayscale=True).to_pil() for page in document]
    document.close()
    return pages


def front_pictures(pdf: bytes) -> list[Image.Image]:
    """The fronts of a certificate from afar, without the digital seal."""
    return [from_afar(page) for page in pictures(pdf, DOTS_PER_INCH * OVERSAMPLED)[::2]]


def from_afar(page: Image.Image) -> Image.Image:
    """A front drawn at 300 dots per inch, at 50, the digital seal blotted out."""
    small = page.reduce(OVERSAMPLED)
    dots = DOTS_PER_INCH / 25.4
    corners = (_SYMBOL.x, _SYMBOL.y, _SYMBOL.right, _SYMBOL.bottom)
    ImageDraw.Draw(small).rectangle([round(side * dots) for side in corners], fill=255)
    return small


def tiles(difference: Image.Image) -> float:
    """The worst tile's mean."""
    small = difference.resize((difference.width // TILE, difference.height // TILE), Image.Resampling.BOX)
    return float(small.getextrema()[1])


def differences(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Mean grey levels between two pictures: over the page, and in the worst tile."""
    size = min(one.width, other.width), min(one.height, other.height)
    found = ImageChops.difference(one.crop((0, 0, *size)), other.crop((0, 0, *size)))
    return ImageStat.Stat(found).mean[0], tiles(found)


def kept_picture(name: str, number: int) -> Image.Image:
    """Page ``number`` of that case."""
    return Image.open(FOLDER / f"{name}-{number}.png").convert("L")


def write() -> None:
    """Make the kept files anew."""
    renderer = steady_renderer()
    for stale in FOLDER.iterdir():
        stale.unlink()
    for name, case in CASES.items():
        pdf = renderer.render(case).pdf
        (FOLDER / f"{name}.txt").write_text(front_text(pdf), encoding="utf-8")
        for number, picture in enumerate(front_pictures(pdf), 1):
            picture.point(GREYS).save(FOLDER / f"{name}-{number}.png", optimize=True)


if __name__ == "__main__":
    write()
