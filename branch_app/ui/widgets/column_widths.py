"""How wide the columns of a list are: what their texts need comes before what looks best."""

import tkinter as tk
from collections.abc import Iterable, Sequence
from tkinter.font import Font

_DOTS = "…"
_MOST_KNOWN = 4000
"""Texts; a day's names and words are fewer."""

_MEASURE = """
proc madoguchi_measure {font texts} {
    set widths {}
    foreach text $texts { lappend widths [font measure $font $text] }
    return $widths
}
"""
"""One call for all: after each one the window must get the interpreter's lock back from some worker."""


def share(room: int, wished: Sequence[int], needs: Sequence[int], growing: int | None) -> list[int]:
    """Px of every column.

    Args:
        room: px of them together.
        wished: px that a column has where there is room enough.
        needs: px that the widest text of a column takes.
        growing: which column takes what is left over, and gives first, down to half of its need; None for none.
    """
    widths = [max(pair) for pair in zip(wished, needs, strict=True)]
    rest = room - sum(widths)
    if rest >= 0:
        if growing is not None:
            widths[growing] += rest
        return widths
    slack = [width - need for width, need in zip(widths, needs, strict=True)]
    if sum(slack) >= -rest:
        return [width + rest * spare // sum(slack) for width, spare in zip(widths, slack, strict=True)]
    least = list(needs)
    if growing is not None:  # an address is still known by its beginning, a name is not
        least[growing] -= min(sum(needs) - room, needs[growing] // 2)
    return [need * room // max(1, sum(least)) for need in least]


class Ruler:
    """Px of texts in one font; what was measured once is known."""

    def __init__(self, widget: tk.Misc, font: Font) -> None:
        self._tk = widget.tk
        self._font = font
        self._known: dict[str, int] = {"": 0}
        self._tk.eval(_MEASURE)

    def learn(self, texts: Iterable[str]) -> None:
        """Measure those of them that are new, in one call."""
        new = list({text for text in texts if text not in self._known})
        if not new:
            return
        if len(self._known) > _MOST_KNOWN:
            self._known = {"": 0}
        found = self._tk.splitlist(self._tk.call("madoguchi_measure", str(self._font), tuple(new)))
        self._known.update(zip(new, map(int, found), strict=True))

    def width(self, text: str) -> int:
        """Px of ``text``."""
        self.learn([text])
        return self._known[text]

    def shortened(self, text: str, room: int) -> str:
        """``text`` as far as ``room`` px reach; dots say that there is more of it."""
        needs = self.width(text)
        if not text or needs <= room:
            return text
        kept = max(0, room - self.width(_DOTS)) * len(text) // needs
        while kept and self.width(text[:kept] + _DOTS) > room:  # its beginning may be wider than its end
            kept -= 1
        return text[:kept] + _DOTS
