"""Marks on finished certificates: where they are, where not, and that they disturb nothing."""

from dataclasses import replace

import numpy as np
import pypdfium2
import pytest
from pypdfium2 import raw

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import Box
from branch_app.documents.marks.dots import parse_screens
from branch_app.documents.marks.latent import draw_latent
from branch_app.documents.marks.marks import LATENT
from branch_app.documents.readback import read_back
from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.paper import Paper
from tests.fakes.marked import drawn, inked
from tests.fakes.paper_seals import steady_seals
from tests.fakes.papers import EVERYTHING, RESOURCES, inkan, juminhyo, members, order

PER_MM = 600 / 25.4
ORDER = order(juminhyo(options=EVERYTHING))
PLAIN = replace(ORDER, paper=Paper.PLAIN)


def forms(pdf: bytes) -> list[int]:
    """How many grounds lie on each page."""
    document = pypdfium2.PdfDocument(pdf)
    found = [len(list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_FORM], max_depth=1))) for page in document]
    document.close()
    return found


def cut(ink: np.ndarray, box: Box) -> np.ndarray:
    """That part of a page."""
    top, left = round(box.y * PER_MM), round(box.x * PER_MM)
    return ink[top : top + round(box.height * PER_MM), left : left + round(box.width * PER_MM)]


def test_the_ground_lies_below_fronts_on_plain_paper(renderer: PaperRenderer) -> None:
    """Every front of six persons' two sheets; their backs need none."""
    six = replace(order(juminhyo(members(6))), paper=Paper.PLAIN)
    assert [1, 0, 1, 0] == forms(renderer.render(six).pdf)


def test_security_paper_has_no_ground_of_ours(renderer: PaperRenderer) -> None:
    """改ざん防止用紙 has 牽制文字 of its own."""
    assert {0} == set(forms(renderer.render(ORDER).pdf))


@pytest.mark.parametrize("printed", [ORDER, PLAIN], ids=["security", "plain"])
def test_the_latent_picture_is_whole_on_every_paper(
    renderer: PaperRenderer, letter: Bitmap, printed: PrintOrder
) -> None:
    """Dot for dot in its corner."""
    ink = drawn(renderer.render(printed).pdf) < 128
    picture = inked(draw_latent(letter))
    found = cut(ink, LATENT.inset(-0.5, -0.5))
    places = (
        (y, x)
        for y in range(found.shape[0] - picture.shape[0])
        for x in range(found.shape[1] - picture.shape[1])
        if found[y, x]
    )
    assert any((found[y : y + picture.shape[0], x : x + picture.shape[1]] == picture).all() for y, x in places)


def test_marks_change_no_character(renderer: PaperRenderer) -> None:
    """Every front reads the same on both papers; what a back holds says which paper it is, or not."""
    fronts = [[page.runs for page in read_back(renderer.render(each).pdf)][::2] for each in (ORDER, PLAIN)]
    assert fronts[0] == fronts[1]


def test_a_registered_seal_lies_on_bare_paper(renderer: PaperRenderer) -> None:
    """印影 is compared with others: no dot may touch it."""
    on_plain, on_security = (
        drawn(renderer.render(replace(order(inkan()), paper=paper)).pdf) < 128
        for paper in (Paper.PLAIN, Paper.SECURITY)
    )
    place = Box(34.6, 65.6, 16.8, 19.8)
    assert (cut(on_plain, place) == cut(on_security, place)).all()


def test_marks_cost_little(renderer: PaperRenderer) -> None:
    """12 KB, once a file."""
    sizes = [len(renderer.render(each).pdf) for each in (ORDER, PLAIN)]
    assert sizes[1] - sizes[0] < 12_000


def test_a_printers_own_dots_are_drawn(renderer: PaperRenderer) -> None:
    """The line ``dots`` of its settings."""
    own = PaperRenderer(RESOURCES, steady_seals(), parse_screens("2/8 5/18"))
    light = [drawn(each.render(PLAIN).pdf)[6500:6700, 300:600].mean() for each in (renderer, own)]
    assert light[1] > light[0] + 1
