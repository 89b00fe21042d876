"""QR codes of level M under one mask (ISO/IEC 18004:2015): all symbols of a page at once, as matrices.

A page has a dozen of one length. A general writer weighs for every byte in which mode it would be shorter, which
for ciphertext is none; that took a tenth of the time of a whole paper. What is written here is read back from the
finished file by the library that reads scans.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from branch_app.documents.seals.erasure import TIMES

Modules = NDArray[np.uint8]
"""Ones are dark; the last two axes are rows and columns."""

_PARITY = (10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26)
_BLOCKS = (1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14)
"""Codewords of parity in a block, and blocks, of versions 1 to 19 (table 9, level M): up to 622 bytes."""
_BINARY, _END, _PADDING = b"\x78\x38\x34", b"\0", b"\xec\x11"
"""ECI 899 (these bytes are no text), then byte mode; the end of them; what fills the rest (7.4)."""
_LONG_COUNT = 10
"""From this version on the count of bytes has two bytes and not one."""
_MASK = 0b011
_FORMAT, _FORMAT_MASK, _FORMAT_POLYNOMIAL = 0b00_000 | _MASK, 0x5412, 0x537
_FIRST_TOLD, _VERSION_POLYNOMIAL = 7, 0x1F25
_FINDER = 8
"""Modules of a finder with the light line around it."""
_PRODUCT = np.frombuffer(b"".join(TIMES), np.uint8).reshape(256, 256)


class _Layout(NamedTuple):
    """One version: modules that every symbol has, and where the bits of the codewords go, with the mask there."""

    fixed: Modules
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    mask: Modules


def qr_modules(texts: Sequence[bytes]) -> Modules:
    """One symbol for each of ``texts``, which are of one length; without quiet zones.

    Raises:
        ValueError: longer than 622 bytes, or of several lengths.
    """
    (length,) = {len(text) for text in texts}
    version = _version(length)
    codewords = _interleaved(np.stack([_data(text, version) for text in texts]), version)
    layout = _layout(version)
    bits = np.zeros((len(texts), len(layout.rows)), np.uint8)
    bits[:, : codewords.shape[1] * 8] = np.unpackbits(codewords, axis=1)
    symbols = np.repeat(layout.fixed[np.newaxis], len(texts), axis=0)
    symbols[:, layout.rows, layout.columns] = bits ^ layout.mask
    return symbols


@cache
def _version(length: int) -> int:
    for version in range(1, len(_BLOCKS) + 1):
        if len(_BINARY) + _count_bytes(version) + length <= _room(version):
            return version
    raise ValueError("length")


def _side(version: int) -> int:
    return 17 + 4 * version


def _room(version: int) -> int:
    """Codewords for data."""
    return len(_layout(version).rows) // 8 - _PARITY[version - 1] * _BLOCKS[version - 1]


def _count_bytes(version: int) -> int:
    return 2 if version >= _LONG_COUNT else 1


def _data(text: bytes, version: int) -> NDArray[np.uint8]:
    room = _room(version)
    told = _BINARY + len(text).to_bytes(_count_bytes(version)) + text + _END
    return np.frombuffer((told + _PADDING * room)[:room], np.uint8)


def _interleaved(data: NDArray[np.uint8], version: int) -> NDArray[np.uint8]:
    """Data in blocks, the last ones longer by one, with each block's parity; codeword by codeword (7.6)."""
    blocks, symbols = _BLOCKS[version - 1], len(data)
    short, longer = divmod(data.shape[1], blocks)
    # A zero in front changes no remainder, so that short blocks are calculated as if they were long.
    split = short * (blocks - longer)
    first = np.pad(data[:, :split].reshape(symbols, blocks - longer, short), ((0, 0), (0, 0), (1, 0)))
    whole = np.concatenate((first, data[:, split:].reshape(symbols, longer, short + 1)), axis=1)
    parity = np.bitwise_xor.reduce(
        _PRODUCT[whole[..., np.newaxis], _remainders(short + 1, _PARITY[version - 1])], axis=2
    )
    common = np.concatenate((whole[:, : blocks - longer, 1:], whole[:, blocks - longer :, :-1]), axis=1)
    parts = (common, whole[:, blocks - longer :, -1:], parity)
    return np.concatenate([part.transpose(0, 2, 1).reshape(symbols, -1) for part in parts], axis=1)


@cache
def _remainders(length: int, parity: int) -> NDArray[np.uint8]:
    """Of each place of a block: the remainder of x to its power by the generator polynomial (annex A)."""
    generator = np.zeros(parity, np.uint8)
    generator[-1], root = 1, 1
    for _ in range(parity):
        generator = _PRODUCT[generator, root] ^ np.append(generator[1:], np.uint8(0))
        root = int(_PRODUCT[root, 2])
    rows, row = [], generator
    for _ in range(length):
        rows.append(row)
        row = np.append(row[1:], np.uint8(0)) ^ _PRODUCT[row[0], generator]
    return np.stack(rows[::-1])


