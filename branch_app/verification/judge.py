"""Original, copy, forged or not to be told: from what was found, and from nothing else.

The worst that was found decides. Only what was looked at and found good in every respect is an original.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Answer(Enum):
    """What is said of a paper. FORGED is also what became invalid (無効)."""

    FORGED = "forged"
    COPY = "copy"
    CANNOT_TELL = "cannot_tell"
    ORIGINAL = "original"


class Cause(Enum):
    """What was found. Each has a text in ``verification.toml``."""

    SEAL_FORGED = "seal_forged"
    BACK_FORGED = "back_forged"
    NOT_ONE_PAPER = "not_one_paper"
    FIELDS_DIFFER = "fields_differ"
    REVOKED = "revoked"
    VOID = "void"
    MARKS_OF_COPY = "marks_of_copy"
    MISSING = "missing"
    EMPTY = "empty"
    UNKNOWN_FORMAT = "unknown_format"
    LOCKED = "locked"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"
    CUT_OFF = "cut_off"
    BROKEN = "broken"
    TOO_COSTLY = "too_costly"
    NO_TRUST = "no_trust"
    NOTHING_FOUND = "nothing_found"
    SEVERAL_SHEETS = "several_sheets"
    SEVERAL_PAPERS = "several_papers"
    PART_OF_A_PAGE = "part_of_a_page"
    FRONT_MISSING = "front_missing"
    BACK_MISSING = "back_missing"
    BACK_INCOMPLETE = "back_incomplete"
    UNKNOWN_SIGNER = "unknown_signer"
    FOREIGN = "foreign"
    SPECIMEN = "specimen"
    TOO_COARSE = "too_coarse"
    MARKS_UNCLEAR = "marks_unclear"
    FIELDS_UNCLEAR = "fields_unclear"
    NOT_DRAWN = "not_drawn"
    NOT_COMPARED = "not_compared"
    ALL_GOOD = "all_good"
    FILE_GOOD = "file_good"


_FORGED = (
    Cause.SEAL_FORGED,
    Cause.BACK_FORGED,
    Cause.NOT_ONE_PAPER,
    Cause.FIELDS_DIFFER,
    Cause.REVOKED,
    Cause.VOID,
)
_GOOD = (Cause.ALL_GOOD, Cause.FILE_GOOD)


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause, the page of the file it was found on (0: the file as a whole), and the items it is about."""

    cause: Cause
    page: int = 0
    items: tuple[str, ...] = ()

    @property
    def answer(self) -> Answer:
        """What it says by itself."""
        if self.cause in _FORGED:
            return Answer.FORGED
        if self.cause is Cause.MARKS_OF_COPY:
            return Answer.COPY
        return Answer.ORIGINAL if self.cause in _GOOD else Answer.CANNOT_TELL


def judge(reasons: Iterable[Reason]) -> tuple[Answer, tuple[Reason, ...]]:
    """The answer, and all reasons, those first that decide. Without any reason nothing can be told."""
    order = list(Answer)
    told = sorted(dict.fromkeys(reasons), key=lambda reason: (order.index(reason.answer), reason.page))
    return (told[0].answer if told else Answer.CANNOT_TELL), tuple(told)
