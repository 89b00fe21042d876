"""A font for the PDF library that writes two-byte codes: every grapheme exact, variation selectors included.

The library calls such a font "dynamic" and asks it for ``splitString``, ``stringWidth``, ``getSubsetInternalName``
and ``addObjects``; the names are its own. In the file each typeface that was used is Type 0, Identity-H,
CIDFontType2 (ISO 32000-1, 9.7): code = glyph id of the embedded subset, numbered in the order of first use within
the document, so the same text gives the same bytes.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc, pdfmetrics

from branch_app.documents.faces import Faces
from branch_app.documents.subset import subset
from branch_app.documents.tounicode import to_unicode
from branch_app.documents.typeface import Glyph, Typeface

_SYMBOLIC = 4
_NOTDEF = 0
_STEM_WIDTH = 80
_OF_A_FACE = attrgetter("face")


class Run(NamedTuple):
    """Part of a text that one typeface draws: the part, the font's name in the page's resources, codes in hex."""

    text: str
    resource: str
    codes: str


@dataclass(slots=True)
class _Subset:
    """What one document has used of a typeface: its name there, each grapheme's code in hex, each code's glyph.

    ``widths`` are those of the glyphs, in thousandths of an em.
    """

    face: Typeface
    resource: str
    codes: dict[str, str] = field(default_factory=dict)
    glyphs: list[int] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.glyphs.append(_NOTDEF)
        self.widths.append(self.face.scaled(self.face.advance(_NOTDEF)))

    def code(self, glyph: Glyph) -> str:
        """The one it has, or the next.

        Raises:
            OverflowError: the 65,536th of a document.
        """
        code = self.codes.get(glyph.text)
        if code is None:
            code = self.codes[glyph.text] = len(self.glyphs).to_bytes(2, "big").hex()
            self.glyphs.append(glyph.id)
            self.widths.append(round(glyph.width * 1000))
        return code


@dataclass(frozen=True, slots=True)
class _Face:
    """What the library reads of a face: name, and height above and below the line in thousandths of an em."""

    name: str
    ascent: int
    descent: int


class IdentityFont:
    """Typefaces, the first of them foremost, in every document made by this process."""

    _dynamicFont = 1  # the library: subset at save, ask splitString
    _multiByte = 1  # the library: ask stringWidth
    shapable = False

    def __init__(self, faces: Faces) -> None:
        metrics = faces.first.metrics
        self.fontName = faces.first.name
        self.faces = faces
        self.face = _Face(faces.first.name, metrics.ascent, metrics.descent)
        self._uses: WeakKeyDictionary[pdfdoc.PDFDocument, dict[Typeface, _Subset]] = WeakKeyDictionary()

    def register(self) -> None:
        """Make the font known to the library under ``fontName``."""
        pdfmetrics.registerFont(self)

    def stringWidth(self, text: str, size: float, encoding: str = "utf-8") -> float:
        """Width in points at ``size`` points.

        Raises:
            GlyphMissing.
        """
        return self.faces.width(text) * size

    def runs(self, text: str, doc: pdfdoc.PDFDocument) -> Sequence[Run]:
        """``text`` cut where the typeface changes; nothing for nothing.

        Raises:
            GlyphMissing.
        """
        if not text:
            return ()
        use = self._use(doc)
        first = use[self.faces.first]
        try:
            # Most texts are characters of the first face that the document has drawn before.
            return (Run(text, first.resource, "".join([first.codes[character] for character in text])),)
        except KeyError:
            return tuple(_runs(self.faces.glyphs(text), use))

    def splitString(self, text: str, doc: pdfdoc.PDFDocument) -> list[tuple[str, bytes]]:
        """Each run's name in the resources, and its codes.

        Raises:
            GlyphMissing.
        """
        return [(run.resource, bytes.fromhex(run.codes)) for run in self.runs(text, doc)]

    def getSubsetInternalName(self, subset: str | int, doc: pdfdoc.PDFDocument) -> str:
        """Name in the page's resources; the library calls the font as a whole subset 0."""
        return f"/{subset or self._use(doc)[self.faces.first].resource}"

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:
        """Write font, descriptor, subset, widths and ToUnicode of each typeface used into ``doc``."""
        for use in self._uses.pop(doc).values():
            if use.codes or use.face is self.faces.first:
                self._add(doc, use)

    def _add(self, doc: pdfdoc.PDFDocument, use: _Subset) -> None:
        program = subset(use.face, use.glyphs)
        name = f"{_tag(program)}+{use.face.name}"
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(name),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(_descendant(doc, name, program, use))]),
                "ToUnicode": doc.Reference(pdfdoc.PDFStream(content=to_unicode(list(use.codes)))),
            }
        )
        doc.idToObject["BasicFonts"].dict[use.resource] = doc.Reference(font)

    def _use(self, doc: pdfdoc.PDFDocument) -> dict[Typeface, _Subset]:
        use = self._uses.get(doc)
        if use is None:
            name = f"F{len(doc.fontMapping) + 1}"
            use = self._uses[doc] = {
                face: _Subset(face, f"{name}-{place}" if place else name)
                for place, face in enumerate(self.faces.all)
            }
            doc.fontMapping[self.fontName] = f"/{name}"
            doc.delayedFonts.append(self)
        return use


def _runs(glyphs: Sequence[Glyph], use: Mapping[Typeface, _Subset]) -> Iterator[Run]:
    for face, of_face in groupby(glyphs, _OF_A_FACE):
        part, drawn = use[face], list(of_face)
        codes = "".join(map(part.code, drawn))
        yield Run("".join([glyph.text for glyph in drawn]), part.resource, codes)


def _descendant(doc: pdfdoc.PDFDocument, name: str, program: bytes, use: _Subset) -> pdfdoc.PDFDictionary:
    widths = " ".join(map(str, use.widths))
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("CIDFontType2"),
            "BaseFont": pdfdoc.PDFName(name),
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {
                    "Registry": pdfdoc.PDFString("Adobe"),
                    "Ordering": pdfdoc.PDFString("Identity"),
                    "Supplement": 0,
                }
            ),
            "CIDToGIDMap": pdfdoc.PDFName("Identity"),
            "DW": 1000,
            "W": f"[ 0 [ {widths} ] ]",
            "FontDescriptor": doc.Reference(_descriptor(doc, name, program, use.face)),
        }
    )


def _descriptor(doc: pdfdoc.PDFDocument, name: str, program: bytes, face: Typeface) -> pdfdoc.PDFDictionary:
    metrics = face.metrics
    # Outlines hardly shrink: packing them would save a quarter, 10 KB, for a whole millisecond.
    file = pdfdoc.PDFStream(content=program, filters=[])
    file.dictionary["Length1"] = len(program)
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("FontDescriptor"),
            "FontName": pdfdoc.PDFName(name),
            "Flags": _SYMBOLIC,
            "FontBBox": pdfdoc.PDFArray(metrics.box),
            "ItalicAngle": 0,
            "Ascent": metrics.ascent,
            "Descent": metrics.descent,
            "CapHeight": metrics.ascent,
            "StemV": _STEM_WIDTH,
            "FontFile2": doc.Reference(file),
        }
    )


def _tag(program: bytes) -> str:
    """Six capitals that name a subset (ISO 32000-1, 9.6.4), from its content and so the same for the same bytes."""
    digest = hashlib.sha256(program).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
