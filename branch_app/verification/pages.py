"""What was read of a file, page by page: bytes and measures, nothing of it believed yet."""

from dataclasses import dataclass
from enum import Enum

from branch_app.documents.marks.judge import Originality


class Hindrance(Enum):
    """Why a file or a page says nothing."""

    MISSING = "missing"
    EMPTY = "empty"
    UNKNOWN_FORMAT = "unknown_format"
    LOCKED = "locked"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"
    CUT_OFF = "cut_off"
    BROKEN = "broken"
    TOO_COSTLY = "too_costly"
    """Time or memory ran out."""


class Medium(Enum):
    """What a page is: a picture of a sheet, or the drawing that a sheet is printed from."""

    PICTURE = "picture"
    DRAWING = "drawing"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the bytes of every seal and of every symbol of a back that could be read on it.

    ``dpi`` is what it was scanned with, 0 where nothing tells. ``whole`` is whether all of a sheet can be seen,
    which only a seal tells; ``single`` whether no more than one sheet can be. ``runs`` are the texts of a drawing.
    ``contrast`` and ``letter`` are what the marks measured, in thousandths.
    """

    number: int
    medium: Medium = Medium.PICTURE
    hindrance: Hindrance | None = None
    dpi: int = 0
    seals: tuple[bytes, ...] = ()
    shares: tuple[bytes, ...] = ()
    whole: bool = False
    single: bool = True
    originality: Originality = Originality.CANNOT_TELL
    contrast: int | None = None
    letter: int = 0
    runs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Straight:
    """A page set straight: grey rows of a whole A4 sheet, its corners those of the paper."""

    width: int
    height: int
    grey: bytes


@dataclass(frozen=True, slots=True)
class Sides:
    """A file that could be read: its pages, and pictures of those that carry a seal, by page number."""

    pages: tuple[Page, ...]
    pictures: dict[int, Straight]


class Unreadable(Exception):
    """Inside of reading: this file or page cannot be looked at."""

    def __init__(self, hindrance: Hindrance) -> None:
        super().__init__(hindrance.value)
        self.hindrance = hindrance
