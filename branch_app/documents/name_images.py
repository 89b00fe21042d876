"""Names on the screen as the certificate draws them.

The screen's toolkit shows tofu for variation selectors and counts characters beyond the BMP as two. So such a name
is set by the very font class of the papers into a page of its own size, and drawn by pdfium like any page: one path
for both, and no second text engine that could choose another glyph.
"""

import io
import math
import unicodedata
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from branch_app.documents.fonts import Font, font, mincho
from branch_app.documents.pdfium import draw, opened
from branch_app.domain.values.text import is_variation_selector
from branch_app.ports import RGB, Raster

_BMP = 0xFFFF
_BASELINE = 0.12
"""How far above the lower edge of an ideographic em box the baseline lies, in em."""


class MinchoNames:
    """The ``NameImages`` port; ``resources`` is the folder with the fonts."""

    def __init__(self, resources: Path) -> None:
        self._resources = resources
        self._last: tuple[tuple[str, int, RGB, RGB], Raster] | None = None

    def check_resources(self) -> None:
        """For the doctor: the fonts of screen and names are there and unaltered.

        Raises:
            ResourceDamaged.
        """
        mincho(self._resources)
        font(self._resources, Font.SCREEN)

    def needs_image(self, text: str) -> bool:
        """Whether the screen's font or toolkit would draw it wrong.

        Raises:
            ResourceDamaged: the screen font is not what was shipped.
        """
        return any(map(self._is_beyond_screen, text))

    def draw(self, text: str, height: int, ink: RGB, ground: RGB) -> Raster:
        """The text on one line, ``height`` pixels an em high and with nothing around it.

        Raises:
            GlyphMissing: the certificate could not draw it either.
            ResourceDamaged: the font is not what was shipped.
        """
        asked, last = (text, height, ink, ground), self._last
        if last is None or last[0] != asked:  # a name stands in several places at once
            self._last = last = (asked, self._drawn(*asked))
        return last[1]

    def _drawn(self, text: str, height: int, ink: RGB, ground: RGB) -> Raster:
        face = mincho(self._resources)
        width = max(1, math.ceil(face.stringWidth(text, height)))
        with opened(self._page(text, width, height, ink)) as document:
            page = document[0]
            try:
                return draw(page, width, height, ground)
            finally:
                page.close()

    def _page(self, text: str, width: int, height: int, ink: RGB) -> bytes:
        """A page of one point a pixel."""
        file = io.BytesIO()
        name = mincho(self._resources).fontName
        canvas = Canvas(file, pagesize=(width, height), pageCompression=0, initialFontName=name)
        canvas.setFont(name, height)
        canvas.setFillColorRGB(*(part / 255 for part in ink))
        canvas.drawString(0, _BASELINE * height, text)
        canvas.save()
        return file.getvalue()

    def _is_beyond_screen(self, character: str) -> bool:
        if ord(character) > _BMP or is_variation_selector(character) or unicodedata.combining(character):
            return True
        return font(self._resources, Font.SCREEN).faces.first.characters.glyph(character) is None
