"""The line to head office in a test's hand, and a reader with nothing on it."""

from dataclasses import dataclass

from branch_app.domain.errors import CentralUnreachable
from branch_app.ports import Progress
from branch_app.usecases.synchronise import Synchronised


@dataclass(slots=True)
class HeadOfficeByHand:
    """``HeadOffice`` that is there or not; counts what it was asked."""

    there: bool = True
    asked: int = 0
    renewed: int = 0
    compared: int = 0

    def synchronise(self, progress: Progress) -> Synchronised:
        """As told."""
        self.asked += 1
        progress("push", 0, 1)
        if not self.there:
            raise CentralUnreachable(reason="ConnectError")
        return Synchronised(1, 1)

    def renew(self, progress: Progress) -> Synchronised:
        """As told."""
        done = self.synchronise(progress)
        self.renewed += 1
        return done

    def compare(self) -> int:
        """As told."""
        self.compared += 1
        if not self.there:
            raise CentralUnreachable(reason="ConnectError")
        return 0


class NoReader:
    """``CardPresence`` without a card."""

    def card_present(self) -> bool:
        """Never."""
        return False
