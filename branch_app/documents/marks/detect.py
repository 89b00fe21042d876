"""What a scanned page says of itself by its marks.

::

    page = …  # grey, set straight: its corners those of the A4 sheet
    judge(look_at(page, 300, resources, screens))
"""

from pathlib import Path

from branch_app.documents.box import Box
from branch_app.documents.marks.contrast import word_contrast
from branch_app.documents.marks.demodulate import Grey, find_letter
from branch_app.documents.marks.dots import Screens
from branch_app.documents.marks.judge import Evidence
from branch_app.documents.marks.marks import LATENT
from branch_app.documents.marks.pantograph import shape

_AROUND = 1.5
"""In mm; more would take in what stands beside the picture."""


def look_at(page: Grey, dpi: int, resources: Path, screens: Screens) -> Evidence:
    """Measure the marks of a front page; ``screens`` are those of the printer it came from.

    Up to 0.5 mm off its place; ``dpi`` is what it was scanned with.

    Raises:
        ResourceDamaged: a shape is missing or altered.
    """
    letter = find_letter(_cut(page, LATENT.inset(-_AROUND, -_AROUND)), _dpi(page), shape(resources, "certified"))
    return Evidence(dpi, word_contrast(page, shape(resources, "copied"), screens), letter)


def _dpi(page: Grey) -> int:
    """Pixels an inch the page has now."""
    return round(int(page.shape[1]) / 210 * 25.4)


def _cut(page: Grey, box: Box) -> Grey:
    dots = page.shape[1] / 210
    top, bottom, left, right = (round(side * dots) for side in (box.y, box.bottom, box.x, box.right))
    return page[top:bottom, left:right]