@cache
def _layout(version: int) -> _Layout:
    side = _side(version)
    fixed, taken = np.zeros((side, side), np.uint8), np.zeros((side, side), np.bool_)
    _lay(fixed, taken, slice(6, 7), slice(0, side), np.arange(1, side + 1)[np.newaxis] % 2)
    _lay(fixed, taken, slice(0, side), slice(6, 7), np.arange(1, side + 1)[:, np.newaxis] % 2)
    _lay_squares(fixed, taken, version)
    _lay_told(fixed, taken, version)
    rows, columns = _path(taken)
    return _Layout(fixed, rows, columns, ((rows + columns) % 3 == 0).astype(np.uint8))


def _lay(fixed: Modules, taken: NDArray[np.bool_], rows: slice, columns: slice, modules: NDArray[Any]) -> None:
    fixed[rows, columns], taken[rows, columns] = modules, True


def _lay_squares(fixed: Modules, taken: NDArray[np.bool_], version: int) -> None:
    """Three finders with light around them, and alignment patterns wherever none of them is (6.3)."""
    side, rings = len(fixed), _rings(4)
    corner, far = slice(0, _FINDER), slice(side - _FINDER, side)
    _lay(fixed, taken, corner, corner, rings[1:, 1:])
    _lay(fixed, taken, corner, far, rings[1:, :-1])
    _lay(fixed, taken, far, corner, rings[:-1, 1:])
    places = _alignments(version)
    for row in places:
        for column in places:
            if (row, column) not in {(6, 6), (6, places[-1]), (places[-1], 6)}:
                _lay(fixed, taken, slice(row - 2, row + 3), slice(column - 2, column + 3), _rings(2))


def _rings(reach: int) -> Modules:
    """Squares around a dark middle; the finder's is three wide, and its outermost ring light."""
    from_middle = np.abs(np.arange(-reach, reach + 1))
    distance = np.maximum(from_middle[:, np.newaxis], from_middle)
    return np.isin(distance, (0, 2) if reach == 2 else (0, 1, 3)).astype(np.uint8)


def _alignments(version: int) -> list[int]:
    """Middles of alignment patterns, across and down (annex E)."""
    if version == 1:
        return []
    count, last = version // 7 + 2, _side(version) - 7
    step = (version * 8 + count * 3 + 5) // (count * 4 - 4) * 2
    return [6, *reversed([last - index * step for index in range(count - 1)])]


def _lay_told(fixed: Modules, taken: NDArray[np.bool_], version: int) -> None:
    """Level and mask twice, the version twice, and the module that is always dark (7.9, 7.10)."""
    side = len(fixed)
    told = _bits((_FORMAT << 10 | _checked(_FORMAT << 10, _FORMAT_POLYNOMIAL)) ^ _FORMAT_MASK, 15)
    around = [(8, at) for at in (0, 1, 2, 3, 4, 5, 7, 8)] + [(at, 8) for at in (7, 5, 4, 3, 2, 1, 0)]
    apart = [(side - 1 - at, 8) for at in range(7)] + [(8, side - 8 + at) for at in range(8)]
    for places in (around, apart):
        for (row, column), bit in zip(places, told, strict=True):
            fixed[row, column], taken[row, column] = bit, True
    fixed[side - 8, 8] = taken[side - 8, 8] = 1
    if version >= _FIRST_TOLD:
        number = _bits(version << 12 | _checked(version << 12, _VERSION_POLYNOMIAL), 18)[::-1].reshape(6, 3)
        _lay(fixed, taken, slice(0, 6), slice(side - 11, side - 8), number)
        _lay(fixed, taken, slice(side - 11, side - 8), slice(0, 6), number.T)


def _bits(value: int, count: int) -> Modules:
    """From the highest on."""
    return np.array([value >> at & 1 for at in reversed(range(count))], np.uint8)


def _checked(value: int, polynomial: int) -> int:
    """The remainder of a division of polynomials over GF(2)."""
    degree = polynomial.bit_length() - 1
    while value.bit_length() > degree:
        value ^= polynomial << value.bit_length() - 1 - degree
    return value


def _path(taken: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Free places in the order of bits: in pairs of columns from the right, up and down by turns (7.7.3)."""
    side = len(taken)
    pairs = [right if right > 6 else right - 1 for right in range(side - 1, 0, -2)]
    places = [
        (row, column)
        for turn, right in enumerate(pairs)
        for row in (range(side) if turn % 2 else range(side - 1, -1, -1))
        for column in (right, right - 1)
        if not taken[row, column]
    ]
    rows, columns = np.array(places).T
    return rows, columns
