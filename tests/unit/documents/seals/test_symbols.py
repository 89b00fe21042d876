"""Symbols are what they say, module by module."""

import numpy as np
import pytest
import zxingcpp

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.seals.place import AREA, enlarged, grid_of
from branch_app.documents.seals.qr import qr_modules
from branch_app.documents.seals.symbols import data_matrix, qr_codes, read_symbol
from branch_app.domain.errors import RecordIncomplete
from tests.fakes.noise import noise


def qr_code(data: bytes) -> Bitmap:
    """One alone."""
    (symbol,) = qr_codes([data])
    return symbol


@pytest.mark.parametrize("draw", [data_matrix, qr_code])
@pytest.mark.parametrize("size", [40, 393, 556, 600])
def test_a_symbol_reads_back_byte_by_byte(draw: object, size: int) -> None:
    """Of whatever bytes, zeros and 0xFF among them."""
    assert callable(draw)
    data = b"\0\xff" + noise(size, size - 2)
    assert data == read_symbol(draw(data))


_SIZES = (12, 24, 40, 60, 82, 104, 120, 150, 178, 211, 249, 285, 329, 360, 410, 448, 502, 558, 622)
"""What fills each version, one after another."""


@pytest.mark.parametrize("size", [*(size + more for size in _SIZES[:-1] for more in (0, 1)), _SIZES[-1]])
def test_a_qr_code_is_the_library_s_module_by_module(size: int) -> None:
    """Of every version from 1 to 19, when it is full and when it has room."""
    data = b"\0\xff" + noise(size, size - 2)
    written = zxingcpp.create_barcode(data, format=zxingcpp.BarcodeFormat.QRCode, ec_level="M", data_mask=3)
    dark = np.asarray(written.to_image(scale=1, add_quiet_zones=False)) < 128
    assert dark.astype(np.uint8).tolist() == qr_modules([data])[0].tolist()


def test_symbols_of_a_page_are_drawn_at_once_as_each_by_itself() -> None:
    """Nothing of one gets into another."""
    texts = [noise(number, 300) for number in range(12)]
    assert tuple(map(qr_code, texts)) == qr_codes(texts)


def test_what_no_symbol_of_ours_holds_is_not_drawn() -> None:
    """Nor symbols of several sizes, which would lie over each other."""
    for texts in ([bytes(623)], [bytes(10), bytes(11)]):
        with pytest.raises(ValueError, match=r"length|unpack"):
            qr_codes(texts)


def test_the_largest_seal_is_three_centimetres() -> None:
    """556 bytes are 88 modules of 0.34 mm."""
    symbol = data_matrix(noise(1, 556))
    assert symbol.width == symbol.height <= 88
    assert symbol.size_mm[0] < 30


@pytest.mark.parametrize(("count", "size", "dots"), [(12, 390, 12), (18, 600, 10), (30, 600, 8)])
def test_symbols_stand_apart_on_the_page(count: int, size: int, dots: int) -> None:
    """With modules as large as there is room for, four of them between two symbols, and none off the page."""
    symbols = [qr_code(noise(number, size)) for number in range(count)]
    grid = grid_of(symbols)
    places = grid.places(count)
    quiet = 4 * grid.dots / 600 * 25.4
    assert dots == grid.dots
    for x, y in places:
        assert AREA.x <= x <= AREA.right - grid.side
        assert AREA.y <= y <= AREA.bottom - grid.side
        others = [place for place in places if place != (x, y)]
        assert all(max(abs(x - other), abs(y - below)) > grid.side + quiet - 0.01 for other, below in others)
    assert grid.side == pytest.approx(max(symbol.size_mm[0] for symbol in enlarged(symbols)))


def test_more_than_a_page_holds_is_refused() -> None:
    """Before anything is charged, and by name."""
    with pytest.raises(RecordIncomplete) as refused:
        grid_of([qr_code(bytes(600))] * 60)
    assert {"item": "content", "problem": "too_long"} == refused.value.facts
