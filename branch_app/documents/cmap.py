"""From written characters to glyph ids: OpenType ``cmap`` formats 12 (all of Unicode) and 14 (variation sequences).

Layouts: https://learn.microsoft.com/typography/opentype/spec/cmap
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property

_ALL_OF_UNICODE = (3, 10)
_VARIATION_SEQUENCES = (0, 5)


class CharacterMap:
    """Code point, or code point and variation selector, to glyph id."""

    def __init__(self, table: bytes) -> None:
        self._table = table
        self._offsets = _subtables(table)

    @cached_property
    def _groups(self) -> tuple[tuple[int, int, int], ...]:
        """First and last code point, glyph of the first. Read when first asked for: some faces never are."""
        groups = self._table[self._offsets[_ALL_OF_UNICODE] :]
        (count,) = struct.unpack_from(">L", groups, 12)
        return tuple(struct.iter_unpack(">LLL", groups[16 : 16 + 12 * count]))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(group[0] for group in self._groups)

    @cached_property
    def _variants(self) -> dict[tuple[int, int], int]:
        sequences = self._offsets.get(_VARIATION_SEQUENCES)
        return {} if sequences is None else self._variation_sequences(self._table[sequences:])

    def glyph(self, grapheme: str) -> int | None:
        """Glyph id of one grapheme, or None: a selector the font does not know is not ignored."""
        match grapheme:
            case base if len(base) == 1:
                return self._plain(ord(base))
            case pair if len(pair) == 2:
                return self._variants.get((ord(pair[0]), ord(pair[1])))
        return None

    def code_points(self) -> Iterator[int]:
        """Every code point that has a glyph by itself."""
        for first, last, _ in self._groups:
            yield from (each for each in range(first, last + 1) if self._plain(each) is not None)

    def variants(self) -> Mapping[tuple[int, int], int]:
        """Every (code point, selector) the font draws."""
        return self._variants

    def _plain(self, code_point: int) -> int | None:
        at = bisect_right(self._starts, code_point) - 1
        if at < 0 or code_point > self._groups[at][1]:
            return None
        start, _, glyph = self._groups[at]
        return int(glyph + code_point - start) or None

    def _variation_sequences(self, data: bytes) -> dict[tuple[int, int], int]:
        found: dict[tuple[int, int], int] = {}
        (records,) = struct.unpack_from(">L", data, 6)
        for record in range(records):
            at = 10 + 11 * record
            selector = _uint24(data, at)
            default, explicit = struct.unpack_from(">LL", data, at + 3)
            if default:
                found.update(self._default_sequences(data, default, selector))
            if explicit:
                found.update(_explicit_sequences(data, explicit, selector))
        return found

    def _default_sequences(self, data: bytes, at: int, selector: int) -> dict[tuple[int, int], int]:
        """Ranges whose selector changes nothing: the sequence has the glyph of its base."""
        found: dict[tuple[int, int], int] = {}
        (ranges,) = struct.unpack_from(">L", data, at)
        for position in range(at + 4, at + 4 + 4 * ranges, 4):
            first = _uint24(data, position)
            for code_point in range(first, first + data[position + 3] + 1):
                glyph = self._plain(code_point)
                if glyph is not None:
                    found[code_point, selector] = glyph
        return found


def _explicit_sequences(data: bytes, at: int, selector: int) -> dict[tuple[int, int], int]:
    (count,) = struct.unpack_from(">L", data, at)
    rows = struct.iter_unpack(">BHH", data[at + 4 : at + 4 + 5 * count])
    return {(high << 16 | low, selector): glyph for high, low, glyph in rows}


def _subtables(table: bytes) -> dict[tuple[int, int], int]:
    (count,) = struct.unpack_from(">H", table, 2)
    rows = struct.iter_unpack(">HHL", table[4 : 4 + 8 * count])
    return {(platform, encoding): offset for platform, encoding, offset in rows}


def _uint24(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 3], "big")
