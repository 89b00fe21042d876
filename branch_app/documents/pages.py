"""Pictures of a print file for the preview: the very bytes that will print, drawn by pdfium.

Safe in any thread; see ``pdfium.opened``.
"""

from branch_app.documents.pdfium import draw, opened
from branch_app.domain.errors import PreflightFailed
from branch_app.ports import RGB, Raster

_PAPER: RGB = (255, 255, 255)


class PdfPages:
    """The ``Pages`` port."""

    def count(self, pdf: bytes) -> int:
        """How many pages.

        Raises:
            PreflightFailed: not a PDF that can be read.
        """
        with opened(pdf) as document:
            return len(document)

    def page(self, pdf: bytes, number: int, width: int) -> Raster:
        """Page ``number``, counted from 1, ``width`` pixels wide on white.

        Raises:
            PreflightFailed: not a PDF that can be read, or no such page.
        """
        with opened(pdf) as document:
            if not 1 <= number <= len(document):
                raise PreflightFailed(fault="pages")
            page = document[number - 1]
            try:
                height = max(1, round(width * page.get_height() / page.get_width()))
                return draw(page, width, height, _PAPER)
            finally:
                page.close()
