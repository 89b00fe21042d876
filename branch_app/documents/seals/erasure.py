"""Erasure code over GF(256): any ``k`` of ``n`` shares give the data back (systematic, Cauchy; polynomial 0x11D).

The first ``k`` shares are the data itself. A share times a number is one table look-up a byte, a sum is one XOR.
"""

from collections.abc import Mapping, Sequence

MOST_SHARES = 255

_POLYNOMIAL = 0x11D
_ORDER = 255


def _powers() -> list[int]:
    powers, value = [], 1
    for _ in range(_ORDER):
        powers.append(value)
        value <<= 1
        value ^= _POLYNOMIAL if value > _ORDER else 0
    return powers


_EXP = _powers() * 2
_LOG = {value: power for power, value in enumerate(_EXP[:_ORDER])}


def _table(factor: int) -> bytes:
    """What every byte becomes when it is multiplied by ``factor``."""
    return bytes(0 if not (factor and byte) else _EXP[_LOG[factor] + _LOG[byte]] for byte in range(256))


TIMES = tuple(_table(factor) for factor in range(256))


def encode(data: bytes, k: int, n: int) -> tuple[bytes, ...]:
    """``n`` shares of equal length, the last one of the data filled up with zeros.

    Raises:
        ValueError: not 1 ≤ k ≤ n ≤ 255.
    """
    if not 1 <= k <= n <= MOST_SHARES:
        raise ValueError("shares")
    size = max(1, -(-len(data) // k))
    pieces = [data[start : start + size].ljust(size, b"\0") for start in range(0, k * size, size)]
    return (*pieces, *(_combined(_row(index, k), pieces) for index in range(k, n)))


def decode(shares: Mapping[int, bytes], k: int, length: int) -> bytes | None:
    """The data from shares by their index; None when there are fewer than ``k``.

    Raises:
        ValueError: an index or a length that no encoding gives.
    """
    if len(shares) < k:
        return None
    sizes = {len(share) for share in shares.values()}
    if k < 1 or len(sizes) != 1 or max(shares) >= MOST_SHARES or not 0 <= length <= k * sizes.pop():
        raise ValueError("shares")
    chosen = sorted(shares)[:k]
    inverse = _inverted([_row(index, k) for index in chosen])
    pieces = [shares[index] for index in chosen]
    return b"".join(_combined(row, pieces) for row in inverse)[:length]


def _row(index: int, k: int) -> list[int]:
    """What a share is made of: one piece, or the Cauchy row 1 / (index ⊕ column)."""
    if index < k:
        return [int(column == index) for column in range(k)]
    return [_EXP[_ORDER - _LOG[index ^ column]] for column in range(k)]


def _combined(factors: Sequence[int], pieces: Sequence[bytes]) -> bytes:
    total = 0
    for factor, piece in zip(factors, pieces, strict=True):
        if factor:
            total ^= int.from_bytes(piece.translate(TIMES[factor]))
    return total.to_bytes(len(pieces[0]))


def _inverted(rows: list[list[int]]) -> list[list[int]]:
    """By Gauss and Jordan; rows of a Cauchy matrix and of the unit matrix are always independent."""
    size = len(rows)
    work = [bytes((*row, *_row(index, size))) for index, row in enumerate(rows)]
    for column in range(size):
        pivot = next(index for index in range(column, size) if work[index][column])
        work[column], work[pivot] = work[pivot], work[column]
        first = work[column][column]
        work[column] = work[column].translate(TIMES[_EXP[_ORDER - _LOG[first]]])
        for index in range(size):
            factor = work[index][column]
            if index != column and factor:
                product = int.from_bytes(work[column].translate(TIMES[factor]))
                work[index] = (int.from_bytes(work[index]) ^ product).to_bytes(2 * size)
    return [list(row[size:]) for row in work]
