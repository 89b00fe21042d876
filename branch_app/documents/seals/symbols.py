"""Data Matrix and QR as one-bit pictures, a module a dot; both are read by zxing-cpp, which writes the one too.

A module is eight dots of a printer with 600 an inch: smaller ones do not come through a scan at 200 dpi.
"""

from collections.abc import Sequence
from functools import partial

import numpy as np
import zxingcpp
from numpy.typing import NDArray

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.seals.qr import Modules, qr_modules

_MODULES_PER_INCH = 75
_QUIET, _GREY = 4, 128

_data_matrix = partial(zxingcpp.create_barcode, format=zxingcpp.BarcodeFormat.DataMatrix)


def data_matrix(data: bytes) -> Bitmap:
    """Those bytes as a square Data Matrix, without its quiet zone."""
    drawn = np.asarray(_data_matrix(data).to_image(scale=1, add_quiet_zones=False))
    return _bitmap((drawn < _GREY).astype(np.uint8))


def qr_codes(texts: Sequence[bytes]) -> tuple[Bitmap, ...]:
    """Each of those bytes, all of one length, as a QR code of level M, without its quiet zone."""
    return tuple(map(_bitmap, qr_modules(texts)))


def read_symbol(bitmap: Bitmap) -> bytes | None:
    """What a drawn symbol says, read from its very modules; None when nothing can be read."""
    found = zxingcpp.read_barcode(
        _framed(bitmap), try_rotate=False, try_downscale=False, try_invert=False, is_pure=True
    )
    return None if found is None else bytes(found.bytes)


def _bitmap(modules: Modules) -> Bitmap:
    height, width = modules.shape
    return Bitmap(width, height, _MODULES_PER_INCH, np.packbits(modules, axis=1).tobytes())


def _framed(bitmap: Bitmap) -> NDArray[np.uint8]:
    rows = np.frombuffer(bitmap.bits, np.uint8).reshape(bitmap.height, -1)
    ink = np.unpackbits(rows, axis=1, count=bitmap.width)
    framed = np.full((bitmap.height + 2 * _QUIET, bitmap.width + 2 * _QUIET), 255, np.uint8)
    framed[_QUIET:-_QUIET, _QUIET:-_QUIET] -= ink * np.uint8(255)
    return framed
