"""How much of a stranger's file is looked at: more than any scan of a certificate needs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of the file, pages, pixels of a page, side of a PDF page in points, and what reading may cost.

    ``seconds`` and ``memory`` (bytes of address space) are of the process that reads. Windows knows no such bound
    of memory: there those of the headers must do.
    """

    file_bytes: int = 300_000_000
    pages: int = 120
    pixels: int = 80_000_000
    """A3 at 600 dpi has 70 million."""
    points: float = 2_400.0
    """A1 is 2,384 high."""
    seconds: float = 120.0
    memory: int = 3 << 30


LIMITS = Limits()
