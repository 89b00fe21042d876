"""Data Matrix and QR as one-bit pictures, a module a dot, written and read by zxing-cpp.

A module is eight dots of a printer with 600 an inch: smaller ones do not come through a scan at 200 dpi.
"""

from functools import partial

import numpy as np
import zxingcpp
from numpy.typing import NDArray

from branch_app.documents.bitmap import Bitmap

_MODULES_PER_INCH = 75
_MASK = 3
"""One mask for all: choosing the best of eight takes ten times as long, and ciphertext is noise under any."""
_QUIET, _GREY = 4, 128

_data_matrix = partial(zxingcpp.create_barcode, format=zxingcpp.BarcodeFormat.DataMatrix)
_qr = partial(zxingcpp.create_barcode, format=zxingcpp.BarcodeFormat.QRCode, ec_level="M", data_mask=_MASK)


def data_matrix(data: bytes) -> Bitmap:
    """Those bytes as a square Data Matrix, without its quiet zone."""
    return _bitmap(_data_matrix(data))


def qr_code(data: bytes) -> Bitmap:
    """Those bytes as a QR code of level M, without its quiet zone."""
    return _bitmap(_qr(data))


def read_symbol(bitmap: Bitmap) -> bytes | None:
    """What a drawn symbol says, read from its very modules; None when nothing can be read."""
    found = zxingcpp.read_barcode(
        _framed(bitmap), try_rotate=False, try_downscale=False, try_invert=False, is_pure=True
    )
    return None if found is None else bytes(found.bytes)


def _bitmap(barcode: zxingcpp.Barcode) -> Bitmap:
    """Dark modules are ones."""
    modules = np.asarray(barcode.to_image(scale=1, add_quiet_zones=False))
    height, width = modules.shape
    return Bitmap(width, height, _MODULES_PER_INCH, np.packbits(modules < _GREY, axis=1).tobytes())


def _framed(bitmap: Bitmap) -> NDArray[np.uint8]:
    rows = np.frombuffer(bitmap.bits, np.uint8).reshape(bitmap.height, -1)
    ink = np.unpackbits(rows, axis=1, count=bitmap.width)
    framed = np.full((bitmap.height + 2 * _QUIET, bitmap.width + 2 * _QUIET), 255, np.uint8)
    framed[_QUIET:-_QUIET, _QUIET:-_QUIET] -= ink * np.uint8(255)
    return framed
