"""Draw the shapes in papers, 複写, 証 and the waves, as one-bit pictures: ``python build/draw_marks.py``.

BIZ UDGothic Bold, SIL Open Font License 1.1. 複写 is a square that repeats without a seam: two words, one of them
shifted by half a square, so that no straight line across the page misses them. 青海波 are the waves cut out of word
and ground alike, so that the eye follows them and not the word.
"""

import hashlib
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

FONT = "/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Bold.ttf"
TARGET = Path(__file__).parent.parent / "resources" / "marks"
SCALE = 4
WORD, WORD_SIDE, WORD_EM, WORD_STROKE, SLOPE = "複写", 448, 0.335, 0.004, 20
"""Side of the square in dots; size, stroke added and slope of the word, in sides and degrees."""
WAVES, RINGS, LINE = 4, (1.0, 0.67, 0.34), 0.0075
"""How many waves across the square; radii of a wave's rings; width of their lines in sides."""
LETTER, LETTER_SIDE, LETTER_EM = "証", 240, 0.86


def drawn(text: str, side: int, em: float, stroke: float, slope: float) -> Image.Image:
    """One text in the middle of its square, white on black."""
    font = ImageFont.truetype(FONT, round(side * em))
    image = Image.new("L", (side, side), 0)
    middle = (side / 2, side / 2)
    ImageDraw.Draw(image).text(middle, text, font=font, fill=255, anchor="mm", stroke_width=round(side * stroke))
    return image.rotate(slope, Image.Resampling.BICUBIC)


def repeating(word: Image.Image) -> Image.Image:
    """The word where it is, and once more half a square across and down."""
    half = word.width // 2
    return ImageChops.lighter(word, ImageChops.offset(word, half, half))


def waves(side: int) -> Image.Image:
    """Rows of waves from the top, each in front of the one above: white lines on black, without a seam."""
    image = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(image)
    radius, width = side / WAVES / 2, round(side * LINE)
    for row in range(-2, 4 * WAVES + 3):
        shift = radius if row % 2 else 0
        for wave in range(-1, WAVES + 2):
            ringed(pen, (2 * wave * radius + shift, row * radius / 2), radius, width)
    return image


def ringed(pen: ImageDraw.ImageDraw, middle: tuple[float, float], radius: float, width: int) -> None:
    """One wave: its outer ring covers what lies behind."""
    x, y = middle
    for ring in RINGS:
        reach = radius * ring
        box = (x - reach, y - reach, x + reach, y + reach)
        pen.ellipse(box, fill=0, outline=255, width=width)


def write(name: str, image: Image.Image, side: int) -> str:
    """One picture, and its line in the table."""
    bits = (
        image.resize((side, side), Image.Resampling.BOX)
        .point(lambda grey: 255 * (grey < 128))
        .convert("1", dither=0)
    )
    path = TARGET / f"{name}.pbm"
    bits.save(path)
    return f'\n[{name}]\nfile = "{path.name}"\nsha256 = "{hashlib.sha256(path.read_bytes()).hexdigest()}"\n'


def main() -> None:
    """All pictures and their table."""
    word = drawn(WORD, WORD_SIDE * SCALE, WORD_EM, WORD_STROKE, SLOPE)
    letter = drawn(LETTER, LETTER_SIDE * SCALE, LETTER_EM, 0, 0)
    table = "# Shapes in the marks of papers; build/draw_marks.py draws them and writes this table.\n"
    table += write("copied", repeating(word), WORD_SIDE) + write("waves", waves(WORD_SIDE * SCALE), WORD_SIDE)
    table += write("certified", letter, LETTER_SIDE)
    (TARGET / "marks.toml").write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
