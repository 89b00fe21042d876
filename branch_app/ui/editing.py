"""Where a cursor may stand: between characters as people see them.

Tk 8.6 counts a character beyond the first plane (𠮷) as two and knows nothing of variation selectors, so that its
own BackSpace would leave half a character behind. Positions here are Tk's: UTF-16 units.
"""

from itertools import accumulate

from branch_app.domain.values.text import graphemes


def boundaries(text: str) -> tuple[int, ...]:
    """Every position where a cursor may stand, 0 and the end included."""
    units = (len(character.encode("utf-16-le", "surrogatepass")) // 2 for character in graphemes(text))
    return tuple(accumulate(units, initial=0))


def before(text: str, at: int) -> int:
    """The boundary on the left of ``at``; 0 at the start."""
    return max((place for place in boundaries(text) if place < at), default=0)


def after(text: str, at: int) -> int:
    """The boundary on the right of ``at``; the end at the end."""
    places = boundaries(text)
    return min((place for place in places if place > at), default=places[-1])


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The smallest range of whole characters around ``start`` to ``end``."""
    places = boundaries(text)
    left = max(place for place in places if place <= start)
    right = min((place for place in places if place >= end), default=places[-1])
    return left, right
