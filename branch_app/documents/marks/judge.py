"""Original or copy, from what the marks of a scanned page say.

Both marks must agree. All limits were set with a simulated printer, copier and scanner: where they say nothing
clear, the answer is that it cannot be told.
"""

from dataclasses import dataclass
from enum import Enum

from branch_app.documents.marks.demodulate import Letter

COPY_DPI = 300
"""Coarser scans lose the fine dots themselves, as a copier does."""
_FOUND, _LOST = 0.95, 0.75
"""Accuracy of the latent letter that only an original has, and what chance may look like."""
_EVEN, _STANDS_OUT = -0.013, -0.019
"""Contrast of the word on an original, and on a copy."""


class Originality(Enum):
    """What can be said of a page."""

    ORIGINAL = "original"
    COPY = "copy"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was measured: the page's resolution, the contrast of 複写 (None where no ground is seen), the letter."""

    dpi: int
    contrast: float | None
    letter: Letter


def judge(evidence: Evidence) -> Originality:
    """Original: the letter is there and the word is not. Copy: the other way round, and scanned finely enough.

    On security paper there is no ground of ours; then the letter alone says that it is an original.
    """
    contrast, accuracy = evidence.contrast or 0.0, evidence.letter.accuracy
    if accuracy >= _FOUND and contrast > _EVEN:
        return Originality.ORIGINAL
    if evidence.dpi >= COPY_DPI and accuracy <= _LOST and contrast < _STANDS_OUT:
        return Originality.COPY
    return Originality.CANNOT_TELL
