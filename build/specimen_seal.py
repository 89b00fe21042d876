"""Draw the specimen 電子公印 (見本) that demo and training use: ``python build/specimen_seal.py``.

It names itself 見本 in its largest column, so that no paper carrying it passes for one of the city. The city's real
seal never lies in this repository.
"""

import hashlib
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

FONT = "/usr/share/fonts/truetype/ipamj/ipamjm.ttf"
TARGET = Path(__file__).parent.parent / "resources" / "seal"
DOTS_PER_INCH = 600
SIDE_MM = 21
SCALE = 4
BORDER_MM, GAP_MM, CORNER_MM = 0.9, 0.45, 1.2
ACROSS_MM, DOWN_MM = 0.05, 0.16
COLUMNS = (("見", "本"), ("市", "長", "印"), ("川", "崎"))
"""From left to right; read from right to left, 川崎 市長印 見本."""
SHARES = (0.36, 0.32, 0.32)


def dots(millimetres: float) -> int:
    """Millimetres to dots of the enlarged drawing."""
    return round(millimetres / 25.4 * DOTS_PER_INCH * SCALE)


def thickened(drawn: Image.Image, across: int, down: int) -> Image.Image:
    """Mincho's thin horizontals are carved nearly as wide as its verticals: spread ink by that many dots."""
    thick = drawn
    for y in range(-down, down + 1):
        thick = ImageChops.lighter(thick, ImageChops.offset(drawn, 0, y))
    drawn = thick
    for x in range(-across, across + 1):
        thick = ImageChops.lighter(thick, ImageChops.offset(drawn, x, 0))
    return thick


def character(text: str, width: int, height: int) -> Image.Image:
    """One character stretched to its cell, as a carver fills a seal."""
    font = ImageFont.truetype(FONT, 1000)
    left, top, right, bottom = font.getbbox(text)
    drawn = Image.new("L", (int(right - left), int(bottom - top)), 0)
    ImageDraw.Draw(drawn).text((-left, -top), text, font=font, fill=255)
    across, down = dots(ACROSS_MM), dots(DOWN_MM)
    cell = Image.new("L", (width, height), 0)
    cell.paste(drawn.resize((width - 2 * across, height - 2 * down)), (across, down))
    return thickened(cell, across, down)


def seal() -> Image.Image:
    """The whole seal, white ink on black, at ``SCALE`` times its size."""
    side = dots(SIDE_MM)
    image = Image.new("L", (side, side), 0)
    ImageDraw.Draw(image).rounded_rectangle(
        (0, 0, side - 1, side - 1), radius=dots(CORNER_MM), outline=255, width=dots(BORDER_MM)
    )
    margin, gap = dots(BORDER_MM + GAP_MM), dots(GAP_MM)
    room, x = side - 2 * margin, margin
    for column, share in zip(COLUMNS, SHARES, strict=True):
        width = round(room * share)
        height = room // len(column)
        for row, text in enumerate(column):
            image.paste(
                character(text, width - gap, height - gap), (x + gap // 2, margin + row * height + gap // 2)
            )
        x += width
    return image


def main() -> None:
    """Write the bitmap and the table that vouches for it."""
    side = round(SIDE_MM / 25.4 * DOTS_PER_INCH)
    ink = seal().resize((side, side), Image.Resampling.LANCZOS).point(lambda grey: 255 if grey > 127 else 0)
    bitmap = ImageChops.invert(ink).convert("1", dither=Image.Dither.NONE)
    path = TARGET / "mayor.pbm"
    bitmap.save(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    table = f"""# The mayor's seal on certificates: here a specimen (見本), drawn by build/specimen_seal.py.

[mayor]
file = "{path.name}"
dots_per_inch = {DOTS_PER_INCH}
sha256 = "{digest}"
"""
    (TARGET / "seals.toml").write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
