"""What lies below everything on a page: one tile repeated over the paper, calm below what is to be read.

The tiles are two images of the file; a page adds a form of about a kilobyte that shows them as often as needed.
Images, because a raster image processor gives each of their dots one dot of the printer, where a square drawn as a
path may grow over its edges (ISO 32000-1, 8.9.5 and 10.6.5).
"""

import math
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from reportlab.pdfbase import pdfdoc

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import POINTS_PER_MM, Box
from branch_app.documents.packing import QuickFlate


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where a line across the tiles cuts no dot: every ``step`` mm, first at ``first``."""

    first: float
    step: float

    def before(self, place: float) -> float:
        """The last one that is not beyond ``place``."""
        return self.first + math.floor((place - self.first) / self.step) * self.step

    def after(self, place: float) -> float:
        """The first one that is not short of ``place``."""
        return self.first + math.ceil((place - self.first) / self.step) * self.step


@dataclass(frozen=True, slots=True)
class Tiles:
    """Two tiles of one size: ``loud`` lies where nothing is written, ``calm`` below what is.

    ``across`` has the upright lines that cut no dot of the loud one, ``down`` the level ones.
    """

    loud: Bitmap
    calm: Bitmap
    across: Cuts
    down: Cuts

    def around(self, box: Box) -> Box:
        """The smallest box with ``box`` inside whose edges cut no dot."""
        left, top = self.across.before(box.x), self.down.before(box.y)
        return Box(left, top, self.across.after(box.right) - left, self.down.after(box.bottom) - top)


@dataclass(slots=True)
class Ground:
    """The ground of one page. Tiles begin in the upper left corner of the paper, wherever ``area`` shows them."""

    tiles: Tiles
    area: Box
    calm: list[Box] = field(default_factory=list)
    clear: list[Box] = field(default_factory=list)

    def write(self, document: pdfdoc.PDFDocument, form: str, paper: tuple[float, float]) -> None:
        """The form of that name, and the tiles where the document has none yet; ``paper`` in mm."""
        for name, tile in self._named().items():
            if not document.hasForm(name):
                document.addForm(name, _image(tile))
        document.addForm(form, _form(document, tuple(self._named()), self._operators(document, paper[1]), paper))

    def _named(self) -> dict[str, Bitmap]:
        return {"ground-loud": self.tiles.loud, "ground-calm": self.tiles.calm}

    def _operators(self, document: pdfdoc.PDFDocument, height: float) -> str:
        """Loud tiles; white with calm tiles where something is written; white alone where all is kept clear."""
        loud, calm = (f"/{document.getXObjectName(name)} Do" for name in self._named())
        places = "".join(self._placed(height, loud))
        drawn = [f"0 g q {_outlines([self.area], height)} W n", places, "Q"]
        if self.calm:
            outlines = _outlines(map(self.tiles.around, self.calm), height)
            drawn += [f"1 g {outlines} f 0 g q {outlines} W n", places.replace(loud, calm), "Q"]
        if self.clear:
            drawn.append(f"1 g {_outlines(self.clear, height)} f")
        return "\n".join(drawn)

    def _placed(self, height: float, tile: str) -> Iterator[str]:
        """Every tile that the area needs."""
        across, down = self.tiles.loud.size_mm
        for row in range(int(self.area.y / down), math.ceil(self.area.bottom / down)):
            for column in range(int(self.area.x / across), math.ceil(self.area.right / across)):
                x, y = column * across * POINTS_PER_MM, (height - (row + 1) * down) * POINTS_PER_MM
                yield f"q {across * POINTS_PER_MM:.4f} 0 0 {down * POINTS_PER_MM:.4f} {x:.4f} {y:.4f} cm {tile} Q\n"


def _outlines(boxes: Iterable[Box], height: float) -> str:
    points = POINTS_PER_MM
    return " ".join(
        [
            f"{box.x * points:.3f} {(height - box.y - box.height) * points:.3f}"
            f" {box.width * points:.3f} {box.height * points:.3f} re"
            for box in boxes
        ]
    )


@lru_cache(maxsize=8)
def _compressed(bits: bytes) -> bytes:
    return zlib.compress(bits, 9)


def _image(tile: Bitmap) -> pdfdoc.PDFStream:
    """A stencil mask (ISO 32000-1, 8.9.6.2): white stays paper, nothing is resampled."""
    return _stream(
        _compressed(tile.bits),
        Type=pdfdoc.PDFName("XObject"),
        Subtype=pdfdoc.PDFName("Image"),
        Width=tile.width,
        Height=tile.height,
        BitsPerComponent=1,
        ImageMask="true",
        Decode=pdfdoc.PDFArray([1, 0]),
    )


def _form(
    document: pdfdoc.PDFDocument, uses: Iterable[str], operators: str, paper: tuple[float, float]
) -> pdfdoc.PDFStream:
    width, height = (side * POINTS_PER_MM for side in paper)
    return _stream(
        QuickFlate().encode(operators),
        Type=pdfdoc.PDFName("XObject"),
        Subtype=pdfdoc.PDFName("Form"),
        BBox=pdfdoc.PDFArray([0, 0, width, height]),
        Resources=pdfdoc.PDFDictionary({"XObject": document.xobjDict(uses)}),
    )


def _stream(compressed: bytes, **entries: object) -> pdfdoc.PDFStream:
    stream = pdfdoc.PDFStream(content=compressed)
    stream.dictionary.dict.update(entries, Filter=pdfdoc.PDFName("FlateDecode"))
    return stream
