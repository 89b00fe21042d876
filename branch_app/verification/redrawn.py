"""The front pages again, drawn from what a back says, and where every character of them stands.

Drawn without 牽制文字, pictures and seal: these are looked at by themselves.
"""

import ctypes
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pypdfium2
from pypdfium2 import raw

from branch_app.documents import page as paper
from branch_app.documents.box import A4, A4_HEIGHT, POINTS_PER_MM, Box
from branch_app.documents.fonts import mincho
from branch_app.documents.pdfium import draw, opened
from branch_app.documents.renderer import PaperRenderer
from branch_app.documents.seals.front import Shown
from branch_app.documents.seals.shown import shown_on
from branch_app.documents.sheet import Said, Sheet
from branch_app.domain.errors import PaperKeyUnusable, RecordIncomplete
from branch_app.domain.records.certificate import PrintOrder
from branch_app.ports import PaperSigner, Raster
from branch_app.verification.drawn import text_of

_DPI: Final = 300
_WHITE: Final = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Field:
    """One text of a page: the item it belongs to, the boxes of its characters in mm, and which runs it is."""

    item: str
    characters: tuple[Box, ...]
    runs: range


@dataclass(frozen=True, slots=True)
class Front:
    """One front page: its picture at 300 dpi, its fields, every run of text, and what a seal says of it."""

    picture: Raster
    fields: tuple[Field, ...]
    runs: tuple[str, ...]
    shown: Shown


class _NoKeys:
    """Whoever checks papers seals none."""

    def signer(self) -> PaperSigner:
        raise PaperKeyUnusable(why="no_certificate")

    def sign(self, _message: bytes, /) -> bytes:
        raise PaperKeyUnusable(why="no_certificate")

    def seal_for_site(self, _plain: bytes, _info: bytes, /) -> bytes:
        raise PaperKeyUnusable(why="no_certificate")

    def salt(self) -> bytes:
        raise PaperKeyUnusable(why="no_certificate")


def redrawn(order: PrintOrder, resources: Path) -> tuple[Front, ...]:
    """Every front page; nothing if this build cannot draw the paper any more.

    Raises:
        ResourceDamaged, SealMissing.
    """
    try:
        pdf, said = _drawn(order, resources)
    except RecordIncomplete:
        return ()
    with opened(pdf) as document:
        return tuple(_front(document[number], page) for number, page in enumerate(said))


def _drawn(order: PrintOrder, resources: Path) -> tuple[bytes, list[tuple[Said, ...]]]:
    layout = PaperRenderer(resources, _NoKeys()).layout(order)
    sheet = Sheet(mincho(resources), order.job, order.issued)
    said = []
    for number in range(1, layout.pages() + 1):
        if order.specimen:
            paper.specimen(sheet)
        layout.draw(sheet, number)
        paper.footer(sheet, order, number, layout.pages())
        said.append(sheet.said())
        sheet.end_page()
    return sheet.finish().pdf, said


def _front(page: pypdfium2.PdfPage, said: tuple[Said, ...]) -> Front:
    textpage = page.get_textpage()
    objects = [raw.FPDFPage_GetObject(page, index) for index in range(raw.FPDFPage_CountObjects(page))]
    texts = [each for each in objects if raw.FPDFPageObj_GetType(each) == raw.FPDF_PAGEOBJ_TEXT]
    boxes = _characters(textpage)
    of_run = [boxes.get(_address(text), []) for text in texts]
    fields = tuple(
        Field(each.item, tuple(box for at in each.runs for box in of_run[at]), each.runs) for each in said
    )
    runs = tuple(text_of(text, textpage) for text in texts)
    textpage.close()
    width, height = (round(side / 25.4 * _DPI) for side in A4)
    return Front(draw(page, width, height, _WHITE), fields, runs, shown_on(said))


def _characters(textpage: pypdfium2.PdfTextPage) -> dict[int, list[Box]]:
    """Boxes of what is inked, by the address of the text object it belongs to."""
    found: defaultdict[int, list[Box]] = defaultdict(list)
    for index in range(raw.FPDFText_CountChars(textpage)):
        if raw.FPDFText_IsGenerated(textpage, index) == 0:
            left, right, bottom, top = (ctypes.c_double() for _ in range(4))
            raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
            width, height = right.value - left.value, top.value - bottom.value
            if width > 0 and height > 0:
                sides = (left.value, A4_HEIGHT * POINTS_PER_MM - top.value, width, height)
                owner = _address(raw.FPDFText_GetTextObject(textpage, index))
                found[owner].append(Box(*(side / POINTS_PER_MM for side in sides)))
    return found


def _address(found: raw.FPDF_PAGEOBJECT) -> int:
    return ctypes.addressof(found.contents)
