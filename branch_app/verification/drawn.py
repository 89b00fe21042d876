"""Pages of a PDF as grey pictures: of a scan as fine as it was scanned, of a drawing as fine as a good scan.

A page that is one picture and no text that can be seen is a scan. Scanners lay invisible text over theirs
(ISO 32000-1, 9.3.6, mode 3): that is nobody's word but the scanner's, and is not read.
"""

import ctypes
from collections.abc import Iterator
from typing import Final

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from pypdfium2 import raw

from branch_app.verification.limits import Limits
from branch_app.verification.pages import Hindrance, Medium, Unreadable
from branch_app.verification.seen import Grey, Seen

DRAWN_DPI: Final = 300
_MOST_OBJECTS: Final = 50_000
_FINEST: Final = 400
_LARGE: Final = 0.6
"""Part of the page that a scan's picture takes, at least."""
_POINTS: Final = 72
_SOFT: Final = 1.1
"""Standard deviation in pixels: dots of the ground are drawn black, and no scanner sees them so."""
_INVISIBLE: Final = 3


def drawn_pages(data: bytes, limits: Limits) -> Iterator[Seen | Unreadable]:
    """Every page; one that cannot be drawn comes as the reason.

    Raises:
        Unreadable: the file as a whole cannot be looked at.
    """
    document = _opened(data)
    try:
        if len(document) > limits.pages:
            raise Unreadable(Hindrance.TOO_MANY_PAGES)
        if not len(document):
            raise Unreadable(Hindrance.BROKEN)
        for number in range(len(document)):
            yield _page(document, number, limits)
    finally:
        document.close()


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD
        raise Unreadable(Hindrance.LOCKED if locked else Hindrance.BROKEN) from error


def _page(document: pypdfium2.PdfDocument, number: int, limits: Limits) -> Seen | Unreadable:
    width, height = ctypes.c_double(), ctypes.c_double()
    if not raw.FPDF_GetPageSizeByIndex(document, number, width, height):
        return Unreadable(Hindrance.BROKEN)
    if not (36 <= width.value <= limits.points and 36 <= height.value <= limits.points):
        return Unreadable(Hindrance.TOO_LARGE)
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return Unreadable(Hindrance.BROKEN)
    try:
        return _looked_at(page, limits)
    finally:
        page.close()


def _looked_at(page: pypdfium2.PdfPage, limits: Limits) -> Seen | Unreadable:
    width, height = page.get_size()
    count = raw.FPDFPage_CountObjects(page)
    if count > _MOST_OBJECTS:
        return Unreadable(Hindrance.TOO_COSTLY)
    scanned, runs = _picture_dpi(page, count), _runs(page, count)
    dpi = min(scanned, _FINEST) if scanned and not runs else DRAWN_DPI
    size = round(width / _POINTS * dpi), round(height / _POINTS * dpi)
    if size[0] * size[1] > limits.pixels:
        return Unreadable(Hindrance.TOO_LARGE)
    grey = _drawn(page, *size)
    if scanned and not runs:
        return Seen(grey, dpi)
    soft = Image.fromarray(grey).filter(ImageFilter.GaussianBlur(_SOFT))
    return Seen(np.asarray(soft), dpi, Medium.DRAWING, runs)


def _picture_dpi(page: pypdfium2.PdfPage, count: int) -> int:
    """Resolution of a picture that fills the page; 0 when none does."""
    width, height = page.get_size()
    finest = 0.0
    for index in range(count):
        found = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(found) != raw.FPDF_PAGEOBJ_IMAGE:
            continue
        sides = [ctypes.c_float() for _ in range(4)]
        across, down = ctypes.c_uint(), ctypes.c_uint()
        raw.FPDFPageObj_GetBounds(found, *sides)
        left, bottom, right, top = (side.value for side in sides)
        raw.FPDFImageObj_GetImagePixelSize(found, across, down)
        if (right - left) * (top - bottom) >= _LARGE * width * height:
            pixels = max(across.value, down.value) / max(right - left, top - bottom, 1) * _POINTS
            finest = max(finest, pixels)
    return round(finest)


def _runs(page: pypdfium2.PdfPage, count: int) -> tuple[str, ...]:
    """Texts that can be seen, object by object."""
    textpage = page.get_textpage()
    try:
        found = (raw.FPDFPage_GetObject(page, index) for index in range(count))
        return tuple(
            text_of(each, textpage)
            for each in found
            if raw.FPDFPageObj_GetType(each) == raw.FPDF_PAGEOBJ_TEXT
            and raw.FPDFTextObj_GetTextRenderMode(each) != _INVISIBLE
        )
    finally:
        textpage.close()


def text_of(found: raw.FPDF_PAGEOBJECT, textpage: pypdfium2.PdfTextPage) -> str:
    """Of one text object, as this library tells it: good for holding against what it told of another file."""
    length = raw.FPDFTextObj_GetText(found, textpage, None, 0)
    buffer = (raw.FPDF_WCHAR * (length // 2 + 1))()
    raw.FPDFTextObj_GetText(found, textpage, buffer, length)
    return bytes(buffer)[:length].decode("utf-16-le", "replace").rstrip("\0")


def _drawn(page: pypdfium2.PdfPage, width: int, height: int) -> Grey:
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_Gray)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_ANNOT)
        rows = np.frombuffer(bitmap.buffer, np.uint8).reshape(height, bitmap.stride)
        return rows[:, :width].copy()
    finally:
        bitmap.close()
