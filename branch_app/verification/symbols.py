"""Symbols in a picture of a page, looked for in several passes: as it is, softened, enlarged, in tiles.

Every pass adds what those before it did not read. The passes end as soon as a page has said enough.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Final

import numpy as np
import zxingcpp
from PIL import Image, ImageFilter

from branch_app.documents.seals.reading import read_front_page
from branch_app.documents.seals.shares import join
from branch_app.domain.vds.header import MAGIC
from branch_app.verification.seen import Grey

Point = tuple[float, float]
"""Pixels across and down."""

_SHARE: Final = b"M1"
_CORNER: Final = 0.5
"""Of a page's sides: the seal stands in one of its corners, whichever way the page lies."""
_TILES: Final = 3
_OVERLAP: Final = 0.5
_ENLARGED: Final = 1.6
_FEWER_PIXELS: Final = 12_000_000
"""Larger pictures are not enlarged."""
_SEEN_SIDE: Final = 40
"""Pixels: smaller pictures hold no symbol."""

_SEAL: Final = zxingcpp.BarcodeFormat.DataMatrix
_BACK: Final = zxingcpp.BarcodeFormat.QRCode


@dataclass(frozen=True, slots=True)
class FoundSeal:
    """The bytes of a Data Matrix and its corners: upper left, upper right, lower right, lower left.

    No corners where only the fixed pattern of our own symbols gave it away.
    """

    data: bytes
    corners: tuple[Point, Point, Point, Point] | None


@dataclass(slots=True)
class Found:
    """What a page says so far. Of symbols with the same bytes one counts."""

    seals: list[FoundSeal] = field(default_factory=list)
    shares: set[bytes] = field(default_factory=set)

    def add(self, symbols: Iterable[zxingcpp.Barcode], off: Point = (0, 0), scale: float = 1) -> None:
        """From a part of the page that begins at ``off`` and was enlarged by ``scale``."""
        for symbol in symbols:
            data = bytes(symbol.bytes)
            if symbol.format == _BACK and data.startswith(_SHARE):
                self.shares.add(data)
            elif symbol.format == _SEAL and data[:1] == MAGIC and self._is_new(data):
                self.seals.append(FoundSeal(data, _corners(symbol.position, off, scale)))

    def back_is_whole(self) -> bool:
        """Whether its symbols give a payload."""
        return any(joined.payload is not None for joined in join(self.shares))

    def _is_new(self, data: bytes) -> bool:
        return all(seal.data != data for seal in self.seals)


def find_symbols(page: Grey) -> Found:
    """Every seal and every symbol of a back on that page."""
    found = Found()
    if min(page.shape) < _SEEN_SIDE:
        return found
    found.add(_read(page, _BACK))
    _find_seal(page, found)
    if not found.seals and not found.shares:
        _look_harder(page, found, _BACK, lambda: bool(found.shares))
    if found.shares and not found.back_is_whole():
        _look_harder(page, found, _BACK, found.back_is_whole)
    if not found.seals and not found.shares:
        _look_harder(page, found, _SEAL, lambda: bool(found.seals))
    if not found.seals and not found.shares:
        by_pattern = read_front_page(Image.fromarray(page)).seals
        found.seals += [FoundSeal(data, None) for data in sorted(by_pattern) if data[:1] == MAGIC]
    return found


def find_all_symbols(page: Grey) -> Found:
    """The same, of a picture that may show several sheets: nowhere is taken for granted."""
    found = Found()
    found.add(_read(page, _BACK))
    found.add(_read(page, _SEAL))
    _look_harder(page, found, _SEAL, lambda: len(found.seals) > 1)
    return found


def _read(picture: Grey, kind: zxingcpp.BarcodeFormat) -> list[zxingcpp.Barcode]:
    formats = zxingcpp.BarcodeFormats(kind)
    return zxingcpp.read_barcodes(np.ascontiguousarray(picture), formats=formats, try_invert=False)


def _find_seal(page: Grey, found: Found) -> None:
    """In the corners of the page, lower left first."""
    height, width = page.shape
    down, across = round(height * _CORNER), round(width * _CORNER)
    for top, left in ((height - down, 0), (0, 0), (height - down, width - across), (0, width - across)):
        found.add(_read(page[top : top + down, left : left + across], _SEAL), (left, top))
        if found.seals:
            return


def _look_harder(page: Grey, found: Found, kind: zxingcpp.BarcodeFormat, enough: Callable[[], bool]) -> None:
    for picture, off, scale in _passes(page):
        if enough():
            return
        found.add(_read(picture, kind), off, scale)


def _passes(page: Grey) -> Iterator[tuple[Grey, Point, float]]:
    """Pictures of the page or of parts of it, where each begins on the page, and how much it is enlarged."""
    yield page, (0, 0), 1
    whole = Image.fromarray(page)
    for radius in (0.7, 1.3):
        yield np.asarray(whole.filter(ImageFilter.GaussianBlur(radius))), (0, 0), 1
    if page.size <= _FEWER_PIXELS:
        size = round(whole.width * _ENLARGED), round(whole.height * _ENLARGED)
        yield np.asarray(whole.resize(size, Image.Resampling.BICUBIC)), (0, 0), _ENLARGED
    for top, left, height, width in _tiles(page.shape):
        tile = whole.crop((left, top, left + width, top + height)).filter(ImageFilter.GaussianBlur(0.7))
        size = round(width * _ENLARGED), round(height * _ENLARGED)
        yield np.asarray(tile.resize(size, Image.Resampling.BICUBIC)), (left, top), _ENLARGED


def _tiles(shape: tuple[int, ...]) -> Iterator[tuple[int, int, int, int]]:
    """Top, left, height and width of parts that overlap by half."""
    height, width = (round(side / _TILES * (1 + _OVERLAP)) for side in shape[:2])
    for row, column in product(range(_TILES), range(_TILES)):
        top = round(row * (shape[0] - height) / (_TILES - 1))
        left = round(column * (shape[1] - width) / (_TILES - 1))
        yield top, left, height, width


def _corners(position: zxingcpp.Position, off: Point, scale: float) -> tuple[Point, Point, Point, Point]:
    def point(of: zxingcpp.Point) -> Point:
        return of.x / scale + off[0], of.y / scale + off[1]

    return (
        point(position.top_left),
        point(position.top_right),
        point(position.bottom_right),
        point(position.bottom_left),
    )
