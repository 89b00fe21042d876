"""Seals and backs come through a printer and a scanner, both simulated; ``make prove`` looks at 400 pages."""

import pytest
from PIL import Image

from branch_app.documents.seals.check import check_seal
from branch_app.documents.seals.reading import read_back_page, read_front_page
from branch_app.documents.seals.verdict import Finding
from tests.fakes.paper_seals import steady_trust
from tests.fakes.scanner import FLAT, PUNCHED, TORN, WORN, Severity, scan
from tests.prove.scanned_marks import back_comes_through, front_comes_through, side

NAME = "juminhyo everything"


@pytest.mark.parametrize(("severity", "dpi", "seed"), [(FLAT, 200, 1), (WORN, 200, 2), (PUNCHED, 300, 11)])
def test_a_seal_comes_through(severity: Severity, dpi: int, seed: int) -> None:
    """The last one has the rim of a stain across its edge, where a general reader gives up."""
    assert front_comes_through(NAME, severity, dpi, seed)


@pytest.mark.parametrize(("severity", "dpi", "seed"), [(FLAT, 300, 1), (WORN, 200, 2), (TORN, 200, 3)])
def test_a_back_comes_through(severity: Severity, dpi: int, seed: int) -> None:
    """The last one has two holes of 40 mm, a stain of 35 mm and a fold."""
    assert back_comes_through(NAME, severity, dpi, seed)


@pytest.mark.parametrize(
    "turn", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270]
)
def test_a_page_may_lie_in_any_quarter_turn(turn: Image.Transpose) -> None:
    """Nobody looks which way a sheet goes onto the glass."""
    page = Image.fromarray(scan(side(NAME, 1), 300, FLAT, 4)).transpose(turn)
    (seal,) = read_front_page(page).seals
    assert Finding.GENUINE is check_seal(seal, steady_trust()).finding


def test_a_page_of_something_else_has_nothing() -> None:
    """An empty sheet, and a back where a front should be."""
    empty = Image.new("L", (1654, 2339), 245)
    assert (set(), set()) == (read_front_page(empty).seals, read_back_page(empty).shares)
