"""Head office."""

from datetime import date
from typing import TYPE_CHECKING, Protocol

from branch_app.domain.records.policy import Instructions, PolicyNews
from branch_app.ports.cases import CaseSource
from branch_app.ports.log import Ledger
from branch_app.ports.machine import Progress
from branch_app.ports.registers import RegisterSource
from branch_app.ports.restrictions import RestrictionSource

if TYPE_CHECKING:
    from branch_app.domain.reconcile.day import Reconciliation


class Central(RestrictionSource, CaseSource, Protocol):
    """Head office, as an enrolled device sees it. Every call may raise a CentralError; nothing is lost by it."""

    def policy(self, known: int) -> PolicyNews:
        """Tables published after version ``known``."""

    def settings(self, known: int) -> Instructions:
        """Roster and the rest of the enrolment as of now, and the tables published after version ``known``."""

    def escrow(self, serial: int, code: str) -> None:
        """Have a recovery code kept; no error means that central has signed for it."""

    def registers(self) -> RegisterSource:
        """The registers as this office may hold them."""

    def push(self, ledger: Ledger, progress: Progress) -> int:
        """Send entries and openings from the witnessed size on; the size central has witnessed."""

    def reconciliation(self, business_date: date) -> "Reconciliation":
        """What central found when it compared that closed day."""
