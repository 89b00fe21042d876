"""Marks as pictures: a bitmap or a page of a PDF as 600-dpi grey, and where the word of 複写 stands out."""

import io
import subprocess

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from branch_app.documents.bitmap import Bitmap
from tests.fakes.scanner import PAPER_DPI, Grey

_A4 = (7016, 4960)


def inked(bitmap: Bitmap) -> NDArray[np.bool_]:
    """Rows of dots, true where there is ink."""
    rows = np.frombuffer(bitmap.bits, np.uint8).reshape(bitmap.height, -1)
    return np.unpackbits(rows, axis=1)[:, : bitmap.width].astype(bool)


def page_of(bitmap: Bitmap, repeated: int = 1, margin: int = 0) -> Grey:
    """The bitmap so many times across and down, with white around it."""
    grey = np.where(np.tile(inked(bitmap), (repeated, repeated)), np.uint8(0), np.uint8(255))
    return np.pad(grey, margin, constant_values=255)


def drawn(pdf: bytes, number: int = 1) -> Grey:
    """A page of A4 as a printer's raster image processor draws it: dot for dot, by poppler.

    Pdfium would stretch the page to whole pixels first.
    """
    page = str(number)
    command = ("pdftoppm", "-gray", "-r", str(PAPER_DPI), "-f", page, "-l", page, "-singlefile", "-")
    made = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return np.asarray(Image.open(io.BytesIO(made.stdout)))[: _A4[0], : _A4[1]]


def standing_out(grey: Grey, word: Bitmap, size: tuple[int, int]) -> float:
    """Mean light of the word less that of its ground after a low-pass of 1 mm, of 1 in all.

    ``size`` is the tile's in dots; ``grey`` whole tiles at 600 dpi. Points within 0.6 mm of the word's edge do not
    count.
    """
    reach = round(0.6 / 25.4 * PAPER_DPI / 4) * 2 + 1
    tile = Image.fromarray(inked(word).astype(np.uint8) * 255).resize((size[0] // 4, size[1] // 4))
    repeats = (round(grey.shape[0] / size[1]), round(grey.shape[1] / size[0]))
    shape = Image.fromarray(np.tile(np.asarray(tile), repeats))
    deep = np.asarray(shape.filter(ImageFilter.MinFilter(reach))) > 127
    far = np.asarray(shape.filter(ImageFilter.MaxFilter(reach))) < 128
    smooth = Image.fromarray(grey).filter(ImageFilter.GaussianBlur(0.5 / 25.4 * PAPER_DPI))
    light = np.asarray(smooth.resize(shape.size, Image.Resampling.BOX), np.float64) / 255
    return float(light[deep].mean() - light[far].mean())
