"""What a finished PDF says, read by a program that did not write it (pdfium).

Runs of text are taken object by object and not from the page's reading order, so spaces, hyphens and variation
selectors come back as they were written: all but a half-width space behind another one, which pdfium leaves out.
"""

import ctypes
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

import pypdfium2
from pypdfium2 import raw

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import POINTS_PER_MM
from branch_app.documents.pdfium import opened
from branch_app.documents.sheet import Mark
from branch_app.domain.errors import PreflightFailed

_SPACES = re.compile(" {2,}")
_UNIT = 2
"""Bytes of one unit of UTF-16."""
_LINE_END_HYPHEN = "\ufffe"
"""What pdfium reports for a hyphen at the end of a run; it is no character (Unicode, 23.7)."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A one-bit picture as it lies on the page: rows of whole bytes, size in mm."""

    bits: bytes
    size_mm: tuple[float, float]

    def shows(self, bitmap: Bitmap) -> bool:
        """Whether it is that bitmap, bit for bit, within 0.1 mm of its true size."""
        sides = zip(self.size_mm, bitmap.size_mm, strict=True)
        return self.bits == bitmap.bits and all(abs(is_ - ought) < 0.1 for is_, ought in sides)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page: marked runs by mark and index, marked pictures, every run of text, and whether fonts are inside.

    ``shares`` are the symbols of a back, in the order of their index.
    """

    marked: dict[tuple[Mark, int], str]
    pictures: dict[Mark, Picture]
    runs: tuple[str, ...]
    fonts_embedded: bool
    shares: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Subjects:
    """Whose paper it is: names in order, and issue number, job and n／N of every page."""

    names: tuple[str, ...]
    numbers: tuple[str, ...]
    jobs: tuple[str, ...]
    pages: tuple[str, ...]


def read_back(pdf: bytes) -> tuple[PageFacts, ...]:
    """Every page of the file.

    Raises:
        PreflightFailed: not a PDF that can be read.
    """
    with opened(pdf) as document:
        return tuple(_page_facts(document, number) for number in range(len(document)))


def subject_read_back(pdf: bytes) -> Subjects:
    """Names and numbers as they stand in the bytes, for comparing with what was asked for.

    Raises:
        PreflightFailed: not a PDF that can be read.
    """
    return subjects(fronts(read_back(pdf)))


def fronts(pages: tuple[PageFacts, ...]) -> tuple[PageFacts, ...]:
    """Of a certificate, which has a back to every front."""
    return pages[::2]


def backs(pages: tuple[PageFacts, ...]) -> tuple[PageFacts, ...]:
    """The other sides."""
    return pages[1::2]


def subjects(pages: tuple[PageFacts, ...]) -> Subjects:
    """The same from pages already read. A missing number, job or page count reads as an empty text."""
    names = {index: text for page in pages for (mark, index), text in page.marked.items() if mark is Mark.NAME}

    def of_each_page(mark: Mark) -> tuple[str, ...]:
        return tuple(page.marked.get((mark, 0), "") for page in pages)

    return Subjects(
        names=tuple(text for _, text in sorted(names.items())),
        numbers=of_each_page(Mark.NUMBER),
        jobs=of_each_page(Mark.JOB),
        pages=of_each_page(Mark.PAGE),
    )


def as_read(runs: Iterable[str]) -> tuple[str, ...]:
    """Runs of one page without each half-width space behind another: they are drawn, but nobody reads them back."""
    kept: list[str] = []
    before = ""
    for run in runs:
        single = _SPACES.sub(" ", run)
        kept.append(single[1:] if before == " " and single[:1] == " " else single)
        before = run[-1:] or before
    return tuple(kept)


def _page_facts(document: pypdfium2.PdfDocument, number: int) -> PageFacts:
    page = document[number]
    textpage = page.get_textpage()
    texts = _runs(textpage)
    marked: dict[tuple[Mark, int], str] = {}
    pictures: dict[Mark, Picture] = {}
    shares: dict[int, Picture] = {}
    runs: list[str] = []
    fonts: set[int] = set()
    for found, kind in _objects(page):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            mark, text = _mark(found), texts.get(found, "")
            runs.append(text)
            fonts.add(_font_of(found))
            if mark is not None:
                marked[mark] = marked.get(mark, "") + text
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            match _mark(found):
                case (Mark.SHARE, index):
                    shares[index] = _picture(found)
                case (which, _):
                    pictures[which] = _picture(found)
    fonts_embedded = all(raw.FPDFFont_GetIsEmbedded(ctypes.cast(font, raw.FPDF_FONT)) == 1 for font in fonts)
    textpage.close()
    page.close()
    in_order = tuple(picture for _, picture in sorted(shares.items()))
    return PageFacts(marked, pictures, tuple(runs), fonts_embedded, in_order)


def _quick(function: Callable[..., object], result: type, *arguments: type) -> Callable[..., Any]:
    """The same function on plain addresses, without the wrapper's pointers: called a thousand times a page.

    Python's lock is kept: each takes less time than to give it away, and nobody knows when it comes back.
    """
    address = ctypes.cast(cast("Any", function), ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address or 0)


_object_at = _quick(raw.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_kind_of = _quick(raw.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
_marks_of = _quick(raw.FPDFPageObj_CountMarks, ctypes.c_int, ctypes.c_void_p)
_font_of = _quick(raw.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
_owner_of = _quick(raw.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
"""The text object of a character; None of one that pdfium added itself."""


def _address(handle: object) -> int | None:
    return ctypes.cast(cast("Any", handle), ctypes.c_void_p).value


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[int, int]]:
    """Address and type of each."""
    handle = _address(page.raw)
    for index in range(raw.FPDFPage_CountObjects(page)):
        found = _object_at(handle, index)
        yield found, _kind_of(found)


def _mark(found: int) -> tuple[Mark, int] | None:
    if _marks_of(found) != 1:
        return None
    mark = raw.FPDFPageObj_GetMark(_object(found), 0)
    name, length, index = (raw.FPDF_WCHAR * 32)(), ctypes.c_ulong(), ctypes.c_int()
    raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
    raw.FPDFPageObjMark_GetParamIntValue(mark, b"Index", index)
    text = bytes(name)[: length.value].decode("utf-16-le").rstrip("\0")
    return (Mark(text), index.value) if text in _MARKS else None


_MARKS = {mark.value for mark in Mark}


def _object(address: int) -> raw.FPDF_PAGEOBJECT:
    return ctypes.cast(address, raw.FPDF_PAGEOBJECT)


def _runs(textpage: pypdfium2.PdfTextPage) -> dict[int, str]:
    """Text of each text object, by its address, without the spaces and line ends pdfium adds between objects."""
    handle, count = _address(textpage.raw), raw.FPDFText_CountChars(textpage)
    owners = [_owner_of(handle, index) for index in range(count)]
    units = _units(textpage, count)
    runs: defaultdict[int, bytes] = defaultdict(bytes)
    at = 0
    for owner, characters in groupby(owners):
        end = at + len(list(characters))
        if owner is not None:
            runs[owner] += units[at * _UNIT : end * _UNIT]
        at = end
    return {address: _decoded(run) for address, run in runs.items()}


def _units(textpage: pypdfium2.PdfTextPage, count: int) -> bytes:
    """Every character of the page as one unit of UTF-16, or two characters as the surrogates of one.

    Raises:
        PreflightFailed: a character says nothing, so that nobody knows whose the others are.
    """
    units = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(textpage, 0, count, units) != len(units):
        raise PreflightFailed(fault="text")
    return bytes(units)


def _decoded(units: bytes) -> str:
    return units.decode("utf-16-le", "replace").replace(_LINE_END_HYPHEN, "-")


def _picture(address: int) -> Picture:
    found = _object(address)
    length = raw.FPDFImageObj_GetImageDataDecoded(found, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFImageObj_GetImageDataDecoded(found, buffer, length)
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(found, matrix)
    return Picture(buffer.raw, (matrix.a / POINTS_PER_MM, matrix.d / POINTS_PER_MM))
