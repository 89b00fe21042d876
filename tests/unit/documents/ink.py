"""Where characters and rules of a finished page lie, as pdfium sees them."""

import ctypes

import pypdfium2
from pypdfium2 import raw

Bounds = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""
THIN = 1.5
SLACK = 0.2
MARGIN = 14 * 72 / 25.4
_SPACES = frozenset(map(ord, " \u3000"))
"""They have a box a hundredth of a point high, and hang over the rule at the end of a line."""


def crossings(pdf: bytes) -> list[str]:
    """Every character that touches a rule or leaves the margins, by page and position."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for number, page in enumerate(document, 1):
        rules = _rules(page)
        for index, box in _characters(page):
            left, bottom, right, top = box
            outside = (
                left < MARGIN or right > page.get_width() - MARGIN or bottom < 20 or top > page.get_height() - 20
            )
            if outside or any(_overlap(box, rule) for rule in rules):
                found.append(f"page {number}, character {index}")
    document.close()
    return found


def _rules(page: pypdfium2.PdfPage) -> list[Bounds]:
    """Lines, and the four sides of every frame."""
    found: list[Bounds] = []
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = drawn.get_bounds()
        if min(right - left, top - bottom) < THIN + 1:
            found.append((left, bottom, right, top))
        else:
            found += [(left, bottom, left + 1, top), (right - 1, bottom, right, top)]
            found += [(left, bottom, right, bottom + 1), (left, top - 1, right, top)]
    return found


def _characters(page: pypdfium2.PdfPage) -> list[tuple[int, Bounds]]:
    """The tight box of every character that leaves ink."""
    text = page.get_textpage()
    found = []
    for index in range(text.count_chars()):
        sides = [ctypes.c_double() for _ in range(4)]
        raw.FPDFText_GetCharBox(text, index, *sides)
        left, right, bottom, top = (side.value for side in sides)
        blank = raw.FPDFText_IsGenerated(text, index) or raw.FPDFText_GetUnicode(text, index) in _SPACES
        if right > left and top > bottom and not blank:
            found.append((index, (left + SLACK, bottom + SLACK, right - SLACK, top - SLACK)))
    return found


def _overlap(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
