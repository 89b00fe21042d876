"""A small TrueType file with only the glyphs of one document, renumbered from 0.

A general subsetter closes over layout tables and reads all 61,179 glyphs first; a page needs some 200 outlines and
nothing else, so they are copied and six tables written anew (1 ms). Hinting is left out: it is for coarse screens,
and without it every renderer draws the same.
"""

import struct
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from branch_app.documents.typeface import Typeface
from branch_app.domain.errors import ResourceDamaged

_CHECKSUM_MAGIC = 0xB1B0AFBA
_HEAD_ADJUSTMENT = 8


class Table(NamedTuple):
    """Bytes, and the checksum of them padded to whole words."""

    data: bytes
    checksum: int


class Piece(NamedTuple):
    """One glyph as it goes into the file: padded outline and its checksum, and its row of ``hmtx``."""

    outline: bytes
    checksum: int
    metrics: bytes


def subset(face: Typeface, glyphs: Sequence[int]) -> bytes:
    """A font whose glyph ``n`` is ``glyphs[n]``.

    Raises:
        ResourceDamaged: a glyph made of other glyphs; no face of ours has any.
    """
    pieces = [_piece(face, glyph) for glyph in glyphs]
    return _file({**_fixed_tables(face, len(glyphs)), **_glyph_tables(pieces)})


@lru_cache(maxsize=16_384)
def _piece(face: Typeface, glyph: int) -> Piece:
    """Kept, because every paper has the same labels: some 6 MB when full."""
    outline = _unhinted(face.outline(glyph))
    if outline and _contours(outline) < 0:
        raise ResourceDamaged(resource=face.name)
    left = struct.unpack_from(">h", outline, 2)[0] if outline else 0
    padded = _padded(outline)
    return Piece(padded, _checksum(padded), struct.pack(">Hh", face.advance(glyph), left))


def _unhinted(outline: bytes) -> bytes:
    if not outline or _contours(outline) < 0:
        return outline
    hints = 10 + 2 * _contours(outline)
    (length,) = struct.unpack_from(">H", outline, hints)
    return outline[:hints] + b"\0\0" + outline[hints + 2 + length :]


def _contours(outline: bytes) -> int:
    """Negative for a composite."""
    return int(struct.unpack_from(">h", outline)[0])


def _fixed_tables(face: Typeface, count: int) -> dict[str, Table]:
    head = bytearray(face.table("head"))
    struct.pack_into(">L", head, _HEAD_ADJUSTMENT, 0)
    struct.pack_into(">H", head, 50, 1)
    hhea = bytearray(face.table("hhea"))
    struct.pack_into(">H", hhea, 34, count)
    maxp = bytearray(face.table("maxp"))
    struct.pack_into(">H", maxp, 4, count)
    return {"head": _table(bytes(head)), "hhea": _table(bytes(hhea)), "maxp": _table(bytes(maxp))}


def _glyph_tables(pieces: Sequence[Piece]) -> dict[str, Table]:
    outlines = [piece.outline for piece in pieces]
    ends = accumulate(map(len, outlines), initial=0)
    return {
        "hmtx": _table(b"".join([piece.metrics for piece in pieces])),
        "loca": _table(struct.pack(f">{len(outlines) + 1}L", *ends)),
        "glyf": Table(b"".join(outlines), sum([piece.checksum for piece in pieces]) & 0xFFFFFFFF),
    }


def _file(tables: dict[str, Table]) -> bytes:
    """Table directory (sorted by tag) and tables, with the checksums the format asks for."""
    power = len(tables).bit_length() - 1
    search = 16 << power
    directory = bytearray(struct.pack(">LHHHH", 0x00010000, len(tables), search, power, 16 * len(tables) - search))
    body, start, head_at = bytearray(), 12 + 16 * len(tables), 0
    for tag, (data, checksum) in sorted(tables.items()):
        at = start + len(body)
        if tag == "head":
            head_at = at
        directory += struct.pack(">4sLLL", tag.encode(), checksum, at, len(data))
        body += _padded(data)
    font = directory + body
    whole = _checksum(bytes(directory)) + sum(table.checksum for table in tables.values())
    struct.pack_into(">L", font, head_at + _HEAD_ADJUSTMENT, (_CHECKSUM_MAGIC - whole) & 0xFFFFFFFF)
    return bytes(font)


def _table(data: bytes) -> Table:
    return Table(data, _checksum(_padded(data)))


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def _checksum(data: bytes) -> int:
    """Of whole words."""
    return int(sum(struct.unpack(f">{len(data) // 4}L", data))) & 0xFFFFFFFF
