"""Packed bitmaps."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import BadInput
from branch_app.domain.values.ink import pack_ink, unpack_ink

_SIZES = st.tuples(st.integers(1, 40), st.integers(1, 40))


@given(_SIZES, st.data())
def test_every_dot_comes_back(size: tuple[int, int], data: st.DataObject) -> None:
    """Whatever the bitmap."""
    width, height = size
    length = (width + 7) // 8 * height
    bits = data.draw(st.binary(min_size=length, max_size=length))
    assert bits == unpack_ink(pack_ink(bits, width), width, height)


def test_a_ring_gets_small() -> None:
    """Runs of paper and ink, the same from row to row, take a tenth of their dots or less."""
    row = bytes([0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF])
    assert len(pack_ink(row * 64, 64)) * 10 <= len(row) * 64


@pytest.mark.parametrize(
    "packed",
    [b"", b"no deflate", zlib.compress(bytes(7)), zlib.compress(bytes(9)), zlib.compress(bytes(8)) + b"more"],
    ids=["empty", "foreign", "short", "long", "extra"],
)
def test_what_is_not_those_dots_is_refused(packed: bytes) -> None:
    """Eight by eight dots are eight bytes, no fewer, no more, and nothing after."""
    with pytest.raises(BadInput):
        unpack_ink(packed, 8, 8)


def test_a_bomb_is_never_unpacked() -> None:
    """A few kilobytes that claim to be a hundred megabytes stop at the size of the picture."""
    with pytest.raises(BadInput):
        unpack_ink(zlib.compress(bytes(100 << 20)), 8, 8)
