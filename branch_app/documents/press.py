"""The colour space a paper is meant for: a four-colour press as an ICC profile, made of its sixteen overprints.

PDF/A asks what grey and CMYK stand for (ISO 19005-2, 6.2.4). Our own inks are black, and for the mark that infrared
light tells apart cyan, magenta and yellow, which must reach the printer unconverted; so the profile describes a
press and nobody converts into it. Format: ICC.1:2001-04, ``lut16Type`` with two points a side: Neugebauer's model.
"""

import struct
import zlib
from functools import cache
from itertools import product

_D50 = (0.9642, 1.0, 0.8249)
_INKS = {
    "": (94.0, 0.0, -2.0),
    "C": (54.0, -36.0, -49.0),
    "M": (46.0, 74.0, -3.0),
    "Y": (87.0, -6.0, 90.0),
    "CM": (22.0, 20.0, -46.0),
    "CY": (49.0, -66.0, 25.0),
    "MY": (46.0, 68.0, 47.0),
    "CMY": (22.0, 0.0, 0.0),
}
"""CIE L*a*b* of solid overprints without black, rounded from the tables of ISO 12647-2."""
_BLACK = 0.16
"""How much of an overprint's colour is left under solid black."""
_GRID = 5
"""Points a side of the way back, which is rough: nothing of ours is converted by it."""
_Lab = tuple[float, float, float]


@cache
def press_profile() -> bytes:
    """The profile, some 2 KB, the same bytes always; compressed (Flate), because every paper carries it."""
    return zlib.compress(_press())


def _press() -> bytes:
    to_lab = _lut(4, 3, 2, [_encoded(_overprint(dots)) for dots in product((0, 1), repeat=4)])
    from_lab = _lut(3, 4, _GRID, [_separated(_point(*at)) for at in product(range(_GRID), repeat=3)])
    gamut = _lut(3, 1, 2, [(0,)] * 8)
    return _profile(
        {
            b"desc": _description("Four-colour press"),
            b"cprt": b"text\0\0\0\0No rights reserved\0",
            b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">3l", *(round(part * 65536) for part in _D50)),
            **dict.fromkeys((b"A2B0", b"A2B1", b"A2B2"), to_lab),
            **dict.fromkeys((b"B2A0", b"B2A1", b"B2A2"), from_lab),
            b"gamt": gamut,
        }
    )


def _overprint(dots: tuple[int, ...]) -> _Lab:
    *colours, black = dots
    light, a, b = _INKS["".join(ink for ink, dot in zip("CMY", colours, strict=True) if dot)]
    left = _BLACK if black else 1.0
    return light * left, a * left, b * left


def _encoded(lab: _Lab) -> tuple[int, ...]:
    light, a, b = lab
    return round(light / 100 * 0xFF00), round((a + 128) * 256), round((b + 128) * 256)


def _point(light: int, a: int, b: int) -> _Lab:
    side = _GRID - 1
    return light / side * 100, a / side * 255 - 128, b / side * 255 - 128


def _separated(lab: _Lab) -> tuple[int, ...]:
    """Black for what is dark, and the ink that lies in the colour's direction."""
    light, a, b = lab
    inks = (max(-a, -b, 0) / 80, max(a, 0) / 80, max(b, 0) / 90, 1 - light / 100)
    return tuple(round(min(1, max(0, ink)) * 0xFFFF) for ink in inks)


def _lut(inputs: int, outputs: int, grid: int, rows: list[tuple[int, ...]]) -> bytes:
    """``mft2``: straight curves before and behind the table."""
    unit = [0x10000 if row == column else 0 for row, column in product(range(3), repeat=2)]
    head = struct.pack(">4s4x4B9l2H", b"mft2", inputs, outputs, grid, 0, *unit, 2, 2)
    straight = struct.pack(">2H", 0, 0xFFFF)
    table = b"".join(struct.pack(f">{outputs}H", *row) for row in rows)
    return head + straight * inputs + table + straight * outputs


def _description(text: str) -> bytes:
    ascii_text = text.encode("ascii") + b"\0"
    return struct.pack(">4s4xL", b"desc", len(ascii_text)) + ascii_text + bytes(4 + 4 + 2 + 1 + 67)


def _profile(tags: dict[bytes, bytes]) -> bytes:
    """Header, directory and tags; tags with the same bytes share them."""
    start = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    body = bytearray()
    for data in tags.values():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
    rows = b"".join(struct.pack(">4sLL", tag, places[data], len(data)) for tag, data in tags.items())
    head = bytearray(128)
    struct.pack_into(">L4xL4s4s4s", head, 0, start + len(body), 0x02400000, b"prtr", b"CMYK", b"Lab ")
    struct.pack_into(">6H4s", head, 24, 2026, 1, 1, 0, 0, 0, b"acsp")
    struct.pack_into(">3l", head, 68, *(round(part * 65536) for part in _D50))
    return bytes(head) + struct.pack(">L", len(tags)) + rows + bytes(body)
