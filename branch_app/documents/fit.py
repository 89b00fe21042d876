"""Set a text into a box: at full size, then smaller, then on several lines; never cut, never outside."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from branch_app.documents.faces import Faces
from branch_app.documents.typeface import Glyph

LEADING = 1.16
"""Distance of lines in em."""
SMALLEST = 4.6
"""Points below which print is not read any more."""
SHRINK = 0.68
"""How far one line shrinks before the text is wrapped instead, as a part of its size."""
_STEP = 0.4
_ROUNDING = 1e-9
_SPACE = "\u3000"


class Setting(NamedTuple):
    """Lines whose concatenation is the text, the width of each in em, and their size in points."""

    size: float
    lines: tuple[str, ...]
    widths: tuple[float, ...]


def fit(text: str, faces: Faces, room: tuple[float, float], size: float, shrink: float = SHRINK) -> Setting | None:
    """The largest setting of ``text`` in ``room`` (width, height in points) from ``size`` points down, if any.

    Raises:
        GlyphMissing.
    """
    width, height = room
    glyphs = faces.glyphs(text)
    line = _em(glyphs)
    whole = min(size, height, width / line) if line else size
    if whole >= max(size * shrink, SMALLEST):
        return Setting(_whole_tenths(whole), (text,), (line,))
    two_lines = _wrapped(glyphs, room, _sizes(size, max(size * shrink, SMALLEST)), most=2)
    found = two_lines or _wrapped(glyphs, room, _sizes(size, SMALLEST), most=len(glyphs))
    return None if found is None else Setting(*found, tuple(map(faces.width, found[1])))


def _wrapped(
    glyphs: Sequence[Glyph], room: tuple[float, float], sizes: Iterable[float], most: int
) -> tuple[float, tuple[str, ...]] | None:
    width, height = room
    for size in sizes:
        lines = _wrap(glyphs, width / size)
        if lines is not None and len(lines) <= most and ((len(lines) - 1) * LEADING + 1) * size <= height:
            return size, lines
    return None


def _sizes(largest: float, smallest: float) -> Iterator[float]:
    size = _whole_tenths(largest)
    while size >= smallest:
        yield size
        size = round(size - _STEP, 1)


def _whole_tenths(size: float) -> float:
    return int(size * 10 + _ROUNDING) / 10


def _wrap(glyphs: Sequence[Glyph], width: float) -> tuple[str, ...] | None:
    """Lines no wider than ``width`` em, broken at the only space where both sides fit; spaces hang at line ends."""
    text = [glyph.text for glyph in glyphs]
    if text.count(_SPACE) == 1:
        space = text.index(_SPACE)
        if max(_em(glyphs[:space]), _em(glyphs[space + 1 :])) <= width:
            return "".join(text[: space + 1]), "".join(text[space + 1 :])
    lines, room = [""], width
    for glyph in glyphs:
        if glyph.width > width:
            return None
        if glyph.width > room + _ROUNDING and glyph.text != _SPACE:
            lines.append("")
            room = width
        lines[-1] += glyph.text
        room -= glyph.width
    return tuple(lines)


def _em(glyphs: Sequence[Glyph]) -> float:
    return sum([glyph.width for glyph in glyphs])
