"""pdfium, entered by one thread at a time: it keeps state of its own that no second thread may meet.

Every use of it at the counter goes through ``opened``, so preview, names on the screen and the reading back of a
paper wait for each other, some milliseconds at most. Files of others are opened for 真偽確認 alone, in a process of
their own (``branch_app.verification.drawn``).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import pypdfium2
from pypdfium2 import raw

from branch_app.domain.errors import PreflightFailed
from branch_app.ports import RGB, Raster

_PDFIUM = Lock()
_OPAQUE = 0xFF


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document, until the block ends; nothing of it may be used afterwards.

    Raises:
        PreflightFailed: not a PDF that can be read.
    """
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise PreflightFailed(fault="unreadable") from error
        try:
            yield document
        except pypdfium2.PdfiumError as error:
            raise PreflightFailed(fault="unreadable") from error
        finally:
            document.close()


def draw(page: pypdfium2.PdfPage, width: int, height: int, ground: RGB) -> Raster:
    """The page stretched to that many pixels, smoothed without colour fringes, on a ground."""
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGR, rev_byteorder=True)
    try:
        bitmap.fill_rect((*ground, _OPAQUE), 0, 0, width, height)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_REVERSE_BYTE_ORDER)
        return Raster(width, height, bytes(bitmap.buffer))
    finally:
        bitmap.close()
