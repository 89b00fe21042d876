"""Symbols are what they say, module by module."""

import pytest

from branch_app.documents.seals.place import AREA, enlarged, grid_of
from branch_app.documents.seals.symbols import data_matrix, qr_code, read_symbol
from branch_app.domain.errors import RecordIncomplete
from tests.fakes.noise import noise


@pytest.mark.parametrize("draw", [data_matrix, qr_code])
@pytest.mark.parametrize("size", [40, 393, 556, 600])
def test_a_symbol_reads_back_byte_by_byte(draw: object, size: int) -> None:
    """Of whatever bytes, zeros and 0xFF among them."""
    assert callable(draw)
    data = b"\0\xff" + noise(size, size - 2)
    assert data == read_symbol(draw(data))


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
