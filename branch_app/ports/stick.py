"""What a device remembers of USB sticks it sent to head office."""

from dataclasses import dataclass
from typing import Protocol

from branch_app.domain.values.identifiers import RequestId


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that went along: where to, its id, and by what a refusal names it."""

    route: str
    request: RequestId
    name: RequestId


@dataclass(frozen=True, slots=True)
class SentStick:
    """One stick: ``number`` counts them, ``letter`` is the id that its acknowledgement repeats."""

    number: int
    epoch: int
    letter: RequestId
    asked: tuple[Asked, ...]


class StickBook(Protocol):
    """Sticks that went out, and whose answers were taken."""

    def next_number(self) -> int:
        """Of the next one."""

    def keep(self, sent: SentStick) -> None:
        """Before its file is written.

        Raises:
            OutOfOrder: another program wrote one of that number meanwhile.
        """

    def sent(self, number: int) -> SentStick | None:
        """What went out under that number."""

    def taken(self) -> int:
        """The newest one whose answer was taken; 0 without any."""

    def take(self, number: int) -> None:
        """Its answer is in."""
