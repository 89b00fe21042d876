"""ECDSA over brainpoolP224r1 with SHA-224 (RFC 5639), which no library of ours knows: two seals use it."""

import hashlib

_P = 0xD7C134AA264366862A18302575D1D787B09F075797DA89F57EC8C0FF
_A = 0x68A5E62CA9CE6C1C299803A6C1530B514E182AD8B0042A59CAD29F43
_ORDER = 0xD7C134AA264366862A18302575D0FB98D116BC4B6DDEBCA3A5A7939F
_BASE = (
    0x0D9029AD2C7E5CF4340823B2A87DC68C9E4CE3174C1E6EFDEE12C07D,
    0x58AA56F772C0726F24C6B89E4ECDAC24354B9E99CAA3F6D3761402CD,
)
_BYTES = 28
_UNCOMPRESSED = bytes((0x03, 2 * _BYTES + 2, 0x00, 0x04))
"""A bit string of 57 bytes that begins as an uncompressed point does."""

Point = tuple[int, int] | None


def verify_p224(certificate: bytes, message: bytes, r: int, s: int) -> bool:
    """Whether the key in that part of a certificate signed the message."""
    at = certificate.index(_UNCOMPRESSED) + len(_UNCOMPRESSED)
    x, y = (int.from_bytes(certificate[start : start + _BYTES]) for start in (at, at + _BYTES))
    digest = int.from_bytes(hashlib.sha224(message).digest())
    inverse = pow(s, -1, _ORDER)
    point = _sum(_times(_BASE, digest * inverse % _ORDER), _times((x, y), r * inverse % _ORDER))
    return point is not None and point[0] % _ORDER == r


def _sum(one: Point, other: Point) -> Point:
    if one is None or other is None:
        return one or other
    if one[0] == other[0] and (one[1] + other[1]) % _P == 0:
        return None
    if one == other:
        slope = (3 * one[0] ** 2 + _A) * pow(2 * one[1], -1, _P)
    else:
        slope = (other[1] - one[1]) * pow(other[0] - one[0], -1, _P)
    x = (slope**2 - one[0] - other[0]) % _P
    return x, (slope * (one[0] - x) - one[1]) % _P


def _times(point: Point, factor: int) -> Point:
    result: Point = None
    while factor:
        if factor & 1:
            result = _sum(result, point)
        point, factor = _sum(point, point), factor >> 1
    return result
