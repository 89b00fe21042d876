"""事案 (case): what head office found in comparing, until the office has answered and head office closes it.

It holds no personal data: entries, issue numbers and figures only. Who opens a case's entries here knows whom they
are about; who reads the case alone does not.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import NewType

from branch_app.domain.values.reasons import AnswerReason, CloseReason

CaseId = NewType("CaseId", str)
"""32 hex digits made of what the case is about: the same finding is the same case however often it is made."""

MAX_SHOWN_ENTRIES = 50
"""A case names so many of its entries; ``detail`` counts them where there are more."""


class CaseState(Enum):
    """未回答, 回答済み, 終了."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class CaseOwner(Enum):
    """Who has to act next on a case of that kind: the office answers, or head office looks by itself."""

    OFFICE = "office"
    HEAD_OFFICE = "head_office"


class CaseAct(Enum):
    """What happened to a case."""

    OPENED = "opened"
    CHANGED = "changed"
    """Entries that came later show more, or something else."""
    ANSWERED = "answered"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """One entry: its log as ``device/epoch``, and its place in it, from 0."""

    log: str
    seq: int


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One line of a case's history; ``answer`` of ANSWERED and ``close`` of CLOSED say why."""

    at: datetime
    act: CaseAct
    answer: AnswerReason | None = None
    close: CloseReason | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that does not fit.

    ``code`` is a ``FindingCode`` of this build or of a later one; ``log`` (device/epoch) the log that it is about,
    and ``about`` what in it: an issue number, a figure of the close, a stock. ``detail`` has the figures. ``round``
    counts how often it was opened, from 1: an answer is to one round. ``version`` numbers the changes of all cases.

    Raises:
        ValueError: more entries than a case names, or a round before the first.
    """

    id: CaseId
    version: int
    code: str
    office: str
    log: str
    business_date: date
    entries: tuple[EntryPlace, ...]
    about: str
    detail: str
    owner: CaseOwner
    state: CaseState
    round: int
    deadline: date
    history: tuple[CaseStep, ...]

    def __post_init__(self) -> None:
        """Refuse what no case says."""
        if len(self.entries) > MAX_SHOWN_ENTRIES or self.round < 1:
            raise ValueError("case")

    def asks(self, owner: CaseOwner) -> bool:
        """Whether it waits for that side; answered it waits for who closes it, closed for nobody."""
        if self.state is CaseState.OPEN:
            return self.owner is owner
        return self.state is CaseState.ANSWERED and owner is CaseOwner.HEAD_OFFICE


@dataclass(frozen=True, slots=True)
class CasePoint:
    """How far a device has followed its office's cases; ``mark`` names the history up to that version."""

    version: int
    mark: str


NO_CASES = CasePoint(0, "")
"""Before the first pull."""


@dataclass(frozen=True, slots=True)
class CaseNews:
    """Cases of one office that changed after ``since``, the oldest change first, up to ``point``.

    ``since`` 0 says everything anew: what is not in it and in what follows is no case any more. ``more`` follow.
    """

    since: int
    point: CasePoint
    as_of: datetime
    cases: tuple[Case, ...]
    more: bool
