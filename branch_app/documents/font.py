"""A font for the PDF library that writes two-byte codes: every grapheme exact, variation selectors included.

The library calls such a font "dynamic" and asks it for ``splitString``, ``stringWidth``, ``getSubsetInternalName``
and ``addObjects``; the names are its own. In the file the font is Type 0, Identity-H, CIDFontType2 (ISO 32000-1,
9.7): code = glyph id of the embedded subset, numbered in the order of first use within the document, so the same
text gives the same bytes.
"""

import hashlib
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc, pdfmetrics

from branch_app.documents.subset import subset
from branch_app.documents.tounicode import to_unicode
from branch_app.documents.typeface import Typeface

_SYMBOLIC = 4
_NOTDEF = 0
_STEM_WIDTH = 80


@dataclass(slots=True)
class _Use:
    """What one document has used so far: code of each grapheme, glyph of each code."""

    internal_name: str
    codes: dict[str, int] = field(default_factory=dict)
    glyphs: list[int] = field(default_factory=lambda: [_NOTDEF])


@dataclass(frozen=True, slots=True)
class _Face:
    """What the library reads of a face: name, and height above and below the line in thousandths of an em."""

    name: str
    ascent: int
    descent: int


class IdentityFont:
    """One typeface in every document made by this process."""

    _dynamicFont = 1  # the library: subset at save, ask splitString
    _multiByte = 1  # the library: ask stringWidth
    shapable = False

    def __init__(self, typeface: Typeface) -> None:
        self.fontName = typeface.name
        self.typeface = typeface
        self.face = _Face(typeface.name, typeface.metrics.ascent, typeface.metrics.descent)
        self._uses: WeakKeyDictionary[pdfdoc.PDFDocument, _Use] = WeakKeyDictionary()

    def register(self) -> None:
        """Make the font known to the library under ``fontName``."""
        pdfmetrics.registerFont(self)

    def stringWidth(self, text: str, size: float, encoding: str = "utf-8") -> float:
        """Width in points at ``size`` points.

        Raises:
            GlyphMissing.
        """
        return self.typeface.width(text) * size

    def splitString(self, text: str, doc: pdfdoc.PDFDocument) -> list[tuple[int, bytes]]:
        """The one chunk of ``text``: (subset 0, big-endian codes).

        Raises:
            GlyphMissing.
        """
        use = self._use(doc)
        codes = bytearray()
        for glyph in self.typeface.glyphs(text):
            code = use.codes.get(glyph.text)
            if code is None:
                code = use.codes[glyph.text] = len(use.glyphs)
                use.glyphs.append(glyph.id)
            codes += code.to_bytes(2, "big")
        return [(0, bytes(codes))]

    def getSubsetInternalName(self, subset: int, doc: pdfdoc.PDFDocument) -> str:
        """Name of the one font object in the page's resources."""
        return f"/{self._use(doc).internal_name}"

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:
        """Write font, descriptor, subset, widths and ToUnicode into ``doc``."""
        use = self._uses.pop(doc)
        program = subset(self.typeface, use.glyphs)
        name = f"{_tag(program)}+{self.typeface.name}"
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(name),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(self._descendant(doc, name, program, use))]),
                "ToUnicode": doc.Reference(_stream(to_unicode(list(use.codes)))),
            }
        )
        doc.idToObject["BasicFonts"].dict[use.internal_name] = doc.Reference(font)

    def _use(self, doc: pdfdoc.PDFDocument) -> _Use:
        use = self._uses.get(doc)
        if use is None:
            use = self._uses[doc] = _Use(f"F{len(doc.fontMapping) + 1}")
            doc.fontMapping[self.fontName] = f"/{use.internal_name}"
            doc.delayedFonts.append(self)
        return use

    def _descendant(self, doc: pdfdoc.PDFDocument, name: str, program: bytes, use: _Use) -> pdfdoc.PDFDictionary:
        widths = [self.typeface.scaled(self.typeface.advance(glyph)) for glyph in use.glyphs]
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
                "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray(widths)]),
                "FontDescriptor": doc.Reference(self._descriptor(doc, name, program)),
            }
        )

    def _descriptor(self, doc: pdfdoc.PDFDocument, name: str, program: bytes) -> pdfdoc.PDFDictionary:
        metrics = self.typeface.metrics
        file = _stream(program)
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


def _stream(content: bytes) -> pdfdoc.PDFStream:
    return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])


def _tag(program: bytes) -> str:
    """Six capitals that name a subset (ISO 32000-1, 9.6.4), from its content and so the same for the same bytes."""
    digest = hashlib.sha256(program).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
