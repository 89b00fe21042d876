"""Seals and shares in the picture of a scanned page: looks at it, each harder than the last, until there is enough.

Nothing found here is believed; ``check_seal`` and ``restore_back`` say what it is worth.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

import zxingcpp
from PIL import Image, ImageFilter

from branch_app.documents.box import A4_HEIGHT, A4_WIDTH, Box
from branch_app.documents.seals.matrix_finder import find_seal
from branch_app.documents.seals.shares import join

SEAL_PLACE = Box(8, 224, 56, 56)
"""Where the seal stands on a page that lies straight, with room for one that does not."""

_MODULE_MM = 8 / 600 * 25.4
_UPSIDE_DOWN = Image.Transpose.ROTATE_180
_QUARTER, _THREE_QUARTERS = Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270
_BLUR = 0.8
_TWICE = 2
_SHARPER = ImageFilter.UnsharpMask(radius=3, percent=120, threshold=0)

_read_qr = partial(
    zxingcpp.read_barcodes, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode), try_invert=False
)
_read_data_matrix = partial(
    zxingcpp.read_barcodes, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.DataMatrix), try_invert=False
)

Pass = Callable[[Image.Image], Image.Image]


@dataclass(slots=True)
class Found:
    """What was read so far: bytes of Data Matrix symbols, and of QR codes."""

    seals: set[bytes] = field(default_factory=set)
    shares: set[bytes] = field(default_factory=set)

    @property
    def is_whole_back(self) -> bool:
        """Whether the shares give a payload."""
        return any(joined.payload is not None for joined in join(self.shares))


def read_back_page(page: Image.Image) -> Found:
    """The shares on the picture of a back, in grey, of any resolution and any rotation."""
    found = Found()
    for picture in _looks(page):
        found.shares |= {bytes(code.bytes) for code in _read_qr(picture)}
        if found.is_whole_back:
            break
    return found


def read_front_page(page: Image.Image) -> Found:
    """The seal on the picture of a front, in grey, of any resolution; lying straight or in quarter turns.

    General readers come first; where they give up, the fixed pattern of our own symbols is laid over its place.
    """
    found = Found()
    corners = list(_corners(page))
    for corner, _ in corners:
        found.seals |= {bytes(code.bytes) for look in _looks(corner) for code in _read_data_matrix(look)}
        if found.seals:
            return found
    for corner, module in corners:
        found.seals |= set(islice(find_seal(corner, module), 1))
        if found.seals:
            return found
    found.seals |= {bytes(code.bytes) for code in _read_data_matrix(page)}
    return found


def _looks(page: Image.Image) -> Iterator[Image.Image]:
    """The page as it is, calmed, twice as large, and sharpened."""
    yield page
    yield page.filter(ImageFilter.GaussianBlur(_BLUR))
    large = page.resize((page.width * _TWICE, page.height * _TWICE), Image.Resampling.BICUBIC)
    yield large
    yield large.filter(_SHARPER)
    yield large.filter(ImageFilter.GaussianBlur(_BLUR * _TWICE))


def _corners(page: Image.Image) -> Iterator[tuple[Image.Image, float]]:
    """The place of the seal on the page as it lies and turned, and how many pixels a module there has."""
    upright = page.height >= page.width
    for turn in (None, _UPSIDE_DOWN) if upright else (_QUARTER, _THREE_QUARTERS):
        turned = page if turn is None else page.transpose(turn)
        across, down = turned.width / A4_WIDTH, turned.height / A4_HEIGHT
        left, right = round(SEAL_PLACE.x * across), round(SEAL_PLACE.right * across)
        top, bottom = round(SEAL_PLACE.y * down), round(SEAL_PLACE.bottom * down)
        yield turned.crop((left, top, right, bottom)), across * _MODULE_MM
