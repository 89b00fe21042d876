"""Data Matrix and QR as one-bit pictures, a module a dot, written and read by zxing-cpp.

A module is eight dots of a printer with 600 an inch: smaller ones do not come through a scan at 200 dpi.
"""

from functools import partial

import zxingcpp
from PIL import Image

from branch_app.documents.bitmap import Bitmap

_MODULES_PER_INCH = 75
_MASK = 3
"""One mask for all: choosing the best of eight takes ten times as long, and ciphertext is noise under any."""
_QUIET = 4

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
    modules = Image.fromarray(barcode.to_image(scale=1, add_quiet_zones=False))
    ink = modules.point(_INK, "1")
    return Bitmap(modules.width, modules.height, _MODULES_PER_INCH, ink.tobytes())


_INK = [255] * 128 + [0] * 128
"""Dark modules are ones."""


def _framed(bitmap: Bitmap) -> Image.Image:
    picture = Image.frombytes("1", (bitmap.width, bitmap.height), bitmap.bits).convert("L").point(_PAPER)
    framed = Image.new("L", (bitmap.width + 2 * _QUIET, bitmap.height + 2 * _QUIET), 255)
    framed.paste(picture, (_QUIET, _QUIET))
    return framed


_PAPER = list(range(255, -1, -1))
