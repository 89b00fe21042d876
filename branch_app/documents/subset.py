"""A small TrueType file with only the glyphs of one document, renumbered from 0.

A general subsetter closes over layout tables and reads all 61,179 glyphs first; a page needs some 200 outlines and
nothing else, so they are copied and six tables written anew (1 ms). Hinting is left out: it is for coarse screens,
and without it every renderer draws the same.
"""

import struct
from collections.abc import Sequence

from branch_app.documents.typeface import Typeface
from branch_app.domain.errors import ResourceDamaged

_CHECKSUM_MAGIC = 0xB1B0AFBA
_HEAD_ADJUSTMENT = 8


def subset(face: Typeface, glyphs: Sequence[int]) -> bytes:
    """A font whose glyph ``n`` is ``glyphs[n]``.

    Raises:
        ResourceDamaged: a glyph made of other glyphs; IPAmj Mincho has none.
    """
    outlines = [_unhinted(face.outline(glyph)) for glyph in glyphs]
    if any(outline and _contours(outline) < 0 for outline in outlines):
        raise ResourceDamaged(resource=face.name)
    return _file({**_fixed_tables(face, len(glyphs)), **_glyph_tables(face, glyphs, outlines)})


def _unhinted(outline: bytes) -> bytes:
    if not outline or _contours(outline) < 0:
        return outline
    hints = 10 + 2 * _contours(outline)
    (length,) = struct.unpack_from(">H", outline, hints)
    return outline[:hints] + b"\0\0" + outline[hints + 2 + length :]


def _contours(outline: bytes) -> int:
    """Negative for a composite."""
    return int(struct.unpack_from(">h", outline)[0])


def _fixed_tables(face: Typeface, count: int) -> dict[str, bytes]:
    head = bytearray(face.table("head"))
    struct.pack_into(">L", head, _HEAD_ADJUSTMENT, 0)
    struct.pack_into(">H", head, 50, 1)
    hhea = bytearray(face.table("hhea"))
    struct.pack_into(">H", hhea, 34, count)
    maxp = bytearray(face.table("maxp"))
    struct.pack_into(">H", maxp, 4, count)
    return {"head": bytes(head), "hhea": bytes(hhea), "maxp": bytes(maxp)}


def _glyph_tables(face: Typeface, glyphs: Sequence[int], outlines: Sequence[bytes]) -> dict[str, bytes]:
    metrics, offsets, glyf = bytearray(), [0], bytearray()
    for glyph, outline in zip(glyphs, outlines, strict=True):
        left = struct.unpack_from(">h", outline, 2)[0] if outline else 0
        metrics += struct.pack(">Hh", face.advance(glyph), left)
        glyf += _padded(outline)
        offsets.append(len(glyf))
    return {"hmtx": bytes(metrics), "loca": struct.pack(f">{len(offsets)}L", *offsets), "glyf": bytes(glyf)}


def _file(tables: dict[str, bytes]) -> bytes:
    """Table directory (sorted by tag) and tables, with the checksums the format asks for."""
    power = len(tables).bit_length() - 1
    search = 16 << power
    directory = bytearray(struct.pack(">LHHHH", 0x00010000, len(tables), search, power, 16 * len(tables) - search))
    body, start, head_at = bytearray(), 12 + 16 * len(tables), 0
    for tag in sorted(tables):
        at = start + len(body)
        if tag == "head":
            head_at = at
        directory += struct.pack(">4sLLL", tag.encode(), _checksum(tables[tag]), at, len(tables[tag]))
        body += _padded(tables[tag])
    font = directory + body
    adjustment = (_CHECKSUM_MAGIC - _checksum(bytes(font))) & 0xFFFFFFFF
    struct.pack_into(">L", font, head_at + _HEAD_ADJUSTMENT, adjustment)
    return bytes(font)


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def _checksum(data: bytes) -> int:
    words = _padded(data)
    return int(sum(struct.unpack(f">{len(words) // 4}L", words))) & 0xFFFFFFFF
