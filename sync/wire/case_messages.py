"""Cases on their way down to the office that they are about."""

from dataclasses import dataclass

from sync.wire.messages import DeviceMessage, Message

MAX_NEWS_BYTES = 4 << 20
"""Of one piece before it is compressed."""


@dataclass(frozen=True, slots=True)
class CasesRequest(DeviceMessage):
    """What changed in the cases of this device's office after ``since``; ``mark`` names the history up to it.

    ``since`` 0 asks for everything that is open.
    """

    TYPE = "application/vnd.madoguchi.cases-request.v1+json"
    since: int
    mark: str


@dataclass(frozen=True, slots=True)
class CasesAnswer(Message):
    """``CaseNews``, compressed and sealed: an issue number and what is wrong with it are nobody else's business."""

    TYPE = "application/vnd.madoguchi.cases-answer.v1+json"
    sealed: bytes
