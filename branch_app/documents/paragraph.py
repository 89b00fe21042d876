"""Running text broken into lines of one size, as a Japanese printer breaks it (JIS X 4051: 行頭禁則, 行末禁則).

No line begins with a mark that closes or ends with one that opens; a number stays with its counter, a Latin word
whole, while a line has room for it. Nothing is cut inside a grapheme, and the lines together are the text.
"""

from collections.abc import Iterable, Iterator, Sequence

from branch_app.documents.typeface import Glyph

_NOT_FIRST = frozenset(
    "、。，．,.：；:;）〕］｝〉》」』】)]}’”！？!?・ー々ゝゞヽヾ％%－‐～ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
)
_NOT_LAST = frozenset("（〔［｛〈《「『【([{‘“")
_COUNTERS = frozenset("元年月日番号条項")
_SPACES = frozenset(" \u3000")
_ROUNDING = 1e-9


def broken(glyphs: Sequence[Glyph], width: float) -> tuple[str, ...]:
    """Lines no wider than ``width`` em; spaces hang at their ends. At least one line, empty for no text."""
    if _ink(glyphs) <= width:
        return ("".join(glyph.text for glyph in glyphs),)
    lines, room = [""], width
    for piece in _parts(glyphs, width):
        if _ink(piece) > room + _ROUNDING and lines[-1]:
            lines.append("")
            room = width
        lines[-1] += "".join(glyph.text for glyph in piece)
        room -= _em(piece)
    return tuple(lines)


def _parts(glyphs: Iterable[Glyph], width: float) -> Iterator[list[Glyph]]:
    """What is not broken; a part wider than a line is broken anywhere."""
    for piece in _joined(glyphs):
        if _ink(piece) <= width:
            yield piece
        else:
            yield from ([glyph] for glyph in piece)


def _joined(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    piece: list[Glyph] = []
    for glyph in glyphs:
        if piece and not _hold_together(piece[-1].text[0], glyph.text[0]):
            yield piece
            piece = []
        piece.append(glyph)
    if piece:
        yield piece


def _hold_together(before: str, after: str) -> bool:
    if after in _SPACES:
        return True
    if before in _SPACES:
        return False
    word = _in_word(before) and (_in_word(after) or after in _COUNTERS)
    return word or after in _NOT_FIRST or before in _NOT_LAST


def _in_word(character: str) -> bool:
    return (character.isascii() and character.isalnum()) or "０" <= character <= "９"


def _ink(piece: Sequence[Glyph]) -> float:
    """Width without the spaces that end it."""
    end = len(piece)
    while end and piece[end - 1].text in _SPACES:
        end -= 1
    return _em(piece[:end])


def _em(piece: Iterable[Glyph]) -> float:
    return sum(glyph.width for glyph in piece)
