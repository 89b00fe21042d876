"""禁則: where a line of Japanese may not break (JIS X 4051): before 。 and its like, after an opening bracket."""

from collections.abc import Callable, Iterator

NEVER_FIRST = frozenset(
    "、。，．・：；？！ー〜）」』】〉》］｝〕’”々ゝゞヽヾ…‥,.:;?!)]}%％ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
NEVER_LAST = frozenset("（「『【〈《［｛〔‘“([{")
_FIRST_IDEOGRAPH = "\u2e80"
"""Letters and digits below it keep together in words."""


def fold(text: str, room: int, width: Callable[[str], int]) -> list[str]:
    """Lines of at most ``room`` px; what has no place to break stays whole. ``width`` is that of one character."""
    return [line for paragraph in text.split("\n") for line in _lines(paragraph, room, width)]


def _lines(text: str, room: int, width: Callable[[str], int]) -> Iterator[str]:
    line, taken = "", 0
    for piece in _pieces(text):
        if line and taken + sum(map(width, piece.rstrip())) > room:
            yield line.rstrip()
            line, taken = "", 0
        line += piece
        taken += sum(map(width, piece))
    yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """What stays together."""
    start = 0
    for at in range(1, len(text)):
        if _may_break(text[:at], text[at]):
            yield text[start:at]
            start = at
    yield text[start:]


def _may_break(before: str, after: str) -> bool:
    """Spaces at a line's end are not seen: the sign before them is the one that would stand last."""
    if after.isspace() or after in NEVER_FIRST or before.rstrip()[-1:] in NEVER_LAST:
        return False
    last = before[-1]
    return last.isspace() or last >= _FIRST_IDEOGRAPH or after >= _FIRST_IDEOGRAPH
