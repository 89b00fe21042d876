"""One-bit pictures at true size: seals and 印影."""

import re
import zlib
from dataclasses import dataclass
from functools import cached_property

from branch_app.documents.box import POINTS_PER_MM
from branch_app.domain.records.seal import SealImpression

_PBM = re.compile(rb"P4\s+(\d+)\s+(\d+)\s")
_LARGE = 4_096
"""Bytes from which on a picture is packed by itself: those of a symbol are noise, which never shrinks."""


@dataclass(frozen=True)  # no slots: the encoded form is kept with the mayor's seal, which every paper carries
class Bitmap:
    """Rows padded to whole bytes, 1 is ink."""

    width: int
    height: int
    dots_per_inch: int
    bits: bytes

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height on paper."""
        return self.width / self.dots_per_inch * 25.4, self.height / self.dots_per_inch * 25.4

    def operators(self, x: float, y: float) -> str:
        """PDF operators that print it in the current colour, lower left corner at ``x``, ``y`` points.

        An inline stencil mask (ISO 32000-1, 8.9.6.2 and 8.9.7): white stays paper, nothing is resampled.
        """
        width, height = (side * POINTS_PER_MM for side in self.size_mm)
        picture = f"/W {self.width} /H {self.height} /BPC 1 /IM true /D [1 0] /F {self._encoded}"
        return f"q {width:.4f} 0 0 {height:.4f} {x:.4f} {y:.4f} cm BI {picture}>\nEI Q"

    @cached_property
    def _encoded(self) -> str:
        """Filters and data. Hexadecimal, because operators are text; the page is packed, which takes that back."""
        if len(self.bits) < _LARGE:
            return f"/AHx ID\n{self.bits.hex()}"
        return f"[/AHx /Fl] ID\n{zlib.compress(self.bits).hex()}"


def impression_bitmap(impression: SealImpression) -> Bitmap:
    """The registered 印影 as it is."""
    return Bitmap(impression.width, impression.height, impression.dots_per_inch, impression.bits)


def parse_pbm(data: bytes, dots_per_inch: int) -> Bitmap:
    """A portable bitmap in its binary form (P4).

    Raises:
        ValueError: not of that form.
    """
    head = _PBM.match(data)
    if head is None:
        raise ValueError("pbm")
    width, height = int(head[1]), int(head[2])
    bits = data[head.end() :]
    if len(bits) != (width + 7) // 8 * height:
        raise ValueError("pbm")
    return Bitmap(width, height, dots_per_inch, bits)
