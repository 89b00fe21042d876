"""印影 of made-up registrants: a ring with the surname in it, always the same for the same name."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from branch_app.domain.records.seal import SealImpression
from branch_app.domain.values.text import is_variation_selector

_DPI = 600
_RING = 0.045
"""Width of the ring as a part of the diameter."""
_TEXT_HEIGHT = 0.74
_TEXT_WIDTH = 0.56
_INK = 255


@dataclass(frozen=True, slots=True)
class Engraver:
    """Cuts round seals in one typeface (a font file)."""

    font: Path

    def engrave(self, surname: str, diameter_mm: int) -> SealImpression:
        """Impression at 600 dpi, characters one below the other; a seal shows base characters, not variants."""
        side = round(diameter_mm / 25.4 * _DPI)
        image = Image.new("L", (side, side), 0)
        ring = max(1, round(side * _RING))
        ImageDraw.Draw(image).ellipse((0, 0, side - 1, side - 1), outline=_INK, width=ring)
        characters = [character for character in surname if not is_variation_selector(character)]
        height = side * _TEXT_HEIGHT / len(characters)
        for row, character in enumerate(characters):
            centre = side / 2 + (row - (len(characters) - 1) / 2) * height
            self._cut(image, character, (round(side * _TEXT_WIDTH), round(height)), centre)
        return SealImpression(side, side, _DPI, _dots(image))

    def _cut(self, image: Image.Image, character: str, box: tuple[int, int], centre: float) -> None:
        """Stretch one character to fill its box, as seal characters do."""
        font = ImageFont.truetype(self.font, max(box), layout_engine=ImageFont.Layout.BASIC)
        left, top, right, bottom = (round(edge) for edge in font.getbbox(character))
        glyph = Image.new("L", (right - left, bottom - top), 0)
        ImageDraw.Draw(glyph).text((-left, -top), character, fill=_INK, font=font, stroke_width=1)
        fitted = glyph.resize(box)
        image.paste(_INK, (round((image.width - box[0]) / 2), round(centre - box[1] / 2)), fitted)


def _dots(image: Image.Image) -> bytes:
    return image.point(lambda level: _INK if level > _INK // 2 else 0).convert("1").tobytes()
