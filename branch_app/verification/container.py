"""A file as grey pages, one at a time: PNG, JPEG, TIFF and PDF, told by their first bytes and not by their name.

Headers are held against the limits before anything is decoded.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile, UnidentifiedImageError

from branch_app.verification.drawn import drawn_pages
from branch_app.verification.limits import Limits
from branch_app.verification.pages import Hindrance, Unreadable
from branch_app.verification.seen import Seen

_MAGIC: Final = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
}
_PDF: Final = b"%PDF-"
_PDF_WITHIN: Final = 1024
_PNG_UNIT: Final = 39.3701


def seen_pages(path: Path, limits: Limits) -> Iterator[Seen | Unreadable]:
    """Every page; one that cannot be looked at comes as the reason.

    Raises:
        Unreadable: the file as a whole cannot be looked at.
    """
    data = _bytes(path, limits)
    if _PDF in data[:_PDF_WITHIN]:
        yield from drawn_pages(data, limits)
        return
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if kind is None:
        raise Unreadable(Hindrance.UNKNOWN_FORMAT)
    yield from _pictures(data, kind, limits)


def _bytes(path: Path, limits: Limits) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        raise Unreadable(Hindrance.MISSING) from error
    if not data:
        raise Unreadable(Hindrance.EMPTY)
    if len(data) > limits.file_bytes:
        raise Unreadable(Hindrance.TOO_LARGE)
    return data


def _pictures(data: bytes, kind: str, limits: Limits) -> Iterator[Seen | Unreadable]:
    with _refusing(), Image.open(io.BytesIO(data), formats=(kind,)) as picture:
        for number in range(limits.pages + 1):
            if number and not _at(picture, number):
                return
            if number == limits.pages:
                raise Unreadable(Hindrance.TOO_MANY_PAGES)
            try:
                yield _seen(picture, limits)
            except Unreadable as reason:
                yield reason


def _at(picture: ImageFile.ImageFile, number: int) -> bool:
    try:
        picture.seek(number)
    except EOFError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Resolution:
    across: float
    down: float


def _seen(picture: ImageFile.ImageFile, limits: Limits) -> Seen:
    if picture.width * picture.height > limits.pixels:
        raise Unreadable(Hindrance.TOO_LARGE)
    told = _told(picture)
    with _refusing():
        if picture.format == "JPEG":
            picture.draft("L", None)
        picture.load()
        grey = _grey(picture)
    if told is not None and abs(told.across / told.down - 1) > 0.02:  # a fax has other pixels across than down
        coarser = min(told.across, told.down)
        size = (round(grey.width * coarser / told.across), round(grey.height * coarser / told.down))
        grey, told = grey.resize(size, Image.Resampling.BOX), _Resolution(coarser, coarser)
    return Seen(np.asarray(grey), 0 if told is None else round(told.across))


def _told(picture: ImageFile.ImageFile) -> _Resolution | None:
    """Pixels an inch that the file speaks of."""
    try:
        across, down = (float(value) for value in picture.info["dpi"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    known = 1 < across < 10_000 and 1 < down < 10_000
    return _Resolution(across, down) if known else None


def _grey(picture: Image.Image) -> Image.Image:
    """On white, whatever colours, bits and transparency it has."""
    if picture.mode.startswith("I;16"):
        return Image.fromarray(_eight_bits(np.asarray(picture)))
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        whole = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", whole.size, "white"), whole).convert("L")
    return picture.convert("L")


def _eight_bits(values: NDArray[np.uint16]) -> NDArray[np.uint8]:
    return (values >> 8).astype(np.uint8)


@contextmanager
def _refusing() -> Iterator[None]:
    """What the library says of files that are not what they say, as our reasons."""
    with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
        try:
            yield
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise Unreadable(Hindrance.TOO_LARGE) from error
        except UnidentifiedImageError as error:
            raise Unreadable(Hindrance.BROKEN) from error
        except (OSError, EOFError) as error:
            raise Unreadable(Hindrance.CUT_OFF) from error
        except (ValueError, SyntaxError, TypeError, KeyError, IndexError, OverflowError) as error:
            raise Unreadable(Hindrance.BROKEN) from error
