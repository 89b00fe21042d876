"""Shapes of drawn glyphs: cut to their ink, brought to one size, compared."""

from PIL import Image, ImageChops, ImageStat

from branch_app.ports import Raster

SIDE = 48
_INK = 128


def picture(raster: Raster) -> Image.Image:
    """In grey."""
    return Image.frombytes("RGB", (raster.width, raster.height), raster.rgb).convert("L")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean grey levels between two drawings, wherever they stand and however large they are."""
    return float(ImageStat.Stat(ImageChops.difference(_shape(one), _shape(other))).mean[0])


def _shape(image: Image.Image) -> Image.Image:
    ink = image.point(lambda grey: 255 if grey < _INK else 0).getbbox()
    return image.crop(ink).resize((SIDE, SIDE), Image.Resampling.BOX)
